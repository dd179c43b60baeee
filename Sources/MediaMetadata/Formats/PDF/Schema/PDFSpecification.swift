/// The keys that a kind of dictionary may have: what is not named goes.
struct PDFSpecification: Sendable {
  /// Each key with the kind of its value, sorted by key.
  let keys: [(key: String, kind: PDFKind)]
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
    self.keys = all.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    self.others = others
  }

  /// The kind of a key's value.
  ///
  /// `cursor` says where the search begins, and then where the next one may: keys come in order.
  func kind(of key: String, _ cursor: inout Int) -> PDFKind? {
    var index = cursor
    if index > 0, keys[index - 1].key >= key { index = 0 }
    while index < keys.count, keys[index].key < key { index += 1 }
    cursor = index
    guard index < keys.count, keys[index].key == key else { return others }
    return keys[index].kind
  }

  /// The kinds of the keys that a reader needs of every stream; its length is made anew.
  static func streamKind(of key: String) -> PDFKind? {
    key == "Filter" ? .plain : key == "DecodeParms" ? .decodeParameters : nil
  }

  /// The rules of a kind.
  static func of(_ kind: PDFKind) -> PDFSpecification? { all[kind] }

  private static let all: [PDFKind: PDFSpecification] =
    documentRules.merging(pageRules) { one, _ in one }
    .merging(fontRules) { one, _ in one }
    .merging(interactiveRules) { one, _ in one }
    .merging(structureRules) { one, _ in one }
}
