import Glibc

extension LossComposition {
  /// The least epsilon for this delta, on the estimate's side; infinite where there is none.
  func epsilon(delta: Double) throws(PrivacyError) -> Double {
    guard delta > infinite else { return .infinity }
    if let single { return max(0, single.epsilon(delta: delta) ?? 0) }
    let logDelta = log(delta)
    let coarse = coarsened
    let strongest = bestTilt { tilt in
      (coarse.cumulant(tilt: tilt) - logDelta + Self.convexity(tilt)) / tilt
    }
    let tilt = narrower(than: strongest, logDelta: logDelta, coarse)
    let here = cumulants(tilt: tilt)
    let deviation = here.variance.squareRoot()
    var reach = 3.0
    for _ in 0..<8 {
      let bottom = here.mean - reach * deviation - 2 * interval
      let window = try composed(
        tilt: tilt, cumulant: here.value, bottom: bottom, logDelta: logDelta)
      if let found = window.epsilon(delta: delta) { return max(0, found) }
      // Every epsilon of the window does: the answer lies below, perhaps below zero.
      if Double(window.lowest) * interval < -interval { return 0 }
      reach *= 3
    }
    return estimate == .pessimistic ? .infinity : 0
  }

  /// Whether Chernoff's bound alone shows that delta at this epsilon is below the given one, so
  /// that no transform is needed to know it.
  func isCertainlyBelow(delta: Double, epsilon: Double) -> Bool {
    guard delta > infinite, epsilon.isFinite else { return epsilon == .infinity }
    let coarse = coarsened
    let tilt = bestTilt { coarse.cumulant(tilt: $0) - $0 * epsilon + Self.convexity($0) }
    let bound = cumulant(tilt: tilt) - tilt * (epsilon - lossError) + Self.convexity(tilt)
    return bound + massError(tilt: tilt) < log(delta - infinite) - 1e-6
  }

  /// One release alone: its own masses, no transform.
  private var single: ComposedLoss? {
    guard parts.count == 1, parts[0].count == 1 else { return nil }
    let loss = parts[0].loss
    return ComposedLoss(
      interval: interval, estimate: estimate, tilt: 0, cumulant: 0, lowest: loss.lowest,
      masses: loss.masses, transformError: 0, returnsNothing: true, above: -.infinity,
      tiltedAbove: -.infinity, infinite: infinite, massError: loss.massError,
      lossError: loss.lossError)
  }

  /// The least delta for this epsilon, on the estimate's side.
  func delta(epsilon: Double) throws(PrivacyError) -> Double {
    if epsilon > greatestLoss + lossError { return infinite }
    if let single { return single.delta(epsilon: epsilon) }
    let coarse = coarsened
    var tilt = bestTilt { coarse.cumulant(tilt: $0) - $0 * epsilon + Self.convexity($0) }
    var here = cumulants(tilt: tilt)
    // A weak tilt needs a wide window: a stronger one will do where it magnifies errors little.
    let (deviation, least) = (here.variance.squareRoot(), here.value - tilt * epsilon)
    for strength in [2, 1, 0.5] where deviation > 0 && tilt * deviation < strength {
      let stronger = min(strength / deviation, 2 / interval)
      let there = cumulants(tilt: stronger)
      guard there.value - stronger * epsilon < least + 5 else { continue }
      (tilt, here) = (stronger, there)
      break
    }
    let logDelta = min(0, here.value - tilt * epsilon)
    let window = try composed(
      tilt: tilt, cumulant: here.value, bottom: epsilon - 2 * interval - lossError,
      logDelta: logDelta - 6)
    return window.delta(epsilon: epsilon)
  }

  /// t log(t/(1 + t)) - log(1 + t): what Chernoff's bound of delta gains from 1 - e^-x.
  private static func convexity(_ tilt: Double) -> Double {
    tilt * log(tilt / (1 + tilt)) - log1p(tilt)
  }

  private func bestTilt(_ objective: (Double) -> Double) -> Double {
    let greatest = log(2 / interval)
    return exp(SafeSearch.valley(from: -7, to: greatest, steps: 22) { objective(exp($0)) })
  }

