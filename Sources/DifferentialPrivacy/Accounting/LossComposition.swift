import Glibc

/// The privacy loss of several releases together: distributions on one grid, each some times over.
///
/// Masses are tilted by e^(tilt loss) before the Fourier transforms and tilted back after, so the
/// sum's probable values are those that decide about delta and every error below is relative to a
/// Chernoff bound of delta, not to one: a delta of 1e-30 comes out as exactly as one of 1e-3.
///
/// **Guarantee**: pessimistic distributions give values that are never below the true ones,
/// optimistic ones values never above: the rounding error of the transforms, what lies beyond
/// their window, the errors of masses and losses are bounded and taken to the safe side.
/// **Source**: Koskela, Jälkö and Honkela 2020 (arXiv:1906.03049) for composition by transforms;
/// the error bounds are derived in `ComposedLoss`.
/// **Cost**: one real transform for each distinct distribution and one back, of some
/// 7 standard deviations of the composed loss over the interval.
struct LossComposition: Sendable {
  struct Part: Sendable {
    let loss: LossDistribution
    let count: Int
  }

  let parts: [Part]
  let interval: Double
  let estimate: LossEstimate
  /// The parts on a coarser grid; see `coarsened`.
  private let coarseParts: [Part]

  /// All parts must have the same interval and estimate, and there must be one at least.
  init?(_ parts: [Part]) {
    guard let first = parts.first else { return nil }
    guard parts.allSatisfy({ $0.loss.interval == first.loss.interval && $0.count > 0 }) else {
      return nil
    }
    (self.parts, interval, estimate) = (parts, first.loss.interval, first.loss.estimate)
    let count = parts.reduce(0) { $0 + Double($1.count) }
    let factor = Int(max(1, min(32, (0.016 / count).squareRoot() / first.loss.interval)))
    coarseParts = parts.map { Part(loss: $0.loss.coarsened(by: factor), count: $0.count) }
  }

  /// Grid indices of the least and the greatest sum.
  var ends: (least: Int, greatest: Int) {
    parts.reduce((0, 0)) { sum, part in
      (
        sum.0 + part.count * part.loss.lowest,
        sum.1 + part.count * (part.loss.lowest + part.loss.masses.count - 1)
      )
    }
  }

  var greatestLoss: Double { parts.reduce(0) { $0 + Double($1.count) * $1.loss.greatestLoss } }

  /// P[some release has an infinite loss]: up on the pessimistic side.
  var infinite: Double {
    let logarithm = parts.reduce(0) { $0 + Double($1.count) * log1p(-$1.loss.infinite) }
    let value = -expm1(logarithm)
    let error = 0x1p-50 * Double(parts.count + 2)
    return estimate == .pessimistic ? min(1, value * (1 + error)) : max(0, value * (1 - error))
  }

  /// How far the composed loss may be off.
  var lossError: Double { parts.reduce(0) { $0 + Double($1.count) * $1.loss.lossError } * 1.0001 }

  /// The log of the factor by which composed masses may be off, the tilting's roundings included.
  func massError(tilt: Double) -> Double {
    parts.reduce(0) { sum, part in
      let greatest = max(abs(part.loss.greatestLoss), abs(part.loss.leastLoss))
      let tilting = 0x1p-53 * (80 + 4 * tilt * greatest)
      return sum + Double(part.count) * (part.loss.massError + tilting)
    } * 1.0001
  }

  /// log E[e^(tilt loss)] over the finite losses, its slope and its bend.
  func cumulants(tilt: Double) -> (value: Double, mean: Double, variance: Double) {
    var total = (value: 0.0, mean: 0.0, variance: 0.0)
    for part in parts {
      let one = part.loss.cumulants(tilt: tilt)
      total.value += Double(part.count) * one.value
      total.mean += Double(part.count) * one.mean
      total.variance += Double(part.count) * one.variance
    }
    return total
  }

  func cumulant(tilt: Double) -> Double {
    parts.reduce(0) { $0 + Double($1.count) * $1.loss.cumulant(tilt: tilt) }
  }

  /// About the same with up to 32 grid points in one, to search on; no bound rests on it.
  ///
  /// n releases on a grid of interval H have a cumulant that is n H^2/8 t (t + 1) too great: 0.1
  /// for a tilt of 7 where n H^2 = 0.016.
  var coarsened: LossComposition { LossComposition(coarse: self) }

