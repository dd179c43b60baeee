import Foundation
import Numerics

/// The penalised loss of a conditional logit, its slope and curvature.
struct LogitSums {
  struct Total: Sendable {
    var loss = 0.0
    /// The weights' slopes, four for a channel, then that of the outside option.
    var gradient: [Double]
    /// The lower half of the curvature, row-major.
    var hessian: [Double]
  }

  let problem: FusionProblem
  let isCandidate: [Bool]?
  let prior: Double
  let ridge: Double

  /// A probability below this adds nothing to the curvature that a step would feel.
  private static let negligible: Float = 1e-5

  func total(over targets: [Int], at weights: [Double]) -> Total {
    let size = weights.count
    let vectors = Self.vectors(weights)
    let parts = concurrentChunks(count: targets.count, minimumChunk: 16, maximumChunks: 16) {
      range in
      var part = Part(channels: vectors.count)
      for index in range { add(targets[index], vectors, outside: weights[size - 1], to: &part) }
      return part.total
    }
    var total = Total(
      gradient: [Double](repeating: 0, count: size),
      hessian: [Double](repeating: 0, count: size * size))
    for part in parts {
      total.loss += part.loss
      for place in 0..<size { total.gradient[place] += part.gradient[place] }
      for place in 0..<(size * size) { total.hessian[place] += part.hessian[place] }
    }
    for place in 0..<(size - 1) {
      total.loss += ridge / 2 * weights[place] * weights[place]
      total.gradient[place] += ridge * weights[place]
      total.hessian[place * size + place] += ridge
    }
    // The outside option has no penalty; where it plays no part a little keeps the system solvable.
    total.hessian[size * size - 1] += 1e-9
    return total
  }

  static func vectors(_ weights: [Double]) -> [SIMD4<Float>] {
    (0..<((weights.count - 1) / 4)).map { channel in
      var vector = SIMD4<Float>.zero
      for lane in 0..<4 { vector[lane] = Float(weights[channel * 4 + lane]) }
      return vector
    }
  }

  private func add(
    _ target: Int, _ weights: [SIMD4<Float>], outside: Double, to part: inout Part
  ) {
    let truth = problem.truth[target]
    var utilities = ConditionalLogit.utilities(
      weights, of: target, in: problem, among: isCandidate)
    if let truth, utilities[truth] > -.infinity {
      add(target, utilities, outside: outside, answer: truth, weight: prior, to: &part)
      guard prior < 1 else { return }
      utilities[truth] = -.infinity
      add(target, utilities, outside: outside, answer: nil, weight: 1 - prior, to: &part)
    } else if prior < 1 {
      add(target, utilities, outside: outside, answer: nil, weight: 1, to: &part)
    }
  }

  private func add(
    _ target: Int, _ utilities: [Float], outside: Double, answer: Int?, weight: Double,
    to part: inout Part
  ) {
    let top = max(utilities.max() ?? -.infinity, prior < 1 ? Float(outside) : -.infinity)
    guard top > -.infinity else { return }
    let none = prior < 1 ? exp(outside - Double(top)) : 0
    var shares = utilities.map { exp($0 - top) }
    var sum = none
    for share in shares { sum += Double(share) }
    for candidate in shares.indices { shares[candidate] /= Float(sum) }
    let own = answer.map { Double(utilities[$0]) } ?? outside
    part.loss += weight * (log(sum) + Double(top) - own)
    let width = problem.features.count
    let first = target * problem.candidateCount
    part.begin(outside: none / sum)
    for (candidate, share) in shares.enumerated() where share > 0 {
      let start = (first + candidate) * width
      part.addMean(share, problem.scores, start)
      if share > Self.negligible {
        part.addCurvature(share * Float(weight), problem.scores, start)
      }
    }
    part.end(weight: weight, answer: answer.map { (first + $0) * width }, problem.scores)
  }
}

/// The sums over some targets, by vectors of four.
private struct Part {
  var loss = 0.0
  private let channels: Int
  private var gradient: [Double]
  private var hessian: [Double]
  private var mean: [SIMD4<Float>]
  private var outsideShare = 0.0
  /// The curvature of one target before the mean is taken off: rows of single scores, columns by
  /// vectors.
  private var curvature: [SIMD4<Float>]

  init(channels: Int) {
    self.channels = channels
    let size = channels * 4 + 1
    gradient = [Double](repeating: 0, count: size)
    hessian = [Double](repeating: 0, count: size * size)
    mean = [SIMD4<Float>](repeating: .zero, count: channels)
    curvature = [SIMD4<Float>](repeating: .zero, count: channels * 4 * channels)
  }

  mutating func begin(outside: Double) {
    outsideShare = outside
    for place in mean.indices { mean[place] = .zero }
    for place in curvature.indices { curvature[place] = .zero }
  }

  @inline(__always)
  mutating func addMean(_ share: Float, _ scores: [SIMD4<Float>], _ start: Int) {
    for channel in 0..<channels { mean[channel] += share * scores[start + channel] }
  }

  @inline(__always)
  mutating func addCurvature(_ share: Float, _ scores: [SIMD4<Float>], _ start: Int) {
    for channel in 0..<channels {
      let scaled = share * scores[start + channel]
      for lane in 0..<4 {
        let row = (channel * 4 + lane) * channels
        let factor = scaled[lane]
        for other in 0...channel { curvature[row + other] += factor * scores[start + other] }
      }
    }
  }

  mutating func end(weight: Double, answer: Int?, _ scores: [SIMD4<Float>]) {
    let size = channels * 4 + 1
    var centre = [Double](repeating: 0, count: size)
    for channel in 0..<channels {
      for lane in 0..<4 { centre[channel * 4 + lane] = Double(mean[channel][lane]) }
    }
    centre[size - 1] = outsideShare
    for row in 0..<(size - 1) {
      let truth = answer.map { Double(scores[$0 + row / 4][row % 4]) } ?? 0
      gradient[row] += weight * (centre[row] - truth)
      for column in 0...row {
        let raw = Double(curvature[row * channels + column / 4][column % 4])
        hessian[row * size + column] += raw - weight * centre[row] * centre[column]
      }
    }
    gradient[size - 1] += weight * (outsideShare - (answer == nil ? 1 : 0))
    for column in 0..<(size - 1) {
      hessian[(size - 1) * size + column] -= weight * outsideShare * centre[column]
    }
    hessian[size * size - 1] += weight * outsideShare * (1 - outsideShare)
  }

  var total: LogitSums.Total {
    var total = LogitSums.Total(gradient: gradient, hessian: hessian)
    total.loss = loss
    return total
  }
}
