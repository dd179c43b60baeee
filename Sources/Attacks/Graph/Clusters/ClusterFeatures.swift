import Numerics

/// What the clusters of a period say of each person.
struct ClusterFeatures {
  /// In how many windows each other person was in the same cluster.
  let companions: SparseCounts
  /// The same, each window counting less the larger the cluster.
  let closeCompanions: SparseCounts
  /// The sizes of the person's clusters: a count for each window, in bins of a factor of two.
  let sizes: SparseCounts
  /// How many companions were there in one window, in two, in three or four, and so on.
  let persistence: SparseCounts
  /// How much of its company a person kept from one window to the next, in tenths.
  let turnover: SparseCounts

  /// Larger clusters say little of each other's members, and would take the square of their size.
  static let largestCluster = 2_000
  /// What a window of two people counts among `closeCompanions`.
  private static let closeness = 1_000

  /// Counts company.
  ///
  /// - Parameter isNamed: who can be recognised as a companion; `nil`: everyone.
  init(_ windows: ClusterWindows, among isNamed: [Bool]? = nil) {
    let members = (0..<windows.count).map { windows.members(ofWindow: $0) }
    var (companions, close): ([[UInt32: UInt32]], [[UInt32: UInt32]]) = (
      Array(repeating: [:], count: windows.subjectCount),
      Array(repeating: [:], count: windows.subjectCount)
    )
    var (sizes, turnover): ([(row: UInt32, column: UInt32)], [(row: UInt32, column: UInt32)]) = (
      [], []
    )
    for window in members {
      for cluster in window where cluster.count > 1 {
        let bin = UInt32(Int.bitWidth - 1 - cluster.count.leadingZeroBitCount)
        sizes += cluster.map { ($0, min(bin, 23)) }
        guard cluster.count <= Self.largestCluster else { continue }
        let weight = UInt32(max(1, Self.closeness / (cluster.count - 1)))
        for person in cluster {
          for other in cluster where other != person && isNamed?[Int(other)] ?? true {
            companions[Int(person)][other, default: 0] += 1
            close[Int(person)][other, default: 0] += weight
          }
        }
      }
    }
    for window in 1..<max(members.count, 1) {
      turnover += Self.kept(windows, members, window)
    }
    let count = windows.subjectCount
    self.companions = Self.matrix(companions, columns: count)
    self.closeCompanions = Self.matrix(close, columns: count)
    self.sizes = SparseCounts(rowCount: count, columnCount: 24, pairs: sizes)
    self.turnover = SparseCounts(rowCount: count, columnCount: 11, pairs: turnover)
    self.persistence = SparseCounts(
      rowCount: count, columnCount: 16,
      pairs: companions.enumerated().flatMap { row, others in
        others.values.sorted().map {
          (UInt32(row), UInt32(min(UInt32.bitWidth - 1 - $0.leadingZeroBitCount, 15)))
        }
      })
  }

  /// For each person of a window and the one before, which tenth of its company stayed the same.
  private static func kept(
    _ windows: ClusterWindows, _ members: [[[UInt32]]], _ window: Int
  ) -> [(row: UInt32, column: UInt32)] {
    var shared: [UInt64: Int] = [:]
    let (before, after) = (windows.clusters[window - 1], windows.clusters[window])
    for (first, second) in zip(before, after) {
      guard let first, let second else { continue }
      shared[UInt64(first) << 32 | UInt64(second), default: 0] += 1
    }
    return zip(before, after).enumerated().compactMap { person, clusters in
      guard let first = clusters.0, let second = clusters.1 else { return nil }
      let both = shared[UInt64(first) << 32 | UInt64(second), default: 1] - 1
      let all =
        members[window - 1][Int(first)].count + members[window][Int(second)].count - 2 - both
      return (UInt32(person), all > 0 ? UInt32(10 * both / all) : 0)
    }
  }

  private static func matrix(_ rows: [[UInt32: UInt32]], columns: Int) -> SparseCounts {
    var (offsets, others, counts) = ([0], [UInt32](), [UInt32]())
    for row in rows {
      for (other, count) in row.sorted(by: { $0.key < $1.key }) {
        others.append(other)
        counts.append(count)
      }
      offsets.append(others.count)
    }
    return SparseCounts(columnCount: columns, offsets: offsets, columns: others, counts: counts)
  }
}
