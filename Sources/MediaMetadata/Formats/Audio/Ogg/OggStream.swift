/// A logical stream of an Ogg file, from its first page to where its headers end.
struct OggStream {
  /// Nil where it goes whole.
  let codec: OggCodec?
  /// The number that it gets.
  let serial: UInt32
  /// Where its first page begins.
  let start: Int
  /// The first packet as it stays.
  let first: [UInt8]
  /// How many packets of headers are to come; nil where the last one says so.
  private let wanted: Int?
  /// Whether all packets of headers were read.
  private(set) var isComplete: Bool
  /// The packets of headers after the first.
  private(set) var packets: [[UInt8]] = []
  private var open: [UInt8] = []
  private var size = 0
  /// The pieces of the pages that hold them, by number.
  var headerPieces: [Int] = []
  /// The bytes of those pages.
  var headerRanges: [Range<Int>] = []
  /// What is added to the number of a page.
  var shift: UInt32 = 0
  /// Whether a page of sound was met.
  var hasData = false
  /// The payload of the headers.
  var payload: [PayloadPart] = []

  /// A stream that begins with `packet`.
  init(_ codec: OggCodec?, serial: UInt32, start: Int, packet: ArraySlice<UInt8>, first: [UInt8]) {
    self.codec = codec
    self.serial = serial
    self.start = start
    self.first = first
    wanted = codec?.headerCount(after: packet)
    isComplete = codec == nil || codec == .skeleton
  }

  /// Takes the segments of a page; returns how many belong to headers.
  mutating func take(
    _ page: OggPage, _ bytes: [UInt8], _ limits: Limits
  ) throws(MediaError) -> (segments: Int, bytes: Int) {
    var position = page.body.lowerBound
    for (index, segment) in page.lacing.enumerated() {
      let count = Int(bytes[segment])
      open += bytes[position..<position + count]
      size += count
      guard size <= limits.headerBytes, packets.count < limits.structures else {
        throw .limit(.headerBytes, allowed: limits.headerBytes)
      }
      position += count
      if count < 255 {
        packets.append(open)
        open = []
        let isLastBlock = codec == .flac && (packets.last?.first ?? 0) & 0x80 != 0
        if wanted.map({ packets.count >= $0 }) ?? isLastBlock {
          isComplete = true
          return (index + 1, position - page.body.lowerBound)
        }
      }
    }
    return (page.lacing.count, page.body.count)
  }
}
