/// What a property of XMP discloses.
struct XMPRule: Sendable {
  let category: Disclosure.Category
  let severity: Disclosure.Severity
  let meaning: String

  /// The rule of a property, by the prefix we show and its local name.
  ///
  /// `parent` is the rule of the structure around it, which holds where no rule names the field.
  static func rule(of prefix: String, _ local: String, within parent: XMPRule?) -> XMPRule? {
    XMPRules.named["\(prefix):\(local)"] ?? XMPRules.named["\(prefix):*"] ?? parent
  }

  /// What no list knows.
  static let unknown = XMPRule(
    category: .unknown, severity: .medium, meaning: "a property that no list knows")
}

/// One row of the table: what the properties named in `names` disclose.
struct XMPRuleRow {
  let rule: XMPRule
  let names: String

  init(
    _ category: Disclosure.Category, _ severity: Disclosure.Severity, _ meaning: String,
    _ names: String
  ) {
    rule = XMPRule(category: category, severity: severity, meaning: meaning)
    self.names = names
  }
}
