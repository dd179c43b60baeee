/// Untrusted bytes, in memory or in a file, read only through checked ranges.
public struct MediaSource: Sendable {
  /// How many bytes there are.
  public let count: Int
  private let storage: Storage
  private let base: Int

  private enum Storage: Sendable {
    case memory([UInt8])
    case file(FileReader)
  }

  /// Bytes in memory; not copied.
  public init(_ bytes: [UInt8]) {
    count = bytes.count
    storage = .memory(bytes)
    base = 0
  }

  /// A regular file, held open.
  ///
  /// Throws `unreadable` for anything else.
  public init(path: String) throws(MediaError) {
    let reader = try FileReader(path: path)
    count = reader.count
    storage = .file(reader)
    base = 0
  }

  private init(_ other: MediaSource, _ range: Range<Int>) {
    count = range.count
    storage = other.storage
    base = other.base + range.lowerBound
  }

  /// A copy of the bytes of `range`, which must lie within 0..<count (else `unreadable`).
  ///
  /// One copy; O(range.count). The caller bounds the range: it becomes memory.
  public func bytes(_ range: Range<Int>) throws(MediaError) -> [UInt8] {
    guard range.lowerBound >= 0, range.upperBound <= count else { throw .unreadable(0) }
    switch storage {
    case .memory(let bytes):
      if base == 0, range.count == bytes.count { return bytes }
      return Array(bytes[(base + range.lowerBound)..<(base + range.upperBound)])
    case .file(let reader):
      return try reader.bytes(at: base + range.lowerBound, count: range.count)
    }
  }

  /// All bytes, for formats that are read whole.
  ///
  /// Throws `limit` above `limit`.
  public func whole(limit: Int) throws(MediaError) -> [UInt8] {
    guard count <= limit else { throw .limit(.imageBytes, allowed: limit) }
    return try bytes(0..<count)
  }

  /// The bytes of `range` as a source of its own; shares storage.
  public func extracting(_ range: Range<Int>) throws(MediaError) -> MediaSource {
    guard range.lowerBound >= 0, range.upperBound <= count else { throw .unreadable(0) }
    return MediaSource(self, range)
  }

  /// Hands the bytes of `range` to `body` in order: as one slice where they stand in memory, else
  /// in chunks of at most `window` bytes.
  public func forEachChunk(
    of range: Range<Int>, window: Int, _ body: (ArraySlice<UInt8>) throws(MediaError) -> Void
  ) throws(MediaError) {
    guard range.lowerBound >= 0, range.upperBound <= count else { throw .unreadable(0) }
    if case .memory(let bytes) = storage {
      if !range.isEmpty {
        try body(bytes[(base + range.lowerBound)..<(base + range.upperBound)])
      }
      return
    }
    var position = range.lowerBound
    while position < range.upperBound {
      let end = min(position + window, range.upperBound)
      try body(bytes(position..<end)[...])
      position = end
    }
  }
}
