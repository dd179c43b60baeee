import Findings

extension DatasetDescription {
  /// The description as a table for a terminal `width` columns wide.
  public func rendered(width: Int) -> String {
    tables.map { $0.rendered(width: width) }.joined(separator: "\n")
  }
}

extension DatasetDescription.Table {
  fileprivate func rendered(width: Int) -> String {
    let shown = columns.prefix(200)
    let nameWidth = min(max(shown.map(\.safeName.count).max() ?? 6, 6), max(width - 62, 12))
    var text = "\(Self.plain(name)): \(Phrase.count(rows, "row", "rows"))"
    text += isExact ? "\n" : ", measured on a sample\n"
    text += Self.line(
      nameWidth, "column", "type", "distinct", "missing", "unique", "bits", "looks like")
    for column in shown {
      text += Self.line(
        nameWidth, column.safeName, column.type, Phrase.count(column.distinct),
        Phrase.perCent(rows > 0 ? Double(column.missing) / Double(rows) : 0),
        Phrase.perCent(column.uniqueShare), Phrase.decimals(column.entropyBits, 1),
        column.looksLike)
    }
    if columns.count > shown.count {
      text += "  and \(columns.count - shown.count) more columns (--json shows all)\n"
    }
    return text
  }

  private static func line(
    _ nameWidth: Int, _ name: String, _ type: String, _ distinct: String, _ missing: String,
    _ unique: String, _ bits: String, _ looks: String
  ) -> String {
    "  " + pad(name, nameWidth) + " " + pad(type, 9) + padLeft(distinct, 11) + padLeft(missing, 8)
      + padLeft(unique, 8) + padLeft(bits, 6) + "  " + looks + "\n"
  }

  private static func pad(_ text: String, _ width: Int) -> String {
    text.count > width
      ? String(text.prefix(width - 1)) + "…"
      : text + String(repeating: " ", count: width - text.count)
  }

  private static func padLeft(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(width - text.count, 0)) + text
  }

  /// A name without what could steer a terminal.
  fileprivate static func plain(_ name: String) -> String {
    String(
      String.UnicodeScalarView(
        name.unicodeScalars.map { scalar in
          let isControl =
            scalar.properties.generalCategory == .control
            || scalar.properties.generalCategory == .format
            || scalar.properties.generalCategory == .lineSeparator
            || scalar.properties.generalCategory == .paragraphSeparator
          return isControl ? "\u{FFFD}" : scalar
        }))
  }
}

extension DatasetDescription.Column {
  fileprivate var safeName: String { DatasetDescription.Table.plain(name) }

  /// The commonest telling pattern, and the role that would be proposed.
  fileprivate var looksLike: String {
    let dull: Set<String> = ["integer", "real", "boolean", "freeText"]
    let telling = patterns.filter { !dull.contains($0.key) && $0.value >= 0.5 }
      .max { ($0.value, $1.key) < ($1.value, $0.key) }
    return telling.map { "\($0.key), \(proposedRole)" } ?? proposedRole
  }
}
