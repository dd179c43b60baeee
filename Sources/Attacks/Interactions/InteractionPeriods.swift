public import Findings
import Evaluation
import Numerics

/// Ties people's earlier and later periods by whom they deal with, how often and in which order.
///
/// Two experiments. With the contacts kept: half of the people carry the same pseudonyms in both
/// periods and only the others', who are attacked, have changed, wherever they stand
/// (`ContactNames`); then the contacts are what two releases have in common, and the failure is
/// contextual aggregation. With the contacts hidden everybody has a new
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
    /// The pseudonyms of contacts who are not attacked themselves are the same in both periods.
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
  ///   - names: who keeps the name where contacts are kept; half of the people where `nil`.
  ///   - minimumEvents: how many events, as either side, a person needs in each period.
  /// - Throws: `EvaluationError.noTargets` where nobody has enough events in both periods.
  public static func result(
    for setting: EventSetting, earlier: InteractionPeriod, later: InteractionPeriod,
    contacts: Contacts, names: ContactNames? = nil,
    minimumEvents: Int = InteractionPeriods.minimumEvents
  ) throws -> AttackResult {
    try InteractionExperiment(
      setting: setting, earlier: earlier, later: later, contacts: contacts, names: names,
      minimumEvents: minimumEvents
    ).result()
  }

  /// People with enough events in both periods who are attacked, rising.
  static func eligible(
    earlier: InteractionPeriod, later: InteractionPeriod, isAttacked: [Bool]?, minimumEvents: Int
  ) -> [UInt32] {
    let needed = max(minimumEvents, 1)
    return (0..<earlier.subjectCount).filter {
      isAttacked?[$0] ?? true && earlier.eventCount(of: $0) >= needed
        && later.eventCount(of: $0) >= needed
    }.map(UInt32.init)
  }
}

/// The people and the periods of one run.
struct InteractionExperiment {
  let setting: EventSetting
  let earlier: InteractionPeriod
  let later: InteractionPeriod
  let contacts: InteractionPeriods.Contacts
  let names: ContactNames
  let description: AttackDescription
  let cohort: PeriodCohort

  init(
    setting: EventSetting, earlier: InteractionPeriod, later: InteractionPeriod,
    contacts: InteractionPeriods.Contacts, names: ContactNames?, minimumEvents: Int
  ) throws(EvaluationError) {
    precondition(
      earlier.subjectCount == setting.subjectCount && later.subjectCount == setting.subjectCount,
      "a row for each data subject")
    self.setting = setting
    self.earlier = earlier
    self.later = later
    self.contacts = contacts
    self.description = InteractionPeriods.description(contacts)
    // Without kept contacts nobody is recognised, and everybody can be attacked.
    let names =
      contacts == .hidden
      ? ContactNames.everyone
      : names
        ?? .everySecond(of: setting.subjectCount, seed: setting.seed, table: setting.table)
    self.names = names
    self.cohort = try PeriodCohort(
      eligible: InteractionPeriods.eligible(
        earlier: earlier, later: later, isAttacked: names.isAttacked, minimumEvents: minimumEvents),
      setting: setting, stream: "graph/periods")
  }
}