  private init(coarse fine: LossComposition) {
    (parts, coarseParts) = (fine.coarseParts, fine.coarseParts)
    (interval, estimate) = (fine.interval, fine.estimate)
  }
}

extension LossDistribution {
  /// Where to scale exponentials from: the end at which e^(tilt loss) is greatest.
  private func reference(tilt: Double) -> Double { tilt >= 0 ? greatestLoss : leastLoss }

  /// Calls `body` with the index and e^(tilt (loss - reference)) of every 64th mass, and the table
  /// of e^(tilt interval i) for i < 64.
  private func chunks(tilt: Double, _ body: (Int, Double, [Double]) -> Void) {
    let table = (0..<64).map { exp(tilt * interval * Double($0)) }
    let base = leastLoss - reference(tilt: tilt)
    for start in stride(from: 0, to: masses.count, by: 64) {
      body(start, exp(tilt * (base + Double(start) * interval)), table)
    }
  }

  func cumulant(tilt: Double) -> Double {
    var total = 0.0
    chunks(tilt: tilt) { start, scale, table in
      guard scale > 0 else { return }
      let end = min(start + 64, masses.count)
      var sums = SIMD4<Double>.zero
      var index = start
      while index + 4 <= end {
        let four = SIMD4(masses[index], masses[index + 1], masses[index + 2], masses[index + 3])
        let offset = index - start
        sums += four * SIMD4(table[offset], table[offset + 1], table[offset + 2], table[offset + 3])
        index += 4
      }
      var sum = sums.sum()
      while index < end {
        sum += masses[index] * table[index - start]
        index += 1
      }
      total += sum * scale
    }
    return log(total) + tilt * reference(tilt: tilt)
  }

  /// On a grid of `factor` times the interval, masses split as `atoms` does.
  func coarsened(by factor: Int) -> LossDistribution {
    guard factor > 1, masses.count >= 64 * factor else { return self }
    let base = Int((Double(lowest) / Double(factor)).rounded(.down))
    var coarse = [Double](repeating: 0, count: masses.count / factor + 3)
    let whole = expm1(-interval * Double(factor))
    let shares = (0..<factor).map { expm1(-interval * Double($0)) / whole }
    var (cell, offset) = ((lowest - base * factor) / factor, (lowest - base * factor) % factor)
    for mass in masses {
      let upper = mass * shares[offset]
      coarse[cell + 1] += upper
      coarse[cell] += mass - upper
      offset += 1
      if offset == factor { (cell, offset) = (cell + 1, 0) }
    }
    return LossDistribution(
      interval: interval * Double(factor), lowest: base, masses: coarse, infinite: infinite,
      estimate: estimate, massError: massError, lossError: lossError)
  }

  func cumulants(tilt: Double) -> (value: Double, mean: Double, variance: Double) {
    var (total, first, second) = (0.0, 0.0, 0.0)
    chunks(tilt: tilt) { start, scale, table in
      guard scale > 0 else { return }
      for index in start..<min(start + 64, masses.count) {
        let mass = masses[index] * table[index - start] * scale
        let loss = leastLoss + Double(index) * interval
        total += mass
        first += mass * loss
        second += mass * loss * loss
      }
    }
    let mean = first / total
    return (
      log(total) + tilt * reference(tilt: tilt), mean, max(0, second / total - mean * mean)
    )
  }

  /// Masses times e^(tilt loss - cumulant), wrapped around a circle of `count` grid points.
  func tilted(tilt: Double, cumulant: Double, count: Int) -> [Double] {
    var circle = [Double](repeating: 0, count: count)
    let offset = exp(tilt * reference(tilt: tilt) - cumulant)
    let split = !offset.isFinite
    chunks(tilt: tilt) { start, scale, table in
      let loss = leastLoss + Double(start) * interval
      let factor = split ? exp(tilt * loss - cumulant) : scale * offset
      guard factor > 0 else { return }
      var position = (lowest + start) & (count - 1)
      for index in start..<min(start + 64, masses.count) {
        circle[position] += masses[index] * table[index - start] * factor
        position = (position + 1) & (count - 1)
      }
    }
    return circle
  }
}
