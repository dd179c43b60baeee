import Glibc

/// On which side of the truth an estimate lies.
public enum LossEstimate: String, Sendable, Codable, CaseIterable {
  /// Never below the true privacy loss: what a guarantee rests on.
  case pessimistic
  /// Never above it: how much of the guarantee may be slack.
  case optimistic
}

/// A privacy loss distribution on a grid: P[loss = (lowest + i) interval] = masses[i], under the
/// first of two neighbouring inputs, and `infinite` for outcomes the second can't have.
///
/// **Guarantee**: with a = `massError` and s = `lossError`, the pair of distributions that has
/// these masses times (1 + a) and these losses plus s dominates the mechanism's pair (pessimistic:
/// its hockey-stick divergences are nowhere smaller), or with (1 - a) and minus s is dominated by
/// it (optimistic). Domination survives adaptive composition (Zhu, Dong and Wang 2022,
/// arXiv:2106.08567, theorem 10).
public struct LossDistribution: Sendable {
  /// The distance of grid points.
  public let interval: Double
  /// The grid index of the first mass.
  public let lowest: Int
  /// Masses by grid index.
  public let masses: [Double]
  /// The mass of outcomes that tell the inputs apart with certainty.
  public let infinite: Double
  /// On which side of the truth it lies.
  public let estimate: LossEstimate
  /// A bound on the relative error of each mass.
  let massError: Double
  /// A bound on the absolute error of each loss.
  let lossError: Double

  /// The greatest loss on the grid.
  var greatestLoss: Double { Double(lowest + masses.count - 1) * interval }
  var leastLoss: Double { Double(lowest) * interval }
}

/// Collects masses on a grid before the range is trimmed.
struct LossGrid {
  let interval: Double
  let lowest: Int
  var masses: [Double]
  var infinite = 0.0

  init(interval: Double, lowest: Int, highest: Int) {
    self.interval = interval
    self.lowest = lowest
    masses = [Double](repeating: 0, count: max(1, highest - lowest + 1))
  }

  mutating func add(_ mass: Double, at index: Int) {
    // Outside the range only rounding of the range's ends can lead: the nearest end is meant.
    masses[min(max(index - lowest, 0), masses.count - 1)] += mass
  }

  func finished(_ estimate: LossEstimate, massError: Double = 0, lossError: Double = 0)
    -> LossDistribution
  {
    let first = masses.firstIndex { $0 > 0 } ?? 0
    let last = masses.lastIndex { $0 > 0 } ?? 0
    // A mass is a sum of few terms, a loss is at most the range's ends: two roundings of each.
    let scale = interval * Double(max(abs(lowest), abs(lowest + masses.count)))
    return LossDistribution(
      interval: interval, lowest: lowest + first, masses: Array(masses[first...max(first, last)]),
      infinite: estimate == .pessimistic ? infinite.nextUp : infinite, estimate: estimate,
      massError: massError + 0x1p-48, lossError: lossError + 4 * scale * 0x1p-53)
  }
}

/// One outcome, or all outcomes of one loss: probability under the first input, and the loss.
struct LossAtom {
  let probability: Double
  let loss: Double
}

extension LossDistribution {
  /// The grid's version of finitely many outcomes.
  ///
  /// Pessimistic: each mass is split between the two grid points around its loss so that its
  /// probability under both inputs stays (connect-the-dots: Doroshenko, Ghazi, Kamath, Kumar and
  /// Manurangsi 2022, arXiv:2207.04380: the least dominating pair on the grid). Optimistic: the
  /// loss is rounded down. A loss within 2^-44 of a grid point is on it.
  static func atoms(
    _ atoms: [LossAtom], infinite: Double, interval: Double, estimate: LossEstimate,
    massError: Double = 0, lossError: Double = 0
  ) -> LossDistribution {
    let losses = atoms.map(\.loss)
    let least = Int(((losses.min() ?? 0) / interval).rounded(.down)) - 1
    let greatest = Int(((losses.max() ?? 0) / interval).rounded(.up)) + 1
    var grid = LossGrid(interval: interval, lowest: least, highest: greatest)
    grid.infinite = infinite
    var snapped = 0.0
    for atom in atoms where atom.probability > 0 {
      let nearest = (atom.loss / interval).rounded()
      let offset = abs(atom.loss - nearest * interval)
      if offset <= 0x1p-44 * max(interval, abs(atom.loss)) {
        snapped = max(snapped, offset)
        grid.add(atom.probability, at: Int(nearest))
        continue
      }
      let below = Int((atom.loss / interval).rounded(.down))
      switch estimate {
      case .optimistic: grid.add(atom.probability, at: below)
      case .pessimistic:
        let share = expm1(Double(below) * interval - atom.loss) / expm1(-interval)
        let upper = min(max(share, 0), 1) * atom.probability
        grid.add(upper, at: below + 1)
        grid.add(atom.probability - upper, at: below)
      }
    }
    return grid.finished(estimate, massError: massError, lossError: lossError + snapped)
  }
}
