/// Who wrote to, called or met whom, and when: one event an edge, in order of time.
public struct InteractionEvents: Sendable, Equatable {
  /// The number of data subjects, contacts included, numbered from 0.
  public let subjectCount: Int
  /// Who acted.
  public let sources: [UInt32]
  /// With whom.
  public let targets: [UInt32]
  /// When, in seconds; rising.
  public let seconds: [Int64]

  /// Events, put in order of time; those at one time in order of their people.
  ///
  /// - Precondition: as many targets and times as sources; people lie below `subjectCount`.
  /// - Complexity: O(events log events).
  public init(subjectCount: Int, sources: [UInt32], targets: [UInt32], seconds: [Int64]) {
    precondition(
      sources.count == targets.count && sources.count == seconds.count,
      "each event has two people and a time")
    precondition(
      sources.allSatisfy { $0 < subjectCount } && targets.allSatisfy { $0 < subjectCount },
      "people are numbered from 0")
    let order = sources.indices.sorted {
      (seconds[$0], sources[$0], targets[$0]) < (seconds[$1], sources[$1], targets[$1])
    }
    self.subjectCount = subjectCount
    self.sources = order.map { sources[$0] }
    self.targets = order.map { targets[$0] }
    self.seconds = order.map { seconds[$0] }
  }

  /// The number of events.
  public var count: Int { sources.count }

  /// The events before and from the median event's time on, which belongs to the later period.
  ///
  /// - Parameters:
  ///   - boundary: where to part them instead, in seconds.
  ///   - gapSeconds: how much to leave out from the boundary on, so that weeks lie between.
  public func periods(
    at boundary: Int64? = nil, gapSeconds: Int64 = 0
  ) -> (earlier: InteractionEvents, later: InteractionEvents) {
    let split = boundary ?? (count > 0 ? seconds[count / 2] : 0)
    let (resumes, overflow) = split.addingReportingOverflow(max(0, gapSeconds))
    let end = firstIndex(at: split)
    let start = overflow ? count : firstIndex(at: resumes)
    return (part(0..<end), part(start..<count))
  }

  private func firstIndex(at second: Int64) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = low + (high - low) / 2
      if seconds[middle] < second { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private func part(_ range: Range<Int>) -> InteractionEvents {
    InteractionEvents(
      ordered: subjectCount, sources: Array(sources[range]), targets: Array(targets[range]),
      seconds: Array(seconds[range]))
  }

  private init(ordered subjectCount: Int, sources: [UInt32], targets: [UInt32], seconds: [Int64]) {
    self.subjectCount = subjectCount
    self.sources = sources
    self.targets = targets
    self.seconds = seconds
  }
}
