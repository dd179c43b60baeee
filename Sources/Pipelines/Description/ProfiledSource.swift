import Engines
import Tables

/// A table's profile, and what had to be found out to read it.
struct ProfiledSource {
  /// What its columns are like.
  let profile: TableProfile
  /// Whether its first line holds names.
  let hasHeader: Bool
  /// Texts that seem to mean *missing*, the empty cell among them; `nil` where none was found.
  let nulls: [String]?

  /// Profiles the file or folder at `path`.
  ///
  /// A CSV file whose first line looks like data is read as one without a header, so that no value
  /// is taken for a name. Texts that statistics programs write for a missing cell are taken as
  /// such.
  ///
  /// - Throws: `EngineError`.
  /// - Complexity: that of the profile, twice where such texts are found.
  init(path: String, engine: Engine) throws {
    var source = DataSource(path)
    var first: TableProfile
    do {
      first = try engine.profile(of: source)
      hasHeader = true
    } catch EngineError.headerIsData {
      source.csv = CSVFormat(hasHeader: false)
      first = try engine.profile(of: source)
      hasHeader = false
    }
    let found = try Self.nullTexts(in: source, like: first, engine: engine)
    if !found.isEmpty {
      source.nullTexts = [""] + found
      first = try engine.profile(of: source)
    }
    profile = first
    nulls = found.isEmpty ? nil : [""] + found
  }

  /// How the manifest declares the source, its path seen from the manifest.
  func declared(path: String) -> TableSource {
    TableSource(
      paths: [path], csv: hasHeader ? nil : CSVOptions(header: false), nulls: nulls)
  }

  /// What R, SAS, SQL, Python and spreadsheets write for a cell without a value.
  private static let customary = [
    "NA", "N/A", "#N/A", "NULL", "null", "NaN", "nan", "None", "?", ".",
  ]

  /// Those of the customary texts that occur in a text column of a table of moderate size.
  private static func nullTexts(
    in source: DataSource, like profile: TableProfile, engine: Engine
  ) throws -> [String] {
    let texts = profile.columns.filter { $0.type == .text }
    guard !texts.isEmpty, texts.count <= 200, profile.rowCount <= 500_000 else { return [] }
    let table = try engine.readCoded(
      source: source, columns: texts.map { ColumnRequest($0.name, .text) }, name: "")
    var seen: Set<String> = []
    for column in table.columns {
      guard case .texts(let values) = column.dictionary else { continue }
      seen.formUnion(values.lazy.filter { customary.contains($0) })
    }
    return customary.filter(seen.contains)
  }
}
