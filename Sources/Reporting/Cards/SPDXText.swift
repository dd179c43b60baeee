public import Findings

/// A dataset's card as an SPDX 3.0.1 document with a `dataset_DatasetPackage`.
///
/// The dataset profile requires times, an originator and a place to download from. What the
/// publisher did not say stands as the time of the measurement, an organisation `NOASSERTION`, and
/// a name by digest; `comment` says so.
///
/// **Source** SPDX 3.0.1, Dataset profile.
public enum SPDXText {
  /// The document's text.
  ///
  /// - Complexity: O(size).
  public static func render(_ card: DatasetCard) -> String {
    SPDXDocument(card: card).value.rendered
  }
}

/// The elements of an SPDX document.
struct SPDXDocument {
  let card: DatasetCard

  private typealias Members = [(String, OrderedJSON)]
  private static let creation: (String, OrderedJSON) = ("creationInfo", "_:creation")

  var value: OrderedJSON {
    [
      "@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld",
      "@graph": .list(
        [creationInfo, toolElement, organisation, document, package] + files + contains),
    ]
  }

  private func id(_ names: String...) -> OrderedJSON {
    .text("\(card.urn):\(names.map(IRIText.segment).joined(separator: ":"))")
  }

  // MARK: Who and when

  private var creationInfo: OrderedJSON {
    [
      "@id": "_:creation", "type": "CreationInfo", "specVersion": "3.0.1",
      "created": .text(SPDXTime.text(card.measuredAt)), "createdBy": [id("creator")],
      "createdUsing": [id("tool")],
    ]
  }

  private var toolElement: OrderedJSON {
    .object([
      ("type", "Tool"), ("spdxId", id("tool")), Self.creation,
      ("name", .text(SafeText.name(card.tool))),
    ])
  }

  private var organisation: OrderedJSON {
    .object([
      ("type", "Organization"), ("spdxId", id("creator")), Self.creation,
      ("name", .text(SafeText.name(card.publication.creator ?? "NOASSERTION"))),
    ])
  }

  private var document: OrderedJSON {
    .object([
      ("type", "SpdxDocument"), ("spdxId", id("document")), Self.creation,
      ("profileConformance", ["core", "software", "dataset"]), ("rootElement", [id("dataset")]),
    ])
  }

  // MARK: The dataset

  private var package: OrderedJSON {
    let published = card.publication.published.map(SPDXTime.text)
    var members: Members = [
      ("type", "dataset_DatasetPackage"), ("spdxId", id("dataset")), Self.creation,
      ("name", .text(SafeText.name(card.name))),
      ("description", .text(SafeText.sentence(card.description))),
      ("builtTime", .text(SPDXTime.text(card.measuredAt))),
      ("releaseTime", .text(published ?? SPDXTime.text(card.measuredAt))),
      ("originatedBy", [id("creator")]),
      ("software_primaryPurpose", "data"),
      ("software_downloadLocation", .text(IRIText.address(card.publication.url) ?? card.urn)),
      ("dataset_datasetType", .texts(datasetTypes)),
      ("dataset_datasetSize", .integer(card.byteCount)),
      (
        "dataset_hasSensitivePersonalInformation",
        card.hasSensitiveInformation ? "yes" : "noAssertion"
      ),
      ("dataset_knownBias", .texts(biases)),
      ("dataset_anonymizationMethodUsed", .texts(methods)),
      ("dataset_dataPreprocessing", .texts(columns)),
      ("comment", .text(comment)),
    ]
    if let version = card.publication.version {
      members.append(("software_packageVersion", .text(SafeText.name(version))))
    }
    if let noise { members.append(("dataset_datasetNoise", .text(noise))) }
    return .object(members.filter { !$0.1.isEmptyList })
  }

  private var datasetTypes: [String] {
    var types = ["structured"]
    let kinds = Set(card.tables.map(\.kind))
    let columns = card.tables.flatMap(\.columns)
    if kinds.contains("edges") { types.append("graph") }
    if kinds.contains("text") { types.append("text") }
    if kinds.contains("events") { types.append("timeseries") }
    if columns.contains(where: { ["integer", "real"].contains($0.type) }) {
      types.append("numeric")
    }
    if columns.contains(where: { $0.type == "text" }) { types.append("categorical") }
    return types
  }

