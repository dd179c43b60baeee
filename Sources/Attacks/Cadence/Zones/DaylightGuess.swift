import Foundation
public import Evaluation
public import Findings
import Numerics

/// Infers whether a person's clock is put forward in summer, and by which rule, from nothing but
/// when the person is active.
///
/// A rule is right when it makes the person's day most regular: with the profile over the local day
/// as nuisance, the likelihood of a rule is largest where the entropy of the profile, its hours
/// moved by that rule, is least. The European, the North American and the southern rules are tried
/// only where the offset that the hours speak for (`ZoneGuess`) is near one of theirs, as the
/// European and the North American differ by some four weeks of a year only.
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

  /// How far the inferred offset may be from a rule's zones, in hours: its usual error.
  static let offsetSlack = 2
  /// What the likelihood of a rule must gain over none, in nats: half the logarithm of the events,
  /// as of one more parameter (Schwarz 1978).
  static func penalty(events: Double) -> Double { 0.5 * log(max(events, 1)) }

  /// Prepares the attack.
  public init(activity: ActivityHours, zones: ZoneGuess) {
    self.activity = activity
    self.zones = zones
  }

  /// Answers each clue, a data subject whose times are known, with the rules, the likeliest first.
  public func attack(_ clues: [UInt32], answer: (Int, RankedCandidates) throws -> Void) throws {
    for start in stride(from: 0, to: clues.count, by: 64) {
      let batch = Array(clues[start..<min(start + 64, clues.count)])
      for (index, offsetCosts) in zones.costs(of: batch).enumerated() {
        let best = offsetCosts.indices.min { offsetCosts[$0] < offsetCosts[$1] } ?? 0
        let costs = self.costs(of: Int(batch[index]), near: ZoneGuess.offsets[best])
        try answer(
          start + index,
          CostRanking.ranking(costs: costs[...], of: Array(0..<UInt32(Self.rules.count))))
      }
    }
  }

  /// Minus the log likelihood of each rule over that of none, for the subject; infinite for a rule
  /// of other offsets.
  func costs(of subject: Int, near offset: Int) -> [Float] {
    let events = Double(activity.counts.total(ofRow: subject))
    let fixed = entropy(of: subject, .none, standard: offset)
    return Self.rules.map { rule in
      guard let zones = rule.standardOffsets else { return 0 }
      let standard = min(max(offset, zones.lowerBound), zones.upperBound)
      let apart = CircularProfiles.hoursApart(Double(standard), Double(offset))
      guard apart <= Double(Self.offsetSlack) else { return .infinity }
      let gain = events * (entropy(of: subject, rule, standard: standard) - fixed)
      // Rounded, as sums in another order differ in the last bits: rules that move the same hours
      // tie.
      return Float((gain * 1e6).rounded() / 1e6 + Self.penalty(events: events))
    }
  }

  private func entropy(of subject: Int, _ rule: DaylightRule, standard: Int) -> Double {
    CircularProfiles.entropy(
      CircularProfiles.smoothed(
        activity.dayProfile(of: subject, offset: standard, rule: rule)))
  }
}
