/// A start tag as the rules of documents see it.
struct OfficeElement {
  let bytes: ArraySlice<UInt8>
  /// The name without its prefix.
  let name: String
  let attributes: [XMLAttribute]
  private let qualified: Range<Int>

  /// The start tag that a tokenizer has just read.
  init(_ token: XMLToken, _ tokenizer: XMLTokenizer) {
    bytes = tokenizer.bytes
    name = Self.local(bytes[token.name])
    attributes = tokenizer.attributes
    qualified = token.name
  }

  /// The prefix of its name; empty where it has none.
  var prefix: String { Self.prefix(bytes[qualified]) }

  /// The attribute's name without its prefix.
  func name(_ attribute: XMLAttribute) -> String { Self.local(bytes[attribute.name]) }

  /// The prefix of an attribute; empty where it has none.
  func prefix(_ attribute: XMLAttribute) -> String {
    Self.prefix(bytes[attribute.name])
  }

  private static func prefix(_ name: ArraySlice<UInt8>) -> String {
    name.firstIndex(of: UInt8(ascii: ":"))
      .map { String(decoding: name[..<$0], as: UTF8.self) } ?? ""
  }

  /// The value of an attribute, its entities replaced.
  func text(_ attribute: XMLAttribute) -> String {
    // Whole: it may be written again.
    XMLText.decoded(bytes[attribute.value], limit: attribute.value.count)
  }

  /// The number of the first attribute of that name.
  func index(_ local: String) -> Int? { attributes.firstIndex { name($0) == local } }

  /// The value of the first attribute of that name.
  func value(_ local: String) -> String? { index(local).map { text(attributes[$0]) } }

  /// Whether an attribute says yes, or is missing where that says yes.
  func isOn(_ local: String, missing: Bool = false) -> Bool {
    guard let value = value(local) else { return missing }
    return value == "1" || value == "true" || value == "on"
  }

  /// A name without its prefix.
  static func local(_ name: ArraySlice<UInt8>) -> String {
    guard let colon = name.firstIndex(of: UInt8(ascii: ":")) else {
      return String(decoding: name, as: UTF8.self)
    }
    return String(decoding: name[(colon + 1)...], as: UTF8.self)
  }
}

/// What becomes of an element.
enum OfficeEdit {
  case keep
  /// The element goes with all that is in it.
  case delete
  /// The nearest element of that name around it goes, with all that is in it; where there is none,
  /// the element itself.
  case deleteEnclosing(String)
  /// Attributes, by number: another value (not yet escaped), or nil for none.
  case change([Int: String?])
  /// Its content becomes this text; what was there is noted if it was another.
  case content(String, OfficeFind)
}

/// What is told by something that is found.
struct OfficeFind {
  let category: Disclosure.Category
  let severity: Disclosure.Severity
  let place: String
  let meaning: String
}

/// What is done to the parts of a document.
protocol OfficeRules {
  /// Whether `text` is asked.
  var wantsText: Bool { get }
  /// Whether a document type is a fault.
  var refusesDoctype: Bool { get }
  /// Whether instructions beside the declaration of XML stay.
  var keepsInstructions: Bool { get }
  /// What becomes of an element; `path` are the names of those around it.
  mutating func start(
    _ element: OfficeElement, in path: OfficePath, _ notes: inout OfficeNotes
  ) -> OfficeEdit
  /// Other text in place of text; nil to keep it.
  mutating func text(
    _ text: ArraySlice<UInt8>, in path: OfficePath, _ notes: inout OfficeNotes
  ) -> String?
  /// Notes text that is hidden or about to go, where values are wanted.
  mutating func see(
    _ text: ArraySlice<UInt8>, in path: OfficePath, _ notes: inout OfficeNotes
  )
  /// Whether the element that ends here goes after all.
  mutating func dropsAtEnd(_ path: OfficePath) -> Bool
}

extension OfficeRules {
  var wantsText: Bool { false }
  var refusesDoctype: Bool { true }
  var keepsInstructions: Bool { false }
  mutating func text(
    _ text: ArraySlice<UInt8>, in path: OfficePath, _ notes: inout OfficeNotes
  ) -> String? { nil }
  mutating func dropsAtEnd(_ path: OfficePath) -> Bool { false }
  mutating func see(
    _ text: ArraySlice<UInt8>, in path: OfficePath, _ notes: inout OfficeNotes
  ) {}
}

/// The names of the elements around a place, outermost first.
struct OfficePath {
  private(set) var names: [String] = []

  var last: String? { names.last }
  var depth: Int { names.count }

  func contains(_ name: String) -> Bool { names.contains(name) }
  mutating func push(_ name: String) { names.append(name) }
  mutating func pop() { names.removeLast() }
  mutating func cut(to count: Int) { names.removeLast(names.count - count) }
}

/// What the rules find in one part: each kind once, with its values.
struct OfficeNotes {
  private struct Note {
    let category: Disclosure.Category
    let severity: Disclosure.Severity
    let meaning: String
    let place: String
    let fate: Disclosure.Fate
    var values: [String] = []
  }

  private let wantsValues: Bool
  private var notes: [Note] = []
  private var numbers: [String: Int] = [:]
  /// The most values that one kind lists.
  private static let mostValues = 50

  init(wantsValues: Bool) { self.wantsValues = wantsValues }

  /// Notes one find at `place`.
  mutating func add(
    _ category: Disclosure.Category, _ severity: Disclosure.Severity, at place: String,
    _ meaning: String, fate: Disclosure.Fate = .removed, value: @autoclosure () -> String? = nil
  ) {
    let key = place + "\u{0}" + fate.rawValue
    let number: Int
    if let known = numbers[key] {
      number = known
    } else {
      number = notes.count
      numbers[key] = number
      notes.append(
        Note(category: category, severity: severity, meaning: meaning, place: place, fate: fate))
    }
    guard wantsValues, notes[number].values.count < Self.mostValues, let value = value(),
      !value.isEmpty, !notes[number].values.contains(value)
    else { return }
    notes[number].values.append(value)
  }

  /// Hands all on, in the order in which they were found first.
  func disclose(in part: String, _ reading: inout Reading) {
    for note in notes {
      reading.disclose(
        note.category, note.severity, at: part + "/" + note.place, note.meaning, fate: note.fate,
        value: note.values.isEmpty ? nil : note.values.joined(separator: ", "))
    }
  }
}
