public import Evaluation
public import Findings
import Numerics

/// How well a person is found by the few visits of which an adversary would wish to know most.
///
/// The risk of a person is the largest over all ways to choose k of that person's records: one over
/// the number of people whose records agree with the chosen ones. It is the worst case, where
/// unicity and the known-points scenario take points at random.
///
/// **Guarantee** exact: no choice of k records is left out, unless the limit on steps cut a
/// person's search short; the risk given is then one that the adversary surely reaches.
/// **Source** Pellungrini, Pappalardo, Pratesi, Monreale, *A Data Mining Approach to Assess Privacy
/// Risk in Human Mobility Data*, ACM TIST 9(3):31 (2017), DOI 10.1145/3106774; the semantics are
/// those of scikit-mobility 1.3.1, which tries all combinations. Two of its defects are not
/// repeated: its precisions of an hour and finer leave the hour out, and home and work are the two
/// least visited places there (`HomeAndWorkChoice.leastVisited` does the same).
/// **Cost** for each person a branch and bound over the person's distinct records (maximum
/// coverage); people with a place, time or count of their own take O(records). Bounded by
/// `stepLimit` for each person.
/// **Does not protect against** knowledge that is wrong or blurred beyond the places, precisions
/// and tolerances tried.
public struct KnownVisits: ExactAttack {
  /// What it is.
  public let description: AttackDescription
  /// What kind of fact is known.
  public let knowledge: VisitKnowledge
  /// How many records are known.
  public let known: Int

  /// The most steps taken for one person, by default; some seconds.
  public static let defaultStepLimit = 1_000_000_000

  let index: VisitIndex
  let targets: [Int]
  private let histories: VisitHistories
  private let stepLimit: Int

  /// An attack on `histories`.
  ///
  /// - Parameters:
  ///   - known: how many records the adversary knows; home and work take no number.
  ///   - targets: the people to try, by their numbers in `histories`; all where `nil`.
  ///   - stepLimit: the most steps taken for one person.
  /// - Throws: `KnownVisitsError` where times are missing or a parameter is out of bounds.
  public init(
    _ histories: VisitHistories, knowing knowledge: VisitKnowledge, known: Int = 2,
    targets: [Int]? = nil, stepLimit: Int = defaultStepLimit
  ) throws(KnownVisitsError) {
    guard known >= 1 else { throw .knownVisits(known) }
    guard (0...1).contains(knowledge.tolerance) else { throw .tolerance(knowledge.tolerance) }
    var precision: TimePrecision?
    if case .locationAndTime(let wanted) = knowledge {
      guard !histories.times.isEmpty else { throw .noTimes }
      precision = wanted
    }
    self.init(
      histories, VisitIndex(histories, precision: precision), knowledge, known: known,
      targets: targets, stepLimit: stepLimit)
  }

  /// An attack with an index made before: all kinds but those with a time share one.
  init(
    _ histories: VisitHistories, _ index: VisitIndex, _ knowledge: VisitKnowledge, known: Int,
    targets: [Int]?, stepLimit: Int
  ) {
    self.description = knowledge.description
    self.knowledge = knowledge
    self.known = known
    self.histories = histories
    self.index = index
    self.targets = targets ?? Array(0..<histories.count)
    self.stepLimit = stepLimit
  }

  /// The risk of each person tried, in order.
  public func subjectRisks() -> [Double] { outcomes().map { 1 / Double($0.matching) } }

  /// What the search found for each person tried.
  func outcomes() -> [SearchOutcome] {
    if case .homeAndWork(let choice) = knowledge { return homeAndWork(choice) }
    return concurrentChunks(count: targets.count, maximumChunks: 256) { range in
      range.map { outcome(of: targets[$0]) }
    }.flatMap(\.self)
  }

  private func outcome(of target: Int) -> SearchOutcome {
    switch knowledge {
    case .sequence:
      var search = SequenceTarget(
        index, target: target, visits: histories.places[histories.visits(of: target)],
        stepLimit: stepLimit)
      return search.search(known: known)
    case .proportion(let tolerance):
      guard ProportionTarget.size(index, target: target) <= stepLimit else {
        return SearchOutcome(matching: histories.count, steps: 0, isCutShort: true)
      }
      var search = ProportionTarget(
        index, target: target, tolerance: tolerance, stepLimit: stepLimit)
      return search.search(known: known)
    default:
      return ConjunctionTarget(index, target: target, knowledge: knowledge, known: known)
        .search(known: known, stepLimit: stepLimit)
    }
  }
}
