import Findings
import Tables

/// A rule's decision as sentences.
struct RuleWords {
  let rule: PolicyRule

  init(_ rule: PolicyRule) { self.rule = rule }

  var missing: String { "the report has no \(rule.metric)" }

  var missingRemedy: String {
    "run the audit so that it measures this, or correct the rule's metric"
  }

  /// "at most 0.09".
  var limit: String {
    "\(rule.comparison.words) \(Self.text(rule.threshold))"
  }

  func sentence(_ judgement: RuleJudgement) -> String {
    switch judgement.reason {
    case .metricMissing: return missing
    case .notANumber: return "\(rule.metric) is no number, or lies outside its own interval"
    case .intervalTooWide:
      guard case .number(_, _?, _?) = judgement.reading else {
        return "\(numbers(judgement)), and no interval is known for it; it must be \(limit)"
      }
      return "\(numbers(judgement)): the interval is too wide to say that it is \(limit)"
    case .thresholdMet: return "\(numbers(judgement)): \(limit), as it must be"
    default: return "\(numbers(judgement)): it must be \(limit)"
    }
  }

  private func numbers(_ judgement: RuleJudgement) -> String {
    guard case .number(let value, let lower, let upper) = judgement.reading else { return "" }
    var text = "\(rule.metric) is \(Self.text(value))"
    if let lower, let upper, lower != value || upper != value {
      text += " (\(Self.text(lower)) to \(Self.text(upper)))"
    }
    return text
  }

  /// What would have to change.
  func remedy(
    _ judgement: RuleJudgement, blame: [Blame], attack: EvidenceDocument.Node?,
    in document: EvidenceDocument
  ) -> String {
    guard case .number(let value, let lower, let upper) = judgement.reading else {
      return judgement.reason == .metricMissing
        ? missingRemedy : "run the audit again; if it stays, report the attack that computed it"
    }
    var parts: [String] = []
    if judgement.reason == .intervalTooWide {
      parts.append(moreTargets(value, lower, upper, attack, in: document))
    } else {
      let compared: String =
        switch rule.usedBound {
        case .upper where upper != nil && upper != value: "the upper end of \(rule.metric)"
        case .lower where lower != nil && lower != value: "the lower end of \(rule.metric)"
        default: rule.metric.description
        }
      parts.append("bring \(compared) to \(limit)")
    }
    if let first = blame.first {
      parts.append("columns to blame: \(Phrase.list(blame.map(\.name)))")
      parts.append("without \(first.name) the risk would be \(Self.text(first.riskWithout))")
    }
    if let attack, let advice = document.member("remedy", of: attack),
      let text = document.text(of: advice), !text.isEmpty
    {
      parts.append("the attack advises: \(text)")
    }
    return parts.joined(separator: "; ")
  }

  /// An interval's width falls with the root of the targets.
  private func moreTargets(
    _ value: Double, _ lower: Double?, _ upper: Double?, _ attack: EvidenceDocument.Node?,
    in document: EvidenceDocument
  ) -> String {
    guard let end = rule.comparison.wantsLess ? upper : lower else {
      return "say `uses: value` if a fitted model without interval may decide, "
        + "or choose a metric that is measured"
    }
    let factor = (end - value) / (rule.threshold - value)
    let targets = attack.flatMap { document.member(["setting", "targets"], of: $0) }
      .flatMap { document.number(of: $0) }
    guard factor.isFinite, factor > 1, let targets, targets * factor * factor < 1e9 else {
      return "attack more targets, or bring the value further from \(Self.text(rule.threshold))"
    }
    let needed = Int((targets * factor * factor).rounded(.up))
    return "attack about \(Phrase.count(needed)) targets instead of "
      + "\(Phrase.count(Int(targets))), or bring the value further from "
      + Self.text(rule.threshold)
  }

  /// A number as it is written in a policy, at most six significant decimals.
  static func text(_ number: Double) -> String {
    abs(number) >= 1e-4 || number == 0 ? Phrase.decimals(number, 6) : "\(number)"
  }
}

extension RuleComparison {
  /// The comparison in words.
  var words: String {
    switch self {
    case .atMost: "at most"
    case .below: "below"
    case .atLeast: "at least"
    case .above: "above"
    case .equal: "exactly"
    }
  }
}
