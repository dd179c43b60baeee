/// The names of members: as text, and which of them an archive may hold.
enum ZipNames {
  /// A name as text: UTF-8, else one character a byte.
  static func text(_ name: ArraySlice<UInt8>) -> String {
    String(validating: name, as: UTF8.self)
      ?? String(String.UnicodeScalarView(name.map { Unicode.Scalar($0) }))
  }

  /// Why a name is refused; nil for one that stays in the folder where it is unpacked.
  static func fault(_ name: [UInt8]) -> String? {
    guard let first = name.first else { return "a member has no name" }
    if name.contains(where: { $0 < 0x20 || $0 == 0x7f }) {
      return "a member's name holds control characters"
    }
    if name.contains(UInt8(ascii: "\\")) { return "a member's name holds a backslash" }
    if first == UInt8(ascii: "/") { return "a member's name starts at the root" }
    if name.count > 1, name[1] == UInt8(ascii: ":") { return "a member's name holds a drive" }
    let parts = name.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    if parts.contains(where: { $0.elementsEqual([0x2e, 0x2e]) }) {
      return "a member's name leaves its folder"
    }
    if parts.dropLast().contains(where: { $0.isEmpty }) {
      return "a member's name holds an empty folder"
    }
    return nil
  }

  /// Refuses names that leave the folder, and names that stand twice (in any case of letters).
  static func check(_ entries: [ZipEntry]) throws(MediaError) {
    var seen: Set<[UInt8]> = []
    for entry in entries {
      let fault =
        fault(entry.name)
        ?? (seen.insert(entry.name).inserted ? nil : "a member's name stands twice")
      if let fault { throw .malformed(.zip, offset: entry.record.lowerBound, reason: fault) }
    }
  }
}
