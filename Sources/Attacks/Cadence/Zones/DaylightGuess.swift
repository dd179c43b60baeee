import Foundation
public import Evaluation
public import Findings
import Numerics

/// Infers whether a person's clock is put forward in summer, and by which rule, from nothing but
/// when the person is active.
///
/// A rule is right when it makes the person's day most regular: with the profile over the local day
/// as nuisance, the likelihood of a rule is largest where the entropy of the profile, its hours
/// moved by that rule, is least. How likely the offsets of a rule's zones are (`ZoneGuess`), and how
/// many others keep the rule, is added: the European and the North American rule differ by some four
/// weeks of a year only.
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

  /// What the likelihood of a rule must gain over none, in nats: half the logarithm of the events,
  /// as of one more parameter (Schwarz 1978).
  static func penalty(events: Double) -> Double { 0.5 * log(max(events, 1)) }

  /// Prepares the attack.
  ///
  /// - Parameter knownRules: the rules of the other data subjects, where known; that of a target is
  ///   not used on it.
  public init(activity: ActivityHours, zones: ZoneGuess, knownRules: [DaylightRule?] = []) {
    self.activity = activity
    self.zones = zones
    self.knownRules = knownRules
  }

  /// Answers each clue, a data subject whose times are known, with the rules, the likeliest first.
  public func attack(_ clues: [UInt32], answer: (Int, RankedCandidates) throws -> Void) throws {
    for start in stride(from: 0, to: clues.count, by: 64) {
      let batch = Array(clues[start..<min(start + 64, clues.count)])
      for (index, offsetCosts) in zones.costs(of: batch).enumerated() {
        let costs = self.costs(of: batch[index], offsetCosts: offsetCosts)
        try answer(
          start + index,
          CostRanking.ranking(costs: costs[...], of: Array(0..<UInt32(Self.rules.count))))
      }
    }
  }

  /// Minus the log posterior of each rule, up to a constant: over the offsets of the rule's zones the
  /// likeliest, how much more regular the rule makes the day, and how many others keep it.
  func costs(of subject: UInt32, offsetCosts: [Double]) -> [Float] {
    let events = Double(activity.counts.total(ofRow: Int(subject)))
    let shares = ruleShares(without: subject)
    return zip(Self.rules, shares).map { rule, share in
      let candidates = ZoneGuess.offsets.indices.filter {
        rule.standardOffsets?.contains(ZoneGuess.offsets[$0]) ?? true
      }
      let zone = candidates.min { offsetCosts[$0] < offsetCosts[$1] } ?? 0
      let standard = ZoneGuess.offsets[zone]
      let fixed = entropy(of: Int(subject), .never, standard: standard)
      let gain = events * (entropy(of: Int(subject), rule, standard: standard) - fixed)
      let penalty = rule == .never ? 0 : Self.penalty(events: events)
      // Rounded, as sums in another order differ in the last bits: rules that move the same hours
      // tie.
      return Float(((gain + penalty + offsetCosts[zone] - log(share)) * 1e6).rounded() / 1e6)
    }
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
