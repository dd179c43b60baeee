/// Finds the entries of a table that match an entry, where missing cells match everything.
///
/// Entries are distinct rows with counts. Those with the same cells missing are one pattern; for
/// each pair of patterns that is asked for, a hash table holds the entries of the one by the
/// columns that both show. An entry can move to another pattern; tables drop it when they meet it
/// there.
struct WildcardIndex: Sendable {
  /// The entries' codes, row by row, as they were before anything was suppressed.
  private(set) var values: [UInt32] = []
  /// The number of rows of each entry.
  private(set) var counts: [UInt32] = []
  /// The data subject of each entry, where people are counted; else empty.
  private(set) var subjects: [UInt32] = []
  /// The pattern of each entry.
  private(set) var patternOf: [Int32] = []
  /// The columns that a pattern shows.
  private(set) var shown: [UInt64] = []
  /// The number of codes of an entry.
  let width: Int

  private var patternOfMask: [UInt64: Int32] = [:]
  private var members: [[Int32]] = []
  private var tables: [PatternTable] = []
  private var tableOfPair: [[Int32]] = []
  private var tableOfMask: [[UInt64: Int32]] = []
  private var leftPatterns: [Int: Set<Int32>] = [:]
  private var lastSeen: [UInt32] = []
  private var query: UInt32 = 0

  /// An index without entries.
  ///
  /// - Parameter subjectCount: a number that all subjects lie below; 0 where rows are counted.
  init(width: Int, subjectCount: Int = 0) {
    self.width = width
    lastSeen = [UInt32](repeating: 0, count: subjectCount)
  }

  /// The number of entries.
  var count: Int { counts.count }

  /// The columns that an entry shows.
  func shownColumns(of entry: Int) -> UInt64 { shown[Int(patternOf[entry])] }

  /// Adds an entry, and returns its number.
  mutating func append(
    _ codes: some Sequence<UInt32>, shown mask: UInt64, count: UInt32, subject: UInt32? = nil
  ) -> Int {
    let entry = counts.count
    values.append(contentsOf: codes)
    counts.append(count)
    if let subject { subjects.append(subject) }
    patternOf.append(0)
    enter(entry, mask)
    return entry
  }

  /// Shows other columns of an entry.
  mutating func show(_ mask: UInt64, of entry: Int) {
    guard shownColumns(of: entry) != mask else { return }
    leftPatterns[entry, default: []].insert(patternOf[entry])
    enter(entry, mask)
  }

  private mutating func enter(_ entry: Int, _ mask: UInt64) {
    let pattern = Int(self.pattern(mask))
    patternOf[entry] = Int32(pattern)
    if leftPatterns[entry]?.contains(Int32(pattern)) ?? false { return }
    members[pattern].append(Int32(entry))
    for table in tableOfMask[pattern].values {
      tables[Int(table)].insert(entry, values, width)
    }
  }

  private mutating func pattern(_ mask: UInt64) -> Int32 {
    if let known = patternOfMask[mask] { return known }
    let new = Int32(shown.count)
    patternOfMask[mask] = new
    shown.append(mask)
    members.append([])
    tableOfMask.append([:])
    tableOfPair.append([])
    return new
  }

  private mutating func table(asking: Int, of pattern: Int) -> Int {
    while tableOfPair[asking].count <= pattern { tableOfPair[asking].append(-1) }
    let known = tableOfPair[asking][pattern]
    if known >= 0 { return Int(known) }
    let mask = shown[asking] & shown[pattern]
    var number = tableOfMask[pattern][mask]
    if number == nil {
      var table = PatternTable(mask: mask, capacity: members[pattern].count)
      for entry in members[pattern] { table.insert(Int(entry), values, width) }
      number = Int32(tables.count)
      tables.append(table)
      tableOfMask[pattern][mask] = number
    }
    tableOfPair[asking][pattern] = number ?? 0
    return Int(number ?? 0)
  }

  private func agree(_ one: Int, _ other: Int, on mask: UInt64) -> Bool {
    var rest = mask
    while rest != 0 {
      let column = rest.trailingZeroBitCount
      if values[one * width + column] != values[other * width + column] { return false }
      rest &= rest &- 1
    }
    return true
  }

  /// Collects entries that match an entry, itself included, until they hold `enough` rows (or
  /// people), and returns how many they hold.
  ///
  /// - Parameter mask: the columns that the entry is taken to show; `nil` for those it does.
  /// - Complexity: O(patterns + entries found) expected.
  mutating func matches(
    of entry: Int, showing mask: UInt64? = nil, enough: Int = .max, into found: inout [Int32]
  ) -> Int {
    found.removeAll(keepingCapacity: true)
    query &+= 1
    if query == 0 { query = restartedQueries() }
    var held = 0
    let asking = mask.map { Int(pattern($0)) } ?? Int(patternOf[entry])
    for pattern in shown.indices {
      if held >= enough { break }
      if members[pattern].count <= 8 {
        for other in members[pattern]
        where patternOf[Int(other)] == Int32(pattern)
          && agree(entry, Int(other), on: shown[asking] & shown[pattern])
        {
          held += take(other, &found)
        }
        continue
      }
      let number = table(asking: asking, of: pattern)
      let mask = tables[number].mask
      var place = tables[number].first(entry, values, width)
      while place >= 0 {
        let (other, next) = tables[number].entry(place)
        if patternOf[Int(other)] == Int32(pattern), agree(entry, Int(other), on: mask) {
          held += take(other, &found)
          if held >= enough { break }
        }
        place = next
      }
    }
    return held
  }

  private mutating func take(_ entry: Int32, _ found: inout [Int32]) -> Int {
    found.append(entry)
    guard !subjects.isEmpty else { return Int(counts[Int(entry)]) }
    let subject = Int(subjects[Int(entry)])
    if lastSeen[subject] == query { return 0 }
    lastSeen[subject] = query
    return counts[Int(entry)] > 0 ? 1 : 0
  }

  private mutating func restartedQueries() -> UInt32 {
    for subject in lastSeen.indices { lastSeen[subject] = 0 }
    return 1
  }
}
