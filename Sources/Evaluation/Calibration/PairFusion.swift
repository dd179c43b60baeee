import Numerics

/// What the two comparison methods of fusion share: folds of people, pairs to learn from, answers.
///
/// As in `CrossFitting`, people are dealt to folds, and each target is answered by a model learned
/// from targets and candidates of the other folds only. Of each target learned from, the right pair
/// is taken and a sample of the wrong ones.
struct PairFusion: Sendable {
  /// A matrix for each feature.
  let costs: [PairCosts]
  /// For each target its candidate, `nil` where it is not among them.
  let truth: [Int?]
  let foldCount: Int
  let seed: UInt64
  /// How many wrong pairs are drawn for each target at most.
  let wrongPairs: Int

  /// A pair that is learned from.
  struct Pair: Sendable {
    let target: Int
    let candidate: Int
    let isSame: Bool
  }

  var candidateCount: Int { costs.first?.columnCount ?? 0 }

  /// The score of a pair in a feature: higher is likelier; not a number where there is none.
  func score(_ feature: Int, _ target: Int, _ candidate: Int) -> Double {
    let cost = costs[feature].values[target * candidateCount + candidate]
    return cost.isFinite ? -Double(cost) : .nan
  }

  /// Which fold each target is in: the same as `CrossFitting` with this seed.
  var folds: [Int] {
    var generator = SeededGenerator(seed: seed, stream: "fusion/folds")
    let order = generator.permutation(count: truth.count)
    var folds = [Int](repeating: 0, count: truth.count)
    for (position, target) in order.enumerated() { folds[target] = position % foldCount }
    return folds
  }

  /// The pairs to learn from when a fold is held out: none of its people on either side.
  func pairs(without held: Int, folds: [Int]) -> [Pair] {
    var isHeld = [Bool](repeating: false, count: candidateCount)
    for (target, own) in truth.enumerated() {
      if folds[target] == held, let own { isHeld[own] = true }
    }
    let known = (0..<candidateCount).filter { !isHeld[$0] }
    var pairs: [Pair] = []
    for target in truth.indices where folds[target] != held {
      let own = truth[target]
      if let own, !isHeld[own] { pairs.append(Pair(target: target, candidate: own, isSame: true)) }
      var generator = SeededGenerator(seed: seed, stream: "fusion/wrong-pairs/\(held)/\(target)")
      for place in generator.sample(count: wrongPairs, of: known.count) where known[place] != own {
        pairs.append(Pair(target: target, candidate: known[place], isSame: false))
      }
    }
    return pairs
  }

  /// The answers for all targets, in order.
  ///
  /// - Parameter learn: from the pairs without a fold, what gives each candidate's log-likelihood
  ///   ratio for a target.
  func answers(
    prior: Double, learn: (_ pairs: [Pair], _ held: Int) -> @Sendable (_ target: Int) -> [Double]
  ) -> [CrossFitting.Answer] {
    guard candidateCount > 0 else { return [] }
    let (folds, prior) = (folds, CandidatePrior(presence: prior, candidates: candidateCount))
    var answers = [CrossFitting.Answer?](repeating: nil, count: truth.count)
    for fold in 0..<foldCount {
      let ratios = learn(pairs(without: fold, folds: folds), fold)
      let tested = truth.indices.filter { folds[$0] == fold }
      let found = concurrentChunks(count: tested.count, minimumChunk: 4) { range in
        range.map { place in
          let target = tested[place]
          let ratios = ratios(target)
          return CrossFitting.Answer(
            target: target, ratios: ratios, posterior: prior.posterior(ratios),
            truth: truth[target])
        }
      }
      for answer in found.flatMap(\.self) { answers[answer.target] = answer }
    }
    return answers.compactMap(\.self)
  }
}

extension CrossFitting.Answer {
  /// What a posterior says of a target; ranks are those of the ratios, which do not round to 0.
  init(target: Int, ratios: [Double], posterior: [Double], truth: Int?) {
    guard let truth else {
      self.init(
        target: target, confidence: posterior.max() ?? 0, better: posterior.count, tied: 1,
        truthProbability: max(1 - posterior.reduce(0, +), 0))
      return
    }
    let own = ratios[truth]
    self.init(
      target: target, confidence: posterior.max() ?? 0, better: ratios.count { $0 > own },
      tied: ratios.count { $0 == own }, truthProbability: posterior[truth])
  }
}
