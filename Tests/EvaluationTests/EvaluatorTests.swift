import Findings
import Testing

@testable import Evaluation

/// An attack that answers what it was told to, in reverse order: order must not matter.
private struct Rehearsed: TrialAttack {
  let description = AttackDescription(
    id: "test/rehearsed", title: "Rehearsed", channel: .attributes, risk: .singlingOut,
    failureMode: .contextualAggregation, source: "none", doesNotCover: "everything")
  let answers: [RankedCandidates]

  func attack(_ clues: [Int], answer: (Int, RankedCandidates) throws -> Void) throws {
    for index in clues.indices.reversed() { try answer(index, answers[clues[index]]) }
  }
}

private func ranking(_ groups: [UInt32]...) -> RankedCandidates {
  RankedCandidates(
    groups: groups.enumerated().map {
      CandidateGroup(score: -Double($0.offset), members: $0.element[...])
    })
}

@Suite("The evaluator")
struct EvaluatorTests {
  let evaluator = Evaluator(seed: 7)

  @Test("a hit counts whole, a tie with its chance, a miss not at all")
  func creditsHitsAndTies() throws {
    // Would catch an attack that is paid for naming a crowd.
    let attack = Rehearsed(answers: [
      ranking([4]), ranking([1, 5, 9, 12]), ranking([2], [3, 8]), ranking(),
    ])
    let truths: [UInt32] = [4, 9, 8, 1]
    let trials = TrialSet(
      targets: truths.enumerated().map { Trial(clue: $0.offset, truth: $0.element) }, controls: [])
    let grade = try evaluator.grade(attack, on: trials, baseline: .chance(candidates: 20))
    #expect(grade.success.value == (1 + 0.25) / 4)
    #expect(grade.targetRisks == [1, 0.25, 0, 0])
    #expect(grade.firstGroupSizes == [1, 4, 1, 0])
    #expect(grade.baseline == .exact(0.05))
    // At depth 5: 1, 1 (all four), 1 (both of the second group), 0.
    #expect(grade.topRates.first { $0.k == 5 }?.rate.value == 0.75)
    // Ranks 1, 2.5, 2.5; the miss has none.
    #expect(grade.medianRank == 2.5)
    // Two single names: 4 is right, 2 is not.
    #expect(grade.claimRate.value == 0.5)
    #expect(grade.precision?.value == 0.5)
  }

  @Test("outsiders have no right answer, so naming one is a false claim and no control rate")
  func outsidersAreFalseClaims() throws {
    let attack = Rehearsed(answers: [ranking([4]), ranking([1, 2])])
    let trials = TrialSet<Int>(
      targets: [Trial(clue: 0, truth: 4)],
      controls: [Trial(clue: 0, truth: nil), Trial(clue: 1, truth: nil)])
    let grade = try evaluator.grade(attack, on: trials, baseline: .chance(candidates: 10))
    #expect(grade.control == nil)
    #expect(grade.outsiderClaimRate?.value == 0.5)
  }

  @Test("the excess is what the release adds to the control, and has width where it was sampled")
  func excessOverControl() throws {
    // Giomi et al. 2023, eq. 3, on 3 of 4 against 1 of 4: (0.75 - 0.25) / 0.75.
    let attack = Rehearsed(answers: [ranking([0]), ranking([1])])
    let trials = TrialSet<Int>(
      targets: [0, 0, 0, 1].map { Trial(clue: $0, truth: 0) },
      controls: [0, 1, 1, 1].map { Trial(clue: $0, truth: 0) })
    let grade = try evaluator.grade(attack, on: trials, baseline: .known(0.1))
    #expect(abs(grade.excess.value - 2.0 / 3) < 1e-12)
    #expect(grade.excess.lower < grade.excess.value && grade.excess.value < grade.excess.upper)
  }

  @Test("a control that beats the attack gives a negative excess, not a zero without width")
  func negativeExcess() {
    // Anonymeter clips this to 0 with an interval of (0, 0), which reads as certainty.
    let excess = ExcessRisk.estimate(
      success: .proportion(10, of: 100), over: .proportion(30, of: 100))
    #expect(excess.value < 0)
    #expect(excess.upper > excess.lower)
  }

  @Test("malformed answers are the attack's defect and named as such")
  func malformedAnswers() {
    let rising = RankedCandidates(groups: [
      CandidateGroup(score: 1, members: [1]), CandidateGroup(score: 2, members: [2]),
    ])
    for answer in [
      rising, RankedCandidates(groups: [CandidateGroup(score: .nan, members: [1])]),
      RankedCandidates(groups: [CandidateGroup(score: 1, members: [])]),
    ] {
      #expect(throws: EvaluationError.malformedRanking(attack: "test/rehearsed", trial: 0)) {
        try evaluator.grade(
          Rehearsed(answers: [answer]),
          on: TrialSet(targets: [Trial(clue: 0, truth: 1)], controls: []),
          baseline: .chance(candidates: 2))
      }
    }
  }

  @Test("an experiment without targets is refused")
  func noTargets() {
    #expect(throws: EvaluationError.noTargets(table: "test/rehearsed")) {
      try evaluator.grade(
        Rehearsed(answers: []), on: TrialSet<Int>(targets: [], controls: []),
        baseline: .chance(candidates: 2))
    }
  }

  @Test("placement agrees with the obvious search on every small ranking")
  func placementOracle() {
    // Would catch an error of the binary search or of the counts before a group.
    let rankings = [
      ranking([0]), ranking([0, 2, 4]), ranking([1], [0, 3]), ranking([2, 3], [0], [1, 4]),
      ranking(),
    ]
    for answer in rankings {
      for truth in UInt32(0)...5 {
        let placement = Placement(of: truth, in: answer)
        var better = 0
        var tied = 0
        for group in answer.groups {
          if group.members.contains(truth) {
            tied = group.members.count
            break
          }
          better += group.members.count
        }
        #expect(placement == Placement(better: better, tied: tied))
      }
    }
  }

  @Test("a Wilson interval is the published one")
  func wilson() {
    // facts/attacks.md 13: centre .239988, half-width .081556 for 23 of 100 (Anonymeter's test).
    let estimate = Estimate.proportion(23, of: 100)
    #expect(abs((estimate.lower + estimate.upper) / 2 - 0.23998824451588613) < 1e-9)
    #expect(abs((estimate.upper - estimate.lower) / 2 - 0.08155558571285167) < 1e-9)
  }
}
