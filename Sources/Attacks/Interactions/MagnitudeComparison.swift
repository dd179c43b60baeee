import Evaluation
import Numerics

/// Compares people by a few numbers, each in units of its spread over the people of its period.
///
/// The cost is the mean absolute difference of the standardised numbers: each period is centred and
/// scaled by itself, as everybody may act more, or less, in the later one.
struct MagnitudeComparison: PeriodComparison {
  /// A stable name.
  let id: String
  /// A title of a few words.
  let title: String
  /// The publication.
  let source: String
  private let earlier: [SIMD8<Double>]
  private let later: [SIMD8<Double>]
  private let width: Int

  /// Standardises numbers.
  ///
  /// - Parameters:
  ///   - earlier: for each data subject its numbers in the earlier period, at most eight.
  ///   - later: the same in the later period.
  ///   - known: the people whose spread is the unit of the earlier period.
  ///   - pseudonyms: those whose spread is the unit of the later one.
  init(
    id: String, title: String, source: String, earlier: [[Double]], later: [[Double]],
    known: [UInt32], pseudonyms: [UInt32]
  ) {
    self.id = id
    self.title = title
    self.source = source
    self.width = earlier.first?.count ?? 0
    precondition(width <= 8, "at most eight numbers of a person")
    self.earlier = Self.standardised(earlier, over: known)
    self.later = Self.standardised(later, over: pseudonyms)
  }

  /// The mean difference of each pair's numbers.
  func costs(targets: [UInt32], candidates: [UInt32]) -> PairCosts {
    let known = candidates.map { earlier[Int($0)] }
    let scale = 1 / Double(max(width, 1))
    let rows = concurrentChunks(count: targets.count) { range in
      range.flatMap { row in
        let own = later[Int(targets[row])]
        return known.map { other in
          let difference = own - other
          let distance = difference.replacing(with: -difference, where: difference .< 0)
          return Float(distance.sum() * scale)
        }
      }
    }
    return PairCosts(
      rowCount: targets.count, columnCount: candidates.count, values: rows.flatMap(\.self))
  }

  private static func standardised(
    _ numbers: [[Double]], over people: [UInt32]
  ) -> [SIMD8<Double>] {
    let rows = numbers.map { row in
      var vector = SIMD8<Double>.zero
      for (index, number) in row.enumerated() { vector[index] = number }
      return vector
    }
    let count = Double(max(people.count, 1))
    let mean = people.reduce(SIMD8<Double>.zero) { $0 + rows[Int($1)] } / count
    let variance =
      people.reduce(SIMD8<Double>.zero) { sum, person in
        let difference = rows[Int(person)] - mean
        return sum + difference * difference
      } / count
    var units = SIMD8<Double>.zero
    for index in 0..<8 where variance[index] > 1e-18 {
      units[index] = 1 / variance[index].squareRoot()
    }
    return rows.map { ($0 - mean) * units }
  }
}
