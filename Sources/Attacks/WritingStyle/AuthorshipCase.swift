import Evaluation
import Findings
import Numerics

/// Known texts of candidates and the texts that are attacked, with the answers for the evaluator.
struct AuthorshipCase: Sendable {
  /// The texts that the adversary compares with: one row for each candidate.
  let known: [[String]]
  /// The data subject of each candidate, rising.
  let candidates: [UInt32]
  /// The texts whose author is sought: targets first, then controls.
  let attacked: [[String]]
  /// Who wrote them, for the targets.
  let truths: [UInt32]
  /// How many have an author outside.
  var controlCount: Int { attacked.count - truths.count }
  /// Texts left out because they occur more than once.
  let copies: Int
  /// People left out because they wrote too little.
  let tooFewWords: Int

  /// The trials: targets, and controls that have no right answer.
  func trials(
    suspects: (Int) -> [UInt32]? = { _ in nil }
  ) -> TrialSet<AuthorshipClue> {
    TrialSet(
      targets: truths.indices.map {
        Trial(clue: AuthorshipClue(row: $0, suspects: suspects($0)), truth: truths[$0])
      },
      controls: (truths.count..<attacked.count).map {
        Trial(clue: AuthorshipClue(row: $0, suspects: nil), truth: nil)
      })
  }

  /// The earlier half of each data subject's texts known, the later attacked.
  ///
  /// - Throws: `EvaluationError` where nobody wrote enough, or nobody can be held out.
  init(
    halvesOf texts: AuthorTexts, setting: EventSetting, minimumWords: Int
  ) throws(EvaluationError) {
    let originals = OriginalTexts(texts.texts)
    let halves = concurrentChunks(count: texts.subjectCount, minimumChunk: 64) { range in
      range.map { WordHalves(originals.texts[$0]) }
    }.flatMap(\.self)
    let needed = max(minimumWords, 1)
    let eligible = halves.indices.filter {
      halves[$0].earlierWords >= needed && halves[$0].laterWords >= needed
    }
    let cohort = try PeriodCohort(
      eligible: eligible.map(UInt32.init), setting: setting, stream: WritingStyle.description.id)
    self.known = cohort.candidates.map { Array(halves[Int($0)].earlier) }
    self.candidates = cohort.candidates
    self.attacked = (cohort.targets + cohort.controls).map { Array(halves[Int($0)].later) }
    self.truths = cohort.targets
    self.copies = originals.copies
    self.tooFewWords = texts.subjectCount - eligible.count
  }

  /// The texts of another party attacked: which data subject of the release wrote them.
  ///
  /// - Throws: `EvaluationError.noTargets` where nobody of the other party who wrote enough is in
  ///   the release with enough words.
  init(
    released: AuthorTexts, auxiliary: AuxiliaryTexts, setting: EventSetting, minimumWords: Int
  ) throws(EvaluationError) {
    let originals = OriginalTexts(released.texts + auxiliary.texts)
    let words = concurrentChunks(count: originals.texts.count, minimumChunk: 64) { range in
      range.map { originals.texts[$0].reduce(0) { $0 + WordCount.words(in: $1) } }
    }.flatMap(\.self)
    let needed = max(minimumWords, 1)
    let held = released.subjectCount
    let candidates = (0..<held).filter { words[$0] >= needed }.map(UInt32.init)
    let isCandidate = Set(candidates)
    let people = auxiliary.texts.indices.filter { words[held + $0] >= needed }
    let inside = people.filter { auxiliary.subjects[$0].map(isCandidate.contains) ?? false }
    let outside = people.filter { auxiliary.subjects[$0] == nil }
    guard !inside.isEmpty, setting.targetCount > 0 else {
      throw .noTargets(table: auxiliary.name)
    }
    var source = setting.generator("\(WritingStyle.description.id)/\(auxiliary.name)")
    let targets = source.sample(count: setting.targetCount, of: inside.count).sorted()
      .map { inside[$0] }
    let controls = source.sample(count: setting.targetCount, of: outside.count).sorted()
      .map { outside[$0] }
    self.known = candidates.map { originals.texts[Int($0)] }
    self.candidates = candidates
    self.attacked = (targets + controls).map { originals.texts[held + $0] }
    self.truths = targets.compactMap { auxiliary.subjects[$0] }
    self.copies = originals.copies
    self.tooFewWords = words.count { $0 < needed }
  }
}

/// One person's texts in two parts of words as equal as whole texts allow.
struct WordHalves: Sendable {
  let earlier: ArraySlice<String>
  let later: ArraySlice<String>
  let earlierWords: Int
  let laterWords: Int

  init(_ texts: [String]) {
    let words = texts.map(WordCount.words)
    let total = words.reduce(0, +)
    var (boundary, before, best) = (0, 0, total)
    var sum = 0
    for (index, count) in words.enumerated() {
      sum += count
      let difference = abs(total - 2 * sum)
      if difference < best { (boundary, before, best) = (index + 1, sum, difference) }
    }
    self.earlier = texts[..<boundary]
    self.later = texts[boundary...]
    self.earlierWords = before
    self.laterWords = total - before
  }
}
