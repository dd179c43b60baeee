public import Findings
import Evaluation
import Numerics

/// Ties people's earlier and later periods by whom they deal with, how often and in which order.
///
/// Two experiments. With the contacts kept: the others carry the same pseudonyms in both periods
/// and only the target's own has changed; then the contacts are what two releases have in common,
/// and the failure is contextual aggregation. With the contacts hidden everybody has a new
/// pseudonym and no id is compared: tie strengths, mutuality, the contacts' own degrees, the order
/// of contacts and the speed of answers are left, a pattern of life: semantic inference.
///
/// **Guarantee** none is claimed: it is a lower bound for what a better comparison finds.
/// **Source** Cretu, Monti, Marrone, Dong, Bronstein, de Montjoye, *Interaction data are
/// identifiable even across long periods of time*, Nat Commun 13:313 (2022): 52 % of 43,606 people
/// first, by a neural network over two hops; here without learning, from one hop and the contacts'
/// degrees.
/// **Cost** O(people^2 * bins) for each comparison.
/// **Does not protect against** an adversary who uses more than the contacts' degrees of the
/// network around, or learns from other people.
public enum InteractionPeriods {
  /// What the two periods have in common beside the people.
  public enum Contacts: String, Sendable, CaseIterable {
    /// The contacts' pseudonyms are the same in both periods.
    case kept
    /// Nobody's pseudonym is the same.
    case hidden
  }

  /// What the attack is.
  public static func description(_ contacts: Contacts) -> AttackDescription {
    AttackDescription(
      id: contacts == .kept ? "graph/contacts" : "graph/interactions",
      title: contacts == .kept
        ? "Whom a person deals with" : "How a person deals with others, whoever they are",
      channel: .graph, risk: .linkability,
      failureMode: contacts == .kept ? .contextualAggregation : .semanticInference,
      source: "Cretu et al. 2022, Nat Commun 13:313, without a neural network; divergences of "
        + "normalised histograms, added after cohort normalisation",
      doesNotCover:
        "the network beyond the contacts' degrees, weights learned on other people, and people "
        + "with "
        + "few events")
  }

  /// How many events a person needs in each period to be tried, unless told otherwise.
  public static let minimumEvents = 50

  /// The experiment: later pseudonyms are tied to earlier people by their interactions.
  ///
  /// - Parameters:
  ///   - earlier: the earlier period; a row for each data subject of the setting.
  ///   - later: the later period, people numbered alike.
  ///   - contacts: what the two have in common.
  ///   - minimumEvents: how many events, as either side, a person needs in each period.
  /// - Throws: `EvaluationError.noTargets` where nobody has enough events in both periods.
  public static func result(
    for setting: EventSetting, earlier: InteractionPeriod, later: InteractionPeriod,
    contacts: Contacts, minimumEvents: Int = InteractionPeriods.minimumEvents
  ) throws -> AttackResult {
    try InteractionExperiment(
      setting: setting, earlier: earlier, later: later, contacts: contacts,
      minimumEvents: minimumEvents
    ).result()
  }
}

/// The people and the periods of one run.
struct InteractionExperiment {
  let setting: EventSetting
  let earlier: InteractionPeriod
  let later: InteractionPeriod
  let contacts: InteractionPeriods.Contacts
  let description: AttackDescription
  let cohort: PeriodCohort

  init(
    setting: EventSetting, earlier: InteractionPeriod, later: InteractionPeriod,
    contacts: InteractionPeriods.Contacts, minimumEvents: Int
  ) throws(EvaluationError) {
    precondition(
      earlier.subjectCount == setting.subjectCount && later.subjectCount == setting.subjectCount,
      "a row for each data subject")
    self.setting = setting
    self.earlier = earlier
    self.later = later
    self.contacts = contacts
    self.description = InteractionPeriods.description(contacts)
    let needed = max(minimumEvents, 1)
    let eligible = (0..<setting.subjectCount).filter {
      earlier.eventCount(of: $0) >= needed && later.eventCount(of: $0) >= needed
    }
    self.cohort = try PeriodCohort(
      eligible: eligible.map(UInt32.init), setting: setting, stream: "graph/periods")
  }
}
