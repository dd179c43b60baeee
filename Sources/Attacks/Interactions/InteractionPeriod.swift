public import Numerics

/// What one period's events say of each data subject's contacts: with whom, how often, in which
/// order, how fast.
public struct InteractionPeriod: Sendable, Equatable {
  /// How often each data subject acted toward each other: rows and columns are data subjects.
  public let sent: SparseCounts
  /// How often each data subject was acted toward by each other.
  public let received: SparseCounts
  /// How long after being acted toward by a contact a data subject acted toward it.
  ///
  /// One count for each first answer; bin b holds 2^b - 1 up to 2^(b+1) - 2 seconds.
  public let replyLatencies: SparseCounts
  /// How many other contacts a data subject acted toward since it last acted toward the same one.
  ///
  /// Bin 0 for none (the same contact again), bin b for 2^(b-1) up to 2^b - 1, the last bin for
  /// contacts not acted toward before, or long ago. The order of contacts without their ids.
  public let recencies: SparseCounts
  /// How often a data subject acted toward one contact right after another.
  ///
  /// The order of contacts by their ids.
  public let successions: ContactSuccessions

  /// The number of bins of latencies and of recencies.
  static let binCount = 24

  /// Counts of a period.
  ///
  /// - Precondition: as many rows in all.
  public init(
    sent: SparseCounts, received: SparseCounts, replyLatencies: SparseCounts,
    recencies: SparseCounts, successions: ContactSuccessions
  ) {
    precondition(
      [received, replyLatencies, recencies].allSatisfy { $0.rowCount == sent.rowCount }
        && successions.rowCount == sent.rowCount, "all number the same data subjects")
    self.sent = sent
    self.received = received
    self.replyLatencies = replyLatencies
    self.recencies = recencies
    self.successions = successions
  }

  /// Counts the events of a period.
  ///
  /// - Complexity: O(events log events), and for each event the contacts since the last one to the
  ///   same, at most 1,024.
  public init(_ events: InteractionEvents) {
    var counter = InteractionCounter(subjectCount: events.subjectCount)
    for index in 0..<events.count {
      counter.add(
        source: events.sources[index], target: events.targets[index],
        second: events.seconds[index])
    }
    self = counter.period()
  }

  /// The number of data subjects.
  public var subjectCount: Int { sent.rowCount }

  /// The number of a data subject's events, as either side.
  public func eventCount(of subject: Int) -> Int {
    sent.total(ofRow: subject) + received.total(ofRow: subject)
  }
}

/// Walks through events in order of time.
private struct InteractionCounter {
  /// How many contacts of a data subject are remembered: those further back count as new.
  private static let remembered = 1_024

  private let subjectCount: Int
  private var sent: [(row: UInt32, column: UInt32)] = []
  private var received: [(row: UInt32, column: UInt32)] = []
  private var latencies: [(row: UInt32, column: UInt32)] = []
  private var recencies: [(row: UInt32, column: UInt32)] = []
  private var successions: ContactSuccessions
  /// For each data subject its contacts, the last one it acted toward at the end.
  private var recentContacts: [[UInt32]]
  /// For each pair (who waits for an answer, from whom) the second of the first unanswered event.
  private var unanswered: [UInt64: Int64] = [:]

  init(subjectCount: Int) {
    self.subjectCount = subjectCount
    self.successions = ContactSuccessions(rowCount: subjectCount)
    self.recentContacts = [[UInt32]](repeating: [], count: subjectCount)
  }

  mutating func add(source: UInt32, target: UInt32, second: Int64) {
    sent.append((source, target))
    received.append((target, source))
    addLatency(source, target, second)
    addOrder(source, target)
  }

  private mutating func addLatency(_ source: UInt32, _ target: UInt32, _ second: Int64) {
    if let asked = unanswered.removeValue(forKey: Self.key(target, source)) {
      let (waited, overflow) = second.subtractingReportingOverflow(asked)
      latencies.append((source, Self.logarithmicBin(overflow ? .max : waited)))
    }
    let key = Self.key(source, target)
    if unanswered[key] == nil { unanswered[key] = second }
  }

  private mutating func addOrder(_ source: UInt32, _ target: UInt32) {
    var contacts = recentContacts[Int(source)]
    recentContacts[Int(source)] = []
    if let last = contacts.last {
      successions.add(source, from: last, to: target)
    }
    if let place = contacts.lastIndex(of: target) {
      let others = contacts.count - 1 - place
      recencies.append((source, others == 0 ? 0 : Self.bitCount(UInt64(others))))
      contacts.remove(at: place)
    } else {
      recencies.append((source, UInt32(InteractionPeriod.binCount - 1)))
    }
    contacts.append(target)
    if contacts.count > Self.remembered { contacts.removeFirst() }
    recentContacts[Int(source)] = contacts
  }

  func period() -> InteractionPeriod {
    func counts(_ columns: Int, _ pairs: [(row: UInt32, column: UInt32)]) -> SparseCounts {
      SparseCounts(rowCount: subjectCount, columnCount: columns, pairs: pairs)
    }
    return InteractionPeriod(
      sent: counts(subjectCount, sent), received: counts(subjectCount, received),
      replyLatencies: counts(InteractionPeriod.binCount, latencies),
      recencies: counts(InteractionPeriod.binCount, recencies),
      successions: successions)
  }

  private static func key(_ from: UInt32, _ to: UInt32) -> UInt64 {
    UInt64(from) << 32 | UInt64(to)
  }

  private static func bitCount(_ value: UInt64) -> UInt32 {
    min(UInt32(64 - value.leadingZeroBitCount), UInt32(InteractionPeriod.binCount - 2))
  }

  /// floor(log2(seconds + 1)), at most the last bin.
  private static func logarithmicBin(_ seconds: Int64) -> UInt32 {
    let value = UInt64(max(0, seconds)) + 1
    return min(UInt32(63 - value.leadingZeroBitCount), UInt32(InteractionPeriod.binCount - 1))
  }
}
