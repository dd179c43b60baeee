/// Policies to be accepted and to be refused.
enum PolicyFixture {
  static let head = """
    version: 1
    name: p
    releases: [public, vendor]
    evidence: {maximum-age-days: 30}

    """
  static let rules = """
    rules:
      - id: r
        title: t
        metric: verdict.risk
        at-most: 0.09

    """

  static func withRule(_ lines: String) -> String {
    head + "rules:\n  - id: r\n    title: t\n" + lines
  }

  static let sound: [String] = [
    head + rules, head + rules + everything,
    withRule("    metric: verdict.risk\n    above: -0.5\n    uses: value\n"),
    withRule("    metric: attacks[*].success\n    below: 1\n    applies-to: [public, vendor]\n"),
  ]

  static let everything = """
    description: "what it is for"
    approvals:
      separation-of-duties: false
      roles: {steward: 1, "privacy officer": 2}
    exceptions:
      - {rule: r, owner: o, reason: "why", until: "2026-12-31"}
    minimisation: warn
    purposes:
      care: [age, people.postcode]
    outputs: {minimum-cell: 5, minimum-category: 7, severity: warn}

    """

  /// Refused by reader and schema alike; the place of the first error.
  static let misshapen: [(text: String, line: Int, column: Int)] = [
    ("", 1, 1), ("[]", 1, 1), (rules, 1, 1),
    (head.replacing("version: 1", with: "version: 2") + rules, 1, 10),
    (head + rules + "rule: []\n", 10, 1), (head + rules + "approval: {}\n", 10, 1),
    (head + "rules: []\n", 5, 8), (head + "rules: {}\n", 5, 8),
    (head.replacing("[public, vendor]", with: "[]") + rules, 3, 11),
    (head.replacing("[public, vendor]", with: "[publik]") + rules, 3, 12),
    (head.replacing("[public, vendor]", with: "[public, public]") + rules, 3, 20),
    (head.replacing("30", with: "0") + rules, 4, 30),
    (head.replacing("30", with: "soon") + rules, 4, 30),
    (head.replacing("maximum-age-days", with: "max-age-days") + rules, 4, 11),
    (withRule("    metric: verdict.risk\n"), 6, 5),
    (withRule("    metric: verdict.risk\n    at-most: 1\n    below: 1\n"), 6, 5),
    (withRule("    metric: verdict.risk\n    at-most: \"1\"\n"), 9, 14),
    (withRule("    metric: verdict.risk\n    at-mots: 1\n"), 6, 5),
    (withRule("    metric: verdict.risk\n    at-most: 1\n    severity: error\n"), 10, 15),
    (withRule("    metric: verdict.risk\n    at-most: 1\n    uses: median\n"), 10, 11),
    (withRule("    metric: 5\n    at-most: 1\n"), 8, 13),
    (head + rules.replacing("id: r", with: "id: \"r r\""), 6, 9),
    (head + rules + "approvals: {roles: {}}\n", 10, 20),
    (head + rules + "approvals: {roles: {steward: 0}}\n", 10, 30),
    (head + rules + "exceptions: [{rule: r, owner: o, reason: w, until: 2026-01-01}]\n", 10, 52),
    (head + rules + "exceptions: [{rule: r, owner: o, reason: w}]\n", 10, 14),
    (head + rules + "purposes: {care: []}\n", 10, 18),
    (head + rules + "outputs: {minimum-cell: 1}\n", 10, 25),
  ]

  /// Refused by the reader alone: no schema can say it.
  static let contradictory: [(text: String, line: Int, column: Int, remedy: String)] = [
    (withRule("    metric: verdict.risk\n    at-most: .nan\n"), 9, 14, "digits"),
    (withRule("    metric: verdict.risk\n    at-most: .inf\n"), 9, 14, "digits"),
    (withRule("    metric: verdict.rsk\n    at-most: 1\n"), 8, 13, "\"risk\""),
    (withRule("    metric: verdct.risk\n    at-most: 1\n"), 8, 13, "\"verdict\""),
    (withRule("    metric: attacks.success\n    at-most: 1\n"), 8, 13, "[*]"),
    (withRule("    metric: verdict.severity\n    at-most: 1\n"), 8, 13, "number"),
    (withRule("    metric: attacks[\n    at-most: 1\n"), 8, 13, "brackets"),
    (
      withRule("    metric: verdict.risk.upper\n    at-most: 1\n    uses: value\n"), 10, 5,
      "keep one"
    ),
    (
      withRule("    metric: verdict.risk\n    at-most: 1\n    applies-to: [model]\n"), 10, 17,
      "`releases`"
    ),
    (withRule("    metric: verdict.risk\n    at-most: 1\n    severity: warn\n"), 5, 1, "deny"),
    (
      withRule("    metric: verdict.risk\n    at-most: 1\n    applies-to: [public]\n"), 5, 1,
      "deny"
    ),
    (head + rules + rules.dropFirst("rules:\n".count), 10, 5, "another id"),
    (
      head + rules + "exceptions: [{rule: q, owner: o, reason: w, until: \"2026-01-01\"}]\n", 10,
      21, "\"r\""
    ),
    (head + rules + "minimisation: deny\n", 10, 1, "purposes"),
  ]
}
