import Findings
import Tables

/// The adversary in a sentence.
enum AdversarySentence {
  static func of(_ manifest: Manifest) -> String {
    let tables = manifest.tables.filter { !manifest.knownColumns(of: $0).isEmpty }
    let known = tables.map { table in
      "\(Phrase.list(manifest.knownColumns(of: table))) (table \(table.name))"
    }
    return "Someone who knows " + (known.isEmpty ? "nothing" : Phrase.list(known))
      + ", each without error."
  }
}
