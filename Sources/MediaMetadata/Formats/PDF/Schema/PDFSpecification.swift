/// The keys that a kind of dictionary may have: what is not named goes.
struct PDFSpecification: Sendable {
  /// Each key with the kind of its value.
  let keys: [String: PDFKind]
  /// The kind of the values of all other keys; nil drops them.
  let others: PDFKind?

  /// `plain` and `text` list keys of values; `keys` those of other kinds.
  init(
    _ plain: String = "", text: String = "", _ keys: [String: PDFKind] = [:],
    others: PDFKind? = nil
  ) {
    var all = keys
    for key in plain.split(separator: " ") { all[String(key)] = .plain }
    for key in text.split(separator: " ") { all[String(key)] = .text }
    self.keys = all
    self.others = others
  }

  /// The kind of a key's value.
  func kind(of key: String) -> PDFKind? { keys[key] ?? others }

  /// The keys of every stream that a reader needs; its length is made anew.
  static let streamKeys: [String: PDFKind] = [
    "Filter": .plain, "DecodeParms": .decodeParameters,
  ]

  /// The rules of a kind.
  static func of(_ kind: PDFKind) -> PDFSpecification? { all[kind] }

  private static let all: [PDFKind: PDFSpecification] =
    documentRules.merging(pageRules) { one, _ in one }
    .merging(fontRules) { one, _ in one }
    .merging(interactiveRules) { one, _ in one }
    .merging(structureRules) { one, _ in one }
}
