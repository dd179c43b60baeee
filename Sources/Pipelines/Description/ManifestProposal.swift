public import Engines
import Findings
import Foundation
import Tables

/// A manifest proposed for a folder: text with the reasons as comments, for a person to look over.
public struct ManifestProposal: Sendable, Equatable {
  /// The manifest's text.
  public let text: String
  /// What was proposed, a few lines for a terminal.
  public let summary: String

  /// Looks at the tables of `folder` and proposes a manifest.
  ///
  /// A file that can't be read is left out, and named with the reason.
  ///
  /// - Throws: `EngineError` where no file can be read, `FileError`, `PipelineError.noData`.
  /// - Complexity: up to three passes over each table.
  public static func make(
    folder: String, engine options: EngineOptions, progress: Progress = .silent
  ) throws -> ManifestProposal {
    let engine = try Engine(options: options)
    progress.whenCancelled { engine.interrupt() }
    let entries = try DataFiles.tables(in: folder)
    let steps = Steps(progress, count: entries.count)
    do {
      var read: [(entry: DataFiles.Entry, profile: ProfiledSource)] = []
      var leftOut: [EngineError] = []
      for entry in entries {
        try steps.next("looking at \(entry.path)")
        let path = URL(fileURLWithPath: folder).appendingPathComponent(entry.path).path
        do {
          read.append((entry, try ProfiledSource(path: path, engine: engine)))
        } catch let error as EngineError where error.isBadInput {
          leftOut.append(error)
        }
      }
      if read.isEmpty, let first = leftOut.first { throw first }
      return ManifestProposal(folder: folder, read: read, leftOut: leftOut)
    } catch EngineError.interrupted {
      throw PipelineError.cancelled
    }
  }

  private init(
    folder: String, read: [(entry: DataFiles.Entry, profile: ProfiledSource)],
    leftOut: [EngineError]
  ) {
    let evidence = read.map { item in
      TableEvidence(
        name: item.entry.table, columns: item.profile.profile.columns.map { ColumnEvidence($0) })
    }
    self.init(
      name: URL(fileURLWithPath: folder).standardizedFileURL.lastPathComponent,
      sources: read.map { $0.profile.declared(path: $0.entry.path) },
      proposals: TableProposal.proposals(for: evidence),
      leftOut: leftOut.map { "left out: \($0)" })
  }

  private init(
    name: String, sources: [TableSource], proposals: [TableProposal], leftOut: [String]
  ) {
    let manifest = Manifest(
      name: name.isEmpty ? "dataset" : name,
      tables: zip(proposals, sources).map { $0.declaration(source: $1) })
    self.text = manifest.render(
      comments: ManifestComments(
        header: [
          "Proposed by palimpsest init, which has looked at the data and knows nothing about it.",
          "Look over each role; the reason for it stands behind it. Then: palimpsest audit",
        ] + leftOut,
        tables: Dictionary(
          proposals.map { ($0.table, $0.reason) }, uniquingKeysWith: { first, _ in first }),
        columns: Dictionary(
          proposals.map { ($0.table, $0.remarks) }, uniquingKeysWith: { first, _ in first })))
    self.summary =
      proposals.map(Self.line).joined() + leftOut.map { "\($0)\n" }.joined()
  }

  private static func line(_ proposal: TableProposal) -> String {
    let quasi = proposal.columns.filter { $0.role == .quasiIdentifier }.map(\.column)
    let sensitive = proposal.columns.filter { $0.role == .sensitive }.map(\.column)
    let direct = proposal.columns.filter { $0.role == .directIdentifier }.map(\.column)
    var text = "\(proposal.table): \(proposal.kind.rawValue)\n"
    for (title, names) in [
      ("direct identifiers", direct), ("quasi-identifiers", quasi), ("sensitive", sensitive),
    ] where !names.isEmpty {
      text += "  \(title): \(Phrase.list(names))\n"
    }
    return text
  }
}
