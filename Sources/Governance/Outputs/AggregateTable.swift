import Tables

/// A table of counts, shares and means, one group a row.
struct AggregateTable {
  private let header: [DelimitedRecords.Cell]
  private let rows: [[DelimitedRecords.Cell]]

  init(text: String, separator: Unicode.Scalar) {
    let records = DelimitedRecords(text, separator: separator).records
    header = records.first ?? []
    rows = Array(records.dropFirst())
  }

  /// What it shows that it must not, in reading order within each kind.
  func faults(_ terms: OutputTerms) -> [OutputFault] {
    guard !header.isEmpty, rows.allSatisfy({ $0.count == header.count }) else {
      return [OutputFault(kind: .unreadable, line: 1, column: 1)]
    }
    let roles = header.indices.map(role)
    var faults: [OutputFault] = []
    for index in header.indices {
      switch roles[index] {
      case .count: faults += smallCells(index, terms.minimumCell)
      case .extreme: faults.append(fault(.exactExtreme, header[index]))
      case .share: faults += wholeGroups(index)
      case .label:
        faults += texts(index)
        if let counts = roles.firstIndex(of: .count) {
          faults += rareCategories(index, counts: counts, terms.minimumCategory)
        }
      case .figure: break
      }
    }
    if !roles.contains(.count), let cell = header.first, !rows.isEmpty {
      faults.append(fault(.countsMissing, cell))
    }
    for cell in header + rows.flatMap({ $0 }) where IdentifierScan.isFound(in: cell.text) {
      faults.append(fault(.identifier, cell))
    }
    return faults
  }

  // MARK: Columns

  private enum Role { case count, share, extreme, figure, label }

  private static let countWords: Set<String> = [
    "n", "count", "counts", "cases", "people", "persons", "patients", "users", "subjects",
    "total", "frequency", "freq", "respondents", "num", "number",
  ]
  private static let extremeWords: Set<String> = [
    "min", "max", "minimum", "maximum", "smallest", "largest", "lowest", "highest", "range",
  ]
  private static let shareWords: Set<String> = [
    "share", "percent", "percentage", "pct", "proportion", "rate", "fraction",
  ]

  private func role(_ index: Int) -> Role {
    let words = Set(Self.words(of: header[index].text))
    if !words.isDisjoint(with: Self.extremeWords) { return .extreme }
    let numbers = rows.compactMap { Self.number($0[index].text) }
    guard numbers.count == rows.count || isMostlyNumbers(index) else { return .label }
    if !words.isDisjoint(with: Self.shareWords) { return .share }
    if !words.isDisjoint(with: Self.countWords) { return .count }
    return .figure
  }

  /// Suppressed cells stand between numbers as empty texts, dashes and stars.
  private func isMostlyNumbers(_ index: Int) -> Bool {
    rows.allSatisfy { row in
      let text = row[index].text
      return Self.number(text) != nil || text.isEmpty
        || text.unicodeScalars.allSatisfy { !$0.properties.isAlphabetic && $0.value > 0x1F }
        || ["na", "n/a", "null", "nan", "c", "x"].contains(text.lowercased())
        || text.hasPrefix("<")
    }
  }

  private static func words(of name: String) -> [String] {
    var words: [String] = []
    var word = ""
    var wasLower = false
    for character in name {
      if character.isUppercase, wasLower {
        words.append(word)
        word = ""
      }
      wasLower = character.isLowercase
      if character.isLetter || character.isNumber {
        word += character.lowercased()
      } else {
        words.append(word)
        word = ""
      }
    }
    return (words + [word]).filter { !$0.isEmpty }
  }

  private static func number(_ text: String) -> Double? {
    let trimmed = text.filter { $0 != "," && $0 != " " && $0 != "%" }
    return Double(trimmed).flatMap { $0.isFinite ? $0 : nil }
  }

  // MARK: Faults

  private func fault(_ kind: OutputFault.Kind, _ cell: DelimitedRecords.Cell) -> OutputFault {
    OutputFault(kind: kind, line: cell.line, column: cell.column)
  }

  private func smallCells(_ index: Int, _ least: Int) -> [OutputFault] {
    rows.compactMap { row in
      guard let number = Self.number(row[index].text), number > 0, number < Double(least) else {
        return nil
      }
      return fault(.smallCell, row[index])
    }
  }

  private func wholeGroups(_ index: Int) -> [OutputFault] {
    let isPercent = rows.contains { (Self.number($0[index].text) ?? 0) > 1 }
    return rows.compactMap { row in
      guard let number = Self.number(row[index].text),
        number == 0 || number == (isPercent ? 100 : 1)
      else { return nil }
      return fault(.wholeGroup, row[index])
    }
  }

  private func rareCategories(_ index: Int, counts: Int, _ least: Int) -> [OutputFault] {
    var totals: [String: Double] = [:]
    var isKnown: [String: Bool] = [:]
    for row in rows {
      let number = Self.number(row[counts].text)
      totals[row[index].text, default: 0] += number ?? 0
      isKnown[row[index].text] = (isKnown[row[index].text] ?? true) && number != nil
    }
    var seen: Set<String> = []
    return rows.compactMap { row in
      let category = row[index].text
      // A category with a suppressed cell may be larger than what is left of it.
      guard let total = totals[category], isKnown[category] == true, total > 0,
        total < Double(least), seen.insert(category).inserted
      else { return nil }
      return fault(.rareCategory, row[index])
    }
  }

  private func texts(_ index: Int) -> [OutputFault] {
    rows.compactMap { row in
      IdentifierScan.isFreeText(row[index].text) ? fault(.freeText, row[index]) : nil
    }
  }
}
