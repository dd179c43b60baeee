extension GateDecision {
  /// What stays the same about a decision from run to run, as readable text.
  ///
  /// With a metric it is the rule and the metric: which columns are to blame, and so the place, may
  /// change with the luck of a sample. Without one it is the rule, the columns and the file.
  /// Values, lines, reasons and sentences are never part of it. Two decisions share it only if
  /// all parts are equal: parts are escaped, not hashed, so nobody can choose a name that
  /// collides.
  ///
  /// - Parameter root: the repository's absolute path, so that it is the same on other machines.
  public func fingerprint(below root: String? = nil) -> String {
    let name = "rule=\(Self.escaped(rule))"
    if let metric { return "\(name);metric=\(Self.escaped(metric))" }
    let file = place.map { RepositoryPath.relative($0.file, below: root) ?? $0.file } ?? ""
    let names = columns.sorted().map(Self.escaped).joined(separator: ",")
    return "\(name);columns=\(names);file=\(Self.escaped(file))"
  }

  /// `text` without the characters that part one part from the next.
  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "%", ";", "=", ",", "\u{0}"..."\u{1F}":
        let digits = String(scalar.value, radix: 16, uppercase: true)
        result += "%" + (digits.count < 2 ? "0" : "") + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
