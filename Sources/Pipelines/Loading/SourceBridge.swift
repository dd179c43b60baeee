import Engines
import Tables

extension TableSource {
  /// The source as the engine reads it, paths seen from `folder`.
  func engineSource(relativeTo folder: String) -> DataSource {
    var options = CSVFormat()
    if let csv {
      options.delimiter = csv.delimiter?.first
      if let quote = csv.quote { options.quote = quote.first }
      options.hasHeader = csv.header ?? true
      options.encoding = csv.encoding?.rawValue ?? "utf-8"
    }
    return DataSource(
      paths: resolvedPaths(relativeTo: folder), format: format.flatMap { .init(name: $0.rawValue) },
      table: table, csv: options, nullTexts: missingTexts)
  }

  /// The texts that mean a missing or suppressed cell; `nil` for the engine's default.
  private var missingTexts: [String]? {
    guard nulls != nil || suppressed != nil else { return nil }
    return (nulls ?? [""]) + (suppressed ?? [])
  }
}

extension ColumnDeclaration {
  /// How the engine is asked for the column: keys without their values, everything else as
  /// declared, or as the file keeps it.
  func request(kept: ValueType) -> ColumnRequest {
    if role == .subject || role == .household { return ColumnRequest(name, .key) }
    guard let type, let asked = ValueType(rawValue: type.rawValue) else {
      return ColumnRequest(name, kept)
    }
    return ColumnRequest(name, asked)
  }
}
