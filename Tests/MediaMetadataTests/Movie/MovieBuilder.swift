@testable import MediaMetadata

/// Small movies, built box by box.
struct MovieBuilder {
  /// A box of a type with its content.
  static func box(_ type: StaticString, _ content: [UInt8]...) -> [UInt8] {
    let body = content.flatMap { $0 }
    return number(8 + body.count, 4) + number(Int(FourCharacters.code(type)), 4) + body
  }

  /// A number, most significant byte first.
  static func number(_ value: Int, _ count: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.append(bigEndian: UInt64(bitPattern: Int64(value)), count)
    return bytes
  }

  /// Words of four bytes.
  static func words(_ values: Int...) -> [UInt8] { values.flatMap { number($0, 4) } }

  /// A track of the movie that is built.
  struct Track {
    /// The handler and the format of the sample entry.
    var handler: StaticString = "vide"
    var format: StaticString = "raw "
    /// The samples, one a chunk.
    var samples: [[UInt8]] = [Array("one sample".utf8), Array("another".utf8)]
    /// Boxes inside the sample entry, and inside the track.
    var entryBoxes: [UInt8] = []
    var trackBoxes: [UInt8] = []
    /// Whether offsets take eight bytes.
    var isWide = false
  }

  /// Seconds since 1904 that stand in all headers: 2017-05-11 22:55:45.
  var time = 0xd53a_9c71
  /// The name of handlers.
  var name = "Zoe's camera"
  /// The tracks.
  var tracks = [Track()]
  /// Boxes in `moov` after the tracks, and in the file before and after the data.
  var movieBoxes: [UInt8] = []
  var before: [UInt8] = []
  var after: [UInt8] = []

  /// The file: its type, the movie's header, then the data.
  func file() -> [UInt8] {
    let type = Self.box("ftyp", Array("isom".utf8), Self.words(0x200), Array("isomiso2".utf8))
    let length = type.count + before.count + movie(dataStart: 0).count + 8
    let data = tracks.flatMap { $0.samples.flatMap { $0 } }
    return type + before + movie(dataStart: length) + Self.box("mdat", data) + after
  }

  private func movie(dataStart: Int) -> [UInt8] {
    var start = dataStart
    var boxes: [UInt8] = []
    for (index, track) in tracks.enumerated() {
      boxes += self.track(track, index + 1, start)
      start += track.samples.reduce(0) { $0 + $1.count }
    }
    let header = Self.box(
      "mvhd", Self.words(0, time, time, 1000, 2000, 0x1_0000), Self.number(0x100, 2),
      [UInt8](repeating: 0, count: 10), Self.matrix, Self.words(1, 2, 3, 4, 5, 6, 9))
    return Self.box("moov", header, boxes, movieBoxes)
  }

  private static let matrix = words(0x1_0000, 0, 0, 0, 0x1_0000, 0, 0, 0, 0x4000_0000)

  private func track(_ track: Track, _ number: Int, _ start: Int) -> [UInt8] {
    let header = Self.box(
      "tkhd", Self.words(3, time, time, number, 0, 2000, 0, 0, 0, 0), Self.matrix,
      Self.words(0x40_0000, 0x30_0000))
    let media = Self.box(
      "mdhd", Self.words(0, time, time, 1000, 2000), Self.number(0x55c4, 2), [0, 0])
    let handler = Self.box(
      "hdlr", Self.words(0, 0, Int(FourCharacters.code(track.handler)), 0, 0, 0),
      Array(name.utf8) + [0])
    let reference = Self.box(
      "dinf", Self.box("dref", Self.words(0, 1), Self.box("url ", Self.words(1))))
    let info = Self.box(
      "minf", Self.box("nmhd", Self.words(0)), reference, table(track, start))
    return Self.box("trak", header, Self.box("mdia", media, handler, info), track.trackBoxes)
  }

  private func table(_ track: Track, _ start: Int) -> [UInt8] {
    var offset = start
    var offsets: [UInt8] = []
    for sample in track.samples {
      offsets += Self.number(offset, track.isWide ? 8 : 4)
      offset += sample.count
    }
    let count = track.samples.count
    let sizes = track.samples.flatMap { Self.number($0.count, 4) }
    return Self.box(
      "stbl", Self.box("stsd", Self.words(0, 1), entry(track)),
      Self.box("stts", Self.words(0, 1, count, 40)), Self.box("stsc", Self.words(0, 1, 1, 1, 1)),
      Self.box("stsz", Self.words(0, 0, count), sizes),
      Self.box(track.isWide ? "co64" : "stco", Self.words(0, count), offsets))
  }

  private func entry(_ track: Track) -> [UInt8] {
    let head = [UInt8](repeating: 0, count: 7) + [1]
    switch track.handler.description {
    case "vide":
      let name = Array("\u{9}ACME H.26".utf8)
      return Self.box(
        track.format, head, [UInt8](repeating: 0, count: 4), Array("ACME".utf8),
        Self.words(512, 512),
        Self.words(0x40_0030, 0x48_0000, 0x48_0000, 0), [0, 1],
        name + [UInt8](repeating: 0, count: 32 - name.count), [0, 24, 255, 255], track.entryBoxes)
    case "soun":
      return Self.box(
        track.format, head, Self.words(0, 0), Self.words(0x2_0010, 0, 0xac44_0000),
        track.entryBoxes)
    default: return Self.box(track.format, head, track.entryBoxes)
    }
  }
}

/// Looks into movies that came out.
enum MovieView {
  /// The content of the first box on a path of types below the top level.
  static func content(_ path: [String], in bytes: [UInt8]) -> [UInt8]? {
    var range = 0..<bytes.count
    for name in path {
      guard let box = BoxHeader.list(bytes, in: range).first(where: { $0.name == name }) else {
        return nil
      }
      range = box.content
    }
    return Array(bytes[range])
  }

  /// Whether the text stands anywhere in the bytes.
  static func holds(_ bytes: [UInt8], _ text: String) -> Bool {
    let wanted = Array(text.utf8)
    guard bytes.count >= wanted.count else { return false }
    return (0...(bytes.count - wanted.count)).contains { start in
      bytes[start] == wanted[0] && bytes[start..<(start + wanted.count)].elementsEqual(wanted)
    }
  }

  /// What is said of a movie.
  static func disclosures(
    _ bytes: [UInt8], under policy: ScrubPolicy = .standard
  ) throws -> [Disclosure] {
    var reading = Reading(policy: policy)
    _ = try MediaFormats.read(MediaSource(bytes), &reading)
    return reading.disclosures
  }
}
