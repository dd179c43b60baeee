import Numerics

/// Shows suppressed cells again that no requirement needs any more, dearest first.
///
/// Greedy choices make earlier ones superfluous: a row that was suppressed early may have come to
/// match enough rows through the wildcards of others. A cell is shown again if its row, and each
/// row that no longer matches it, still matches k without it. Passes are made until nothing
/// changes.
///
/// **Cost**: O(matches of suppressed rows x patterns) for each pass.
struct SuppressionCleanUp {
  private let original: [[UInt32]]
  private let costs: [Double]
  private let isSuppressible: [Bool]
  private let rule: WildcardRule
  private var combinations: [CombinationState]
  /// The columns, cells shown again where possible.
  private(set) var codes: [[UInt32]]

  init(
    original: [[UInt32]], suppressed: [[UInt32]], requirements: [SuppressionRequirement],
    unsafe: [[Bool]], rule: WildcardRule, costs: [Double], isSuppressible: [Bool],
    subjects: [UInt32]?
  ) {
    self.original = original
    self.costs = costs
    self.isSuppressible = isSuppressible
    self.rule = rule
    codes = suppressed
    let rowCount = original.first?.count ?? 0
    var numberOfChange = [UInt32](repeating: 0, count: rowCount)
    var changes: UInt32 = 0
    for row in 0..<rowCount
    where original.indices.contains(where: { original[$0][row] != suppressed[$0][row] }) {
      changes += 1
      numberOfChange[row] = changes
    }
    combinations =
      changes == 0
      ? []
      : zip(requirements, unsafe).compactMap { requirement, unsafe in
        CombinationState(
          original: original, suppressed: suppressed, names: distinct(requirement.columns),
          k: requirement.k, rule: rule, isUnsafe: unsafe, numberOfChange: numberOfChange,
          subjects: subjects)
      }
  }

  /// Shows cells again until none can be, and exchanges sets of cells for cheaper ones.
  mutating func run() {
    showAgain()
    if rule == .mutual, exchange() { showAgain() }
  }

  private mutating func showAgain() {
    var cells = suppressedCells()
    while !cells.isEmpty {
      let left = cells.filter { cell in
        !change(cell.row, to: columnsSuppressed(in: cell.row).filter { $0 != cell.column })
      }
      if left.count == cells.count { return }
      cells = left
    }
  }

  /// Tries one other cell in place of several, and returns whether anything changed.
  ///
  /// One that original values would not justify, but that others' suppressed cells do.
  private mutating func exchange() -> Bool {
    var isChanged = false
    var cellsOfRow: [Int: Double] = [:]
    for cell in suppressedCells() { cellsOfRow[cell.row, default: 0] += costs[cell.column] }
    let singles = costs.indices.filter { isSuppressible[$0] }
      .sorted { (costs[$0], $0) < (costs[$1], $1) }
    for (row, cost) in cellsOfRow.sorted(by: { $0.key < $1.key }) {
      guard columnsSuppressed(in: row).count > 1 else { continue }
      for column in singles where costs[column] < cost && original[column][row] != 0 {
        if change(row, to: [column]) {
          isChanged = true
          break
        }
      }
    }
    return isChanged
  }

  private func columnsSuppressed(in row: Int) -> [Int] {
    original.indices.filter { original[$0][row] != codes[$0][row] }
  }

  private func suppressedCells() -> [(row: Int, column: Int)] {
    var cells: [(row: Int, column: Int)] = []
    var suppressedInRow = [Int](repeating: 0, count: original.first?.count ?? 0)
    for column in original.indices {
      for row in original[column].indices where original[column][row] != codes[column][row] {
        cells.append((row, column))
        suppressedInRow[row] += 1
      }
    }
    return cells.sorted { one, other in
      let left = (-costs[one.column], -suppressedInRow[one.row], one.column)
      let right = (-costs[other.column], -suppressedInRow[other.row], other.column)
      return left == right ? one.row < other.row : left < right
    }
  }

  /// Suppresses these columns of a row, and no others, if every row still matches k.
  private mutating func change(_ row: Int, to columns: [Int]) -> Bool {
    for number in combinations.indices {
      guard combinations[number].canSuppress(columns, in: row) else { return false }
    }
    for number in combinations.indices { combinations[number].suppress(columns, in: row) }
    for column in original.indices { codes[column][row] = original[column][row] }
    for column in columns { codes[column][row] = 0 }
    return true
  }
}

