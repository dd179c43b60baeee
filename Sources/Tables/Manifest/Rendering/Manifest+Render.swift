extension Manifest {
  /// The manifest as YAML, with a comment behind each column that `comments` has a remark on.
  ///
  /// For each manifest `m` without contradictions, `parse(render(m)) == m`, whatever names it
  /// holds. Excepted are texts with a NUL character, which no manifest may have, and texts that
  /// begin with U+FEFF, which the YAML library takes for a byte order mark and drops.
  ///
  /// - Complexity: O(length of the result).
  public func render(comments: ManifestComments = ManifestComments()) -> String {
    var page = ManifestPage()
    for line in comments.header { page.line(0, "# " + YAMLScalarText.comment(line)) }
    page.line(0, "version: \(Self.currentVersion)")
    page.line(0, "dataset:")
    page.entry(1, "name", name)
    if let description { page.entry(1, "description", description) }
    page.line(0, "missing: \(missing.rawValue)")
    page.line(0, "tables:")
    for table in tables { page.table(table, comments: comments) }
    if adversary != AdversaryDeclaration() { page.adversary(adversary) }
    return page.text
  }
}

/// The lines of a manifest as they are written.
private struct ManifestPage {
  private(set) var text = ""

  mutating func line(_ level: Int, _ content: String) {
    text += String(repeating: "  ", count: level) + content + "\n"
  }

  mutating func entry(_ level: Int, _ key: String, _ value: String) {
    line(level, key + ": " + YAMLScalarText.write(value))
  }

  /// A key of the user's with a value of one line.
  ///
  /// YAML wants long keys (above 1,024 characters with their quotes) marked.
  mutating func named(_ level: Int, _ name: String, _ value: String) {
    let key = YAMLScalarText.write(name)
    if key.unicodeScalars.count <= 1000 {
      line(level, key + ":" + (value.isEmpty ? "" : " " + value))
    } else {
      line(level, "? " + key)
      line(level, ":" + (value.isEmpty ? "" : " " + value))
    }
  }

  // MARK: Tables

  mutating func table(_ table: TableDeclaration, comments: ManifestComments) {
    if let remark = comments.tables[table.name] {
      line(1, "# " + YAMLScalarText.comment(remark))
    }
    named(1, table.name, "")
    line(2, "kind: " + table.kind.rawValue)
    source(2, table.source)
    if let original = table.original {
      line(2, "original:")
      source(3, original)
    }
    if let auxiliary = table.auxiliary { matched("auxiliary", auxiliary) }
    if let population = table.population { matched("population", population) }
    line(2, "columns:")
    let remarks = comments.columns[table.name] ?? [:]
    for column in table.columns { self.column(column, remark: remarks[column.name]) }
  }

  private mutating func matched(_ key: String, _ matched: MatchedSource) {
    line(2, key + ":")
    source(3, matched.source)
    guard !matched.matches.isEmpty else { return }
    line(3, "columns:")
    for match in matched.matches {
      named(4, match.column, YAMLScalarText.write(match.counterpart))
    }
  }

  private mutating func source(_ level: Int, _ source: TableSource) {
    if source.paths.count == 1 {
      entry(level, "source", source.paths[0])
    } else {
      line(level, "source: " + list(source.paths))
    }
    if let format = source.format { line(level, "format: " + format.rawValue) }
    if let csv = source.csv { line(level, "csv: " + options(csv)) }
    if let table = source.table { entry(level, "table", table) }
    if let nulls = source.nulls { line(level, "nulls: " + list(nulls)) }
    if let suppressed = source.suppressed { line(level, "suppressed: " + list(suppressed)) }
  }

  private func options(_ csv: CSVOptions) -> String {
    var parts: [String] = []
    if let delimiter = csv.delimiter {
      parts.append("delimiter: " + YAMLScalarText.write(delimiter))
    }
    if let quote = csv.quote { parts.append("quote: " + YAMLScalarText.write(quote)) }
    if let header = csv.header { parts.append("header: \(header)") }
    if let encoding = csv.encoding { parts.append("encoding: " + encoding.rawValue) }
    return "{" + parts.joined(separator: ", ") + "}"
  }

  private func list(_ texts: [String]) -> String {
    "[" + texts.map(YAMLScalarText.write).joined(separator: ", ") + "]"
  }

  private mutating func column(_ column: ColumnDeclaration, remark: String?) {
    var parts = ["role: " + column.role.rawValue]
    if let type = column.type { parts.append("type: " + type.rawValue) }
    if column.isOrdered { parts.append("ordered: true") }
    if let zone = column.zone { parts.append("zone: " + YAMLScalarText.write(zone)) }
    if let unit = column.unit { parts.append("unit: " + unit.rawValue) }
    let value = "{" + parts.joined(separator: ", ") + "}"
    let comment = remark.map { "  # " + YAMLScalarText.comment($0) } ?? ""
    named(3, column.name, value + comment)
  }

  // MARK: The adversary

  mutating func adversary(_ adversary: AdversaryDeclaration) {
    line(0, "adversary:")
    if !adversary.knows.isEmpty {
      line(1, "knows:")
      for knowledge in adversary.knows { named(2, knowledge.table, list(knowledge.columns)) }
    }
    if let size = adversary.populationSize { line(1, "population-size: \(size)") }
    if let fraction = adversary.samplingFraction {
      line(1, "sampling-fraction: " + PlainScalar.digits(of: fraction))
    }
    line(1, "targets: \(adversary.targets)")
    line(1, "control-share: " + PlainScalar.digits(of: adversary.controlShare))
    if adversary.overlap != AdversaryDeclaration.defaultOverlap {
      line(1, "overlap: " + PlainScalar.digits(of: adversary.overlap))
    }
    if adversary.seeds != AdversaryDeclaration.defaultSeeds {
      line(1, "seeds: \(adversary.seeds)")
    }
    if !adversary.profiles.isEmpty {
      line(1, "profiles: " + list(adversary.profiles.map(\.text)))
    }
  }
}
