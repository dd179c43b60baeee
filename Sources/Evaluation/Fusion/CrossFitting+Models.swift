import Findings
import Foundation
import Numerics

/// What was learned from the people of all folds but one.
struct FoldModel: Sendable {
  /// The features that are of use, rising.
  let places: [Int]
  let model: ConditionalLogit
  let ridge: Double
  /// The weights as they were learned, the outside option's last.
  let weights: [Double]

  init(_ fitting: CrossFitting, _ problem: FusionProblem, folds: [Int], held: Int) {
    let training = (0..<problem.targetCount).filter { folds[$0] != held }
    // The search makes dozens of fits: where there are many people some of them decide.
    let step =
      training.count > Self.mostSought ? (training.count - 1) / Self.someSought + 1 : 1
    var search = ModelSearch(
      problem: problem,
      targets: stride(from: 0, to: training.count, by: step).map { training[$0] },
      isCandidate: Self.people(training, problem), prior: fitting.prior)
    search.isThrifty = step > 1 || problem.candidateCount > Self.manyCandidates
    search.findRidge(fitting.ridges, start: fitting.start?.weights(for: problem))
    if fitting.selectsChannels { search.selectChannels() }
    let best = step == 1 ? search.best : search.best(on: training)
    places = best.places
    ridge = best.fit.ridge
    weights = best.fit.weights
    var model = best.fit.model
    model.temperature = best.sharpness.temperature
    model.stray = best.sharpness.stray
    // "None" was weighed against the candidates without those of the held fold, and is against all.
    let known = search.isCandidate.count(where: \.self)
    if known > 0 {
      model.outside += model.temperature * log(Double(problem.candidateCount) / Double(known))
    }
    self.model = model
  }

  /// Up to so many people all of them decide on the penalty and the channels.
  private static let mostSought = 450
  /// And of more people so many, evenly among them.
  private static let someSought = 300
  /// With more candidates than this each fit takes long, and the search is thrifty.
  private static let manyCandidates = 20_000

  /// The posterior of a target over its entries.
  func posterior(of target: Int, in problem: FusionProblem) -> [Double] {
    model.posterior(of: target, in: problem.selecting(places))
  }

  /// The candidates that are the right answer of one of `targets`, or of nobody.
  private static func people(_ targets: [Int], _ problem: FusionProblem) -> [Bool] {
    var isKnown = [Bool](repeating: true, count: problem.candidateCount)
    for truth in problem.truth.compactMap(\.self) { isKnown[truth] = false }
    for target in targets { if let truth = problem.truth[target] { isKnown[truth] = true } }
    return isKnown
  }
}

/// The search for the penalty and the channels by which people left out surprise least.
struct ModelSearch {
  /// Features, weights learned for them, and how they do on people left out.
  struct Candidate: Sendable {
    let places: [Int]
    let fit: LogitFit
    let sharpness: Sharpness
    let surprisal: Double

    init(places: [Int], fit: LogitFit) {
      self.places = places
      self.fit = fit
      (sharpness, surprisal) = Sharpness.best(of: fit.leftOut())
    }
  }

  let problem: FusionProblem
  let targets: [Int]
  let isCandidate: [Bool]
  let prior: Double
  /// Whether channels that seem of use are not looked at again, and others sooner taken for that:
  /// where there are many people or candidates.
  var isThrifty = false
  private var found: Candidate?

  init(problem: FusionProblem, targets: [Int], isCandidate: [Bool], prior: Double) {
    self.problem = problem
    self.targets = targets
    self.isCandidate = isCandidate
    self.prior = prior
  }

  /// The best so far.
  var best: Candidate {
    found ?? Candidate(places: Array(problem.features.indices), fit: fit(nil, ridge: 1))
  }

  /// The best so far, learned from other targets.
  func best(on targets: [Int]) -> Candidate {
    let found = best
    let sums = LogitSums(
      problem: problem.selecting(found.places), targets: targets, isCandidate: isCandidate,
      prior: prior)
    return Candidate(
      places: found.places,
      fit: LogitFit(sums, ridge: found.fit.ridge, start: found.fit.weights))
  }

  /// Tries penalties from the middle one up and down, as long as they get better.
  mutating func findRidge(_ ridges: [Double], start weights: [Double]? = nil) {
    let ladder = ridges.sorted()
    guard !ladder.isEmpty else { return }
    let all = Array(problem.features.indices)
    let middle = ladder.count / 2
    let start = Candidate(places: all, fit: fit(nil, ridge: ladder[middle], start: weights))
    found = start
    for path in [Array(ladder[(middle + 1)...]), ladder[..<middle].reversed()] {
      var fit = start.fit
      var last = start.surprisal
      for ridge in path {
        fit.refit(ridge: ridge)
        let next = Candidate(places: all, fit: fit)
        if next.surprisal < best.surprisal { found = next }
        guard next.surprisal < last else { break }
        last = next.surprisal
      }
      if best.fit.ridge > ladder[middle] { break }
    }
  }

