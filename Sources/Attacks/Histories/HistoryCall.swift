import Evaluation
import Findings

/// What an adversary may say of one target: who fits best, and how clearly.
public struct HistoryCall: Sendable, Equatable {
  /// The one candidate that fits best; `nil` where there is none, or a tie.
  public let top: UInt32?
  /// (best score - second) / standard deviation of all candidates' scores, zeros included; 0 at a
  /// tie, infinite where there is no deviation.
  public internal(set) var eccentricity: Double
  /// The chance of the best candidate if chances are in proportion to exp(score / deviation).
  public let posterior: Double
  /// The entropy of those chances: 2 to this power candidates are left.
  public let entropyBits: Double
}

/// Calls made before, put forward only where they are clear enough: an attack for the evaluator
/// that can be graded at a dozen thresholds without scoring anybody anew.
struct RecordedCalls: TrialAttack {
  /// The number of the call.
  typealias Clue = Int

  /// What a call must reach to be put forward.
  enum Rule: Sendable, Equatable {
    case eccentricity(Double)
    case posterior(Double)
  }

  let description: AttackDescription
  let calls: [HistoryCall]
  let rule: Rule

  func attack(_ clues: [Int], answer: (Int, RankedCandidates) throws -> Void) throws {
    for (index, clue) in clues.enumerated() {
      let call = calls[clue]
      guard let top = call.top, isClear(call) else {
        try answer(index, RankedCandidates(groups: []))
        continue
      }
      try answer(
        index,
        RankedCandidates(groups: [CandidateGroup(score: call.posterior, members: [top])]))
    }
  }

  private func isClear(_ call: HistoryCall) -> Bool {
    switch rule {
    case .eccentricity(let least): call.eccentricity >= least
    case .posterior(let least): call.posterior >= least
    }
  }
}
