import Findings
import Tables

/// The adversary in a sentence.
enum AdversarySentence {
  static func of(_ manifest: Manifest) -> String {
    let attributes = manifest.tables.filter {
      $0.kind != .edges && !manifest.knownColumns(of: $0).isEmpty
    }.map { "\(Phrase.list(manifest.knownColumns(of: $0))) (table \($0.name)), without error" }
    let acts = manifest.tables.filter { LoadedEvents.columns(of: $0) != nil }
      .map { "a few sightings or an earlier period of what people did (table \($0.name))" }
    let devices = manifest.tables.filter { !$0.columns(of: .device).isEmpty }
      .map { "the devices people had (table \($0.name))" }
    let known = attributes + acts + devices
    guard !known.isEmpty else { return "Someone who knows nothing." }
    return "Someone who knows " + known.joined(separator: "; ")
      + ". Each attack states what it needs of that."
  }
}
