public import Tables

/// One column of two tables, or of one, coded over one dictionary: equal codes are equal values.
///
/// Side *left* is what the adversary holds, *right* the release; for duplicates within one table
/// both are the same rows.
public struct LinkageField: Sendable {
  /// The column's name in the release.
  public let name: String
  /// What its values are.
  public let kind: FieldKind
  /// The code of each row of the left table; 0 is missing.
  public let left: [UInt32]
  /// The code of each row of the right table; 0 is missing.
  public let right: [UInt32]
  /// The values behind the codes of both: code c is value c - 1.
  public let dictionary: ValueDictionary

  /// The rows of one table, to find duplicates within it.
  ///
  /// - Parameters:
  ///   - kind: what the values are; `nil` to tell by the values.
  ///   - folds: whether upper and lower case, and spaces at the ends, make no difference.
  /// - Complexity: O(distinct values) beside the sharing of the rows.
  public init(
    within column: CodedColumn, kind: FieldKind? = nil, folds: Bool = false
  ) {
    let column = folds ? column.folded : column
    self.init(
      name: column.name, kind: kind, left: column.codes, right: column.codes,
      dictionary: column.dictionary)
  }

  /// A column of the release beside its counterpart in another party's table.
  ///
  /// Numbers meet as numbers, whatever keeps them; anything else meets as text.
  ///
  /// - Throws: `LinkageError.opaque` where a side's values were not kept.
  /// - Complexity: O(rows + distinct values).
  public init(
    auxiliary: CodedColumn, release: CodedColumn, kind: FieldKind? = nil, folds: Bool = true
  ) throws(LinkageError) {
    for column in [auxiliary, release] {
      if case .opaque(let count) = column.dictionary, count > 0 {
        throw .opaque(column: release.name)
      }
    }
    let join =
      auxiliary.dictionary.isNumeric && release.dictionary.isNumeric
      ? JoinedDictionary(numbers: auxiliary.dictionary, release.dictionary)
      : JoinedDictionary(
        texts: auxiliary.dictionary.labels, release.dictionary.labels, folds: folds)
    self.init(
      name: release.name, kind: kind, left: auxiliary.codes.map { join.left[Int($0)] },
      right: release.codes.map { join.right[Int($0)] }, dictionary: join.dictionary)
  }

  init(
    name: String, kind: FieldKind?, left: [UInt32], right: [UInt32], dictionary: ValueDictionary
  ) {
    self.name = name
    self.left = left
    self.right = right
    self.dictionary = dictionary
    self.kind = kind ?? FieldStatistics(dictionary, rowCount: max(left.count, right.count)).kind
  }
}

extension ValueDictionary {
  /// Whether the values are kept as numbers.
  fileprivate var isNumeric: Bool {
    switch self {
    case .integers, .reals: true
    case .texts, .opaque: false
    }
  }
}

extension CodedColumn {
  /// The column with case and outer spaces made alike; codes that become equal become one.
  fileprivate var folded: CodedColumn {
    guard case .texts(let values) = dictionary else { return self }
    let join = JoinedDictionary(texts: values, [], folds: true)
    return CodedColumn(
      name: name, codes: codes.map { join.left[Int($0)] }, dictionary: join.dictionary)
  }
}

/// Two dictionaries made one.
struct JoinedDictionary {
  /// For each code of the left column its new code.
  private(set) var left: [UInt32] = [0]
  /// For each code of the right column its new code.
  private(set) var right: [UInt32] = [0]
  /// The values behind the new codes.
  private(set) var dictionary: ValueDictionary

  init(texts leftTexts: [String], _ rightTexts: [String], folds: Bool) {
    var codeOfText: [String: UInt32] = [:]
    codeOfText.reserveCapacity(leftTexts.count + rightTexts.count)
    var values: [String] = []
    func code(_ text: String) -> UInt32 {
      let text = folds ? text.folded : text
      // A cell of spaces says nothing.
      if folds, text.isEmpty { return CodedColumn.missing }
      if let code = codeOfText[text] { return code }
      values.append(text)
      codeOfText[text] = UInt32(values.count)
      return UInt32(values.count)
    }
    left += leftTexts.map(code)
    right += rightTexts.map(code)
    dictionary = .texts(values)
  }

  init(numbers leftValues: ValueDictionary, _ rightValues: ValueDictionary) {
    var codeOfNumber: [Double: UInt32] = [:]
    var values: [Double] = []
    func code(_ number: Double) -> UInt32 {
      if let code = codeOfNumber[number] { return code }
      values.append(number)
      codeOfNumber[number] = UInt32(values.count)
      return UInt32(values.count)
    }
    left += (leftValues.numbers ?? []).map(code)
    right += (rightValues.numbers ?? []).map(code)
    dictionary = .reals(values)
  }
}

extension String {
  /// In lower case, without spaces at the ends; the text itself where that changes nothing.
  fileprivate var folded: String {
    let isPlain = utf8.allSatisfy { $0 > 0x20 && $0 < 0x80 && !($0 >= 0x41 && $0 <= 0x5A) }
    if isPlain { return self }
    let lower = lowercased()
    guard let first = lower.firstIndex(where: { !$0.isWhitespace }),
      let last = lower.lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return String(lower[first...last])
  }
}
