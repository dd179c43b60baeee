import Foundation
import Deidentification

/// The mean share of each attribute's values that a generalised cell may stand for: ARX's "Loss",
/// for the tests of the search only.
struct MeanShareLoss: LossModel {
  enum Mean: Sendable { case arithmetic, geometric }

  /// Below a half favours suppression, above it generalisation.
  var balance = 0.5
  var mean = Mean.geometric

  var name: String { "loss" }

  func prepared(for table: SearchTable) throws(DeidentificationError) -> any PreparedLoss {
    Prepared(table, balance: balance, mean: mean)
  }

  struct Prepared: PreparedLoss {
    let mean: Mean
    let rowCount: Double
    let generalizationFactor: Double
    let suppressionFactor: Double
    /// For each attribute and level: the share of each group.
    var shares: [[[Double]]] = []
    /// For each attribute and level: the sum of the shares of all rows.
    var sums: [[Double]] = []
    var domains: [Double] = []

    init(_ table: SearchTable, balance: Double, mean: Mean) {
      self.mean = mean
      rowCount = Double(table.rowCount)
      suppressionFactor = balance < 0.5 ? 2 * balance : 1
      generalizationFactor = balance <= 0.5 ? 1 : 1 - 2 * (balance - 0.5)
      for (attribute, hierarchy) in table.quasiIdentifiers.enumerated() {
        let domain = Double(hierarchy.levels[0].groupOfCode.count - 1)
        domains.append(max(domain, 1))
        let shares = hierarchy.levels.map { level in
          var share = [Double](repeating: 0, count: level.cardinality)
          for group in level.groupOfCode { share[Int(group)] += 1 }
          return share.map { $0 / max(domain, 1) }
        }
        var rows = [Double](repeating: 0, count: hierarchy.levels[0].groupOfCode.count)
        for (code, count) in zip(table.tuples.columns[attribute], table.counts) {
          rows[Int(code)] += Double(count)
        }
        sums.append(
          zip(hierarchy.levels, shares).map { level, share in
            zip(level.groupOfCode, rows).reduce(0) { $0 + share[Int($1.0)] * $1.1 }
          })
        self.shares.append(shares)
      }
    }

    var isMonotone: Bool { true }

    func loss(
      of node: GeneralizationNode, classes: ClassTable, isSuppressed: [Bool]
    ) -> Double {
      aggregate(
        node.levels.enumerated().map { attribute, level in
          let share = shares[attribute][level]
          return sum(classes.codes[attribute], classes.rows, share, isSuppressed)
        })
    }

    private func sum(
      _ codes: [UInt32], _ rows: [UInt32], _ shares: [Double], _ isSuppressed: [Bool]
    ) -> Double {
      let (codes, rows, shares, out) = (codes.span, rows.span, shares.span, isSuppressed.span)
      var kept = 0.0
      var lost = 0.0
      for index in codes.indices {
        let count = Double(rows[index])
        let share = count * shares[Int(codes[index])]
        if out[index] {
          lost += share + suppressionFactor * (count - share)
        } else {
          kept += share
        }
      }
      return kept * generalizationFactor + lost
    }

    func lowerBound(of node: GeneralizationNode, classes: ClassTable) -> Double {
      lowerBound(of: node)
    }

    func lowerBound(of node: GeneralizationNode) -> Double {
      aggregate(
        node.levels.enumerated().map { attribute, level in
          generalizationFactor * sums[attribute][level]
        })
    }

    private func aggregate(_ sums: [Double]) -> Double {
      let parts = zip(sums, domains).map { sum, domain in
        let least = generalizationFactor * rowCount / domain
        return max(0, (sum - least) / max(rowCount - least, 1e-300))
      }
      switch mean {
      case .arithmetic: return parts.reduce(0, +) / Double(max(parts.count, 1))
      case .geometric:
        return parts.reduce(1) { $0 * pow($1 + 1, 1 / Double(parts.count)) } - 1
      }
    }
  }
}
