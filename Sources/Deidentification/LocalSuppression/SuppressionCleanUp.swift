import Numerics

/// Shows suppressed cells again that no requirement needs any more, dearest first.
///
/// Greedy choices make earlier ones superfluous: a row that was suppressed early may have come to
/// match enough rows through the wildcards of others. A cell is shown again if its row, and each row
/// that no longer matches it, still matches k without it. Passes are made until nothing changes.
///
/// **Cost**: O(matches of suppressed rows x patterns) for each pass.
struct SuppressionCleanUp {
  private let original: [[UInt32]]
  private let costs: [Double]
  private var combinations: [CombinationState]
  /// The columns, cells shown again where possible.
  private(set) var codes: [[UInt32]]

  init(
    original: [[UInt32]], suppressed: [[UInt32]], requirements: [SuppressionRequirement],
    unsafe: [[Bool]], rule: WildcardRule, costs: [Double], subjects: [UInt32]?
  ) {
    self.original = original
    self.costs = costs
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

  /// Shows cells again until none can be.
  mutating func run() {
    var cells = suppressedCells()
    while !cells.isEmpty {
      let left = cells.filter { !tryToShow($0.row, $0.column) }
      if left.count == cells.count { return }
      cells = left
    }
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

  private mutating func tryToShow(_ row: Int, _ column: Int) -> Bool {
    for number in combinations.indices {
      guard combinations[number].canShow(row, column) else { return false }
    }
    for number in combinations.indices { combinations[number].show(row, column) }
    codes[column][row] = original[column][row]
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

  /// Whether a suppressed cell can be shown and every row still matches k.
  ///
  /// Leaves the rows that would be lost to it in `lost`.
  mutating func canShow(_ row: Int, _ column: Int) -> Bool {
    lost.removeAll(keepingCapacity: true)
    guard let bit = bitOfColumn[column] else { return true }
    let entry = Int(entryOfRow[row])
    let shown = shownOfEntry[entry] | 1 << UInt64(bit)
    if isUnsafe[row], shown == originalOfEntry[entry] { return false }
    if rule == .own {
      return index.matches(of: entry, showing: shown, enough: k, into: &found) >= k
    }
    let value = index.values[entry * index.width + bit]
    _ = index.matches(of: entry, into: &found)
    var kept = 0
    var people = Set<UInt32>()
    for other in found {
      let isLost =
        index.shownColumns(of: Int(other)) >> UInt64(bit) & 1 == 1
        && index.values[Int(other) * index.width + bit] != value
      if isLost {
        lost.append(other)
      } else if index.subjects.isEmpty {
        kept += Int(index.counts[Int(other)])
      } else {
        people.insert(index.subjects[Int(other)])
      }
    }
    guard (index.subjects.isEmpty ? kept : people.count) >= k else { return false }
    return index.subjects.isEmpty
      ? lost.allSatisfy { frequency(of: Int($0)) > k }
      : lost.allSatisfy { matchesEnough(Int($0), without: entry) }
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

  /// Shows a cell, for which `canShow` was just asked.
  mutating func show(_ row: Int, _ column: Int) {
    guard let bit = bitOfColumn[column] else { return }
    let entry = Int(entryOfRow[row])
    shownOfEntry[entry] |= 1 << UInt64(bit)
    if rule == .own { return }
    index.show(shownOfEntry[entry], of: entry)
    guard index.subjects.isEmpty else { return }
    if frequencies[entry] >= 0 { frequencies[entry] = -1 }
    for other in lost where frequencies[Int(other)] >= 0 { frequencies[Int(other)] -= 1 }
  }
}
