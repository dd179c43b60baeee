import Foundation

/// Utilities that models gave to targets they were not fitted on, from which it is learned how far
/// such models are to be believed.
struct HeldOutCases: Sendable {
  private let presentWeight: Double
  private let absentWeight: Double
  private let problem: FusionProblem
  private var targets: [Int] = []
  private var offsets = [0]
  /// Utilities less the target's largest.
  private var gaps: [Float] = []
  /// For each target where its right candidate's utility is.
  private var truths: [Int?] = []
  /// For each target the utility of none, less the largest.
  private var outsides: [Double] = []
  /// For each target how many candidates there are.
  private var breadths: [Double] = []
  /// For each utility the logarithm of how many it stands for; empty where each is one.
  private var logWeights: [Float] = []

  init(_ sums: LogitSums) {
    presentWeight = sums.presentWeight
    absentWeight = sums.absentWeight
    problem = sums.problem
  }

  /// How many targets there are.
  var count: Int { targets.count }

  /// Adds a target.
  ///
  /// - Parameter utilities: of its entries, each more by what it stands for.
  mutating func append(_ utilities: [Float], target: Int, truth: Int?, outside: Double) {
    let entries = problem.lists.entries(of: target)
    var top = -Float.infinity
    for entry in 0..<entries.count { top = max(top, utilities[entry]) }
    if top == -.infinity { top = 0 }
    var breadth = 0.0
    truths.append(nil)
    for (entry, place) in entries.enumerated() where utilities[entry] > -.infinity {
      let logWeight = entry == truth ? 0 : problem.lists.logWeights[place]
      if entry == truth { truths[truths.count - 1] = gaps.count }
      gaps.append(utilities[entry] - top - logWeight)
      logWeights.append(logWeight)
      breadth += logWeight == 0 ? 1 : exp(Double(logWeight))
    }
    targets.append(target)
    offsets.append(gaps.count)
    outsides.append(absentWeight > 0 ? outside - Double(top) : -.infinity)
    breadths.append(breadth)
  }

  /// The surprisal of each target by its truth, in nats.
  func surprisals(_ sharpness: Sharpness) -> [Double] {
    (0..<count).map { surprisal($0, sharpness) }
  }

  /// The surprisal of all, in nats.
  func surprisal(_ sharpness: Sharpness) -> Double {
    (0..<count).reduce(0) { $0 + surprisal($1, sharpness) }
  }

  private func surprisal(_ index: Int, _ sharpness: Sharpness) -> Double {
    let inverse = Float(1 / sharpness.temperature)
    let none =
      outsides[index] > -.infinity ? exp(outsides[index] / sharpness.temperature) : 0
    let range = offsets[index]..<offsets[index + 1]
    let sum = gaps.withUnsafeBufferPointer { gaps in
      logWeights.withUnsafeBufferPointer { logWeights in
        Exponentials.sum(
          UnsafeBufferPointer(rebasing: gaps[range]), times: inverse,
          plus: UnsafeBufferPointer(rebasing: logWeights[range]))
      }
    }
    let whole = Double(sum) + none
    guard whole > 0 else { return 0 }
    var surprisal = 0.0
    var own = 0.0
    if let truth = truths[index] {
      own = exp(Double(gaps[truth] * inverse))
      let even = sharpness.stray * (1 - none / whole) / max(breadths[index], 1)
      surprisal -= presentWeight * log(max((1 - sharpness.stray) * own / whole + even, 1e-300))
    }
    if absentWeight > 0 {
      surprisal -= absentWeight * log(max(none / max(whole - own, 1e-300), 1e-300))
    }
    return surprisal
  }
}

/// How far a model is to be believed.
struct Sharpness: Sendable, Equatable {
  /// What utilities are divided by.
  var temperature = 1.0
  /// The share of targets about whom the scores say nothing.
  var stray = 0.0

  /// The shares of stray people that are tried.
  private static let strays = [0, 0.003, 0.01, 0.02, 0.04, 0.08, 0.16, 0.32]

  /// The temperature and the share of stray people at which `cases` surprise least.
  static func best(of cases: HeldOutCases) -> (sharpness: Sharpness, surprisal: Double) {
    let middle = strays.count / 2 - 1
    let first = temperature(of: cases, Sharpness(stray: strays[middle]))
    var best = (sharpness: first, surprisal: cases.surprisal(first))
    for path in [Array(strays[(middle + 1)...]), strays[..<middle].reversed()] {
      for stray in path {
        let tried = Sharpness(temperature: first.temperature, stray: stray)
        let surprisal = cases.surprisal(tried)
        // In the stray share the surprisal has one minimum: past it nothing better comes.
        guard surprisal < best.surprisal else { break }
        best = (tried, surprisal)
      }
      if best.sharpness.stray > strays[middle] { break }
    }
    let last = temperature(of: cases, best.sharpness)
    let surprisal = cases.surprisal(last)
    return surprisal < best.surprisal ? (last, surprisal) : best
  }

  /// The temperature at which `cases` surprise least, near where a parabola through three
  /// temperatures has its minimum.
  private static func temperature(of cases: HeldOutCases, _ start: Sharpness) -> Sharpness {
    func surprisal(_ logTemperature: Double) -> Double {
      cases.surprisal(Sharpness(temperature: exp(logTemperature), stray: start.stray))
    }
    let step = 0.2
    var centre = log(start.temperature)
    var middle = surprisal(centre)
    for _ in 0..<12 {
      let (low, high) = (surprisal(centre - step), surprisal(centre + step))
      let bend = low - 2 * middle + high
      if low >= middle, high >= middle {
        if bend > 0 { centre += step * (low - high) / (2 * bend) }
        break
      }
      (centre, middle) = low < high ? (centre - step, low) : (centre + step, high)
      if abs(centre) > 2 { break }
    }
    return Sharpness(temperature: exp(centre), stray: start.stray)
  }
}
