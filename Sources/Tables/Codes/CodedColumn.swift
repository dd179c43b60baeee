/// One dictionary-coded column: each cell is a dense integer code.
///
/// Invariant: each code is at most `dictionary.count`; code `CodedColumn.missing` (0) is a missing
/// cell, code `c` > 0 is value `c - 1` of the dictionary. Codes are given in the order of first
/// appearance, so the same rows give the same codes on every machine.
public struct CodedColumn: Sendable, Equatable {
  /// The code of a missing cell.
  public static let missing: UInt32 = 0

  /// The column's name in its table.
  public let name: String
  /// One code for each row.
  public let codes: [UInt32]
  /// The distinct values in code order.
  public let dictionary: ValueDictionary

  /// A column of `codes` over `dictionary`.
  ///
  /// - Precondition: each code is at most `dictionary.count`.
  /// - Complexity: O(rows), for the check.
  public init(name: String, codes: [UInt32], dictionary: ValueDictionary) {
    precondition(
      Int(codes.max() ?? 0) <= dictionary.count, "a code stands for no value of the dictionary")
    self.name = name
    self.codes = codes
    self.dictionary = dictionary
  }

  /// The number of different codes that can occur: the distinct values, and missing.
  public var cardinality: Int { dictionary.count + 1 }

  /// The number of missing cells.
  ///
  /// - Complexity: O(rows).
  public var missingCount: Int {
    var count = 0
    for code in codes where code == Self.missing { count += 1 }
    return count
  }
}

extension CodedColumn {
  /// Codes an array of texts, `nil` for missing cells; the obvious way, for small tables and tests.
  ///
  /// - Complexity: O(rows) expected.
  public init(name: String, texts: [String?]) {
    var codeOfText: [String: UInt32] = [:]
    var values: [String] = []
    let codes = texts.map { text -> UInt32 in
      guard let text else { return Self.missing }
      if let code = codeOfText[text] { return code }
      values.append(text)
      codeOfText[text] = UInt32(values.count)
      return UInt32(values.count)
    }
    self.init(name: name, codes: codes, dictionary: .texts(values))
  }
}
