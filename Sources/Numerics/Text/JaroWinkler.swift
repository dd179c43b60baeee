/// The similarity of two texts by their common characters, a common beginning counting more.
///
/// Jaro: characters match where they are equal and no farther apart than half of the longer text
/// less one; (m/a + m/b + (m - t)/m) / 3 for m matches, of which 2t stand in another order (t
/// rounded down). Winkler: above 0.7 each of the first characters that agree, four at most, takes a
/// tenth of what is left to 1.
///
/// **Guarantee** in 0 ... 1, 1 for equal texts, two empty ones included; 0 where nothing matches.
/// **Source** Winkler, String comparator metrics and enhanced decision rules in the Fellegi-Sunter
/// model of record linkage, ASA 1990; the threshold of 0.7 as in his `strcmp95.c`.
/// **Cost** O(a x b / 64) steps at most for texts up to 64 scalars, O((a + b) log(a + b)) beyond.
public enum JaroWinkler {
  /// The similarity of two texts given as scalars.
  public static func similarity(_ first: Span<UInt32>, _ second: Span<UInt32>) -> Double {
    let jaro = jaro(first, second)
    guard jaro > 0.7 else { return jaro }
    var prefix = 0
    let longest = min(4, first.count, second.count)
    while prefix < longest, first[prefix] == second[prefix] { prefix += 1 }
    return jaro + Double(prefix) * 0.1 * (1 - jaro)
  }

  /// Jaro's similarity alone.
  static func jaro(_ first: Span<UInt32>, _ second: Span<UInt32>) -> Double {
    if first.isEmpty || second.isEmpty { return first.isEmpty && second.isEmpty ? 1 : 0 }
    let window = max(max(first.count, second.count) / 2 - 1, 0)
    let found =
      first.count <= 64 && second.count <= 64
      ? shortMatches(first, second, window) : longMatches(first, second, window)
    guard found.matches > 0 else { return 0 }
    let matches = Double(found.matches)
    return
      (matches / Double(first.count) + matches / Double(second.count)
      + (matches - Double(found.displaced / 2)) / matches) / 3
  }

  private typealias Matches = (matches: Int, displaced: Int)

  /// Matches of texts that fit into the bits of a word.
  private static func shortMatches(
    _ first: Span<UInt32>, _ second: Span<UInt32>, _ window: Int
  ) -> Matches {
    var taken: UInt64 = 0
    var matched: UInt64 = 0
    for index in first.indices {
      let scalar = first[index]
      let end = min(index + window + 1, second.count)
      var place = max(index - window, 0)
      while place < end {
        if second[place] == scalar, taken & (1 << UInt64(place)) == 0 {
          taken |= 1 << UInt64(place)
          matched |= 1 << UInt64(index)
          break
        }
        place += 1
      }
    }
    let matches = matched.nonzeroBitCount
    var displaced = 0
    while matched != 0 {
      if first[matched.trailingZeroBitCount] != second[taken.trailingZeroBitCount] {
        displaced += 1
      }
      matched &= matched &- 1
      taken &= taken &- 1
    }
    return (matches, displaced)
  }

  /// Matches of long texts: each character's places in the second text stand in a queue.
  ///
  /// The window's beginning only moves forward, so a place that it has left is never wanted again,
  /// and the first one of the queue is what a search from the left would find.
  private static func longMatches(
    _ first: Span<UInt32>, _ second: Span<UInt32>, _ window: Int
  ) -> Matches {
    var places: [UInt64] = []
    places.reserveCapacity(second.count)
    for place in second.indices { places.append(UInt64(second[place]) << 40 | UInt64(place)) }
    places.sort()
    var queues: [UInt32: Range<Int>] = [:]
    var begin = 0
    for end in 1...places.count
    where end == places.count || places[end] >> 40 != places[begin] >> 40 {
      queues[UInt32(places[begin] >> 40)] = begin..<end
      begin = end
    }
    var left: [UInt32] = []
    var taken: [Int] = []
    for index in first.indices {
      guard var queue = queues[first[index]] else { continue }
      let low = index - window
      while !queue.isEmpty, Int(places[queue.lowerBound] & 0xFF_FFFF_FFFF) < low {
        queue = (queue.lowerBound + 1)..<queue.upperBound
      }
      if !queue.isEmpty {
        let place = Int(places[queue.lowerBound] & 0xFF_FFFF_FFFF)
        if place <= index + window {
          left.append(first[index])
          taken.append(place)
          queue = (queue.lowerBound + 1)..<queue.upperBound
        }
      }
      queues[first[index]] = queue
    }
    taken.sort()
    var displaced = 0
    for (scalar, place) in zip(left, taken) where second[place] != scalar { displaced += 1 }
    return (taken.count, displaced)
  }
}
