import Findings

/// A column that carries risk, as a report says.
struct Blame {
  /// `table.column`.
  let name: String
  /// The risk if it were not released.
  let riskWithout: Double
  /// How much lower that is.
  let relief: Double

  /// The columns to blame for an attack, or for the verdict: most to blame first, at most four.
  static func columns(
    for attack: EvidenceDocument.Node?, in document: EvidenceDocument
  ) -> [Blame] {
    let table = attack.flatMap { document.member(["setting", "table"], of: $0) }
      .flatMap { document.text(of: $0) }
    guard let list = document.member("blame", of: document.root) else { return [] }
    let all = document.elements(of: list).compactMap { element -> Blame? in
      func text(_ key: String) -> String? {
        document.member(key, of: element).flatMap { document.text(of: $0) }
      }
      func number(_ key: String) -> Double? {
        document.member(key, of: element).flatMap { document.number(of: $0) }
      }
      guard let own = text("table"), let column = text("column"), table == nil || table == own,
        let with = number("riskWith"), let without = number("riskWithout"), with > without
      else { return nil }
      return Blame(name: "\(own).\(column)", riskWithout: without, relief: with - without)
    }
    return Array(all.sorted { ($1.relief, $0.name) < ($0.relief, $1.name) }.prefix(4))
  }
}
