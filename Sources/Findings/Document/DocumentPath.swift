/// A place in a JSON document, written `$.attacks[3].success`.
enum DocumentPath {
  /// The path of a list of coding keys, with a last key where one is given.
  static func text(_ keys: [any CodingKey], then last: (any CodingKey)? = nil) -> String {
    (keys + (last.map { [$0] } ?? [])).reduce("$") { path, key in
      key.intValue.map { index(path, $0) } ?? member(path, key.stringValue)
    }
  }

  /// The path of a member of the object at `path`.
  ///
  /// Keys may come from a file: what could disturb a terminal is replaced, and length is bounded.
  static func member(_ path: String, _ key: String) -> String {
    var name = ""
    for scalar in key.unicodeScalars.prefix(64) {
      let printable = scalar.isASCII && scalar.value >= 0x20 && scalar.value != 0x7F
      name.unicodeScalars.append(printable ? scalar : "?")
    }
    return "\(path).\(name)"
  }

  /// The path of an element of the array at `path`.
  static func index(_ path: String, _ index: Int) -> String { "\(path)[\(index)]" }
}
