public import Numerics

/// Who belonged with whom in each of several windows of time of equal length.
///
/// In each window the people who dealt with each other form a graph whose edges weigh as many
/// events as there were; its communities are found by modularity.
///
/// **Source** `Louvain`; the windows follow Cretu et al. 2022 (weekly graphs).
/// **Cost** O(events log events) and a few passes over the ties of each window.
public struct ClusterWindows: Sendable {
  /// The number of data subjects.
  public let subjectCount: Int
  /// For each window the cluster of each data subject, `nil` where it did not deal with anybody.
  public let clusters: [[UInt32?]]
  /// For each window the modularity of its clusters.
  public let modularities: [Double]

  /// There are no more windows than this.
  public static let limit = 5_000

  /// Finds the clusters of each window; the first window begins with the first event.
  ///
  /// - Parameters:
  ///   - table: the table's name, for errors.
  ///   - seed: of the order in which people are visited.
  /// - Throws: `GraphAttackError` where windows have no length, or there are too many.
  public init(
    _ events: InteractionEvents, windowSeconds: Int64, seed: UInt64, table: String
  ) throws {
    guard windowSeconds > 0 else { throw GraphAttackError.windowNotPositive(table: table) }
    let ranges = try Self.ranges(events, windowSeconds: windowSeconds, table: table)
    let windows = try concurrentChunks(count: ranges.count) { chunk in
      try chunk.map { try Self.window(events, ranges[$0], seed: seed &+ UInt64($0)) }
    }.flatMap(\.self)
    subjectCount = events.subjectCount
    clusters = windows.map(\.clusters)
    modularities = windows.map(\.modularity)
  }

  /// The events of each window.
  private static func ranges(
    _ events: InteractionEvents, windowSeconds: Int64, table: String
  ) throws(GraphAttackError) -> [Range<Int>] {
    guard let first = events.seconds.first, let last = events.seconds.last else { return [] }
    let (span, overflow) = last.subtractingReportingOverflow(first)
    let count = overflow ? Int.max : Int(span / windowSeconds) + 1
    guard count <= limit else { throw .tooManyWindows(table: table, count: count, limit: limit) }
    var ranges: [Range<Int>] = []
    var start = 0
    for window in 0..<count {
      var end = start
      while end < events.count,
        (events.seconds[end] - first) / windowSeconds == Int64(window)
      {
        end += 1
      }
      ranges.append(start..<end)
      start = end
    }
    return ranges
  }

  private static func window(
    _ events: InteractionEvents, _ range: Range<Int>, seed: UInt64
  ) throws -> (clusters: [UInt32?], modularity: Double) {
    // The clusters must not depend on how people are numbered beyond this order: numbers of the two
    // halves of an experiment belong together.
    var numbers = [UInt32?](repeating: nil, count: events.subjectCount)
    var present: [UInt32] = []
    var edges: [(UInt32, UInt32, Double)] = []
    func number(_ person: UInt32) -> UInt32 {
      if let number = numbers[Int(person)] { return number }
      let number = UInt32(present.count)
      numbers[Int(person)] = number
      present.append(person)
      return number
    }
    for event in range where events.sources[event] != events.targets[event] {
      edges.append((number(events.sources[event]), number(events.targets[event]), 1))
    }
    let graph = try WeightedGraph(nodeCount: present.count, edges: edges)
    let communities = Louvain.communities(of: graph, seed: seed)
    var clusters = [UInt32?](repeating: nil, count: events.subjectCount)
    for (person, community) in zip(present, communities) { clusters[Int(person)] = community }
    return (clusters, graph.modularity(of: communities))
  }

  /// The number of windows.
  public var count: Int { clusters.count }

  /// In how many windows a data subject dealt with anybody.
  public func windowCount(of subject: Int) -> Int { clusters.count { $0[subject] != nil } }

  /// How far each window's clusters agree with those of the window before, over the people who are
  /// in both; windows with fewer than two of them are left out.
  public var agreements: [PartitionAgreement] {
    zip(clusters, clusters.dropFirst()).compactMap { before, after in
      let both = zip(before, after).compactMap { pair in
        pair.0.flatMap { first in pair.1.map { (first, $0) } }
      }
      return both.count < 2 ? nil : PartitionAgreement(both.map(\.0), both.map(\.1))
    }
  }

  /// The people of each cluster of a window, rising.
  func members(ofWindow window: Int) -> [[UInt32]] {
    let count = clusters[window].compactMap(\.self).max().map { Int($0) + 1 } ?? 0
    var members = [[UInt32]](repeating: [], count: count)
    for (person, cluster) in clusters[window].enumerated() {
      if let cluster { members[Int(cluster)].append(UInt32(person)) }
    }
    return members
  }
}
