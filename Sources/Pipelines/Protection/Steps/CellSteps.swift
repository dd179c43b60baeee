import Deidentification
import Findings
import Tables

/// Steps that map the values of one column, each by itself: drop, codes at the ends, rounding,
/// rare values, masks, pseudonyms, encryption, tokens.
struct CellSteps {
  let step: ProtectionPlan.Step
  let context: StepContext

  /// Changes the table.
  ///
  /// - Throws: `ProtectionError`.
  func apply(to table: inout WorkingTable) throws(ProtectionError) -> ProtectionStepRecord {
    if step.kind == .drop { return try drop(&table) }
    let name = step.values.text("column") ?? ""
    let index = try table.index(of: name, line: step.line)
    let labels = try newLabels(table, index)
    let changed = table.replaceLabels(of: index, with: labels)
    let isKeyed = step.kind == .pseudonym || step.kind == .encrypt
    return ProtectionStepRecord(
      kind: step.kind.rawValue, line: step.line, columns: [name],
      randomSource: isKeyed ? .key : step.kind == .token ? .system : .none,
      changedCells: changed, removedRows: 0, doesNotProtectAgainst: limits)
  }

  private func drop(
    _ table: inout WorkingTable
  ) throws(ProtectionError) -> ProtectionStepRecord {
    let names = step.values.texts("columns") ?? []
    for name in names where !table.names.contains(name) {
      throw .noColumn(name, line: step.line)
    }
    let rows = table.peopleRows
    table.drop(names)
    return ProtectionStepRecord(
      kind: step.kind.rawValue, line: step.line, columns: names, changedCells: rows * names.count,
      removedRows: 0, doesNotProtectAgainst: "what the other columns tell")
  }

  private func newLabels(
    _ table: WorkingTable, _ index: Int
  ) throws(ProtectionError) -> [String?] {
    let labels = table.columns[index].labels
    switch step.kind {
    case .topCode:
      let numbers = try numbers(table, index)
      return zip(numbers, labels).map { number, label in clipped(number, label) }
    case .round, .mergeRare, .mask: return try coarsened(table, index)
    case .pseudonym: return try pseudonyms(labels)
    case .encrypt: return try encrypted(labels)
    case .token: return try tokens(labels)
    default: return labels
    }
  }

  private func numbers(
    _ table: WorkingTable, _ index: Int
  ) throws(ProtectionError) -> [Double] {
    let column = table.columns[index]
    let numbers = column.labels.map { Double($0) ?? .nan }
    let bad = numbers.count { !$0.isFinite }
    guard bad == 0 else {
      throw .notNumeric(column.name, bad: bad, of: numbers.count, line: step.line)
    }
    return numbers
  }

  private func clipped(_ number: Double, _ label: String) -> String {
    if let top = step.values.number("top"), number > top { return WorkingTable.text(of: top) }
    if let bottom = step.values.number("bottom"), number < bottom {
      return WorkingTable.text(of: bottom)
    }
    return label
  }

  /// The values made coarser: one row for each value, with the rows that have it.
  private func coarsened(
    _ table: WorkingTable, _ index: Int
  ) throws(ProtectionError) -> [String?] {
    let labels = table.columns[index].labels
    if step.kind == .round { _ = try numbers(table, index) }
    let values = CodedColumn(
      name: table.columns[index].name, codes: labels.indices.map { UInt32($0 + 1) },
      dictionary: .texts(labels))
    let level = try refusing(step.line) { () throws(DeidentificationError) in
      try coarsened(values, counts: table.counts(of: index)).level
    }
    return level.groupOfCode.dropFirst().map { level.labels[Int($0) - 1] }
  }

  private func coarsened(
    _ values: CodedColumn, counts: [Int]
  ) throws(DeidentificationError) -> CoarsenedColumn {
    switch step.kind {
    case .round:
      return try Coarsening.rounded(values, toMultipleOf: step.values.number("base") ?? 1)
    case .mergeRare:
      return try Coarsening.rareMerged(
        values, threshold: step.values.integer("below") ?? 1,
        label: step.values.text("label") ?? "other", rowCounts: counts)
    default:
      let (keep, isRight) = (
        step.values.integer("keep") ?? 0, step.values.text("from") == "right"
      )
      return try Coarsening.masked(
        values, keepingFirst: isRight ? 0 : keep, keepingLast: isRight ? keep : 0,
        hidesLength: true)
    }
  }

  // MARK: Identifiers

  private func pseudonyms(_ labels: [String]) throws(ProtectionError) -> [String?] {
    let key = try context.requireKey(step)
    return try identifying { () throws(IdentifierError) in
      let pseudonymizer = try Pseudonymizer(
        key: key, release: context.plan.releaseName,
        purpose: step.values.text("purpose") ?? step.values.text("column") ?? "identifier",
        byteCount: step.values.integer("bytes") ?? 16)
      return try pseudonymizer.pseudonyms(for: labels)
    }
  }

  private func encrypted(_ labels: [String]) throws(ProtectionError) -> [String?] {
    let key = try context.requireKey(step)
    return try identifying { () throws(IdentifierError) in
      let cipher = try FormatCipher(key: key, release: context.plan.releaseName)
      var encrypted: [String?] = []
      for label in labels { encrypted.append(try cipher.encrypt(label)) }
      return encrypted
    }
  }

  private func tokens(_ labels: [String]) throws(ProtectionError) -> [String?] {
    let key = try context.requireKey(step)
    let path = step.values.text("vault") ?? ""
    let full = path.hasPrefix("/") || context.folder.isEmpty ? path : context.folder + "/" + path
    return try identifying { () throws(IdentifierError) in
      var vault =
        AtomicFile.exists(full)
        ? try TokenVault(key: key, readingFrom: full) : TokenVault(key: key)
      var tokens: [String?] = []
      for label in labels { tokens.append(try vault.token(for: label)) }
      try vault.write(to: full)
      return tokens
    }
  }

  private func identifying<Result>(
    _ body: () throws(IdentifierError) -> Result
  ) throws(ProtectionError) -> Result {
    do {
      return try body()
    } catch {
      throw .identifier(error, column: step.values.text("column") ?? "", line: step.line)
    }
  }

  private var limits: String {
    switch step.kind {
    case .topCode, .round, .mergeRare, .mask: "the values that stay, and other columns"
    case .pseudonym:
      "who holds the key; how often a pseudonym occurs, and what its rows tell together"
    case .encrypt: "who holds the key; how often a value occurs"
    case .token: "who holds vault and key; how often a token occurs"
    default: ""
    }
  }
}
