/// The words of content streams (ISO 32000-1, Annex A).
enum PDFOperators {
  /// The bytes of an operator as one number; nil for a word that is none.
  static func code(_ word: ArraySlice<UInt8>) -> Int? {
    guard word.count <= 3 else { return nil }
    let code = word.reduce(0) { $0 << 8 | Int($1) }
    return codes.contains(code) ? code : nil
  }

  /// Whether a word is an operand.
  static func isConstant(_ word: ArraySlice<UInt8>) -> Bool {
    guard word.count == 4 || word.count == 5 else { return false }
    return ["true", "null", "false"].contains { word.elementsEqual($0.utf8) }
  }

  /// `EI` is not among them: it stands behind a picture's bytes, which are passed with it.
  private static let codes = Set(
    [
      "b", "B", "b*", "B*", "BDC", "BI", "BMC", "BT", "BX", "c", "cm", "CS", "cs", "d", "d0", "d1",
      "Do", "DP", "EMC", "ET", "EX", "f", "F", "f*", "G", "g", "gs", "h", "i", "ID", "j", "J",
      "K", "k", "l", "m", "M", "MP", "n", "q", "Q", "re", "RG", "rg", "ri", "s", "S", "SC", "sc",
      "SCN", "scn", "sh", "T*", "Tc", "Td", "TD", "Tf", "Tj", "TJ", "TL", "Tm", "Tr", "Ts", "Tw",
      "Tz", "v", "w", "W", "W*", "y", "'", "\"",
    ].map { $0.utf8.reduce(0) { $0 << 8 | Int($1) } })
}
