import Findings

extension DatasetCard {
  /// A name for the dataset where its publisher gave no page: by what is in it.
  var urn: String {
    let digest = lineage?.release ?? tables.flatMap(\.files).first?.sha256
    return "urn:palimpsest:dataset:\(IRIText.segment(digest ?? name))"
  }

  /// Roles whose columns hold what people would not want to be known, or are known by.
  private static let personalRoles = [
    "subject": "keys of data subjects", "direct-identifier": "direct identifiers",
    "quasi-identifier": "quasi-identifiers", "sensitive": "sensitive attributes",
    "household": "keys of households", "time": "times of what people did",
    "latitude": "places of people", "longitude": "places of people", "place": "places of people",
    "source": "people in relations", "target": "people in relations",
    "text": "what people wrote", "file": "files of people", "device": "devices of people",
  ]

  /// A sentence for each kind of personal information in the columns.
  var personalInformation: [String] {
    var names: [String: [String]] = [:]
    for table in tables {
      for column in table.columns {
        guard let kind = Self.personalRoles[column.role] else { continue }
        names[kind, default: []].append(SafeText.name("\(table.name).\(column.name)"))
      }
    }
    guard !names.isEmpty else { return ["No column is declared to hold personal information."] }
    return names.keys.sorted().map { kind in
      "\(kind): \(Phrase.list(names[kind] ?? [], limit: 24))"
    }
  }

  /// Whether a column is declared to be sensitive or to name people.
  var hasSensitiveInformation: Bool {
    tables.contains { table in
      table.columns.contains { ["sensitive", "direct-identifier"].contains($0.role) }
    }
  }

  /// The bytes of all files.
  var byteCount: Int { tables.flatMap(\.files).reduce(0) { $0 + $1.byteCount } }
}

extension CardColumn {
  /// What the column is, in one sentence.
  var sentence: String {
    let done = measures.isEmpty ? "unchanged" : Phrase.list(measures)
    return "Role: \(role). Protection: \(done)."
  }
}
