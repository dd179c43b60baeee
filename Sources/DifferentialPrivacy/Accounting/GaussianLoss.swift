import Glibc

/// The privacy loss distributions of (subsampled) Gaussian noise on a grid.
struct GaussianLoss {
  let cells: GaussianCells
  let interval: Double
  /// Grid indices of the losses at the range's ends.
  let first: Int
  let last: Int

  init(cells: GaussianCells, interval: Double) {
    self.cells = cells
    self.interval = interval
    first = Int((cells.loss(cells.least) / interval).rounded(.down))
    last = Int((cells.loss(cells.greatest) / interval).rounded(.up))
  }

  /// Relative error of an optimistic mass: exponents of up to 600 and quadrature stay below 2^-42.
  private static let massError = 0x1p-42

  /// Relative error of a pessimistic mass but for its exponent: some 30 roundings.
  private static let roundings = 0x1p-48

  /// By how much of a cell's mass its parts may be off; they are enlarged by it where they arise.
  ///
  /// The grid points' outputs are known to some roundings, which the grid's narrowness magnifies.
  /// With slope = dl/du = factor / e^l, the factor errs by 2^-52 (1.5 factor + q), which are
  /// slope times 1.5 and q e^-l of loss, and u, the output and 1/s^2 by 2^-52 times
  /// 1.5 + 4|u| + 1/s^2; the loss itself, in the cell's width, by 2^-52 |l|. The density's exponent
  /// errs by some roundings of itself. All are doubled.
  private func splitError(_ knot: GaussianCells.Knot, expMinusLoss: Double) -> Double {
    guard !cells.opposed, let position = knot.position else {
      return 12 * 0x1p-53 * (1 + abs(knot.loss)) / interval + Self.massError
    }
    let inverse = 1 / (cells.deviation * cells.deviation)
    let slope = knot.factor * expMinusLoss
    let u = abs(position * inverse - inverse / 2)
    let loss = slope * (3 + 4 * u + inverse) + cells.rate * expMinusLoss + abs(knot.loss)
    return 0x1p-51 * (loss / interval + position * position * inverse)
  }

  /// Absolute error of a loss: the grid point's output is known to some roundings.
  private var lossError: Double {
    16 * 0x1p-53 * (1 + Double(max(abs(first), abs(last))) * interval)
  }

  /// Both directions, pessimistic: first input against second, and second against first.
  ///
  /// Each output's probability is split between the two grid points around its loss so that it
  /// stays under both inputs; the second direction is the first one's mirror image.
  func pessimistic() -> (LossDistribution, LossDistribution) {
    var forward = LossGrid(interval: interval, lowest: first, highest: last)
    var backward = LossGrid(interval: interval, lowest: -last, highest: -first)
    let (toUpper, toLower) = (-expm1(-interval), expm1(interval))
    let growth = exp(interval)
    var knot = cells.knot(Double(first) * interval)
    var error = splitError(knot, expMinusLoss: exp(-knot.loss))
    for index in first..<last {
      let next = cells.knot(Double(index + 1) * interval)
      let lower = max(cells.least, knot.position ?? cells.least)
      let upper = min(cells.greatest, next.position ?? cells.least)
      let scale = exp(-knot.loss)
      let nextError = splitError(next, expMinusLoss: scale / growth)
      if upper > lower {
        let above = max(0, cells.excess(knot, from: lower, to: upper)) / toUpper
        let below = max(0, -cells.excess(next, from: lower, to: upper)) / toLower
        let slack = (above + below) * (error + nextError) / 2
        let (high, low) = (above + slack, below + slack)
        forward.add(high, at: index + 1)
        forward.add(low, at: index)
        backward.add(low * scale, at: -index)
        backward.add(high * scale / growth, at: -index - 1)
      }
      error = nextError
      knot = next
    }
    // What lies outside the range: 2^-98 on either side.
    forward.infinite = 0x1p-97
    backward.infinite = 0x1p-97
    return (
      forward.finished(.pessimistic, massError: Self.roundings, lossError: lossError),
      backward.finished(.pessimistic, massError: Self.roundings, lossError: lossError)
    )
  }

