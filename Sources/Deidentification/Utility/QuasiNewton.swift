/// The minimum of a smooth convex function, by L-BFGS with backtracking.
///
/// **Source**: Nocedal, Updating quasi-Newton matrices with limited storage, Mathematics of
/// Computation 35 (1980), with ten pairs; steps by Armijo's condition. It ends where the largest
/// component of the gradient is below 1e-7 times its largest at the start, or no step lowers the
/// value. Deterministic.
func minimum(
  from start: [Double], iterationLimit: Int = 2000,
  _ function: (_ point: [Double], _ gradient: inout [Double]) -> Double
) -> [Double] {
  var point = start
  var gradient = [Double](repeating: 0, count: start.count)
  var value = function(point, &gradient)
  let goal = 1e-7 * largest(gradient)
  var history = CurvatureHistory()
  for _ in 0..<iterationLimit where largest(gradient) > goal {
    var direction = history.direction(gradient)
    var slope = dot(direction, gradient)
    if slope >= 0 {
      history = CurvatureHistory()
      direction = gradient.map { -$0 }
      slope = dot(direction, gradient)
    }
    var step = history.isEmpty ? 1 / max(1, largest(gradient)) : 1
    var (next, nextGradient, nextValue) = (point, gradient, Double.infinity)
    var tries = 0
    while tries < 60 {
      next = zip(point, direction).map { $0 + step * $1 }
      nextValue = function(next, &nextGradient)
      if nextValue <= value + 1e-4 * step * slope { break }
      step *= 0.5
      tries += 1
    }
    guard nextValue < value || (nextValue == value && tries == 0) else { break }
    history.add(
      step: zip(next, point).map { $0 - $1 }, change: zip(nextGradient, gradient).map { $0 - $1 })
    (point, gradient, value) = (next, nextGradient, nextValue)
  }
  return point
}

private func dot(_ a: [Double], _ b: [Double]) -> Double {
  var sum = 0.0
  for index in a.indices { sum += a[index] * b[index] }
  return sum
}

private func largest(_ numbers: [Double]) -> Double {
  numbers.reduce(0) { max($0, abs($1)) }
}

/// The last steps and how the gradient changed along them.
private struct CurvatureHistory {
  private var steps: [[Double]] = []
  private var changes: [[Double]] = []

  var isEmpty: Bool { steps.isEmpty }

  /// Keeps a step along which the function curves upwards.
  mutating func add(step: [Double], change: [Double]) {
    guard dot(step, change) > 1e-12 * dot(change, change) else { return }
    steps.append(step)
    changes.append(change)
    if steps.count > 10 {
      steps.removeFirst()
      changes.removeFirst()
    }
  }

  /// The quasi-Newton direction: the two-loop recursion.
  func direction(_ gradient: [Double]) -> [Double] {
    var direction = gradient.map { -$0 }
    var factors = [Double](repeating: 0, count: steps.count)
    for index in steps.indices.reversed() {
      let factor = dot(steps[index], direction) / dot(steps[index], changes[index])
      factors[index] = factor
      for entry in direction.indices { direction[entry] -= factor * changes[index][entry] }
    }
    if let step = steps.last, let change = changes.last {
      let scale = dot(step, change) / dot(change, change)
      for entry in direction.indices { direction[entry] *= scale }
    }
    for index in steps.indices {
      let factor = dot(changes[index], direction) / dot(steps[index], changes[index])
      for entry in direction.indices {
        direction[entry] += (factors[index] - factor) * steps[index][entry]
      }
    }
    return direction
  }
}
