extension ManifestReader {
  /// The parameters of a step or a model: a mapping, or the value of the first one alone.
  mutating func values(
    _ node: YAMLNode, of parameters: [PlanParameter], path: String
  ) -> PlanValues? {
    let required = parameters.filter(\.isRequired).map(\.name)
    if case .mapping = node.content {
      guard
        let fields = fields(
          node, path: path, known: parameters.map(\.name), required: required)
      else { return nil }
      return values(of: fields, parameters: parameters, path: path, at: node)
    }
    guard let first = parameters.first, required.allSatisfy({ $0 == first.name }) else {
      report(.wrongType(path: path, expected: .mapping, found: node.form), at: node)
      return nil
    }
    return value(node, of: first, path: path).map { PlanValues([first.name: $0]) }
  }

  /// The parameters among the fields of a mapping.
  mutating func values(
    of fields: [String: Entry], parameters: [PlanParameter], path: String, at node: YAMLNode
  ) -> PlanValues {
    var values: [String: PlanValue] = [:]
    for parameter in parameters {
      guard let field = fields[parameter.name] else { continue }
      values[parameter.name] = value(
        field.value, of: parameter, path: "\(path).\(parameter.name)")
    }
    return PlanValues(values)
  }

  private mutating func value(
    _ node: YAMLNode, of parameter: PlanParameter, path: String
  ) -> PlanValue? {
    switch parameter.kind {
    case .integer(let range): return integer(node, path: path, range: range).map { .integer($0) }
    case .number(let range): return number(node, path: path, in: range).map { .number($0) }
    case .word(let words): return planWord(node, path: path, of: words).map { .text($0) }
    case .column, .path, .text: return text(node, path: path).map { .text($0) }
    case .columns:
      return texts(node, path: path, mayBeEmpty: false, itemsMayBeEmpty: false).map { .texts($0) }
    case .flag: return boolean(node, path: path).map { .flag($0) }
    case .numberByColumn(let range):
      guard let entries = namedEntries(node, path: path) else { return nil }
      var numbers: [String: Double] = [:]
      for (name, entry) in entries {
        numbers[name] = number(entry.value, path: Self.join(path, name), in: range)
      }
      return .numberByColumn(numbers)
    case .combinations: return combinations(node, path: path).map { .combinations($0) }
    }
  }

  private mutating func number(
    _ node: YAMLNode, path: String, in range: ClosedRange<Double>
  ) -> Double? {
    number(
      node, path: path, allowed: "a number from \(range.lowerBound) to \(range.upperBound)",
      isAllowed: range.contains)
  }

  /// Rising positive numbers, at least one.
  mutating func numbers(_ node: YAMLNode, path: String) -> [Double]? {
    guard case .list(let items) = node.content else {
      return number(node, path: path, allowed: "a number", isAllowed: { $0.isFinite }).map { [$0] }
    }
    if items.isEmpty { report(.emptyCollection(path: path), at: node) }
    return items.compactMap { item in
      number(item, path: "an item of \(path)", allowed: "a number", isAllowed: { $0.isFinite })
    }
  }

  private mutating func planWord(
    _ node: YAMLNode, path: String, of words: [String]
  ) -> String? {
    guard let text = text(node, path: path, mayBeEmpty: true) else { return nil }
    if words.contains(text) { return text }
    let nearest = nearest(text, among: words)
    report(.unknownWord(path: path, allowed: words, nearest: nearest), at: node)
    return nil
  }

  private mutating func combinations(_ node: YAMLNode, path: String) -> [PlanCombination]? {
    guard case .list(let items) = node.content else {
      report(.wrongType(path: path, expected: .list, found: node.form), at: node)
      return nil
    }
    if items.isEmpty { report(.emptyCollection(path: path), at: node) }
    var combinations: [PlanCombination] = []
    for (number, item) in items.enumerated() {
      let here = "\(path)[\(number + 1)]"
      guard
        let fields = fields(
          item, path: here, known: ["columns", "k"], required: ["columns", "k"]),
        let columns = fields["columns"].flatMap({
          texts($0.value, path: here + ".columns", mayBeEmpty: false, itemsMayBeEmpty: false)
        }),
        let k = fields["k"].flatMap({
          integer($0.value, path: here + ".k", range: 2...1_000_000)
        })
      else { continue }
      combinations.append(PlanCombination(columns: columns, number: k))
    }
    return combinations
  }
}
