/// The most that one data subject may contribute: groups, and rows in each.
///
/// **Guarantee**: after `kept`, no subject has more than `groups` groups and `rowsPerGroup` rows in
/// one; the choice is uniform under a secret key and depends on the subject's own rows alone, so
/// that neighbouring data stay neighbours: the rest of the rows is the same.
/// **Source**: Wilson et al. 2020 (bounded user contribution); Google's library.
/// **Cost**: O(n): a counting sort by subject, hashing only where something must go.
/// **Does not protect against**: bias (what is left out is lost); subjects under several codes.
public struct ContributionBounds: Sendable, Equatable, Codable {
  /// The most groups of one subject.
  public let groups: Int
  /// The most rows of one subject in one group.
  public let rowsPerGroup: Int

  /// The most rows of one subject.
  public var rows: Int { groups * rowsPerGroup }

  /// - Throws: `PrivacyError.parameter` outside of 1 ... 2^20.
  public init(groups: Int, rowsPerGroup: Int) throws(PrivacyError) {
    guard (1...1 << 20).contains(groups), (1...1 << 20).contains(rowsPerGroup) else {
      throw .parameter(name: "groups, rowsPerGroup", rule: "must be between 1 and 2^20")
    }
    (self.groups, self.rowsPerGroup) = (groups, rowsPerGroup)
  }

  /// The limits of a histogram over the groups.
  public func keyLimits(neighbours: Neighbours) throws(PrivacyError) -> KeyLimits {
    try KeyLimits(keys: groups, rowsPerKey: rowsPerGroup, neighbours: neighbours)
  }

  /// The positions, in increasing order, of the rows that stay.
  ///
  /// - Parameters:
  ///   - subjects: each row's data subject, a code below `subjectCount`; others are left out.
  ///   - groups: each row's group.
  public func kept(
    subjects: [UInt32], groups codes: [UInt32], subjectCount: Int, order: KeyedPriority
  ) throws(PrivacyError) -> [Int] {
    guard subjects.count == codes.count, subjectCount >= 0, subjects.count < 1 << 31 else {
      throw .parameter(name: "rows", rule: "must have one subject and one group each, below 2^31")
    }
    let sorted = SubjectRows(subjects, count: subjectCount)
    var isKept = [Bool](repeating: false, count: subjects.count)
    for subject in 0..<subjectCount {
      let rows = sorted.rows(of: subject)
      // One row, or as many as fit in the tightest way: nothing to choose.
      if rows.count <= min(groups, rowsPerGroup) {
        for row in rows { isKept[Int(row)] = true }
      } else {
        choose(rows, UInt64(subject), codes, order) { isKept[$0] = true }
      }
    }
    return isKept.indices.filter { isKept[$0] }
  }

  private func choose(
    _ rows: ArraySlice<UInt32>, _ subject: UInt64, _ codes: [UInt32], _ order: KeyedPriority,
    keep: (Int) -> Void
  ) {
    // Rows by group, each with its place among the subject's rows: what priorities are made of.
    let placed = rows.enumerated().map { (code: codes[Int($1)], place: UInt64($0), row: Int($1)) }
      .sorted { ($0.code, $0.place) < ($1.code, $1.place) }
    var runs: [Range<Int>] = []
    var start = 0
    for index in 1...placed.count
    where index == placed.count || placed[index].code != placed[start].code {
      runs.append(start..<index)
      start = index
    }
    if runs.count > groups {
      let ranked = runs.map { run in
        (order.priority(subject, 1 << 63 | UInt64(placed[run.lowerBound].code)), run)
      }
      runs = ranked.sorted { ($0.0, $0.1.lowerBound) < ($1.0, $1.1.lowerBound) }
        .prefix(groups).map { $0.1 }
    }
    for run in runs {
      guard run.count > rowsPerGroup else {
        for item in placed[run] { keep(item.row) }
        continue
      }
      let ranked = placed[run].map { (order.priority(subject, $0.place), $0.row) }
      for item in ranked.sorted(by: { $0 < $1 }).prefix(rowsPerGroup) { keep(item.1) }
    }
  }
}

/// Rows gathered by data subject, in their own order.
struct SubjectRows {
  private let offsets: [Int]
  private let positions: [UInt32]

  init(_ subjects: [UInt32], count: Int) {
    var ends = [Int](repeating: 0, count: count + 1)
    for subject in subjects where Int(subject) < count { ends[Int(subject) + 1] += 1 }
    for index in 0..<count { ends[index + 1] += ends[index] }
    offsets = ends
    var places = [UInt32](repeating: 0, count: ends[count])
    for (row, subject) in subjects.enumerated() where Int(subject) < count {
      places[ends[Int(subject)]] = UInt32(row)
      ends[Int(subject)] += 1
    }
    positions = places
  }

  func rows(of subject: Int) -> ArraySlice<UInt32> {
    positions[offsets[subject]..<offsets[subject + 1]]
  }
}
