/// Reads a tree of nodes as a manifest, and goes on after each error to find the next.
struct ManifestReader {
  private(set) var errors: [ManifestError] = []
  /// Suggestions cost time; after this many mistyped names no more are made.
  private var suggestionsLeft = 20

  /// One entry of a mapping.
  struct Entry {
    let key: YAMLNode
    let value: YAMLNode
  }

  mutating func report(_ problem: ManifestProblem, at node: YAMLNode) {
    errors.append(
      ManifestError(line: node.place.line, column: node.place.column, problem: problem))
  }

  /// The known name that a mistyped one most likely stands for, or `nil`.
  mutating func nearest(
    _ name: String, among candidates: @autoclosure () -> [String]
  ) -> String? {
    guard suggestionsLeft > 0 else { return nil }
    suggestionsLeft -= 1
    return NearestName.find(name, among: candidates())
  }

  // MARK: Mappings

  /// The entries of a mapping in order, repeated and unusable keys reported and left out; `nil`
  /// where the node is no mapping.
  mutating func entries(_ node: YAMLNode, path: String) -> [(name: String, entry: Entry)]? {
    guard case .mapping(let pairs) = node.content else {
      report(.wrongType(path: path, expected: .mapping, found: node.form), at: node)
      return nil
    }
    var firstLines: [String: Int] = [:]
    var entries: [(name: String, entry: Entry)] = []
    for pair in pairs {
      guard let name = pair.key.text else {
        report(
          .wrongType(path: "a key in \(path)", expected: .text, found: pair.key.form), at: pair.key)
        continue
      }
      if let line = firstLines[name] {
        report(.duplicateKey(key: name, path: path, firstLine: line), at: pair.key)
        continue
      }
      firstLines[name] = pair.key.place.line
      entries.append((name, Entry(key: pair.key, value: pair.value)))
    }
    return entries
  }

  /// The entries of a mapping whose keys are known, by key; unknown ones are reported, and missing
  /// ones that are required.
  mutating func fields(
    _ node: YAMLNode, path: String, known: [String], required: [String] = []
  ) -> [String: Entry]? {
    guard let entries = entries(node, path: path) else { return nil }
    var fields: [String: Entry] = [:]
    for (name, entry) in entries {
      if known.contains(name) {
        fields[name] = entry
      } else {
        let nearest = nearest(name, among: known)
        report(.unknownKey(key: name, path: path, nearest: nearest), at: entry.key)
      }
    }
    for name in required where fields[name] == nil {
      report(.missingKey(key: name, path: path), at: node)
    }
    return fields
  }

  /// The entries of a mapping whose keys are names of the user's, at least one.
  mutating func namedEntries(_ node: YAMLNode, path: String) -> [(name: String, entry: Entry)]? {
    guard let entries = entries(node, path: path) else { return nil }
    if entries.isEmpty, case .mapping(let pairs) = node.content, pairs.isEmpty {
      report(.emptyCollection(path: path), at: node)
    }
    for (name, entry) in entries { checkName(name, at: entry.key, path: "a key in \(path)") }
    return entries
  }

  private mutating func checkName(_ name: String, at node: YAMLNode, path: String) {
    if name.isEmpty { report(.emptyText(path: path), at: node) }
    if name.unicodeScalars.contains("\0") { report(.forbiddenCharacter, at: node) }
  }

  // MARK: Scalars

  /// A text; empty ones only where allowed.
  mutating func text(_ node: YAMLNode, path: String, mayBeEmpty: Bool = false) -> String? {
    guard let text = node.text else {
      report(.wrongType(path: path, expected: .text, found: node.form), at: node)
      return nil
    }
    if text.isEmpty, !mayBeEmpty {
      report(.emptyText(path: path), at: node)
      return nil
    }
    if text.unicodeScalars.contains("\0") {
      report(.forbiddenCharacter, at: node)
      return nil
    }
    return text
  }

  /// One of the words of an enumeration.
  mutating func word<Word>(_ node: YAMLNode, path: String, of type: Word.Type) -> Word?
  where Word: RawRepresentable & CaseIterable, Word.RawValue == String {
    guard let text = text(node, path: path, mayBeEmpty: true) else { return nil }
    if let word = Word(rawValue: text) { return word }
    let allowed = Word.allCases.map(\.rawValue)
    let nearest = nearest(text, among: allowed)
    report(.unknownWord(path: path, allowed: allowed, nearest: nearest), at: node)
    return nil
  }

  mutating func boolean(_ node: YAMLNode, path: String) -> Bool? {
    guard node.form == .boolean, let text = node.scalarText else {
      report(.wrongType(path: path, expected: .boolean, found: node.form), at: node)
      return nil
    }
    return PlainScalar.truth(of: text)
  }

  /// A number in plain decimal digits for which `isAllowed` holds.
  mutating func number(
    _ node: YAMLNode, path: String, allowed: String, isAllowed: (Double) -> Bool
  ) -> Double? {
    guard node.form == .number || node.form == .integer, let text = node.scalarText else {
      report(.wrongType(path: path, expected: .number, found: node.form), at: node)
      return nil
    }
    guard let value = PlainScalar.decimal(text), isAllowed(value) else {
      report(.outOfRange(path: path, allowed: allowed), at: node)
      return nil
    }
    return value
  }

  /// A whole number from a range below 2^53.
  mutating func integer(_ node: YAMLNode, path: String, range: ClosedRange<Int>) -> Int? {
    let allowed = "a whole number from \(range.lowerBound) to \(range.upperBound), in plain digits"
    guard node.form == .number || node.form == .integer, let text = node.scalarText else {
      report(.wrongType(path: path, expected: .integer, found: node.form), at: node)
      return nil
    }
    guard let value = PlainScalar.decimal(text), let whole = Int(exactly: value),
      range.contains(whole)
    else {
      report(.outOfRange(path: path, allowed: allowed), at: node)
      return nil
    }
    return whole
  }

  /// A list of texts without repetition.
  mutating func texts(
    _ node: YAMLNode, path: String, mayBeEmpty: Bool, itemsMayBeEmpty: Bool
  ) -> [String]? {
    guard case .list(let items) = node.content else {
      report(.wrongType(path: path, expected: .list, found: node.form), at: node)
      return nil
    }
    if items.isEmpty, !mayBeEmpty { report(.emptyCollection(path: path), at: node) }
    var seen: Set<String> = []
    var texts: [String] = []
    for item in items {
      guard let text = text(item, path: "an item of \(path)", mayBeEmpty: itemsMayBeEmpty) else {
        continue
      }
      if seen.insert(text).inserted {
        texts.append(text)
      } else {
        report(.repeatedItem(path: path), at: item)
      }
    }
    return texts
  }

  /// A path of keys as it is written in messages.
  static func join(_ path: String, _ key: String) -> String {
    let isPlain =
      key.utf8.count <= 40
      && key.utf8.allSatisfy { byte in
        byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-") || (0x30...0x39).contains(byte)
          || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
      }
    return path + "." + (isPlain ? key : quoted(key))
  }
}