  /// Leaves channels out one by one, the least useful first, as long as people left out are no
  /// more surprised without; then takes the best single channel where it does better than all.
  mutating func selectChannels() {
    let all = problem.channels
    guard all.count > 1 else { return }
    var channels = all
    var doubtful = all
    while channels.count > 1 {
      let current = best
      let trials = doubtful.compactMap { channel -> (Channel, Candidate)? in
        guard mayGo([channel], from: current) else { return nil }
        return (channel, candidate(without: [channel], from: current))
      }
      // Who was missed beside more channels is missed beside fewer, but for substitutes of others.
      if isThrifty {
        doubtful = trials.filter { $0.1.surprisal < current.surprisal + Self.missed }.map(\.0)
      }
      guard let least = trials.min(by: { $0.1.surprisal < $1.1.surprisal }),
        least.1.surprisal <= current.surprisal
      else { break }
      channels.removeAll { $0 == least.0 }
      doubtful.removeAll { $0 == least.0 }
      found = least.1
    }
    guard channels.count > 1 else { return }
    let current = best
    for channel in all where channels.count > 2 || !channels.contains(channel) {
      let others = channels.filter { $0 != channel }
      if channels.contains(channel), !mayGo(others, from: current) { continue }
      let alone = problem.features.indices.filter { problem.features[$0].channel == channel }
      let single = Candidate(places: alone, fit: fit(alone, ridge: current.fit.ridge))
      if single.surprisal < best.surprisal { found = single }
    }
  }

  /// A channel without which people left out are more surprised by so many nats is of use.
  private static let missed = 3.0

  private func candidate(without channels: [Channel], from current: Candidate) -> Candidate {
    let kept = current.places.indices.filter {
      !channels.contains(problem.features[current.places[$0]].channel)
    }
    let removed = current.places.indices.filter { !kept.contains($0) }
    let weights =
      current.fit.weights(
        without: removed.flatMap { place in
          (0..<problem.lanes).map { place * problem.lanes + $0 }
        }) ?? current.fit.weights
    let start =
      kept.flatMap { place in (0..<problem.lanes).map { weights[place * problem.lanes + $0] } }
      + [weights[weights.count - 1]]
    let places = kept.map { current.places[$0] }
    return Candidate(places: places, fit: fit(places, ridge: current.fit.ridge, start: start))
  }

  private func fit(_ places: [Int]?, ridge: Double, start: [Double]? = nil) -> LogitFit {
    LogitFit(
      LogitSums(
        problem: places.map { problem.selecting($0) } ?? problem, targets: targets,
        isCandidate: isCandidate, prior: prior), ridge: ridge, start: start)
  }

  /// Whether it is in doubt that channels are of use.
  ///
  /// Half of Wald's statistic is what the loss rises without them, to second order. People left out
  /// lose some of that, at most about one nat a weight: where it rises by far more there is no need
  /// to look.
  private func mayGo(_ channels: [Channel], from current: Candidate) -> Bool {
    let weights = current.places.indices.filter {
      channels.contains(problem.features[current.places[$0]].channel)
    }.flatMap { place in (0..<problem.lanes).map { place * problem.lanes + $0 } }
    guard let rise = current.fit.rise(without: weights) else { return true }
    return rise < (isThrifty ? 2 : 3) * Double(weights.count) + 10
  }
}

extension LogitFit {
  /// How much the loss rises to second order when weights become 0 and the others follow.
  ///
  /// w^T V^-1 w / 2 with V the weights' block of the inverse curvature.
  func rise(without indices: [Int]) -> Double? {
    guard let (solved, _) = multipliers(without: indices) else { return nil }
    return zip(indices, solved).reduce(0) { $0 + weights[$1.0] * $1.1 } / 2
  }

  /// The weights to second order when some of them become 0 and the others follow.
  ///
  /// w - V' V^-1 w_i with V' the columns of the inverse curvature that belong to the weights i.
  func weights(without indices: [Int]) -> [Double]? {
    guard let (solved, columns) = multipliers(without: indices) else { return nil }
    var moved = weights
    for (multiplier, column) in zip(solved, columns) {
      for place in moved.indices { moved[place] -= multiplier * column[place] }
    }
    return moved
  }

  /// V^-1 w, and the columns of the inverse curvature that V is cut from.
  private func multipliers(without indices: [Int]) -> ([Double], [[Double]])? {
    guard let factor else { return nil }
    var columns: [[Double]] = []
    for index in indices {
      var unit = [Double](repeating: 0, count: weights.count)
      unit[index] = 1
      columns.append(factor.solve(unit))
    }
    let block = columns.flatMap { column in indices.map { column[$0] } }
    guard let inverse = CholeskyFactor(block, count: indices.count) else { return nil }
    return (inverse.solve(indices.map { weights[$0] }), columns)
  }
}
