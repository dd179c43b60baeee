/// The ranges of a profile's numbers, which the JSON Schema repeats.
enum ProfileRange {
  /// Sightings.
  static let sightings = 1...10_000
  /// Half the way round the Earth.
  static let metres = 20_000_000.0
  /// A year.
  static let minutes = 525_600.0
  /// Things chosen.
  static let choices = 1...100_000
  /// How far a number may lie from the truth.
  static let within = 1e12
}

extension ManifestReader {
  /// What stands behind `attributes`.
  mutating func attributes(_ node: YAMLNode, path: String) -> ProfileKnowledge? {
    guard
      let fields = fields(node, path: path, known: ["columns", "right", "within", "known"])
    else { return nil }
    var columns: [String]?
    if let field = fields["columns"] {
      columns = texts(
        field.value, path: path + ".columns", mayBeEmpty: false, itemsMayBeEmpty: false)
      if columns == nil { return nil }
    }
    var exactness = ValueExactness()
    if let field = fields["right"] {
      exactness.right = share(field.value, path: path + ".right") ?? 1
    }
    if let field = fields["within"] {
      exactness.within =
        measure(field.value, path: path + ".within", most: ProfileRange.within) ?? 0
    }
    if let field = fields["known"] {
      exactness.known = share(field.value, path: path + ".known") ?? 1
    }
    return .attributes(columns: columns, exactness: exactness)
  }

  /// What stands behind `sightings`.
  mutating func sightings(_ node: YAMLNode, path: String) -> ProfileKnowledge? {
    let keys = ["count", "metres", "minutes"]
    guard let fields = fields(node, path: path, known: keys, required: keys) else { return nil }
    let count = fields["count"].flatMap {
      integer($0.value, path: path + ".count", range: ProfileRange.sightings)
    }
    let metres = fields["metres"].flatMap {
      measure($0.value, path: path + ".metres", most: ProfileRange.metres)
    }
    let minutes = fields["minutes"].flatMap {
      measure($0.value, path: path + ".minutes", most: ProfileRange.minutes)
    }
    guard let count, let metres, let minutes else { return nil }
    return .sightings(count: count, metres: metres, minutes: minutes)
  }

  /// What stands behind `choices`.
  mutating func choices(_ node: YAMLNode, path: String) -> ProfileKnowledge? {
    guard
      let fields = fields(node, path: path, known: ["count", "wrong"], required: ["count"])
    else { return nil }
    let count = fields["count"].flatMap {
      integer($0.value, path: path + ".count", range: ProfileRange.choices)
    }
    let wrong = fields["wrong"].map {
      integer(
        $0.value, path: path + ".wrong", range: 0...ProfileRange.choices.upperBound - 1)
    }
    guard let count, let wrong = wrong ?? 0 else { return nil }
    if wrong >= count, let field = fields["wrong"] {
      report(
        .contradiction(
          path: path + ".wrong", problem: "no choice is right that way",
          remedy: "let it be below `count`"), at: field.value)
      return nil
    }
    return .choices(count: count, wrong: wrong)
  }

  /// What stands behind `ties`.
  mutating func ties(_ node: YAMLNode, path: String) -> ProfileKnowledge? {
    guard let fields = fields(node, path: path, known: ["share"], required: ["share"]) else {
      return nil
    }
    return fields["share"].flatMap { share($0.value, path: path + ".share") }
      .map { .ties(share: $0) }
  }

  private mutating func measure(_ node: YAMLNode, path: String, most: Double) -> Double? {
    number(
      node, path: path,
      allowed: "at least 0 and at most \(PlainScalar.digits(of: most)), in digits",
      isAllowed: { $0 >= 0 && $0 <= most })
  }
}
