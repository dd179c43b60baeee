import Foundation
import Numerics

/// The loss of a conditional logit over targets whose answers are known, its slope and curvature.
struct LogitSums: Sendable {
  struct Total: Sendable {
    var loss = 0.0
    /// The weights' slopes, those of a feature after each other, then that of the outside option.
    var gradient: [Double]
    /// The curvature, row-major.
    var hessian: [Double]
  }

  let problem: FusionProblem
  let targets: [Int]
  /// Who is a candidate; `nil` for all.
  let isCandidate: [Bool]?
  let prior: Double
  /// How much a target counts as it is, and with its own candidate taken away.
  let presentWeight: Double
  let absentWeight: Double

  /// Sums over targets.
  ///
  /// Targets without a candidate count like those whose candidate is taken away; the weights are
  /// such that the right answer is among the candidates with probability `prior` altogether.
  init(problem: FusionProblem, targets: [Int], isCandidate: [Bool]?, prior: Double) {
    self.problem = problem
    self.targets = targets
    self.isCandidate = isCandidate
    self.prior = prior
    let present = targets.count { target in
      problem.truth[target].map { isCandidate?[$0] ?? true } ?? false
    }
    presentWeight = prior * Double(targets.count) / Double(max(present, 1))
    absentWeight = 1 - prior
  }

  /// How many weights there are, the outside option's among them.
  var size: Int { problem.features.count * problem.lanes + 1 }

  func total(at weights: [Double]) -> Total {
    let size = size
    var total = Total(
      gradient: [Double](repeating: 0, count: size),
      hessian: [Double](repeating: 0, count: size * size))
    var workspace = LogitWorkspace(size: size)
    for target in targets {
      add(target, weights, &workspace) { part in
        total.loss += part.loss
        for place in 0..<size { total.gradient[place] += part.gradient[place] }
      }
      workspace.flushIfFull()
    }
    workspace.flush()
    for place in total.hessian.indices { total.hessian[place] = Double(workspace.hessian[place]) }
    return total
  }

  /// The part of one target: loss and slope are given to `body`; the centred scores of its
  /// candidates, each times the root of its probability, are added to the workspace's columns,
  /// whose product with itself is the curvature.
  func add(
    _ target: Int, _ weights: [Double], _ workspace: inout LogitWorkspace,
    body: (LogitWorkspace.Part) -> Void
  ) {
    workspace.begin()
    let truth = utilities(of: target, weights, &workspace)
    let outside = prior < 1 ? weights[size - 1] : -.infinity
    problem.withRows(of: target) { rows in
      if let truth {
        workspace.add(rows, outside: outside, answer: truth, weight: presentWeight)
        guard prior < 1 else { return }
        workspace.remove(truth)
      }
      if prior < 1 {
        workspace.add(rows, outside: outside, answer: nil, weight: absentWeight)
      }
    }
    body(workspace.part)
  }

  /// Fills the workspace with the utilities of a target's entries, each more by what it stands for;
  /// minus infinity for who is no candidate.
  ///
  /// - Returns: the right candidate's entry, `nil` where it is none of them.
  func utilities(
    of target: Int, _ weights: [Double], _ workspace: inout LogitWorkspace
  ) -> Int? {
    let lists = problem.lists
    let entries = lists.entries(of: target)
    workspace.prepare(entries: entries.count)
    let vector = weights.map { Float($0) }
    problem.withRows(of: target) { $0.combine(vector, into: &workspace.utilities) }
    var truth = lists.truthEntries[target]
    if let entry = truth, isCandidate?[Int(lists.candidates[entries.lowerBound + entry])] == false {
      truth = nil
    }
    for (entry, place) in entries.enumerated() {
      if isCandidate?[Int(lists.candidates[place])] == false {
        workspace.utilities[entry] = -.infinity
      } else if entry != truth {
        workspace.utilities[entry] += lists.logWeights[place]
      }
    }
    // Appended only because it is right: no alternative to anything where it may not be chosen.
    if truth == nil, entries.count > lists.openCounts[target] {
      workspace.utilities[entries.count - 1] = -.infinity
    }
    return truth
  }
}
