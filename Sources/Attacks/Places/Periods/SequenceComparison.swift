import Evaluation
import Numerics

/// Compares the order of places: the longest common subsequence of both periods' visits.
///
/// The cost is 1 - length / sqrt(visits * visits) over the last `limit` visits of each period.
///
/// **Source** Vlachos, Kollios, Gunopulos, *Discovering similar multidimensional trajectories*,
/// ICDE 2002 (LCSS on trajectories), on cells; computed by Hyyro's bit-parallel recurrence
/// (*Bit-parallel LCS-length computation revisited*, AWOCA 2004).
/// **Cost** O(visits * visits / 64) for each pair.
struct SequenceComparison: PeriodComparison {
  let id = "order-of-places"
  let title = "Order of places (longest common subsequence)"
  let source = "Vlachos, Kollios and Gunopulos 2002, ICDE, on cells"
  private let earlier: [[UInt32]]
  private let later: [[UInt32]]
  private let placeCount: Int

  /// How many visits of each period are compared.
  static let limit = 512

  init(earlier: VisitSequences, later: VisitSequences, placeCount: Int) {
    func last(_ sequences: VisitSequences) -> [[UInt32]] {
      sequences.visits.indices.map { sequences.places(ofSubject: $0, limit: Self.limit) }
    }
    self.earlier = last(earlier)
    self.later = last(later)
    self.placeCount = placeCount
  }

  func costs(targets: [UInt32], candidates: [UInt32]) -> PairCosts {
    let rows = concurrentChunks(count: targets.count) { range in
      var board = SubsequenceBoard(placeCount: placeCount)
      var values: [Float] = []
      values.reserveCapacity(range.count * candidates.count)
      for row in range {
        let target = later[Int(targets[row])]
        board.set(target)
        for candidate in candidates {
          let other = earlier[Int(candidate)]
          guard !target.isEmpty, !other.isEmpty else {
            values.append(.infinity)
            continue
          }
          let scale = Float(target.count * other.count).squareRoot()
          values.append(1 - Float(board.length(with: other)) / scale)
        }
        board.clear(target)
      }
      return values
    }
    return PairCosts(
      rowCount: targets.count, columnCount: candidates.count, values: rows.flatMap(\.self))
  }
}

/// The positions of each place in one sequence, as bits, and the recurrence over another one.
struct SubsequenceBoard {
  /// For each place which row of `masks` it has; -1 where it does not occur.
  private var rowOfPlace: [Int32]
  private var masks: [UInt64] = []
  private var words = 0
  private var length = 0

  /// A board for places below `placeCount`.
  init(placeCount: Int) {
    self.rowOfPlace = [Int32](repeating: -1, count: placeCount)
  }

  /// Puts a sequence on the board.
  mutating func set(_ sequence: [UInt32]) {
    words = (sequence.count + 63) / 64
    length = sequence.count
    masks.removeAll(keepingCapacity: true)
    for (position, place) in sequence.enumerated() {
      if rowOfPlace[Int(place)] < 0 {
        rowOfPlace[Int(place)] = Int32(masks.count / words)
        masks += repeatElement(0, count: words)
      }
      masks[Int(rowOfPlace[Int(place)]) * words + position / 64] |= 1 << UInt64(position % 64)
    }
  }

  /// Takes the sequence off again.
  mutating func clear(_ sequence: [UInt32]) {
    for place in sequence { rowOfPlace[Int(place)] = -1 }
  }

  /// The length of the longest common subsequence of the one on the board and `other`.
  ///
  /// Zeros in `state` mark where the length grows: for each place of `other` with positions M the
  /// state V becomes (V + (V & M)) | (V & ~M).
  func length(with other: [UInt32]) -> Int {
    guard words > 0 else { return 0 }
    var state = [UInt64](repeating: .max, count: words)
    for place in other {
      let row = rowOfPlace[Int(place)]
      guard row >= 0 else { continue }
      var carry = false
      for word in 0..<words {
        let mask = masks[Int(row) * words + word]
        let value = state[word]
        let (partial, first) = value.addingReportingOverflow(value & mask)
        let (sum, second) = partial.addingReportingOverflow(carry ? 1 : 0)
        carry = first || second
        state[word] = sum | (value & ~mask)
      }
    }
    // Bits beyond the sequence stay 1: no mask has them, and a carry only ever sets them.
    return state.reduce(0) { $0 + (~$1).nonzeroBitCount }
  }
}
