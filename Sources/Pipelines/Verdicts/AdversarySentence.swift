import Findings
import Tables

/// The adversary in a sentence.
enum AdversarySentence {
  static func of(_ manifest: Manifest) -> String {
    let attributes = manifest.tables.filter {
      $0.kind != .edges && !manifest.knownColumns(of: $0).isEmpty
    }.map { "\(Phrase.list(manifest.knownColumns(of: $0))) (table \($0.name)), without error" }
    let acts = phrase(
      "a few sightings or an earlier period of what people did",
      manifest.tables.filter { LoadedEvents.columns(of: $0) != nil })
    let devices = phrase(
      "the devices people had", manifest.tables.filter { !$0.columns(of: .device).isEmpty })
    let ties = phrase(
      manifest.adversary.overlap < 1 ? "most of who is tied to whom" : "who is tied to whom",
      manifest.tables.filter { LoadedNetwork.ends(of: $0) != nil })
    let choices = phrase(
      "a few things that people chose", manifest.tables.filter { LoadedHistories.isThere(in: $0) })
    let words = phrase(
      "other texts of theirs", manifest.tables.filter { LoadedTexts.columns(of: $0) != nil })
    let files = phrase(
      "other files of theirs", manifest.tables.filter { !LoadedFiles.columns(of: $0).isEmpty })
    let known = attributes + [acts, devices, ties, words, files, choices].compactMap(\.self)
    guard !known.isEmpty else { return "Someone who knows nothing." }
    return "Someone who knows " + known.joined(separator: "; ")
      + ". Each attack states what it needs of that."
  }

  /// "what (table a)", "what (tables a and b)"; `nil` without tables.
  private static func phrase(_ what: String, _ tables: [TableDeclaration]) -> String? {
    guard !tables.isEmpty else { return nil }
    let noun = tables.count == 1 ? "table" : "tables"
    return "\(what) (\(noun) \(Phrase.list(tables.map(\.name))))"
  }
}
