public import Findings

/// A dataset's card as Markdown, for the README beside the data.
public enum CardMarkdown {
  /// The card as GitHub's Markdown.
  ///
  /// - Returns: the text; names in it are harmless.
  /// - Complexity: O(size).
  public static func render(_ card: DatasetCard) -> String {
    [head(card), tables(card), measures(card), risks(card), limits(card)]
      .filter { !$0.isEmpty }.joined(separator: "\n") + "\n"
  }

  private static func lines(_ lines: [MarkdownText]) -> String {
    lines.map { $0.text + "\n" }.joined()
  }

  private static func head(_ card: DatasetCard) -> String {
    let publication = card.publication
    let rows: [(MarkdownText, String?)] = [
      ("page", publication.url), ("licence", publication.license),
      ("made by", publication.creator), ("published", publication.published),
      ("version", publication.version),
      ("permitted uses", publication.uses.isEmpty ? nil : Phrase.list(publication.uses)),
    ]
    return lines(
      [
        "# \(name: card.name)", "", "\(card.description)", "", "| | |", "|:--|:--|",
      ] + rows.map { "| \($0.0) | \($0.1 ?? "not said") |" }
        + ["| risk measured | \(name: card.measuredAt), \(name: card.tool) |"])
  }

  private static func tables(_ card: DatasetCard) -> String {
    card.tables.map { table in
      let people: MarkdownText =
        table.subjects.map { ", \(NumberFormat.count($0)) people" } ?? ""
      let files = table.files.map { file -> MarkdownText in
        """
        - \(name: file.name), \(NumberFormat.count(file.byteCount)) bytes, SHA-256 \
        \(name: file.sha256)
        """
      }
      let columns = table.columns.map { column -> MarkdownText in
        """
        | \(name: column.name) | \(name: column.role) | \(name: column.type) \
        | \(column.measures.isEmpty ? "unchanged" : Phrase.list(column.measures)) |
        """
      }
      return lines(
        [
          "## \(name: table.name)", "",
          "\(name: table.kind), \(NumberFormat.count(table.rows)) rows\(people)", "",
        ] + files
          + (files.isEmpty ? [] : [""])
          + ["| column | role | type | protection |", "|:--|:--|:--|:--|"] + columns)
    }.joined(separator: "\n")
  }

  private static func measures(_ card: DatasetCard) -> String {
    guard !card.measures.isEmpty else { return "" }
    let steps = card.measures.map { measure -> MarkdownText in
      """
      1. **\(name: measure.kind).** \(measure.sentence) *Does not protect against:* \
      \(measure.doesNotProtectAgainst)
      """
    }
    let models: [MarkdownText] =
      (card.lineage?.models ?? []).isEmpty
      ? [] : ["", "Holds for the file: \(Phrase.list(card.lineage?.models ?? []))."]
    return lines(["## How people are protected", ""] + steps + models)
  }

  private static func risks(_ card: DatasetCard) -> String {
    guard !card.risks.isEmpty else {
      return lines(["## Risk", "", "No attack was run, so nothing is known about the risk."])
    }
    let rows = card.risks.map { risk -> MarkdownText in
      """
      | \(name: risk.title) | \(risk.risk.title) | \(NumberFormat.percent(risk.success.value)) \
      | \(NumberFormat.percent(risk.success.upper)) \
      | \(NumberFormat.percent(risk.baseline.value)) |
      """
    }
    return lines(
      [
        "## Risk", "", "\(card.verdict ?? "")", "",
        "| attack | measures | success | at most | without the data |", "|:--|:--|--:|--:|--:|",
      ] + rows)
  }

  private static func limits(_ card: DatasetCard) -> String {
    let useful =
      card.utility.isEmpty
      ? []
      : ["## What is left of its use", ""] + card.utility.map { "- \($0)" as MarkdownText }
        + [""]
    let items = card.limits.map { "- \($0)" as MarkdownText }
    return lines(useful + (items.isEmpty ? [] : ["## Limits", ""] + items))
  }
}
