extension ManifestReader {
  /// Columns, each with its hierarchy.
  mutating func recodedColumns(_ node: YAMLNode, path: String) -> [RecodedColumn] {
    guard let entries = namedEntries(node, path: path) else { return [] }
    return entries.compactMap { name, entry in
      recodedColumn(name, entry.value, path: Self.join(path, name))
    }
  }

  private static let bounds = ["minimum-level", "maximum-level", "weight"]
  private static let builders = [
    "file", "intervals", "order", "dates", "redaction", "decimals", "priority",
  ]

  private mutating func recodedColumn(
    _ name: String, _ node: YAMLNode, path: String
  ) -> RecodedColumn? {
    if node.text == "suppression" {
      return RecodedColumn(name: name, hierarchy: .suppression)
    }
    let known =
      ["hierarchy"] + Self.builders + Self.bounds + ["delimiter", "from", "bottom", "top"]
    guard let fields = fields(node, path: path, known: known) else { return nil }
    guard let hierarchy = hierarchy(fields, path: path, at: node) else { return nil }
    var column = RecodedColumn(name: name, hierarchy: hierarchy)
    column.minimumLevel =
      fields["minimum-level"].flatMap {
        integer($0.value, path: path + ".minimum-level", range: 0...1_000)
      } ?? 0
    column.maximumLevel = fields["maximum-level"].flatMap {
      integer($0.value, path: path + ".maximum-level", range: 0...1_000)
    }
    column.weight =
      fields["weight"].flatMap {
        number(
          $0.value, path: path + ".weight", allowed: "a number from 0 to 1",
          isAllowed: { (0...1).contains($0) })
      } ?? 1
    if let maximum = column.maximumLevel, maximum < column.minimumLevel,
      let field = fields["maximum-level"]
    {
      report(
        .outOfRange(path: path + ".maximum-level", allowed: "not below minimum-level"),
        at: field.value)
    }
    return column
  }

  private mutating func hierarchy(
    _ fields: [String: Entry], path: String, at node: YAMLNode
  ) -> HierarchyDeclaration? {
    let given = Self.builders.filter { fields[$0] != nil }
    guard given.count == 1, let builder = given.first, let field = fields[builder] else {
      let words = Self.builders.joined(separator: ", ")
      report(
        .outOfRange(path: path, allowed: "suppression, or a mapping with one of \(words)"), at: node
      )
      return nil
    }
    let here = "\(path).\(builder)"
    switch builder {
    case "file": return file(fields, field, path: here)
    case "intervals": return intervals(fields, field, path: path)
    case "order":
      return whole(field.value, path: here, least: 2).map { .order(sizes: $0) }
    case "dates": return dates(field.value, path: here)
    case "redaction": return redaction(fields, field, path: path)
    case "decimals": return whole(field.value, path: here, least: 0).map { .decimals($0) }
    default: return whole(field.value, path: here, least: 0).map { .priority($0) }
    }
  }

  private mutating func file(
    _ fields: [String: Entry], _ field: Entry, path: String
  ) -> HierarchyDeclaration? {
    let delimiter =
      fields["delimiter"].flatMap { text($0.value, path: path + ".delimiter") } ?? ";"
    if delimiter.utf8.count != 1, let field = fields["delimiter"] {
      report(.outOfRange(path: path, allowed: "one character"), at: field.value)
    }
    return text(field.value, path: path).map { .file(path: $0, delimiter: delimiter) }
  }

  private mutating func intervals(
    _ fields: [String: Entry], _ field: Entry, path: String
  ) -> HierarchyDeclaration? {
    let here = path + ".intervals"
    guard let widths = numbers(field.value, path: here) else { return nil }
    let from = fields["from"].flatMap { self.bound($0, path: path + ".from") } ?? 0
    let bottom = fields["bottom"].flatMap { self.bound($0, path: path + ".bottom") }
    let top = fields["top"].flatMap { self.bound($0, path: path + ".top") }
    let isNested = zip(widths, widths.dropFirst()).allSatisfy { lower, upper in
      upper > lower && abs((upper / lower).rounded() * lower - upper) <= 1e-9 * upper
    }
    guard widths.allSatisfy({ $0 > 0 }), isNested else {
      report(
        .outOfRange(path: here, allowed: "widths above 0, each a multiple of the one before"),
        at: field.value)
      return nil
    }
    return .intervals(widths: widths, origin: from, bottom: bottom, top: top)
  }

  private mutating func bound(_ field: Entry, path: String) -> Double? {
    number(field.value, path: path, allowed: "a number", isAllowed: { $0.isFinite })
  }

  /// Whole numbers, at least one.
  private mutating func whole(_ node: YAMLNode, path: String, least: Int) -> [Int]? {
    guard let numbers = numbers(node, path: path) else { return nil }
    let whole = numbers.compactMap(Int.init(exactly:))
    guard whole.count == numbers.count, whole.allSatisfy({ (least...1_000_000_000).contains($0) })
    else {
      report(.outOfRange(path: path, allowed: "whole numbers from \(least) on"), at: node)
      return nil
    }
    return whole
  }

  private mutating func dates(_ node: YAMLNode, path: String) -> HierarchyDeclaration? {
    guard let words = texts(node, path: path, mayBeEmpty: false, itemsMayBeEmpty: false) else {
      return nil
    }
    let units = words.compactMap(HierarchyDeclaration.DateUnit.init(rawValue:))
    guard units.count == words.count else {
      let allowed = HierarchyDeclaration.DateUnit.allCases.map(\.rawValue)
      report(.unknownWord(path: path, allowed: allowed, nearest: nil), at: node)
      return nil
    }
    return .dates(units: units)
  }

  private mutating func redaction(
    _ fields: [String: Entry], _ field: Entry, path: String
  ) -> HierarchyDeclaration? {
    let side =
      fields["from"].flatMap {
        word($0.value, path: path + ".from", of: HierarchyDeclaration.Side.self)
      } ?? .right
    if field.value.text == "each" { return .redaction(from: side, characters: []) }
    return whole(field.value, path: path + ".redaction", least: 1).map {
      .redaction(from: side, characters: $0)
    }
  }
}
