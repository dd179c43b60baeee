import Foundation

/// Round numbers along an axis.
enum Ticks {
  /// About `count` multiples of 1, 2 or 5 times a power of ten that cover `lower...upper`.
  ///
  /// The first is at most `lower` and the last at least `upper`. One value alone gets an axis
  /// around it; what is not finite gets the axis from 0 to 1.
  static func covering(_ lower: Double, _ upper: Double, count: Int = 5) -> [Double] {
    guard lower.isFinite, upper.isFinite, lower <= upper else { return [0, 0.5, 1] }
    guard upper - lower > max(lower.magnitude, upper.magnitude) * 1e-9, upper > lower else {
      if lower == 0 { return [0, 0.5, 1] }
      return covering(min(0, 2 * lower), max(0, 2 * lower), count: count)
    }
    let step = niceStep((upper / Double(count)) - (lower / Double(count)))
    guard step.isFinite, step > 0 else { return [lower, upper] }
    let first = (lower / step + 1e-9).rounded(.down)
    let last = (upper / step - 1e-9).rounded(.up)
    guard last - first < 50, first.magnitude < 1e15, last.magnitude < 1e15 else {
      return [lower, upper]
    }
    return (Int(first)...Int(last)).map { Double($0) * step }
  }

  /// Powers of ten that cover `lower...upper`, both positive; with 2 and 5 between where they fit.
  static func logarithmic(_ lower: Double, _ upper: Double) -> [Double] {
    guard lower > 0, upper.isFinite, lower <= upper else { return [1, 10] }
    let first = Int((log10(lower) + 1e-9).rounded(.down))
    let last = max(first + 1, Int((log10(upper) - 1e-9).rounded(.up)))
    let stride = max(1, (last - first + 5) / 6)
    var ticks: [Double] = []
    for power in Swift.stride(from: first, through: last, by: stride) {
      for factor in last - first <= 2 ? [1.0, 2, 5] : [1.0] {
        let tick = factor * pow(10, Double(power))
        if tick.isFinite, tick > 0, power < last || factor == 1 { ticks.append(tick) }
      }
    }
    return ticks.count > 1 ? ticks : [lower, upper]
  }

  private static func niceStep(_ rough: Double) -> Double {
    guard rough.isFinite, rough > 0 else { return 0 }
    let power = pow(10, log10(rough).rounded(.down))
    guard power > 0, power.isFinite else { return rough }
    let factor = rough / power
    let nice = factor < 1.5 ? 1.0 : factor < 3 ? 2 : factor < 7 ? 5 : 10
    return nice * power
  }
}

/// From values to positions.
struct Scale {
  let lower: Double
  let upper: Double
  let isLogarithmic: Bool
  /// The position of `lower`.
  let start: Double
  /// The position of `upper`.
  let end: Double

  /// The position of a value, kept within the axis; its start for what has no place on it.
  func position(_ value: Double) -> Double {
    let place: Double
    if isLogarithmic {
      guard value > 0, lower > 0, upper > lower else { return start }
      place = (log10(value) - log10(lower)) / (log10(upper) - log10(lower))
    } else {
      guard upper > lower else { return start }
      place = (value / 2 - lower / 2) / (upper / 2 - lower / 2)
    }
    guard place.isFinite else { return start }
    return start + min(max(place, 0), 1) * (end - start)
  }
}
