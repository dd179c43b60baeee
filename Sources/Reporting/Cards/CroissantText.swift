public import Findings
import Foundation

/// A dataset's card as Croissant 1.1, with its RAI and governance vocabularies.
///
/// Croissant has no property for how data were anonymised and what risk remains: those stand under
/// this project's own prefix, beside the sentences in `rai:` that every reader understands.
///
/// **Source** Croissant Format Specification 1.1 (mlcommons/croissant), Croissant RAI 1.0, PROV-O,
/// DUO.
public enum CroissantText {
  /// The document's text.
  ///
  /// - Complexity: O(size).
  public static func render(_ card: DatasetCard) -> String {
    CroissantDocument(card: card).value.rendered
  }
}

/// The parts of a Croissant document.
struct CroissantDocument {
  let card: DatasetCard

  var value: OrderedJSON {
    .object(
      [("@context", Self.context), ("@type", "sc:Dataset")] + identity + publication
        + responsible + provenance + ownTerms
        + [
          ("distribution", .list(card.tables.flatMap(files))),
          ("recordSet", .list(card.tables.map(recordSet))),
        ])
  }

  private typealias Members = [(String, OrderedJSON)]

  private var identity: Members {
    [
      (
        "conformsTo",
        ["http://mlcommons.org/croissant/1.1", "http://mlcommons.org/croissant/RAI/1.0"]
      ),
      ("name", .text(SafeText.name(card.name))),
      ("description", .text(SafeText.sentence(card.description))),
      ("url", .text(card.publication.url ?? card.urn)),
    ]
  }

  /// What the publisher said; what was not said is left out, and stands among the limits.
  private var publication: Members {
    let publication = card.publication
    var members: Members = []
    if let license = publication.license { members.append(("license", .text(license))) }
    if let creator = publication.creator {
      let maker: OrderedJSON = [
        "@type": "sc:Organization", "name": .text(SafeText.name(creator)),
      ]
      members.append(("creator", maker))
    }
    if let day = publication.published { members.append(("datePublished", .text(day))) }
    if let version = publication.version { members.append(("version", .text(version))) }
    if !publication.uses.isEmpty {
      members.append(("usageInfo", .list(publication.uses.map(Self.use))))
    }
    return members
  }

  private static func use(_ code: String) -> OrderedJSON {
    let number = code.hasPrefix("DUO_") ? String(code.dropFirst(4)) : code
    return [
      "@type": "sc:DefinedTerm", "name": .text(code), "termCode": .text(code),
      "url": .text("http://purl.obolibrary.org/obo/DUO_\(IRIText.segment(number))"),
    ]
  }

  // MARK: Responsible AI

  private var responsible: Members {
    var members: Members = [
      ("rai:personalSensitiveInformation", .texts(card.personalInformation)),
      ("rai:dataLimitations", .texts(card.limits.map(SafeText.sentence))),
    ]
    if !card.measures.isEmpty {
      let steps = card.measures.map { "\($0.kind): \(SafeText.sentence($0.sentence))" }
      members.append(("rai:dataPreprocessingProtocol", .texts(steps)))
    }
    if let verdict = card.verdict {
      members.append(("rai:dataSocialImpact", .text(SafeText.sentence(verdict))))
    }
    return members
  }

  private var provenance: Members {
    guard let lineage = card.lineage else { return [] }
    let activity: OrderedJSON = [
      "@type": "prov:Activity", "prov:label": "Protection by a plan",
      "prov:used": ["@id": .text("urn:sha256:\(IRIText.segment(lineage.plan))")],
    ]
    return [
      (
        "prov:wasDerivedFrom",
        ["@type": "prov:Entity", "prov:label": "The table before protection, not published"]
      ),
      ("prov:wasGeneratedBy", activity),
      (
        "prov:wasAttributedTo",
        ["@type": "prov:SoftwareAgent", "prov:label": .text(SafeText.name(card.tool))]
      ),
    ]
  }

  // MARK: Own terms

  private var ownTerms: Members {
    [
      ("palimpsest:measuredAt", .text(card.measuredAt)),
      ("palimpsest:measure", .list(card.measures.map(measure))),
      ("palimpsest:risk", .list(card.risks.map(risk))),
      ("palimpsest:utility", .texts(card.utility.map(SafeText.sentence))),
      ("palimpsest:model", .texts((card.lineage?.models ?? []).map(SafeText.name))),
    ].filter { !$0.1.isEmptyList }
  }

