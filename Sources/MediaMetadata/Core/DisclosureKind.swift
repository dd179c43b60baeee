/// What something in a file gives away, as tables of formats say it.
struct DisclosureKind: Sendable {
  /// What kind of knowledge it is.
  let category: Disclosure.Category
  /// How telling it is.
  let severity: Disclosure.Severity
  /// In words.
  let meaning: String

  /// A kind.
  init(_ category: Disclosure.Category, _ severity: Disclosure.Severity, _ meaning: String) {
    self.category = category
    self.severity = severity
    self.meaning = meaning
  }
}

extension Reading {
  /// Notes one thing of a kind that a table knows; see `disclose` with the kind's parts.
  mutating func disclose(
    _ kind: DisclosureKind, at location: String, fate: Disclosure.Fate = .removed,
    value: @autoclosure () -> String? = nil
  ) {
    disclose(
      kind.category, kind.severity, at: location, kind.meaning, fate: fate, value: value())
  }
}