  /// A weaker tilt where that lets the window be narrower: heavy-tailed losses jump to their tail
  /// near the best tilt of all.
  ///
  /// A weaker tilt magnifies the transforms' error, at most a hundredfold here.
  private func narrower(than tilt: Double, logDelta: Double, _ coarse: LossComposition) -> Double {
    let epsilon = (coarse.cumulant(tilt: tilt) - logDelta + Self.convexity(tilt)) / tilt
    var best = (tilt: tilt, length: Double.infinity)
    for share in [1, 0.9, 0.8, 0.7, 0.6, 0.5] {
      let weaker = tilt * share
      let here = coarse.cumulants(tilt: weaker)
      if share < 1, here.value - weaker * epsilon - logDelta > 5 { break }
      let cut = coarse.chernoff(tilt: weaker, from: weaker, logTail: -25, cumulant: here.value)
      let bottom = min(here.mean - 3 * here.variance.squareRoot(), epsilon)
      let length = max((25 - logDelta) / weaker, cut.top - bottom)
      if length < best.length * 0.8 { best = (weaker, length) }
    }
    return best.tilt
  }

  /// The composed masses on a window from `bottom` to where less than e^-20 of delta lies above.
  private func composed(tilt: Double, cumulant here: Double, bottom: Double, logDelta: Double)
    throws(PrivacyError) -> ComposedLoss
  {
    let coarse = coarsened
    let sum = coarse.chernoff(tilt: tilt, from: 0, logTail: logDelta - 20, cumulant: 0)
    let share = coarse.chernoff(tilt: tilt, from: tilt, logTail: -25, cumulant: here)
    var top = min(greatestLoss, max(sum.top, share.top, bottom + 16 * interval)) + interval
    // The search was coarse; a bound that falls short asks for more room.
    for _ in 0..<20 where top < greatestLoss {
      if cumulant(tilt: sum.tilt) - sum.tilt * top < logDelta - 16 { break }
      top += (top - bottom) / 4
    }
    let ends = ends
    // A circle that holds all sums returns none of them.
    let all = top - Double(ends.least) * interval
    let length = max(top - bottom, min((25 - logDelta) / tilt, all)) / interval + 64
    guard length < 0x1p24 else {
      throw .tooLarge(name: "range of the composed loss over the interval", limit: "2^24")
    }
    var count = 256
    while Double(count) < length { count *= 2 }
    let highest = Int((top / interval).rounded(.up))
    let isAll = highest >= ends.greatest
    let end = Double(highest) * interval
    let (masses, error) = transformed(tilt: tilt, count: count)
    let lowest = highest - count + 1
    let start = lowest & (count - 1)
    return ComposedLoss(
      interval: interval, estimate: estimate, tilt: tilt, cumulant: here, lowest: lowest,
      masses: Array(masses[start...] + masses[..<start]), transformError: error,
      returnsNothing: lowest <= ends.least && isAll,
      above: isAll ? -.infinity : cumulant(tilt: sum.tilt) - sum.tilt * end,
      tiltedAbove: isAll
        ? -.infinity : cumulant(tilt: share.tilt) - here - (share.tilt - tilt) * end,
      infinite: infinite, massError: massError(tilt: tilt), lossError: lossError)
  }

  /// Where Chernoff's bound of a tail falls to e^logTail, and the tilt that shows it: the least of
  /// (K(s) - K - logTail) / (s - from) over s above `tilt`.
  private func chernoff(tilt: Double, from: Double, logTail: Double, cumulant base: Double) -> (
    top: Double, tilt: Double
  ) {
    func top(_ stronger: Double) -> Double {
      (cumulant(tilt: stronger) - base - logTail) / (stronger - from)
    }
    func stronger(_ x: Double) -> Double { min(tilt * (1 + exp(x)), 2 / interval) }
    let x = SafeSearch.valley(from: -4, to: 3, steps: 11) { top(stronger($0)) }
    let found = stronger(x)
    // At the greatest tilt of all the loss is as good as bounded.
    guard found > tilt * (1 + 1e-9) else { return (greatestLoss, found) }
    return (top(found), found)
  }

  /// The tilted masses of the sum on a circle, and a bound on what their errors do to delta.
  private func transformed(tilt: Double, count: Int) -> ([Double], Double) {
    let transform = RealTransform(count: count)
    var product = PoweredSpectrum(count: count)
    for part in parts {
      let own = part.loss.cumulant(tilt: tilt)
      let circle = part.loss.tilted(tilt: tilt, cumulant: own, count: count)
      product.multiply(
        by: transform.forward(circle), power: part.count, coefficientError: transform.errorFactor)
    }
    let error = ComposedLoss.weighted(
      spectrum: product.error, values: transform.errorFactor * product.sumOfSizes, tilt: tilt,
      interval: interval, count: count)
    return (transform.backward(product.spectrum), error)
  }
}
