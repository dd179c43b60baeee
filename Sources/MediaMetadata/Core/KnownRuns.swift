/// What the reading of a file found out about runs of bytes that its output holds as they stand, so
/// that the check of the output need not find it out again.
///
/// **Guarantee**: an answer is given only for the very same bytes in the same setting, compared
/// byte for byte; what is asked depends on nothing else but the policy, which the check shares.
/// **Cost**: O(run) to ask; the runs are held, at most `mostHeld` bytes of them, as slices of the
/// file where they stand in it, and copied where they stand in what was unpacked, which is then let
/// go.
struct KnownRuns: Sendable {
  private struct Key: Hashable {
    let setting: String
    let count: Int
    let head: UInt64
    let tail: UInt64
  }

  private struct Known: Sendable {
    let bytes: ArraySlice<UInt8>
    let answer: [UInt8]
  }

  /// One run for each key: a file full of runs that look alike gains nothing, and costs nothing.
  private var runs: [Key: Known] = [:]
  private var held = 0
  private static let mostHeld = 1 << 26

  /// Whether nothing is known.
  var isEmpty: Bool { runs.isEmpty }

  /// Keeps an answer.
  ///
  /// - Parameter copies: whether the bytes are copied, so that what they are a slice of may go.
  mutating func note(
    _ bytes: ArraySlice<UInt8>, _ setting: String, answer: [UInt8], copies: Bool
  ) {
    let key = Self.key(bytes, setting)
    guard runs[key] == nil, bytes.count + answer.count <= Self.mostHeld - held else { return }
    held += bytes.count + answer.count
    runs[key] = Known(bytes: copies ? Array(bytes)[...] : bytes, answer: answer)
  }

  /// The answer for these bytes; nil where it is not known.
  func answer(for bytes: ArraySlice<UInt8>, _ setting: String) -> [UInt8]? {
    guard !runs.isEmpty, let known = runs[Self.key(bytes, setting)],
      ByteComparison.areEqual(known.bytes.span, bytes.span)
    else { return nil }
    return known.answer
  }

  private static func key(_ bytes: ArraySlice<UInt8>, _ setting: String) -> Key {
    let head = bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    let tail = bytes.suffix(8).reduce(0) { $0 << 8 | UInt64($1) }
    return Key(setting: setting, count: bytes.count, head: head, tail: tail)
  }
}
