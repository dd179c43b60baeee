public import Foundation

/// Reports whose verdicts are known, to try a policy on.
public struct PolicyFixtures: Sendable, Equatable {
  /// What a rule must say.
  public enum Expectation: String, Sendable, CaseIterable {
    case met
    case denied
    case warned
    case excepted
    case notApplicable = "not-applicable"
  }

  /// One report.
  public struct Case: Sendable, Equatable {
    /// The case's name.
    public let name: String
    /// The risk report's path, seen from the fixtures' folder.
    public let report: String
    /// The protection report's path; nil where none is needed.
    public let protection: String?
    /// The kind of release; nil: the policy's first.
    public let kind: ReleaseKind?
    /// The day of the verdict; nil: before every exception's end.
    public let day: CalendarDay?
    /// What each rule must say, in order.
    public let rules: [(id: String, expectation: Expectation)]

    /// Whether two cases say the same.
    public static func == (lhs: Case, rhs: Case) -> Bool {
      lhs.name == rhs.name && lhs.report == rhs.report && lhs.protection == rhs.protection
        && lhs.kind == rhs.kind && lhs.day == rhs.day
        && lhs.rules.elementsEqual(rhs.rules, by: ==)
    }
  }

  /// The policy's path, seen from the fixtures' folder.
  public let policy: String
  /// The cases.
  public let cases: [Case]

  /// Reads fixtures.
  ///
  /// - Throws: Everything that is wrong with them.
  public static func parse(text: String, file: String) throws(ManifestErrors) -> PolicyFixtures {
    let root: YAMLNode
    do {
      root = try YAMLDocument.root(of: text)
    } catch {
      throw ManifestErrors(file: file, errors: [error])
    }
    var reader = ManifestReader()
    let fixtures = reader.policyFixtures(root)
    guard let fixtures, reader.errors.isEmpty else {
      throw ManifestErrors(file: file, errors: reader.errors)
    }
    return fixtures
  }

  /// Reads the fixtures in a file.
  ///
  /// - Throws: As ``parse(text:file:)``, and where the file can't be read.
  public static func read(from file: URL) throws(ManifestErrors) -> PolicyFixtures {
    let bytes = try YAMLBytes.read(from: file)
    return try parse(text: YAMLBytes.text(of: bytes, file: file.path), file: file.path)
  }
}

extension ManifestReader {
  /// The fixtures under a root, or `nil` after at least one error.
  fileprivate mutating func policyFixtures(_ root: YAMLNode) -> PolicyFixtures? {
    guard
      let fields = fields(
        root, path: "the fixtures", known: ["version", "policy", "cases"],
        required: ["version", "policy", "cases"])
    else { return nil }
    if let field = fields["version"], field.value.scalarText != "1" {
      report(.unsupportedVersion(newest: 1), at: field.value)
    }
    let policy = fields["policy"].flatMap { text($0.value, path: "policy") }
    guard let policy, let list = fields["cases"] else { return nil }
    guard case .list(let items) = list.value.content else {
      report(.wrongType(path: "cases", expected: .list, found: list.value.form), at: list.value)
      return nil
    }
    if items.isEmpty { report(.emptyCollection(path: "cases"), at: list.value) }
    var cases: [PolicyFixtures.Case] = []
    for (number, item) in items.enumerated() {
      if let read = policyCase(item, path: "cases[\(number + 1)]") { cases.append(read) }
    }
    return PolicyFixtures(policy: policy, cases: cases)
  }

  private mutating func policyCase(_ node: YAMLNode, path: String) -> PolicyFixtures.Case? {
    guard
      let fields = fields(
        node, path: path, known: ["name", "report", "protection", "kind", "day", "rules"],
        required: ["name", "report", "rules"])
    else { return nil }
    let name = fields["name"].flatMap { text($0.value, path: "\(path).name") }
    let report = fields["report"].flatMap { text($0.value, path: "\(path).report") }
    let protection = fields["protection"].flatMap { text($0.value, path: "\(path).protection") }
    let kind = fields["kind"].flatMap { word($0.value, path: "\(path).kind", of: ReleaseKind.self) }
    let day = fields["day"].flatMap { calendarDay($0.value, path: "\(path).day") }
    guard let field = fields["rules"],
      let entries = namedEntries(field.value, path: "\(path).rules")
    else { return nil }
    var rules: [(id: String, expectation: PolicyFixtures.Expectation)] = []
    for (id, entry) in entries {
      let place = Self.join("\(path).rules", id)
      if let expectation = word(
        entry.value, path: place, of: PolicyFixtures.Expectation.self)
      {
        rules.append((id, expectation))
      }
    }
    guard let name, let report else { return nil }
    return PolicyFixtures.Case(
      name: name, report: report, protection: protection, kind: kind, day: day, rules: rules)
  }
}
