/// A window on a source that moves along with its reader.
///
/// Large where reading goes on, small where it jumps.
struct MovieStreamWindow {
  private let source: MediaSource
  /// The bytes of the window.
  private(set) var bytes: [UInt8] = []
  private var start = 0

  /// How much is read where the next bytes follow the last, and where they don't.
  private static let large = 1 << 18
  private static let small = 1 << 12

  /// A window on `source`, empty at first.
  init(_ source: MediaSource) { self.source = source }

  /// Makes the window hold `count` bytes from `offset`, which must lie in the source; returns
  /// their index in `bytes`.
  mutating func index(of offset: Int, _ count: Int) throws(MediaError) -> Int {
    if offset >= start, offset - start <= bytes.count - count { return offset - start }
    let goesOn = offset >= start && offset - start - bytes.count < Self.large / 4
    let wanted = max(count, goesOn ? Self.large : Self.small)
    guard offset >= 0, offset <= source.count - count else { throw .unreadable(0) }
    bytes = try source.bytes(offset..<min(source.count, offset + wanted))
    start = offset
    return 0
  }

  /// The bytes of a range of the source.
  mutating func slice(_ range: Range<Int>) throws(MediaError) -> ArraySlice<UInt8> {
    let index = try index(of: range.lowerBound, range.count)
    return bytes[index..<(index + range.count)]
  }
}
