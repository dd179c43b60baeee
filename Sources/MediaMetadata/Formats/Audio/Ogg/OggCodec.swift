/// What a stream in Ogg holds, by its first packet.
enum OggCodec: Sendable {
  case vorbis
  case opus
  case speex
  case flac
  case theora
  /// Describes other streams; no decoder needs it.
  case skeleton

  /// The codec of a first packet; nil for those on no list.
  init?(_ packet: ArraySlice<UInt8>) {
    let start = packet.startIndex
    func holds(_ text: StaticString, _ offset: Int = 0) -> Bool {
      AudioBytes.holds(text, at: start + offset, in: packet)
    }
    switch packet.first {
    case 1 where holds("vorbis", 1) && packet.count == 30: self = .vorbis
    case 0x4f where holds("OpusHead") && packet.count >= 19: self = .opus
    case 0x53 where holds("Speex   ") && packet.count >= 80: self = .speex
    case 0x7f where holds("FLAC", 1) && holds("fLaC", 9) && packet.count == 51: self = .flac
    case 0x80 where holds("theora", 1) && packet.count >= 42: self = .theora
    case 0x66 where holds("fishead\0"): self = .skeleton
    default: return nil
    }
  }

  /// The name in owners and locations.
  var name: String {
    switch self {
    case .vorbis: "Vorbis"
    case .opus: "Opus"
    case .speex: "Speex"
    case .flac: "FLAC"
    case .theora: "Theora"
    case .skeleton: "Skeleton"
    }
  }

  /// How many packets of headers follow the first; nil where a packet itself says that it is the
  /// last one.
  func headerCount(after first: ArraySlice<UInt8>) -> Int? {
    switch self {
    case .vorbis, .theora: 2
    case .opus: 1
    case .speex: 1 + min(AudioBytes.little(first, at: first.startIndex + 68, 4) ?? 0, 1 << 16)
    case .flac:
      AudioBytes.big(first, at: first.startIndex + 7, 2).flatMap { $0 > 0 ? $0 : nil }
    case .skeleton: 0
    }
  }

  /// The first packet without what tells of its maker.
  func first(
    _ packet: ArraySlice<UInt8>, at path: String, _ reading: inout Reading
  ) -> [UInt8] {
    var new = Array(packet)
    switch self {
    case .flac:
      new[7] = 0
      new[8] = 1
    case .speex:
      let version = 8..<28
      if !AudioBytes.areZero(new[version]) {
        reading.disclose(
          .software, .low, at: path + "/version", "the program that made it",
          value: PrintableText.text(new[version]))
      }
      for place in version { new[place] = 0 }
    default: break
    }
    return new
  }

  /// What stands before the comments, in their packet.
  var mark: [UInt8] {
    switch self {
    case .vorbis: [3] + Array("vorbis".utf8)
    case .opus: Array("OpusTags".utf8)
    case .theora: [0x81] + Array("theora".utf8)
    // The last metadata block, of comments.
    case .flac: [0x84, 0, 0, UInt8(VorbisComments.empty.count)]
    case .speex, .skeleton: []
    }
  }

  /// A packet of no comments.
  var emptyComments: [UInt8] { mark + VorbisComments.empty + (self == .vorbis ? [1] : []) }

  /// The packets after the first, without what they tell; notes it.
  func others(
    _ packets: [[UInt8]], at path: String, offset: Int, _ reading: inout Reading
  ) throws(MediaError) -> [[UInt8]] {
    if self == .flac {
      for packet in packets where packet != emptyComments {
        guard let block = FLACBlock(packet, at: 0, end: packet.count) else {
          reading.discloseUnknown(packet[...], at: path + "/metadata block")
          continue
        }
        try block.disclose(packet, &reading)
      }
      return [emptyComments]
    }
    guard let comments = packets.first, comments.starts(with: mark) else {
      throw .malformed(.ogg, offset: offset, reason: "the packet of comments is missing")
    }
    if comments != emptyComments {
      try VorbisComments.disclose(comments.dropFirst(mark.count), at: path, &reading)
    }
    if self == .speex, packets.count > 1 {
      throw .unclassified(
        .ogg, offset: offset, count: packets[1].count, structure: "extra headers of Speex")
    }
    return [emptyComments] + packets.dropFirst()
  }
}