  private var methods: [String] {
    card.measures.map { measure in
      "\(SafeText.name(measure.kind)): \(SafeText.sentence(measure.sentence)) Does not protect "
        + "against: \(SafeText.sentence(measure.doesNotProtectAgainst))"
    } + (card.lineage?.models ?? []).map { "Holds for the file: \(SafeText.name($0))" }
  }

  /// Each column with its role, type and what was done to it.
  private var columns: [String] {
    card.tables.flatMap { table in
      table.columns.map { column in
        "\(SafeText.name("\(table.name).\(column.name)")) (\(column.type)): "
          + SafeText.sentence(column.sentence)
      }
    }
  }

  private var biases: [String] { card.limits.map(SafeText.sentence) }

  private var noise: String? {
    let noisy = card.measures.filter {
      ["noise", "pram", "swap-ranks", "shuffle"].contains($0.kind)
    }
    guard !noisy.isEmpty else { return nil }
    return noisy.map { "\($0.kind): \(SafeText.sentence($0.sentence))" }.joined(separator: " ")
  }

  private var comment: String {
    let risks = card.risks.map { risk in
      "\(SafeText.name(risk.title)) (\(risk.risk.rawValue)): "
        + "\(Phrase.ofHundred(risk.success.value)) of 100, at most "
        + "\(Phrase.ofHundred(risk.success.upper))."
    }
    let unsaid = [
      card.publication.url == nil ? "download location" : nil,
      card.publication.creator == nil ? "originator" : nil,
      card.publication.published == nil ? "time of release" : nil,
    ].compactMap(\.self)
    let note =
      unsaid.isEmpty
      ? [] : ["Not said by the publisher, and filled in by form only: \(Phrase.list(unsaid))."]
    return ([card.verdict.map(SafeText.sentence)].compactMap(\.self) + risks + note)
      .joined(separator: " ")
  }

  // MARK: Files

  private var allFiles: [(table: CardTable, file: CardFile)] {
    card.tables.flatMap { table in table.files.map { (table, $0) } }
  }

  private var files: [OrderedJSON] {
    allFiles.map { table, file in
      .object([
        ("type", "software_File"), ("spdxId", id("file", table.name, file.name)), Self.creation,
        ("name", .text(SafeText.name(file.name))), ("contentType", .text(file.mediaType)),
        ("software_primaryPurpose", "data"),
        (
          "verifiedUsing",
          [["type": "Hash", "algorithm": "sha256", "hashValue": .text(file.sha256)]]
        ),
      ])
    }
  }

  private var contains: [OrderedJSON] {
    guard !allFiles.isEmpty else { return [] }
    return [
      .object([
        ("type", "Relationship"), ("spdxId", id("contains")), Self.creation,
        ("from", id("dataset")), ("relationshipType", "contains"),
        ("to", .list(allFiles.map { id("file", $0.table.name, $0.file.name) })),
      ])
    ]
  }
}

/// Times as SPDX writes them: UTC, to the second.
enum SPDXTime {
  /// `2026-03-02T09:41:27Z`; a day alone is its first second, anything else the epoch.
  static func text(_ text: String) -> String {
    let isTime = text.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/) != nil
    if isTime { return text }
    let isDay = text.wholeMatch(of: /\d{4}-\d\d-\d\d/) != nil
    return isDay ? "\(text)T00:00:00Z" : "1970-01-01T00:00:00Z"
  }
}

extension IRIText {
  /// An address that may stand as it is; nil for what holds a character no IRI has.
  static func address(_ text: String?) -> String? {
    guard let text, !text.isEmpty else { return nil }
    let allowed = text.unicodeScalars.allSatisfy {
      $0.value > 0x20 && $0.value < 0x7F && !"<>\"{}|\\^`".unicodeScalars.contains($0)
    }
    return allowed ? text : nil
  }
}
