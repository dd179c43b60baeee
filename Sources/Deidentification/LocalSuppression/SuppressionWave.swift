import Numerics

/// One greedy choice of cells to suppress, over some sets of columns.
///
/// A group is the rows that agree on all columns but a set S. Suppressing S in one unsafe row of a
/// group that holds k rows makes that row safe, and gives every other unsafe row of the group one
/// match more. Each choice takes the group with the most relief for its cost, where the relief of a
/// row is priced at what it would cost to make it safe alone. Rows that share nothing are then made
/// safe one by one at their lowest cost.
///
/// Matches are counted from below (a missing cell counts as a value here), so no row is taken for
/// safe that is not.
struct SuppressionWave {
  private let k: Int
  private let masks: [UInt64]
  private let costs: [Double]
  private let groups: [ColumnSetGroups]
  private let entries: [Int]
  private let places: [Int]
  private let subjectIsShared: [Bool]
  private let hidden: [UInt64]
  private var deficits: [Int]
  private var rows: [Int]

  /// What to suppress: one row of an entry, in a set of columns.
  struct Action {
    let entry: Int
    let mask: UInt64
  }

  init(
    entries table: EntryTable, unsafe: [UnsafeEntry], k: Int, sets: ColumnSets,
    range: Range<Int>, workers: Workers
  ) {
    self.k = k
    masks = Array(sets.masks[range])
    costs = Array(sets.costs[range])
    entries = unsafe.map(\.entry)
    deficits = unsafe.map(\.deficit)
    var placeOfEntry: [Int: Int] = [:]
    for (place, entry) in table.entries.enumerated() { placeOfEntry[entry] = place }
    let places = unsafe.map { placeOfEntry[$0.entry] ?? 0 }
    self.places = places
    rows = places.map { table.subjects == nil ? Int(table.counts[$0]) : 1 }
    hidden = places.map { place in ~shownMask(table.columns.map { $0[place] }) }
    subjectIsShared = sharedSubjects(table, at: places)
    let masks = masks
    groups = concurrentChunks(count: masks.count, maximumChunks: 256, workers: workers) { range in
      range.map { ColumnSetGroups(table, unsafe: places, leavingOut: masks[$0], k: k) }
    }.flatMap { $0 }
  }

  /// The choices, in order.
  func actions() -> [Action] {
    var state = SuppressionQueue(
      k: k, costs: costs, masks: masks, groups: groups, deficits: deficits, rows: rows,
      hidden: hidden, subjectIsShared: subjectIsShared)
    return state.run().map { Action(entry: entries[$0.unsafe], mask: masks[$0.set]) }
  }
}

/// Whether the subject of each unsafe entry has other entries: then a match with it may be none.
private func sharedSubjects(_ table: EntryTable, at places: [Int]) -> [Bool] {
  guard let subjects = table.subjects else { return [Bool](repeating: false, count: places.count) }
  var entriesOfSubject = [UInt32](repeating: 0, count: Int(subjects.max() ?? 0) + 1)
  for subject in subjects { entriesOfSubject[Int(subject)] += 1 }
  return places.map { entriesOfSubject[Int(subjects[$0])] > 1 }
}

/// The groups of a table by all columns but a set, as far as they hold unsafe rows.
struct ColumnSetGroups: Sendable {
  /// Members of group g: `members[starts[g] ..< starts[g + 1]]`, places in the list of unsafe
  /// entries; groups of at least two.
  private(set) var starts: [Int32] = [0]
  private(set) var members: [Int32] = []
  /// For each unsafe entry, whether its group holds k rows (or people).
  private(set) var isEnough: [Bool]

  init(_ table: EntryTable, unsafe: [Int], leavingOut mask: UInt64, k: Int) {
    isEnough = [Bool](repeating: false, count: unsafe.count)
    let kept = table.columns.indices.filter { mask >> UInt64($0) & 1 == 0 }
    guard
      let columns = try? CodeColumns(
        columns: kept.map { table.columns[$0] }, cardinalities: kept.map { table.cardinalities[$0] },
        rowCount: table.entries.count, workers: .single)
    else { return }
    let classes = EquivalenceClasses(columns, workers: .single)
    let sizes = Self.sizes(classes, table)
    var unsafeOfClass = [Int32](repeating: 0, count: classes.count)
    for (number, place) in unsafe.enumerated() {
      let group = Int(classes.classOfRow[place])
      guard sizes[group] >= k else { continue }
      isEnough[number] = true
      unsafeOfClass[group] += 1
    }
    fill(unsafe, classes, unsafeOfClass)
  }

  private mutating func fill(
    _ unsafe: [Int], _ classes: EquivalenceClasses, _ unsafeOfClass: [Int32]
  ) {
    var next = [Int32](repeating: -1, count: unsafeOfClass.count)
    for (group, count) in unsafeOfClass.enumerated() where count > 1 {
      next[group] = starts[starts.count - 1]
      starts.append(next[group] + count)
    }
    members = [Int32](repeating: 0, count: Int(starts[starts.count - 1]))
    for (number, place) in unsafe.enumerated() where isEnough[number] {
      let group = Int(classes.classOfRow[place])
      guard next[group] >= 0 else { continue }
      members[Int(next[group])] = Int32(number)
      next[group] += 1
    }
  }

  private static func sizes(_ classes: EquivalenceClasses, _ table: EntryTable) -> [Int] {
    if let subjects = table.subjects,
      let people = try? classes.distinctSubjects(
        subjects, subjectCount: Int(subjects.max() ?? 0) + 1, workers: .single)
    {
      return people.map(Int.init)
    }
    var sizes = [Int](repeating: 0, count: classes.count)
    for (place, group) in classes.classOfRow.enumerated() {
      sizes[Int(group)] += Int(table.counts[place])
    }
    return sizes
  }
}
