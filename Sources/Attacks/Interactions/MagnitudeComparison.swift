import Foundation
public import Numerics

/// Compares people by a few numbers, each in units of its spread over the people of its period.
///
/// The cost is the mean absolute difference of the standardised numbers: each period is centred and
/// scaled by itself, as everybody may act more, or less, in the later one.
public struct MagnitudeComparison: PeriodComparison {
  /// A stable name.
  public let id: String
  /// A title of a few words.
  public let title: String
  /// The publication.
  public let source: String
  private let earlier: [[Double]]
  private let later: [[Double]]

  /// Standardises numbers.
  ///
  /// - Parameters:
  ///   - earlier: for each data subject its numbers in the earlier period.
  ///   - later: the same in the later period.
  ///   - cohort: the people whose spread is the unit.
  public init(
    id: String, title: String, source: String, earlier: [[Double]], later: [[Double]],
    cohort: PeriodCohort
  ) {
    self.id = id
    self.title = title
    self.source = source
    self.earlier = Self.standardised(earlier, over: cohort.candidates)
    self.later = Self.standardised(later, over: cohort.pseudonyms)
  }

  /// The mean difference of each pair's numbers.
  public func costs(targets: [UInt32], candidates: [UInt32]) -> PairCosts {
    var values: [Float] = []
    values.reserveCapacity(targets.count * candidates.count)
    for target in targets {
      let own = later[Int(target)]
      for candidate in candidates {
        let sum = zip(own, earlier[Int(candidate)]).reduce(0.0) { $0 + abs($1.0 - $1.1) }
        values.append(Float(sum / Double(max(own.count, 1))))
      }
    }
    return PairCosts(rowCount: targets.count, columnCount: candidates.count, values: values)
  }

  private static func standardised(_ numbers: [[Double]], over people: [UInt32]) -> [[Double]] {
    let count = Double(max(people.count, 1))
    let width = numbers.first?.count ?? 0
    var means = [Double](repeating: 0, count: width)
    var spreads = means
    for index in 0..<width {
      means[index] = people.reduce(0) { $0 + numbers[Int($1)][index] } / count
      let squares = people.reduce(0.0) {
        let difference = numbers[Int($1)][index] - means[index]
        return $0 + difference * difference
      }
      spreads[index] = (squares / count).squareRoot()
    }
    return numbers.map { row in
      row.indices.map { spreads[$0] > 1e-9 ? (row[$0] - means[$0]) / spreads[$0] : 0 }
    }
  }
}
