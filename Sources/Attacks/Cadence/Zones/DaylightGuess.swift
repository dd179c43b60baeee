import Foundation
public import Evaluation
public import Findings
import Numerics

/// Infers whether a person's clock is put forward in summer, and by which rule, from nothing but
/// when the person is active.
///
/// A rule is right when it makes the person's day most regular: with the profile over the local day
/// as nuisance, the likelihood of a rule is largest where the entropy of the profile, its hours
/// moved by that rule, is least. How likely the offsets of a rule's zones are (`ZoneGuess`), and
/// how many others keep the rule, is added: the European and the North American rule differ by some
/// four weeks of a year only.
///
/// **Guarantee** none is claimed.
/// **Source** maximum likelihood with the profile as nuisance parameter: n times the entropy, e.g.
/// Cover and Thomas, *Elements of Information Theory*, 2006, section 11.1 (method of types); rules
/// of the IANA time zone database.
/// **Cost** O(hours of the target) for each rule and that of `ZoneGuess`.
/// **Does not protect against** the offset itself, nor against evidence beside the hours.
public struct DaylightGuess: TrialAttack {
  /// The rule of each candidate.
  public static let rules = DaylightRule.allCases

  /// What it is.
  public let description = AttackDescription(
    id: "cadence/summer-time", title: "Whose summer time a person's hours follow",
    channel: .cadence, risk: .inference, failureMode: .semanticInference,
    source: "likelihood of each rule of the IANA time zone database, the person's day as nuisance",
    doesNotCover: "people active in one half of the year only, and rules other than these five")

  private let activity: ActivityHours
  private let zones: ZoneGuess
  private let knownRules: [DaylightRule?]
  /// People with known rules, and the log probability of theirs at each temperature.
  private var learned: [(person: UInt32, terms: [Double])]

  /// What the likelihood is divided by: people's events come in runs, so that n of them say less
  /// than n independent ones; as much less as suits the other people's known rules best.
  static let temperatures: [Double] = [1, 2, 4, 8, 16, 32, 64, 1e9]

  /// What the likelihood of a rule must gain over none, in nats: half the logarithm of the events,
  /// as of one more parameter (Schwarz 1978).
  static func penalty(events: Double) -> Double { 0.5 * log(max(events, 1)) }

  /// Prepares the attack.
  ///
  /// - Parameter knownRules: the rules of the data subjects, where known; that of a target is not
  ///   used on it. The first `ZoneReferences.limit` of them say how much the hours count.
  public init(activity: ActivityHours, zones: ZoneGuess, knownRules: [DaylightRule?] = []) {
    self.activity = activity
    self.zones = zones
    self.knownRules = knownRules
    self.learned = []
    let people = knownRules.indices.filter {
      knownRules[$0] != nil && activity.counts.total(ofRow: $0) >= ZoneInference.minimumEvents
    }.prefix(ZoneReferences.limit).map(UInt32.init)
    self.learned = zip(people, evidence(on: people)).map { person, evidence in
      let truth = Self.rules.firstIndex { $0 == knownRules[Int(person)] } ?? 0
      return (person, Self.temperatures.map { -evidence.costs(temperature: $0)[truth] })
    }
  }

  /// Answers each clue, a data subject whose times are known, with the rules, the likeliest first.
  public func attack(_ clues: [UInt32], answer: (Int, RankedCandidates) throws -> Void) throws {
    for (index, evidence) in evidence(on: clues).enumerated() {
      // Rounded, as sums in another order differ in the last bits: rules that move the same hours
      // tie.
      let costs = evidence.costs(temperature: temperature(without: clues[index]))
        .map { Float(($0 * 1e6).rounded() / 1e6) }
      try answer(
        index, CostRanking.ranking(costs: costs[...], of: Array(0..<UInt32(Self.rules.count))))
    }
  }

  private func temperature(without subject: UInt32) -> Double {
    guard !learned.isEmpty else { return 1 }
    var sums = [Double](repeating: 0, count: Self.temperatures.count)
    for (person, terms) in learned where person != subject {
      for (index, term) in terms.enumerated() { sums[index] += term }
    }
    return Self.temperatures[sums.indices.max { sums[$0] < sums[$1] } ?? 0]
  }

  /// The evidence on each rule for some subjects.
  private func evidence(on subjects: [UInt32]) -> [RuleEvidence] {
    zip(subjects, zones.costs(of: subjects)).map { evidence(on: $0, offsetCosts: $1) }
  }

  private func evidence(on subject: UInt32, offsetCosts: [Double]) -> RuleEvidence {
    let events = Double(activity.counts.total(ofRow: Int(subject)))
    let shares = ruleShares(without: subject)
    var irregularity: [Double] = []
    var rarity: [Double] = []
    for (rule, share) in zip(Self.rules, shares) {
      let candidates = ZoneGuess.offsets.indices.filter {
        rule.standardOffsets?.contains(ZoneGuess.offsets[$0]) ?? true
      }
      let zone = candidates.min { offsetCosts[$0] < offsetCosts[$1] } ?? 0
      let standard = ZoneGuess.offsets[zone]
      let fixed = entropy(of: Int(subject), .never, standard: standard)
      let moved = entropy(of: Int(subject), rule, standard: standard)
      let penalty = rule == .never ? 0 : Self.penalty(events: events)
      irregularity.append(events * (moved - fixed) + penalty)
      rarity.append(offsetCosts[zone] - log(share))
    }
    return RuleEvidence(irregularity: irregularity, rarity: rarity)
  }

  /// The share of each rule among the others whose rule is known, half a person beforehand.
  private func ruleShares(without subject: UInt32) -> [Double] {
    var counts = [Double](repeating: 0.5 / Double(Self.rules.count), count: Self.rules.count)
    for (other, rule) in knownRules.enumerated() where other != Int(subject) {
      if let place = Self.rules.firstIndex(where: { $0 == rule }) { counts[place] += 1 }
    }
    let sum = counts.reduce(0, +)
    return counts.map { $0 / sum }
  }

  private func entropy(of subject: Int, _ rule: DaylightRule, standard: Int) -> Double {
    CircularProfiles.entropy(
      CircularProfiles.smoothed(
        activity.dayProfile(of: subject, offset: standard, rule: rule)))
  }
}

/// What speaks against each rule, in nats.
private struct RuleEvidence {
  /// The events times the entropy of the day that the rule leaves, over that of no rule.
  let irregularity: [Double]
  /// Minus the log shares of the rule and of the likeliest of its zones' offsets.
  let rarity: [Double]

  /// Minus the log posterior of each rule.
  func costs(temperature: Double) -> [Double] {
    let costs = zip(irregularity, rarity).map { $0 / temperature + $1 }
    let least = costs.min() ?? 0
    let sum = costs.reduce(0) { $0 + exp(least - $1) }
    return costs.map { $0 - least + log(sum) }
  }
}
