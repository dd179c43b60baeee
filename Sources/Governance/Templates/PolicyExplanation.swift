public import Tables

/// A rule in the words of its source, and how it is decided.
public enum PolicyExplanation {
  /// Headings and what stands under them.
  public static func paragraphs(
    _ rule: PolicyRule, in policy: ReleasePolicy
  ) -> [(heading: String, text: String)] {
    var paragraphs = [(heading: rule.id, text: rule.title)]
    paragraphs.append(
      ("asks", "\(rule.metric) of the \(rule.metric.document.rawValue): \(RuleWords(rule).limit)"))
    paragraphs.append(("compares", compares(rule)))
    paragraphs.append(
      (
        "otherwise",
        rule.severity == .deny ? "the release is denied" : "the verdict carries a warning"
      ))
    let kinds = (rule.appliesTo ?? policy.releaseKinds).map(\.rawValue)
    paragraphs.append(("for releases", kinds.joined(separator: ", ")))
    paragraphs.append(("source", rule.source ?? "the policy's own"))
    paragraphs.append(
      (
        "fails closed",
        "where the metric is missing, no number, or outside its own interval; where several "
          + "elements match, each of them must meet the rule"
      ))
    for exception in policy.exceptions where exception.rule == rule.id {
      paragraphs.append(
        ("exception", "\(exception.owner) until \(exception.until): \(exception.reason)"))
    }
    return paragraphs
  }

  private static func compares(_ rule: PolicyRule) -> String {
    switch rule.usedBound {
    case .value: "the point estimate, whatever its interval is"
    case .upper: "the upper end of the confidence interval; a value without one is denied"
    case .lower: "the lower end of the confidence interval; a value without one is denied"
    }
  }
}
