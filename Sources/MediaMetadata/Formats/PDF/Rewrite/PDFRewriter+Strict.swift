extension PDFRewriter {
  /// What layers are called where their names go.
  private static let neutralName = PDFObject.string(Array("Layer".utf8))

  /// Whether an entry goes because it is content that is not painted.
  func isHidden(
    _ entry: PDFDictionary.Entry, of dictionary: PDFDictionary, _ kind: PDFKind
  ) throws(MediaError) -> Bool {
    guard reading.policy.dropsHiddenContent else { return false }
    if PDFNotes.hidden[kind]?.contains(entry.key) == true { return true }
    guard kind == .widget || kind == .field else { return false }
    switch entry.key {
    case "V", "DV": return try isFilledIn(entry.value)
    case "AP": return try isFilledIn(try inherited("V", dictionary))
    default: return false
    }
  }

  /// Whether the value of a form's field says something: the state of a box is a name.
  private func isFilledIn(_ value: PDFObject?) throws(MediaError) -> Bool {
    let value = try document.resolved(value)
    return value != .null && value.name == nil
  }

  /// The value of a key of a form's field, or of the fields around it (ISO 32000-1, 12.7.3.1).
  private func inherited(
    _ key: String, _ field: PDFDictionary
  ) throws(MediaError) -> PDFObject? {
    var field = field
    for _ in 0..<32 {
      if let value = field[key] { return value }
      guard let parent = try document.resolved(field["Parent"]).dictionary else { return nil }
      field = parent
    }
    return nil
  }

  /// Whether an action leads to a file, by its name or its path.
  func leadsToFile(_ action: PDFDictionary) throws(MediaError) -> Bool {
    if action["F"] != nil || action["S"]?.name == "GoToR" { return true }
    guard let bytes = try document.resolved(action["URI"]).string else { return false }
    return Self.isPath(PDFText.decoded(bytes))
  }

  /// Whether an address is a path on a disk.
  static func isPath(_ address: String) -> Bool {
    address.lowercased().hasPrefix("file:") || address.holds(":\\") || address.hasPrefix("/")
      || address.hasPrefix("\\\\")
  }

  /// A string as it stays: the names of layers go where what is not painted does.
  func shown(_ string: PDFObject, _ kind: PDFKind) -> PDFObject {
    guard reading.policy.dropsHiddenContent, kind == .layerName || kind == .layerOrder,
      string != Self.neutralName
    else { return string }
    if isNew("Layer/name") {
      reading.disclose(
        .content, .low, at: "Layer/name", "a layer's name",
        value: string.string.map(PDFText.decoded))
    }
    return Self.neutralName
  }
}
