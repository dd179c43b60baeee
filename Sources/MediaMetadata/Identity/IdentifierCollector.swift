/// Gathers the identifiers of one file, each once.
struct IdentifierCollector {
  private(set) var identifiers: [LinkingIdentifier] = []

  private let key: IdentifierKey
  private let keepsText: Bool
  private var seen: Set<LinkingIdentifier> = []
  /// What is put together at the end: a number of a camera tells with its model only.
  private var make: String?
  private var model: String?
  private var serials: [(kind: IdentifierKind, value: String)] = []
  private var counters: [Int] = []

  init(key: IdentifierKey, keepsText: Bool) {
    self.key = key
    self.keepsText = keepsText
  }

  /// Adds a value in its canonical form: trimmed, lower case, blanks as one; nothing where it says
  /// nothing.
  mutating func add(_ kind: IdentifierKind, _ value: String) {
    let value = IdentifierText.canonical(value)
    guard value.utf8.count > 1, !IdentifierForm.isPlaceholder(value) else { return }
    insert(LinkingIdentifier(kind, value, key: key, keepsText: keepsText))
  }

  /// Adds a kind of which bytes are the value.
  mutating func add(_ kind: IdentifierKind, bytes: [UInt8]) {
    insert(LinkingIdentifier(kind, bytes: bytes, key: key, keepsText: keepsText))
  }

  private mutating func insert(_ identifier: LinkingIdentifier) {
    if seen.insert(identifier).inserted { identifiers.append(identifier) }
  }

  /// Notes the maker of the camera; the first one counts.
  mutating func note(make value: String) { if make == nil { make = value } }

  /// Notes the model of the camera; the first one counts.
  mutating func note(model value: String) { if model == nil { model = value } }

  /// Notes a serial number.
  mutating func note(_ kind: IdentifierKind, serial value: String) {
    let value = IdentifierText.canonical(value)
    if IdentifierForm.bits(of: value) > 0 { serials.append((kind, value)) }
  }

  /// Notes a running number.
  mutating func note(counter value: Int) { if value > 0 { counters.append(value) } }

  /// Adds what was noted of the camera.
  mutating func finishDevice() {
    let camera = IdentifierText.canonical([make, model].compactMap(\.self).joined(separator: " "))
    if !camera.isEmpty { add(.cameraModel, camera) }
    for serial in serials {
      // The model parts two makers' equal numbers; the bits are those of the number alone.
      insert(
        LinkingIdentifier(
          serial.kind, serial.value, of: camera, key: key, keepsText: keepsText))
    }
    for counter in Set(counters.map { $0 / 1000 }).sorted() {
      add(.counter, "\(camera) no. \(counter) thousand")
    }
  }
}

extension LinkingIdentifier {
  /// A serial number of a model.
  fileprivate init(
    _ kind: IdentifierKind, _ value: String, of model: String, key: IdentifierKey, keepsText: Bool
  ) {
    self.init(
      kind, digest: key.digest(kind, "\(model)|\(value)".utf8),
      formBits: IdentifierForm.bits(of: value),
      text: keepsText ? PrintableText.cleaned("\(model) \(value)") : nil)
  }
}