  private func measure(_ measure: CardMeasure) -> OrderedJSON {
    [
      "@type": "palimpsest:Measure", "palimpsest:kind": .text(SafeText.name(measure.kind)),
      "palimpsest:columns": .texts(measure.columns.map(SafeText.name)),
      "palimpsest:did": .text(SafeText.sentence(measure.sentence)),
      "palimpsest:doesNotProtectAgainst": .text(SafeText.sentence(measure.doesNotProtectAgainst)),
    ]
  }

  private func risk(_ risk: CardRisk) -> OrderedJSON {
    [
      "@type": "palimpsest:Risk", "palimpsest:attack": .text(SafeText.name(risk.title)),
      "palimpsest:kind": .text(risk.risk.rawValue),
      "palimpsest:success": .number(risk.success.value),
      "palimpsest:lower": .number(risk.success.lower),
      "palimpsest:upper": .number(risk.success.upper),
      "palimpsest:level": .number(risk.success.level),
      "palimpsest:interval": .text(risk.success.method.rawValue),
      "palimpsest:baseline": .number(risk.baseline.value),
      "palimpsest:knownColumns": .texts(risk.knownColumns.map(SafeText.name)),
    ]
  }

  // MARK: Resources

  private func files(_ table: CardTable) -> [OrderedJSON] {
    let own = table.files.map { file -> OrderedJSON in
      [
        "@type": "cr:FileObject", "@id": .text(IRIText.path([table.name, "file", file.name])),
        "name": .text(SafeText.name(file.name)), "contentUrl": .text(IRIText.path(file.name)),
        "contentSize": .text("\(file.byteCount) B"), "encodingFormat": .text(file.mediaType),
        "sha256": .text(file.sha256),
      ]
    }
    guard table.files.count > 1 else { return own }
    let set: OrderedJSON = [
      "@type": "cr:FileSet", "@id": .text(IRIText.path([table.name, "files"])),
      "name": .text(SafeText.name("\(table.name), files")),
      "containedIn": .list(
        table.files.map { ["@id": .text(IRIText.path([table.name, "file", $0.name]))] }),
      "encodingFormat": .text(table.files[0].mediaType), "includes": "*",
    ]
    return own + [set]
  }

  private func recordSet(_ table: CardTable) -> OrderedJSON {
    let people = table.subjects.map { ", \(Phrase.count($0, "data subject", "data subjects"))" }
    return [
      "@type": "cr:RecordSet", "@id": .text(IRIText.path([table.name])),
      "name": .text(SafeText.name(table.name)),
      "description": .text(
        "\(SafeText.name(table.kind)): \(Phrase.count(table.rows, "row", "rows"))\(people ?? "")."),
      "field": .list(table.columns.map { field($0, of: table) }),
    ]
  }

  private func field(_ column: CardColumn, of table: CardTable) -> OrderedJSON {
    var members: Members = [
      ("@type", "cr:Field"), ("@id", .text(IRIText.path([table.name, "column", column.name]))),
      ("name", .text(SafeText.name(column.name))),
      ("description", .text(SafeText.sentence(column.sentence))),
      ("dataType", .text(Self.dataType(column.type))),
      ("palimpsest:role", .text(SafeText.name(column.role))),
    ]
    if let source = source(of: table) {
      members.append(
        ("source", .object(source + [("extract", ["column": .text(column.name)])])))
    }
    return .object(members)
  }

  private func source(of table: CardTable) -> Members? {
    guard let file = table.files.first else { return nil }
    if table.files.count > 1 {
      return [("fileSet", ["@id": .text(IRIText.path([table.name, "files"]))])]
    }
    return [("fileObject", ["@id": .text(IRIText.path([table.name, "file", file.name]))])]
  }

  private static func dataType(_ type: String) -> String {
    switch type {
    case "integer": "sc:Integer"
    case "real": "sc:Float"
    case "boolean": "sc:Boolean"
    case "date": "sc:Date"
    case "timestamp": "sc:DateTime"
    default: "sc:Text"
    }
  }
}
