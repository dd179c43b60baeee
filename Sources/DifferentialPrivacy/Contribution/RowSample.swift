/// The values of at most a few rows of each data subject, chosen at random.
///
/// **Guarantee**: at most `rowsPerSubject` values of a subject stay, exactly. A row's priority is
/// SipHash under a secret key of a number that no other row of the sample has, so each choice of
/// that many of a subject's rows is equally likely, whoever else is in the data.
/// **Source**: Wilson et al. 2020; bottom-k sampling, Cohen and Kaplan 2007.
/// **Cost**: a priority a row; 16 bytes for each kept row, 24 for each subject.
/// **Does not protect against**: bias (what is left out is lost); subjects under several codes.
public struct RowSample: Sendable {
  /// The most rows of one subject.
  public let rowsPerSubject: Int
  private let order: KeyedPriority
  private var slots: SlotPlaces
  private var values: [Int64] = []
  private var priorities: [UInt64] = []
  private var nextRow: UInt64

  /// A sample of no rows; parts that are to be merged have different numbers below 2^15.
  public init(rowsPerSubject: Int, part: Int = 0, order: KeyedPriority) throws(PrivacyError) {
    guard (1...1 << 20).contains(rowsPerSubject), (0..<1 << 15).contains(part) else {
      throw .parameter(name: "rowsPerSubject", rule: "must be between 1 and 2^20")
    }
    (self.rowsPerSubject, self.order) = (rowsPerSubject, order)
    slots = SlotPlaces(most: rowsPerSubject)
    nextRow = UInt64(part) << 48
  }

  /// Takes rows given by the codes of their subjects, from 1 on, and their values; code 0 is left
  /// out.
  ///
  /// - Precondition: as many values as subjects.
  public mutating func add(subjects: Span<UInt64>, values: Span<Int64>) {
    precondition(subjects.count == values.count, "each row has a subject and a value")
    for row in subjects.indices where subjects[row] != 0 {
      let subject = Int(clamping: subjects[row])
      if subject >= slots.places.count { slots.reserve(subject + 1) }
      add(subject, values[row], order.priority(UInt64(subject), nextRow))
      nextRow += 1
    }
  }

  /// Takes up another part of the rows, sampled in the same order.
  public mutating func merge(_ other: RowSample) {
    slots.reserve(other.slots.places.count)
    for (subject, place) in other.slots.places.enumerated() {
      for slot in place.start..<place.start + Int(place.filled) {
        add(subject, other.values[slot], other.priorities[slot])
      }
    }
  }

  /// The values that stayed, each with the number of rows that have it, in increasing order.
  public func counts() -> [CountedStep] {
    var kept: [Int64] = []
    for place in slots.places {
      kept.append(contentsOf: values[place.start..<place.start + Int(place.filled)])
    }
    return CountedStep.counted(sorted: kept.sorted())
  }

  /// Each subject's values, by the subject's code: for tests.
  func contributions() -> [[Int64]] {
    slots.places.map { Array(values[$0.start..<$0.start + Int($0.filled)]) }
  }

  private mutating func add(_ subject: Int, _ value: Int64, _ priority: UInt64) {
    let threshold = slots.thresholds[subject]
    guard priority <= threshold else { return }
    let place = slots.places[subject]
    let end = place.start + Int(place.filled)
    if Int(place.filled) < rowsPerSubject {
      insert(subject, value, priority)
    } else if priority < threshold {
      (values[end - 1], priorities[end - 1]) = (value, priority)
      putHighestLast(place.start..<end, of: subject)
    }
  }

  private mutating func insert(_ subject: Int, _ value: Int64, _ priority: UInt64) {
    if let old = slots.makeRoom(for: subject) {
      let (start, count) = (slots.places[subject].start, slots.slotCount)
      values.move(old, to: start, count: count, filler: 0)
      priorities.move(old, to: start, count: count, filler: 0)
    }
    let place = slots.places[subject]
    let slot = place.start + Int(place.filled)
    (values[slot], priorities[slot]) = (value, priority)
    slots.places[subject].filled += 1
    if Int(place.filled) + 1 == rowsPerSubject {
      putHighestLast(place.start..<slot + 1, of: subject)
    }
  }

  private mutating func putHighestLast(_ range: Range<Int>, of subject: Int) {
    let last = range.upperBound - 1
    var highest = last
    for slot in range where priorities[slot] > priorities[highest] { highest = slot }
    values.swapAt(highest, last)
    priorities.swapAt(highest, last)
    slots.thresholds[subject] = priorities[last]
  }
}
