import Foundation

/// What the keys of a JSON document tell about its strictness.
enum JSONKeys {
  /// The number of keys of all objects in a parsed document.
  static func count(in object: Any) -> Int {
    if let members = object as? [String: Any] {
      return members.values.reduce(members.count) { $0 + count(in: $1) }
    }
    guard let elements = object as? [Any] else { return 0 }
    return elements.reduce(0) { $0 + count(in: $1) }
  }

  /// The number of keys in the document's text: a colon outside a string follows each.
  ///
  /// More than in the parsed document means that a key was repeated.
  static func count(inText data: Data) -> Int {
    var count = 0
    var inString = false
    var escaped = false
    for byte in data {
      if escaped {
        escaped = false
      } else if inString, byte == UInt8(ascii: "\\") {
        escaped = true
      } else if byte == UInt8(ascii: "\"") {
        inString.toggle()
      } else if !inString, byte == UInt8(ascii: ":") {
        count += 1
      }
    }
    return count
  }

  /// The path of the first key, in sorted order, that stands in `object` and not in `known`.
  static func firstUnknown(in object: Any, comparedWith known: Any, at path: String) -> String? {
    if let members = object as? [String: Any], let knownMembers = known as? [String: Any] {
      for key in members.keys.sorted() {
        let place = DocumentPath.member(path, key)
        guard let value = members[key], let knownValue = knownMembers[key] else { return place }
        if let found = firstUnknown(in: value, comparedWith: knownValue, at: place) {
          return found
        }
      }
    }
    guard let elements = object as? [Any], let knownElements = known as? [Any] else { return nil }
    for (index, pair) in zip(elements, knownElements).enumerated() {
      let place = DocumentPath.index(path, index)
      if let found = firstUnknown(in: pair.0, comparedWith: pair.1, at: place) { return found }
    }
    return nil
  }
}