  /// One direction, optimistic: first input against second.
  ///
  /// Merging outputs is post-processing, so it only lowers the loss. Outputs are merged, from low
  /// loss to high, into sets whose loss is a grid point's or just above: the set around grid
  /// point j ends where the excess above the point outweighs that below it.
  func optimisticForward() -> LossDistribution {
    var grid = LossGrid(interval: interval, lowest: first - 1, highest: last)
    var start = cells.least
    for index in first...last {
      let knot = cells.knot(Double(index) * interval)
      guard let position = knot.position, position > cells.least || index > first else { continue }
      let next = cells.knot(Double(index + 1) * interval).position ?? position
      let needed = start < position ? -cells.excess(knot, from: start, to: position) : 0
      let base = max(start, position)
      let nearest = min(cells.greatest, max(base, position + (next - position) / 5))
      let end = extend(
        knot, base: base, nearest: nearest, guess: position + (position - start), needed: needed,
        limit: cells.greatest)
      guard end > start else { continue }
      let reached = cells.excess(knot, from: base, to: end) >= needed * (1 + 0x1p-40)
      let mass = cells.probability(from: start, to: end, second: false)
      grid.add(mass, at: reached ? index : index - 1)
      start = end
      if start >= cells.greatest { break }
    }
    return grid.finished(.optimistic, massError: Self.massError, lossError: lossError)
  }

  /// The same for the second input against the first: from high loss to low.
  func optimisticBackward() -> LossDistribution {
    var grid = LossGrid(interval: interval, lowest: -last - 1, highest: -first)
    var start = cells.greatest
    for index in stride(from: last, through: first, by: -1) {
      let knot = cells.knot(Double(index) * interval)
      let position = max(cells.least, knot.position ?? cells.least)
      guard position < cells.greatest else { continue }
      let next = max(cells.least, cells.knot(Double(index - 1) * interval).position ?? cells.least)
      let needed = start > position ? cells.excess(knot, from: position, to: start) : 0
      let base = min(start, position)
      let nearest = max(cells.least, min(base, position - (position - next) / 5))
      let end = extend(
        knot, base: base, nearest: nearest, guess: position - (start - position), needed: needed,
        limit: cells.least)
      guard end < start else { continue }
      let reached = -cells.excess(knot, from: end, to: base) >= needed * (1 + 0x1p-40)
      let mass = cells.probability(from: end, to: start, second: true)
      grid.add(mass, at: reached ? -index : -index - 1)
      start = end
      if start <= cells.least { break }
    }
    return grid.finished(.optimistic, massError: Self.massError, lossError: lossError)
  }

  /// From `base` towards `limit`, the least distance at which the excess reaches `needed`, but at
  /// least as far as `nearest`.
  ///
  /// Newton's method inside a bracket; it ends within a relative 1e-7 above what is needed, which
  /// is nothing beside the grid's own error.
  private func extend(
    _ knot: GaussianCells.Knot, base: Double, nearest: Double, guess: Double, needed: Double,
    limit: Double
  ) -> Double {
    let sign = limit >= base ? 1.0 : -1.0
    let target = needed * (1 + 0x1p-39)
    func gathered(_ distance: Double) -> Double {
      let end = base + sign * distance
      return sign > 0
        ? cells.excess(knot, from: base, to: end) : -cells.excess(knot, from: end, to: base)
    }
    let most = abs(limit - base)
    var (low, high) = (abs(nearest - base), most)
    if gathered(low) >= target { return nearest }
    var distance = min(max(abs(guess - base), low), high)
    for _ in 0..<60 {
      let gained = gathered(distance)
      if gained >= target {
        if gained <= target * (1 + 1e-7) { return base + sign * distance }
        high = distance
      } else {
        if distance >= most { return limit }
        low = distance
      }
      let slope = abs(cells.excessDensity(knot, base + sign * distance))
      let step = (target * (1 + 4e-8) - gained) / slope
      let moved = distance + step
      distance =
        moved > low && moved < high ? moved : (high == most ? most : low + (high - low) / 2)
      if high - low <= 1e-15 * abs(base) { break }
    }
    return base + sign * high
  }
}
