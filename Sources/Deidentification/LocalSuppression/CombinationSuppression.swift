import Numerics

/// The suppression of cells for one requirement within one stratum, wildcard meaning.
struct CombinationSuppression {
  private let k: Int
  private let sets: ColumnSets
  private let workers: Workers
  private let countsPeople: Bool
  private let cardinalities: [Int]
  private var index: WildcardIndex
  /// The rows of each entry; the last is the next to be suppressed.
  private var rowsOfEntry: [[UInt32]]
  /// What was suppressed so far: rows and masks of columns of the combination.
  private(set) var suppressed: [(row: UInt32, mask: UInt64)] = []

  /// The rows of a stratum, projected on the columns of a requirement.
  ///
  /// - Parameter subjects: dense numbers of data subjects, or `nil` where rows are counted.
  init(
    columns: CodeColumns, k: Int, sets: ColumnSets, subjects: [UInt32]?, workers: Workers
  ) throws(NumericsError) {
    self.k = k
    self.sets = sets
    self.workers = workers
    cardinalities = columns.cardinalities
    countsPeople = subjects != nil
    let subjectCount = Int(subjects?.max() ?? 0) + 1
    let keyed =
      try subjects.map { (numbers) throws(NumericsError) in
        try CodeColumns(
          columns: columns.columns + [numbers],
          cardinalities: columns.cardinalities + [subjectCount], rowCount: columns.rowCount)
      } ?? columns
    let classes = EquivalenceClasses(keyed, workers: workers)
    let width = columns.columns.count
    index = WildcardIndex(width: width, subjectCount: countsPeople ? subjectCount : 0)
    rowsOfEntry = [[UInt32]](repeating: [], count: classes.count)
    for (row, entry) in classes.classOfRow.enumerated() {
      rowsOfEntry[Int(entry)].append(UInt32(row))
    }
    for (entry, row) in classes.representatives.enumerated() {
      let codes = columns.columns.map { $0[Int(row)] }
      _ = index.append(
        codes, shown: shownMask(codes), count: classes.sizes[entry],
        subject: subjects.map { $0[Int(row)] })
    }
  }

  /// Suppresses until every row matches k.
  mutating func run() {
    var unsafe = unsafeEntries(Array(0..<index.count))
    var next = 0
    while !unsafe.isEmpty {
      let budget = max(1, (1 << 24) / unsafe.count)
      // Where people are counted a wave counts too low, so that the last sets may be tried again.
      let end = min(sets.masks.count, next + budget)
      let wave = SuppressionWave(
        entries: liveEntries(), unsafe: unsafe, k: k, sets: sets, range: next..<end,
        workers: workers)
      let before = suppressed.count
      for action in wave.actions() { suppress(action.entry, action.mask) }
      if end < sets.masks.count { next = end } else if suppressed.count == before { return }
      unsafe = unsafeEntries(unsafe.map(\.entry))
    }
  }

  private mutating func unsafeEntries(_ candidates: [Int]) -> [UnsafeEntry] {
    var found: [Int32] = []
    var unsafe: [UnsafeEntry] = []
    for entry in candidates where index.counts[entry] > 0 {
      if !countsPeople && Int(index.counts[entry]) >= k { continue }
      let held = index.matches(of: entry, enough: k, into: &found)
      if held < k { unsafe.append(UnsafeEntry(entry: entry, deficit: k - held)) }
    }
    return unsafe
  }

  private func liveEntries() -> EntryTable {
    let live = (0..<index.count).filter { index.counts[$0] > 0 }
    var columns = [[UInt32]](
      repeating: [UInt32](repeating: 0, count: live.count), count: index.width)
    for (place, entry) in live.enumerated() {
      let mask = index.shownColumns(of: entry)
      for column in 0..<index.width where mask >> UInt64(column) & 1 == 1 {
        columns[column][place] = index.values[entry * index.width + column]
      }
    }
    return EntryTable(
      columns: columns, cardinalities: cardinalities, entries: live,
      counts: live.map { index.counts[$0] },
      subjects: countsPeople ? live.map { index.subjects[$0] } : nil)
  }

  private mutating func suppress(_ entry: Int, _ mask: UInt64) {
    let before = index.shownColumns(of: entry)
    guard before & mask != 0 else { return }
    if countsPeople || index.counts[entry] == 1 {
      index.show(before & ~mask, of: entry)
      for row in rowsOfEntry[entry] { suppressed.append((row, before & mask)) }
    } else if let row = rowsOfEntry[entry].popLast() {
      let codes = index.values[(entry * index.width)..<((entry + 1) * index.width)]
      _ = index.append(Array(codes), shown: before & ~mask, count: 1)
      index.removeRow(from: entry)
      rowsOfEntry.append([row])
      suppressed.append((row, before & mask))
    }
  }
}

/// The columns in which a row has a value.
func shownMask(_ codes: [UInt32]) -> UInt64 {
  var mask: UInt64 = 0
  for (column, code) in codes.enumerated() where code != 0 { mask |= 1 << UInt64(column) }
  return mask
}

/// An entry that matches fewer than k rows, and how many are missing.
struct UnsafeEntry {
  let entry: Int
  let deficit: Int
}

/// The entries of a combination as columns; a cell that is not shown is 0.
struct EntryTable {
  let columns: [[UInt32]]
  let cardinalities: [Int]
  let entries: [Int]
  let counts: [UInt32]
  let subjects: [UInt32]?
}
