/// The candidates of greatest affinity seen so far; of equals, those of lower number.
struct TopCandidates: Sendable {
  /// A candidate and its affinity.
  struct Entry: Sendable {
    let affinity: Float
    let candidate: UInt32

    static func isBefore(_ one: Entry, _ other: Entry) -> Bool {
      one.affinity > other.affinity
        || (one.affinity == other.affinity && one.candidate < other.candidate)
    }
  }

  private var entries: [Entry] = []
  /// What a candidate must exceed; below every affinity until there are `count`.
  private var threshold: Float = -1
  private let count: Int

  init(count: Int) { self.count = count }

  /// Looks at the scores of consecutive candidates, which come in rising order.
  ///
  /// Sixteen scores are compared with the threshold at once, and most sixteens hold nothing: the
  /// list is shortened only when it has grown to twice its length, so that an entry costs O(1).
  mutating func add(_ scores: Span<Float>, from first: Int) {
    var place = 0
    while place < scores.count {
      let end = min(place + 16, scores.count)
      if end - place == 16, !Self.exceeds(scores, place, threshold) {
        place = end
        continue
      }
      while place < end {
        if scores[place] > threshold {
          entries.append(Entry(affinity: scores[place], candidate: UInt32(first + place)))
        }
        place += 1
      }
      if entries.count >= 2 * count + 16 { shorten() }
    }
  }

  /// The entries, the nearest first.
  func sorted() -> [Entry] {
    Array(entries.sorted(by: Entry.isBefore).prefix(count))
  }

  private mutating func shorten() {
    threshold = entries.moveLeast(count, by: Entry.isBefore).affinity
    entries.removeSubrange(count...)
  }

  @inline(__always)
  private static func exceeds(_ scores: Span<Float>, _ place: Int, _ threshold: Float) -> Bool {
    precondition(place + 16 <= scores.count)
    // Unsafe because a Span hands out single elements only; the end is checked above.
    let sixteen = unsafe scores.withUnsafeBytes {
      unsafe $0.loadUnaligned(fromByteOffset: place * 4, as: SIMD16<Float>.self)
    }
    return any(sixteen .> threshold)
  }
}