/// One requirement during the clean-up: who matches whom, and how many.
private struct CombinationState {
  private let k: Int
  private let rule: WildcardRule
  private let isUnsafe: [Bool]
  private let bitOfColumn: [Int: Int]
  private let entryOfRow: [UInt32]
  private var index: WildcardIndex
  private var shownOfEntry: [UInt64]
  private let originalOfEntry: [UInt64]
  private var frequencies: [Int]
  private var found: [Int32] = []
  private var others: [Int32] = []
  private var lost: [Int32] = []
  private var gained: [Int32] = []

  init?(
    original: [[UInt32]], suppressed: [[UInt32]], names: [Int], k: Int, rule: WildcardRule,
    isUnsafe: [Bool], numberOfChange: [UInt32], subjects: [UInt32]?
  ) {
    self.k = k
    self.rule = rule
    self.isUnsafe = isUnsafe
    bitOfColumn = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
    let people = subjects ?? []
    let keys = names.map { suppressed[$0] } + [numberOfChange] + (people.isEmpty ? [] : [people])
    guard
      let columns = try? CodeColumns(
        columns: keys, cardinalities: keys.map { Int($0.max() ?? 0) + 1 },
        rowCount: numberOfChange.count)
    else { return nil }
    let classes = EquivalenceClasses(columns)
    entryOfRow = classes.classOfRow
    index = WildcardIndex(
      width: names.count, subjectCount: people.isEmpty ? 0 : Int(people.max() ?? 0) + 1)
    for (entry, representative) in classes.representatives.enumerated() {
      let row = Int(representative)
      _ = index.append(
        names.map { original[$0][row] },
        shown: shownMask(names.map { (rule == .own ? original : suppressed)[$0][row] }),
        count: classes.sizes[entry], subject: people.isEmpty ? nil : people[row])
    }
    frequencies = [Int](repeating: -1, count: index.count)
    shownOfEntry = classes.representatives.map { row in
      shownMask(names.map { suppressed[$0][Int(row)] })
    }
    originalOfEntry = classes.representatives.map { row in
      shownMask(names.map { original[$0][Int(row)] })
    }
  }

  /// Whether a row can lose these cells, and no others, and every row still matches k.
  ///
  /// Leaves the rows that no longer match it in `lost`, and those that newly do in `gained`.
  mutating func canSuppress(_ columns: [Int], in row: Int) -> Bool {
    lost.removeAll(keepingCapacity: true)
    gained.removeAll(keepingCapacity: true)
    let entry = Int(entryOfRow[row])
    let shown = shownAfter(columns, entry)
    if shown == shownOfEntry[entry] { return true }
    if isUnsafe[row], shown == originalOfEntry[entry] { return false }
    if rule == .own {
      return index.matches(of: entry, showing: shown, enough: k, into: &found) >= k
    }
    guard index.matches(of: entry, showing: shown, into: &found) >= k else { return false }
    _ = index.matches(of: entry, into: &others)
    let (before, after) = (Set(others), Set(found))
    // The row itself matches under both; whoever shows another value now is lost.
    lost = others.filter { !after.contains($0) }
    gained = found.filter { !before.contains($0) }
    return index.subjects.isEmpty
      ? lost.allSatisfy { frequency(of: Int($0)) > k }
      : lost.allSatisfy { matchesEnough(Int($0), without: entry) }
  }

  private func shownAfter(_ columns: [Int], _ entry: Int) -> UInt64 {
    var shown = originalOfEntry[entry]
    for column in columns {
      if let bit = bitOfColumn[column] { shown &= ~(1 << UInt64(bit)) }
    }
    return shown
  }

  private mutating func frequency(of entry: Int) -> Int {
    if frequencies[entry] < 0 { frequencies[entry] = index.matches(of: entry, into: &others) }
    return frequencies[entry]
  }

  private mutating func matchesEnough(_ entry: Int, without gone: Int) -> Bool {
    let held = index.matches(of: entry, into: &others)
    if held > k { return true }
    return held == k
      && others.contains {
        Int($0) != gone && index.subjects[Int($0)] == index.subjects[gone]
      }
  }

  /// Suppresses cells, for which `canSuppress` was just asked.
  mutating func suppress(_ columns: [Int], in row: Int) {
    let entry = Int(entryOfRow[row])
    shownOfEntry[entry] = shownAfter(columns, entry)
    if rule == .own { return }
    index.show(shownOfEntry[entry], of: entry)
    guard index.subjects.isEmpty else { return }
    frequencies[entry] = -1
    for other in lost where frequencies[Int(other)] >= 0 { frequencies[Int(other)] -= 1 }
    for other in gained where frequencies[Int(other)] >= 0 { frequencies[Int(other)] += 1 }
  }
}
