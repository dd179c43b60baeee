/// A table as far as it could be read.
struct TableDraft {
  let name: String
  let key: YAMLNode
  var columns: [ColumnDraft] = []
  var declaration: TableDeclaration?

  /// Whether an attack can start from one of its columns.
  var hasEvidence: Bool { columns.contains { $0.role?.isEvidence == true } }
}

/// A column as far as it could be read.
struct ColumnDraft {
  let name: String
  let key: YAMLNode
  var role: ColumnRole?
  var declaration: ColumnDeclaration?
}

extension ManifestReader {
  static let sourceKeys = ["source", "format", "csv", "table", "nulls", "suppressed"]

  /// One table.
  mutating func table(_ entry: Entry, name: String) -> TableDraft {
    var draft = TableDraft(name: name, key: entry.key)
    let path = Self.join("tables", name)
    let known = ["kind"] + Self.sourceKeys + ["original", "auxiliary", "population", "columns"]
    guard
      let fields = fields(
        entry.value, path: path, known: known, required: ["kind", "source", "columns"])
    else { return draft }
    let kind = fields["kind"].flatMap {
      word($0.value, path: path + ".kind", of: TableKind.self)
    }
    let source = self.source(fields, path: path)
    draft.columns = fields["columns"].flatMap { columns($0.value, path: path, kind: kind) } ?? []
    let original = fields["original"].flatMap {
      matchedSource($0, path: path + ".original", table: nil)
    }
    let auxiliary = fields["auxiliary"].flatMap {
      matchedSource($0, path: path + ".auxiliary", table: draft)
    }
    let population = fields["population"].flatMap {
      matchedSource($0, path: path + ".population", table: draft)
    }
    if let kind { checkRoles(of: draft, kind: kind) }
    for option in ["original", "auxiliary"] {
      if let field = fields[option] { checkSubjectKey(of: draft, for: option, at: field.key) }
    }
    guard let kind, let source else { return draft }
    draft.declaration = TableDeclaration(
      name: name, kind: kind, source: source, original: original?.source, auxiliary: auxiliary,
      population: population, columns: draft.columns.compactMap(\.declaration))
    return draft
  }

  // MARK: Sources

  private mutating func matchedSource(
    _ entry: Entry, path: String, table: TableDraft?
  ) -> MatchedSource? {
    let known = Self.sourceKeys + (table == nil ? [] : ["columns"])
    guard let fields = fields(entry.value, path: path, known: known, required: ["source"]) else {
      return nil
    }
    let matches = table.flatMap { table in
      fields["columns"].flatMap { self.matches($0.value, path: path + ".columns", table: table) }
    }
    guard let place = source(fields, path: path) else { return nil }
    return MatchedSource(source: place, matches: matches ?? [])
  }

  private mutating func matches(
    _ node: YAMLNode, path: String, table: TableDraft
  ) -> [MatchedSource.Match]? {
    guard let entries = namedEntries(node, path: path) else { return nil }
    let names = Set(table.columns.map(\.name))
    var counterparts: Set<String> = []
    var matches: [MatchedSource.Match] = []
    for (name, entry) in entries {
      if !names.contains(name) {
        let nearest = nearest(name, among: table.columns.map(\.name))
        report(.unknownColumn(path: path, table: table.name, nearest: nearest), at: entry.key)
      }
      let here = Self.join(path, name)
      guard let counterpart = text(entry.value, path: here) else { continue }
      if !counterparts.insert(counterpart).inserted {
        report(.counterpartUsedTwice(path: here), at: entry.value)
      }
      matches.append(MatchedSource.Match(column: name, counterpart: counterpart))
    }
    return matches
  }

  mutating func source(_ fields: [String: Entry], path: String) -> TableSource? {
    let paths = fields["source"].flatMap { self.paths($0.value, path: path + ".source") }
    let format = fields["format"].flatMap {
      word($0.value, path: path + ".format", of: SourceFormat.self)
    }
    let csv = fields["csv"].flatMap { csvOptions($0.value, path: path + ".csv") }
    if let format, let field = fields["csv"], format != .csv, format != .tsv {
      report(.optionNotOfFormat(path: path, option: "csv", format: format), at: field.key)
    }
    let table = fields["table"].flatMap { text($0.value, path: path + ".table") }
    if let format, let field = fields["table"], format != .sqlite {
      report(.optionNotOfFormat(path: path, option: "table", format: format), at: field.key)
    }
    let nulls = fields["nulls"].flatMap {
      texts($0.value, path: path + ".nulls", mayBeEmpty: true, itemsMayBeEmpty: true)
    }
    let suppressed = fields["suppressed"].flatMap {
      texts($0.value, path: path + ".suppressed", mayBeEmpty: true, itemsMayBeEmpty: true)
    }
    if let nulls, let suppressed, let field = fields["suppressed"],
      !Set(nulls).isDisjoint(with: suppressed)
    {
      report(.missingAndSuppressed(path: path + ".suppressed"), at: field.value)
    }
    guard let paths else { return nil }
    return TableSource(
      paths: paths, format: format, csv: csv, table: table, nulls: nulls, suppressed: suppressed)
  }

  private mutating func paths(_ node: YAMLNode, path: String) -> [String]? {
    switch node.form {
    case .list: return texts(node, path: path, mayBeEmpty: false, itemsMayBeEmpty: false)
    case .text: return text(node, path: path).map { [$0] }
    default:
      report(.wrongType(path: path, expected: .textOrList, found: node.form), at: node)
      return nil
    }
  }

  private mutating func csvOptions(_ node: YAMLNode, path: String) -> CSVOptions? {
    let known = ["delimiter", "quote", "header", "encoding"]
    guard let fields = fields(node, path: path, known: known) else { return nil }
    var options = CSVOptions()
    options.delimiter = fields["delimiter"].flatMap {
      characters($0.value, path: path + ".delimiter", count: 1...4)
    }
    options.quote = fields["quote"].flatMap {
      characters($0.value, path: path + ".quote", count: 0...1)
    }
    options.header = fields["header"].flatMap { boolean($0.value, path: path + ".header") }
    options.encoding = fields["encoding"].flatMap {
      word($0.value, path: path + ".encoding", of: TextEncoding.self)
    }
    if let delimiter = options.delimiter, delimiter == options.quote, let field = fields["quote"] {
      report(.delimiterIsQuote(path: path), at: field.value)
    }
    return options
  }

  private mutating func characters(
    _ node: YAMLNode, path: String, count: ClosedRange<Int>
  ) -> String? {
    guard let text = text(node, path: path, mayBeEmpty: true) else { return nil }
    let scalars = text.unicodeScalars
    if !count.contains(scalars.count) || scalars.contains("\n") || scalars.contains("\r") {
      let allowed = "\(count.lowerBound) to \(count.upperBound) characters of one line"
      report(.outOfRange(path: path, allowed: allowed), at: node)
      return nil
    }
    return text
  }
}
