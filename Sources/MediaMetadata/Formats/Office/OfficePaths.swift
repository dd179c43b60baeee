/// Paths of someone's own computer in a document: where they start, and what is left of them.
enum OfficePaths {
  /// The text with each local path cut to its last component; nil where there is none.
  ///
  /// Local are "C:\...", "\\server\...", "file:...", "/Users/..." and "/home/...". A path ends at a
  /// quotation mark, or with the text.
  static func shortened(_ text: String) -> String? {
    var rest = Array(text.utf8)[...]
    guard firstLocal(rest) != nil else { return nil }
    var output: [UInt8] = []
    while let start = firstLocal(rest) {
      let end = rest[start...].firstIndex(of: UInt8(ascii: "\"")) ?? rest.endIndex
      output += rest[..<start] + lastName(of: rest[start..<end])
      rest = rest[end...]
    }
    return String(decoding: output + rest, as: UTF8.self)
  }

  /// What is left of a path: its file's name.
  ///
  /// "file:" and "C:" alone are no names, and a folder's name is as telling as its path.
  private static func lastName(of path: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let isSeparator = { (byte: UInt8) in byte == UInt8(ascii: "\\") || byte == UInt8(ascii: "/") }
    let start = path.lastIndex(where: isSeparator).map { $0 + 1 } ?? path.startIndex
    let name = path[start...]
    return name.contains(UInt8(ascii: ":")) ? [] : name
  }

  /// Where the first local path starts.
  static func firstLocal(_ bytes: ArraySlice<UInt8>) -> Int? {
    guard bytes.count > 3 else { return nil }
    for index in bytes.indices {
      switch bytes[index] {
      case UInt8(ascii: ":"):
        if let start = drive(bytes, colon: index) { return start }
      case UInt8(ascii: "\\"):
        if isShare(bytes, index) { return index }
      case UInt8(ascii: "/"):
        if isHome(bytes, index) { return index }
      case UInt8(ascii: "f"), UInt8(ascii: "F"):
        if isFileURL(bytes, index) { return index }
      default: continue
      }
    }
    return nil
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7a) || (byte >= 0x30 && byte <= 0x39) || byte >= 0x80
  }

  /// Whether a word may start here.
  private static func isBoundary(_ bytes: ArraySlice<UInt8>, _ index: Int) -> Bool {
    index == bytes.startIndex || !isWord(bytes[index - 1])
  }

  private static func drive(_ bytes: ArraySlice<UInt8>, colon: Int) -> Int? {
    let letter = colon - 1
    guard letter >= bytes.startIndex, colon + 1 < bytes.endIndex,
      (0x61...0x7a).contains(bytes[letter] | 0x20), isBoundary(bytes, letter),
      bytes[colon + 1] == UInt8(ascii: "\\") || bytes[colon + 1] == UInt8(ascii: "/")
    else { return nil }
    return letter
  }

  private static func isShare(_ bytes: ArraySlice<UInt8>, _ index: Int) -> Bool {
    guard bytes.endIndex - index > 3, bytes[index + 1] == UInt8(ascii: "\\"),
      isWord(bytes[index + 2])
    else { return false }
    guard index > bytes.startIndex else { return true }
    let before = bytes[index - 1]
    return before == UInt8(ascii: "\"") || before == UInt8(ascii: " ")
  }

  private static let homes = ["/Users/", "/home/"].map { Array($0.utf8) }
  private static let fileScheme = Array("file:".utf8)

  private static func isHome(_ bytes: ArraySlice<UInt8>, _ index: Int) -> Bool {
    guard index == bytes.startIndex || bytes[index - 1] == UInt8(ascii: "\"") else { return false }
    return homes.contains { bytes[index...].starts(with: $0) }
  }

  private static func isFileURL(_ bytes: ArraySlice<UInt8>, _ index: Int) -> Bool {
    guard bytes.endIndex - index > 6, isBoundary(bytes, index) else { return false }
    return zip(bytes[index...], fileScheme).allSatisfy { $0 | 0x20 == $1 | 0x20 }
      && (bytes[index + 5] == UInt8(ascii: "/") || bytes[index + 5] == UInt8(ascii: "\\"))
  }

  /// The user's name in a path: what follows "Users" or "home".
  static func owner(in path: String) -> String? {
    let parts = path.split { $0 == "/" || $0 == "\\" }
    let homes: Set<String> = ["users", "home", "documents and settings"]
    guard let index = parts.firstIndex(where: { homes.contains($0.lowercased()) }),
      index + 1 < parts.count
    else { return nil }
    return String(parts[index + 1])
  }
}

/// The people of a document under names that say nothing: "Author 1", one for each person.
struct OfficeAuthors {
  private var names: [String: String] = [:]
  private var used: Set<String> = []
  private var next = 1

  /// The name to put in place of a person's; the same name where it says nothing already.
  mutating func pseudonym(for name: String) -> String {
    if name.isEmpty || Self.isPseudonym(name) {
      used.insert(name)
      return name
    }
    if let known = names[name] { return known }
    while used.contains("Author \(next)") { next += 1 }
    let made = "Author \(next)"
    used.insert(made)
    names[name] = made
    return made
  }

  /// The name for a person who was met before; nil for others.
  func known(_ name: String) -> String? { names[name] }

  /// Whether a name is "Author" and a number.
  static func isPseudonym(_ name: String) -> Bool {
    guard name.hasPrefix("Author ") else { return false }
    let number = name.dropFirst(7)
    return !number.isEmpty && number.count < 7 && number.allSatisfy { ("0"..."9").contains($0) }
  }
}

/// Names that programs give to objects, such as "Picture 1".
enum OfficeObjectNames {
  /// Whether a name says nothing: at most three words of letters, and a number.
  static func isPlain(_ name: String) -> Bool {
    guard name.count <= 40 else { return false }
    let words = name.split(separator: " ")
    guard words.count <= 4 else { return false }
    return words.enumerated().allSatisfy { number, word in
      if number == words.count - 1 {
        let letters = word.drop { $0.isLetter }
        return letters.count <= 5 && letters.allSatisfy { ("0"..."9").contains($0) }
          && (words.count > 1 || !letters.isEmpty || Self.single.contains(name.lowercased()))
      }
      return word.allSatisfy { $0.isLetter }
    }
  }

  private static let single: Set<String> = [
    "picture", "image", "title", "subtitle", "object", "chart", "table", "shape", "textbox",
  ]
}
