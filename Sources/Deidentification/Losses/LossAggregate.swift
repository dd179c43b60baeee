#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// How the losses of the quasi-identifiers become one number.
///
/// With a weight w in 0...1 for each of n losses v. **Source**: ARX 3.9.2's aggregate functions.
public enum LossAggregate: String, Sendable, Equatable, Codable, CaseIterable {
  /// The sum of w v.
  case sum
  /// The sum of w v, divided by n.
  case arithmeticMean
  /// The n-th root of the product of w (v + 1), less 1.
  case geometricMean
  /// The largest w v.
  case maximum
  /// All w v, the largest first, compared in this order; as one number the first of them.
  case rank
}

/// An aggregate with the weights of a table's quasi-identifiers.
struct LossAggregation: Sendable {
  let aggregate: LossAggregate
  /// One for each quasi-identifier, at most 1.
  let weights: [Double]

  /// Weights by column name, divided by the largest; columns without one count 0, and all count 1
  /// where none has one.
  init(
    _ aggregate: LossAggregate, weights: [String: Double], for table: SearchTable
  ) throws(DeidentificationError) {
    let columns = table.quasiIdentifiers.map(\.column)
    for (column, weight) in weights.sorted(by: { $0.key < $1.key }) {
      guard columns.contains(column) else {
        throw .column(name: column, rule: "has a weight but is not a quasi-identifier")
      }
      guard weight >= 0, weight.isFinite else {
        throw .parameter(name: "weights", rule: "must be finite and not negative")
      }
    }
    let largest = weights.values.max() ?? 0
    self.aggregate = aggregate
    self.weights = columns.map { largest > 0 ? weights[$0, default: 0] / largest : 1 }
  }

  /// The weighted losses in the order of the quasi-identifiers.
  func weighted(_ losses: [Double]) -> [Double] { zip(losses, weights).map { $0 * $1 } }

  func value(of losses: [Double]) -> Double {
    guard !losses.isEmpty else { return 0 }
    switch aggregate {
    case .sum: return weighted(losses).reduce(0, +)
    case .arithmeticMean:
      let count = Double(losses.count)
      return zip(losses, weights).reduce(0) { $0 + $1.0 / count * $1.1 }
    case .geometricMean:
      let exponent = 1 / Double(losses.count)
      return zip(losses, weights).reduce(1) { $0 * pow(($1.0 + 1) * $1.1, exponent) } - 1
    case .maximum, .rank: return weighted(losses).max() ?? 0
    }
  }

  /// The value of losses that bound others from below, itself a bound.
  ///
  /// Sums and products of numbers that are not negative, correctly rounded, are monotone in each
  /// of them; `pow` is within one unit in the last place but not proven monotone, so that its n
  /// factors are lowered by more than their rounding.
  func bound(of losses: [Double]) -> Double {
    guard aggregate == .geometricMean else { return value(of: losses) }
    let product = value(of: losses) + 1
    return product * (1 - 8 * Double(losses.count + 1) * Double.ulpOfOne) - 1
  }
}

/// Cuts a loss to ten decimals, as ARX 3.9.2 does, so that equal losses are ties.
///
/// It is monotone: a bound that is cut stays a bound of a loss that is cut.
func cutToTenDecimals(_ loss: Double) -> Double {
  let scale = 1e10
  return (loss * scale).rounded(.down) / scale
}
