/// Words of a command line that can be pasted into a shell.
enum Shell {
  /// `word` as it must be written, quoted only where it needs to be.
  static func quoted(_ word: String) -> String {
    let plain = word.unicodeScalars.allSatisfy {
      ("a"..."z").contains($0) || ("A"..."Z").contains($0) || ("0"..."9").contains($0)
        || "_-./,:=+@%".unicodeScalars.contains($0)
    }
    if plain, !word.isEmpty { return word }
    let escaped = word.split(separator: "'", omittingEmptySubsequences: false)
      .joined(separator: "'\\''")
    return "'\(escaped)'"
  }
}
