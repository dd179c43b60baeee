/// A text such as a user agent, taken apart into what stays and the version numbers that rise.
///
/// A version number is a run of digits, cut by points or underscores, that stands behind a slash,
/// has more than one part, or follows a word that versions follow (Android 14, CPU iPhone OS 17).
/// Digits within a word (Win64, x86_64, 390x844, SM-G991B) and model numbers (Pixel 7) are none.
struct VersionedText: Sendable, Equatable {
  /// The text with each version number replaced by `#`.
  let skeleton: String
  /// The version numbers, each as its parts.
  let versions: [[UInt64]]

  private static let versionWords: Set<String> = ["Android", "OS", "NT", "X", "CrOS", "Version"]

  init(_ text: String) {
    var skeleton: [UInt8] = []
    var versions: [[UInt64]] = []
    let bytes = Array(text.utf8)
    var position = 0
    while position < bytes.count {
      let end = Self.wordEnd(in: bytes, from: position)
      let word = bytes[position..<end]
      if let parts = Self.parts(word),
        parts.count > 1 || Self.announcesVersion(bytes[..<position])
      {
        skeleton.append(UInt8(ascii: "#"))
        versions.append(parts)
      } else {
        skeleton += word
      }
      if end < bytes.count { skeleton.append(bytes[end]) }
      position = end + 1
    }
    self.skeleton = String(decoding: skeleton, as: UTF8.self)
    self.versions = versions
  }

  /// The end of the run of letters, digits, points and underscores that begins at `start`.
  private static func wordEnd(in bytes: [UInt8], from start: Int) -> Int {
    var end = start
    while end < bytes.count, isWord(bytes[end]) { end += 1 }
    return end
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "."), UInt8(ascii: "_"), 0x80...:
      true
    default: false
    }
  }

  /// The parts of a word of digits cut by points or underscores; `nil` where it is anything else.
  private static func parts(_ word: ArraySlice<UInt8>) -> [UInt64]? {
    var parts: [UInt64] = []
    var isInNumber = false
    for byte in word {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        let digit = UInt64(byte - UInt8(ascii: "0"))
        let last = isInNumber ? parts.removeLast() : 0
        // A number of more than 18 digits is no version; it is kept at that size, not trapped on.
        parts.append(last < 100_000_000_000_000_000 ? last * 10 + digit : last)
        isInNumber = true
      case UInt8(ascii: "."), UInt8(ascii: "_"):
        guard isInNumber else { return nil }
        isInNumber = false
      default: return nil
      }
    }
    return isInNumber ? parts : nil
  }

  /// Whether what stands before a number says that it is a version.
  private static func announcesVersion(_ before: ArraySlice<UInt8>) -> Bool {
    guard let last = before.last else { return false }
    if last == UInt8(ascii: "/") || last == UInt8(ascii: ":") { return true }
    guard last == UInt8(ascii: " ") else { return false }
    let word = before.dropLast().reversed().prefix { isWord($0) }.reversed()
    return versionWords.contains(String(decoding: Array(word), as: UTF8.self))
  }

  /// Whether a text seen later can be this one after upgrades: nothing but versions differs, and no
  /// version is lower.
  func canBecome(_ later: VersionedText) -> Bool {
    skeleton == later.skeleton && versions.count == later.versions.count
      && zip(versions, later.versions).allSatisfy { !$1.lexicographicallyPrecedes($0) }
  }

  /// The text with each version cut to its first `parts` numbers, 0 for none.
  func text(versionParts parts: Int) -> String {
    var numbers = versions.makeIterator()
    var text = ""
    for character in skeleton {
      guard character == "#", let version = numbers.next() else {
        text.append(character)
        continue
      }
      text += version.prefix(parts).map(String.init).joined(separator: ".")
    }
    return text
  }
}
