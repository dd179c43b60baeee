public import Findings
import Evaluation
import Numerics

/// Ties people's earlier and later periods by the company they kept: the clusters of interactions
/// that they were in, window after window.
///
/// With the contacts kept, every second person, drawn at random, carries the same pseudonym in both
/// periods; the others have new ones and are attacked: whose companions are the same? (Were those
/// attacked companions of each other by name, a pseudonym that is missing among its own companions
/// would tell whose it is, and so would chance.) With the contacts hidden everybody has
/// a new pseudonym: sizes of clusters, how long companions stay, and how fast company changes are
/// left.
///
/// **Guarantee** none is claimed: it is a lower bound for what a better comparison finds.
/// **Source** clusters by Blondel et al. 2008; time windows after Cretu et al. 2022, Nat Commun
/// 13:313; comparison by Topsøe's divergence.
/// **Cost** O(people^2) for each window's companions at worst, and O(people^2 * bins) for each
/// comparison.
/// **Does not protect against** an adversary who compares the contacts themselves (see
/// `InteractionPeriods`), which says more: clusters are what a release in which only groups stand
/// would still give away.
public enum InteractionClusters {
  /// The length of a window unless told otherwise: four weeks.
  public static let windowSeconds: Int64 = 28 * 86_400
  /// In how many windows of each period a person must be to be tried, unless told otherwise.
  public static let minimumWindows = 3

  /// What the attack is.
  public static func description(_ contacts: InteractionPeriods.Contacts) -> AttackDescription {
    AttackDescription(
      id: contacts == .kept ? "graph/clusters" : "graph/cluster-patterns",
      title: contacts == .kept
        ? "With whom a person forms a group" : "How a person's groups are, whoever is in them",
      channel: .graph, risk: .linkability,
      failureMode: contacts == .kept ? .contextualAggregation : .semanticInference,
      source: "Blondel et al. 2008, J Stat Mech P10008; windows after Cretu et al. 2022, Nat "
        + "Commun 13:313",
      doesNotCover:
        "an adversary who sees the single ties and not the groups alone (see the contacts), people "
        + "in few windows, and groups found in another way")
  }

  /// The experiment: later pseudonyms are tied to earlier people by their groups.
  ///
  /// - Parameters:
  ///   - events: who dealt with whom, and when; people numbered as the setting's.
  ///   - windowSeconds: the length of a window.
  ///   - contacts: what the two periods have in common.
  ///   - minimumWindows: in how many windows of each period a person must be to be tried.
  /// - Throws: `GraphAttackError` where windows have no length or there are too many,
  ///   `EvaluationError.noTargets` where nobody is in enough of them.
  public static func result(
    for setting: EventSetting, events: InteractionEvents,
    windowSeconds: Int64 = InteractionClusters.windowSeconds,
    contacts: InteractionPeriods.Contacts = .kept,
    minimumWindows: Int = InteractionClusters.minimumWindows
  ) throws -> AttackResult {
    try results(
      for: setting, events: events, windowSeconds: windowSeconds, contacts: [contacts],
      minimumWindows: minimumWindows)[0]
  }

  /// The experiment with each of `contacts`; the groups of the windows are found once.
  ///
  /// - Throws: as `result`.
  public static func results(
    for setting: EventSetting, events: InteractionEvents,
    windowSeconds: Int64 = InteractionClusters.windowSeconds,
    contacts: [InteractionPeriods.Contacts] = InteractionPeriods.Contacts.allCases,
    minimumWindows: Int = InteractionClusters.minimumWindows
  ) throws -> [AttackResult] {
    let halves = events.periods()
    let (earlier, later) = try (
      ClusterWindows(
        halves.earlier, windowSeconds: windowSeconds, seed: setting.seed, table: setting.table),
      ClusterWindows(
        halves.later, windowSeconds: windowSeconds, seed: ~setting.seed, table: setting.table)
    )
    return try contacts.map {
      try ClusterExperiment(
        setting: setting, earlier: earlier, later: later, contacts: $0,
        windowSeconds: windowSeconds, minimumWindows: minimumWindows
      ).result()
    }
  }
}

/// The people and the periods of one run.
struct ClusterExperiment {
  let setting: EventSetting
  let earlier: ClusterWindows
  let later: ClusterWindows
  let contacts: InteractionPeriods.Contacts
  let windowSeconds: Int64
  let description: AttackDescription
  let cohort: PeriodCohort
  /// For each data subject whether it goes by the same name in both periods; `nil` where nobody
  /// does.
  let isNamed: [Bool]?

  init(
    setting: EventSetting, earlier: ClusterWindows, later: ClusterWindows,
    contacts: InteractionPeriods.Contacts, windowSeconds: Int64, minimumWindows: Int
  ) throws(EvaluationError) {
    precondition(
      earlier.subjectCount == setting.subjectCount && later.subjectCount == setting.subjectCount,
      "a row for each data subject")
    self.setting = setting
    self.earlier = earlier
    self.later = later
    self.contacts = contacts
    self.windowSeconds = windowSeconds
    self.description = InteractionClusters.description(contacts)
    let isNamed = contacts == .kept ? Self.everySecond(setting) : nil
    self.isNamed = isNamed
    let needed = max(minimumWindows, 1)
    let eligible = (0..<setting.subjectCount).filter {
      isNamed?[$0] != true && earlier.windowCount(of: $0) >= needed
        && later.windowCount(of: $0) >= needed
    }
    self.cohort = try PeriodCohort(
      eligible: eligible.map(UInt32.init), setting: setting, stream: "graph/clusters")
  }

  /// Half of the people, at random.
  private static func everySecond(_ setting: EventSetting) -> [Bool] {
    var source = setting.generator("graph/clusters/named")
    var isNamed = [Bool](repeating: false, count: setting.subjectCount)
    for person in source.sample(count: setting.subjectCount / 2, of: setting.subjectCount) {
      isNamed[person] = true
    }
    return isNamed
  }
}
