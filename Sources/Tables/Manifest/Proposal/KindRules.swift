/// The rules that lead from a table's columns to what its rows are.
enum KindRules {
  /// The kind of a table, and why.
  static func propose(for table: TableEvidence) -> (kind: TableKind, reason: String) {
    let hints = table.columns.map { ($0, NameHint($0.name)) }
    return edges(table, hints) ?? media(hints) ?? text(hints) ?? events(table, hints)
      ?? (.users, "one row seems to describe one person by attributes")
  }

  private typealias Hinted = (column: ColumnEvidence, hint: NameHint?)

  private static func edges(
    _ table: TableEvidence, _ hints: [Hinted]
  ) -> (kind: TableKind, reason: String)? {
    let source = hints.filter { $0.hint == .source }
    let target = hints.filter { $0.hint == .target }
    if source.count == 1, target.count == 1, isEnd(source[0].column), isEnd(target[0].column) {
      return (.edges, "two columns hold the ends of a tie")
    }
    // A list of edges without a header: two columns of keys with about as many values, and
    // nothing else but a time.
    guard (2...3).contains(table.columns.count) else { return nil }
    let ends = table.columns.prefix(2)
    let counts = ends.map(\.distinct)
    let rest = table.columns.dropFirst(2)
    let areKeys = ends.allSatisfy { $0.type == .integer && !$0.isKey && $0.distinct > 20 }
    let areAlike = (counts.max() ?? 0) <= 2 * (counts.min() ?? 0)
    let restIsTime = rest.allSatisfy { column in
      column.type == .date || column.type == .timestamp || column.patterns.unixSeconds > 0.5
        || (column.type == .integer && column.distinct > 1000)
    }
    let areUnnamed = hints.prefix(2).allSatisfy { $0.hint == nil || $0.hint == .row }
    guard areKeys, areAlike, restIsTime, areUnnamed else { return nil }
    return (.edges, "two columns of keys with about as many values, and nothing else but a time")
  }

  /// Whether a column can be one end of a tie: a key, not a measure or a text.
  private static func isEnd(_ column: ColumnEvidence) -> Bool {
    column.type == .integer || (column.type == .text && column.meanWords < 3)
  }

  private static func media(_ hints: [Hinted]) -> (kind: TableKind, reason: String)? {
    let files = hints.filter { $0.hint == .file && $0.column.type == .text }
    guard let file = files.first, file.column.uniqueShare > 0.5, hints.count <= 12,
      !hints.contains(where: { $0.hint == .body })
    else { return nil }
    return (.media, "each row names a file")
  }

  private static func text(_ hints: [Hinted]) -> (kind: TableKind, reason: String)? {
    let texts = hints.filter { item in
      item.column.type == .text && (item.hint == nil || item.hint == .body)
        && (item.column.meanWords >= 12 || (item.hint == .body && item.column.meanWords >= 4))
    }
    guard !texts.isEmpty, hints.contains(where: { $0.hint == .subject || $0.hint == .userName })
    else { return nil }
    return (.text, "rows hold a key and texts of many words")
  }

  private static func events(
    _ table: TableEvidence, _ hints: [Hinted]
  ) -> (kind: TableKind, reason: String)? {
    let subjects = hints.filter { $0.hint == .subject && !$0.column.isKey }
    guard subjects.contains(where: { $0.column.uniqueShare < 0.5 && $0.column.distinct > 1 }) else {
      return nil
    }
    let traces: [NameHint] = [.time, .weekTime, .latitude, .longitude, .place, .device, .item]
    let hasTime = table.columns.contains { column in
      column.type == .timestamp || column.patterns.timestamp > 0.95
        || column.patterns.unixSeconds > 0.95 || column.patterns.unixMilliseconds > 0.95
    }
    guard hasTime || hints.contains(where: { $0.hint.map(traces.contains) ?? false }) else {
      return nil
    }
    return (
      .events,
      "a person's key comes back in many rows that have a time, a place, an item or a device"
    )
  }
}
