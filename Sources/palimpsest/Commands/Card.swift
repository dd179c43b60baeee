import ArgumentParser
import Findings
import Foundation
import Pipelines
import Reporting

/// `palimpsest card`: writes a dataset's card.
struct Card: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write a dataset's card: Croissant 1.1, SPDX 3 or Markdown.",
    discussion: """
      From the manifest of what is released, the audit of those files and, where they were
      protected, what `palimpsest protect --json` wrote:

        palimpsest card --manifest release/palimpsest.yaml --report palimpsest-report.json \\
          --protection lineage.json --format croissant --out croissant.json

      Names and types of columns, SHA-256 of files, measures and risks; no value of anybody. Refuses
      a report about other files than the manifest's. What only the publisher knows (--url,
      --license, --creator, --published) is never made up: what is not given is said to be missing.
      """)

  /// The vocabulary of a card.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case croissant, spdx, markdown
  }

  @Option(help: "The palimpsest.yaml of what is released.")
  var manifest: String

  @Option(help: "The audit of it, as `palimpsest audit` wrote it.")
  var report: String

  @Option(help: "What `palimpsest protect --json` wrote.")
  var protection: String?

  @Option(help: "croissant, spdx or markdown.")
  var format = Format.croissant

  @Option(help: "The file to write; standard output by default.")
  var out: String?

  @Option(help: "The dataset's page.")
  var url: String?

  @Option(help: "The licence: its address.")
  var license: String?

  @Option(help: "The organisation that publishes it.")
  var creator: String?

  @Option(help: "The day of publication, such as 2026-03-02.")
  var published: String?

  @Option(help: "The dataset's version, such as 1.0.0.")
  var release: String?

  @Option(help: "A permitted use by its code in the Data Use Ontology, such as DUO_0000042.")
  var use: [String] = []

  @OptionGroup var engine: EngineOptions

  func validate() throws {
    if let published, published.wholeMatch(of: /\d{4}-\d\d-\d\d/) == nil {
      throw ValidationError("--published: give a day, such as 2026-03-02")
    }
    for code in use where code.wholeMatch(of: /DUO_\d{7}/) == nil {
      throw ValidationError("--use: give a code of the Data Use Ontology, such as DUO_0000042")
    }
    for address in [url, license].compactMap(\.self)
    where address.wholeMatch(of: /https?:\/\/[!#-;=?-\[\]_a-z~]+/) == nil {
      throw ValidationError("--url, --license: give an address that begins with https://")
    }
  }

  func run() throws {
    let interruption = Interruption()
    let line = ProgressLine(quiet: out == nil)
    defer { line.clear() }
    let request = try DatasetCardRequest(
      manifestPath: manifest, report: try RiskReport.decode(from: AtomicFile.read(report)),
      protection: try protection.map { try ProtectionReport.decode(from: AtomicFile.read($0)) },
      publication: .init(
        url: url, license: license, creator: creator, published: published, version: release,
        uses: use),
      engine: engine.settings, tool: Version.tool)
    let card = try DatasetCardMaking.run(request, progress: line.progress(interruption))
    line.clear()
    let data = Data(rendered(card).utf8)
    if let out { try AtomicFile.write(data, to: out) } else { try Terminal.write(data) }
  }

  private func rendered(_ card: DatasetCard) -> String {
    switch format {
    case .croissant: CroissantText.render(card)
    case .spdx: SPDXText.render(card)
    case .markdown: CardMarkdown.render(card)
    }
  }
}
