/// For each point that an adversary asks for, the data subjects who have it.
///
/// Only the points asked for get a list: one pass over all points, no sort. Ten thousand targets
/// with ten points each ask for at most a hundred thousand of the millions of points of a release.
public struct PointPostings: Sendable {
  private let keys: PointKeys
  private let starts: [Int]
  private let subjects: [UInt32]

  /// Gathers who has each of `points`.
  ///
  /// - Parameters:
  ///   - points: the points asked for, in any order, repeated or not.
  ///   - isHeldOut: for each data subject whether the release is without it; empty where none is.
  /// - Precondition: `isHeldOut` is empty or has a value for each subject; fewer than 2^32
  ///   subjects.
  /// - Complexity: O(points of the release) look-ups in a small table, in parallel; 8 bytes for
  ///   each pair of a point asked for and a subject who has it.
  public init(
    _ visits: Visits, of points: [VisitPoint], without isHeldOut: [Bool] = [],
    workers: Workers = .automatic
  ) {
    precondition(
      isHeldOut.isEmpty || isHeldOut.count == visits.subjectCount, "a value for each subject")
    let keys = PointKeys(points.map(\.key))
    let found = concurrentChunks(
      count: visits.subjectCount, minimumChunk: 256, workers: workers
    ) { subjects in
      Self.matches(visits, of: keys, subjects: subjects, without: isHeldOut)
    }
    var starts = [Int](repeating: 0, count: keys.keys.count + 1)
    for pair in found.joined() { starts[Int(pair >> 32) + 1] += 1 }
    for number in keys.keys.indices { starts[number + 1] += starts[number] }
    var next = starts
    var subjects = [UInt32](repeating: 0, count: starts[keys.keys.count])
    // Chunks come in the order of subjects, so each list rises.
    for chunk in found {
      for pair in chunk {
        let number = Int(pair >> 32)
        subjects[next[number]] = UInt32(truncatingIfNeeded: pair)
        next[number] += 1
      }
    }
    self.keys = keys
    self.starts = starts
    self.subjects = subjects
  }

  /// Pairs of a point's number (high half) and a subject (low half), by subject.
  private static func matches(
    _ visits: Visits, of keys: PointKeys, subjects: Range<Int>, without isHeldOut: [Bool]
  ) -> [UInt64] {
    var pairs: [UInt64] = []
    for subject in subjects where isHeldOut.isEmpty || !isHeldOut[subject] {
      for position in visits.points(ofSubject: subject) {
        let key = UInt64(visits.cells[position]) << 32 | UInt64(visits.slots[position])
        if let number = keys.number(of: key) {
          pairs.append(UInt64(number) << 32 | UInt64(subject))
        }
      }
    }
    return pairs
  }

  /// The data subjects who have a point, rising; `nil` where it was not asked for.
  ///
  /// - Complexity: O(1) expected.
  public func subjects(having point: VisitPoint) -> ArraySlice<UInt32>? {
    guard let number = keys.number(of: point.key) else { return nil }
    return subjects[starts[Int(number)]..<starts[Int(number) + 1]]
  }

  /// Whether every one of `points` was asked for.
  public func covers(_ points: some Sequence<VisitPoint>) -> Bool {
    points.allSatisfy { keys.number(of: $0.key) != nil }
  }

  /// The data subjects who have all of `points`, rising; nobody where a point was not asked for.
  ///
  /// The shortest list is narrowed by the others in order of length, and left alone once it is
  /// empty.
  ///
  /// - Precondition: `points` is not empty.
  /// - Complexity: O(shortest list * `points` * log(longest list)) at most.
  public func subjects(havingAll points: [VisitPoint]) -> ArraySlice<UInt32> {
    precondition(!points.isEmpty, "nothing known fits everyone: there is no list of that")
    let lists = points.map { subjects(having: $0) ?? [] }.sorted { $0.count < $1.count }
    var candidates = lists[0]
    for list in lists.dropFirst() {
      if candidates.isEmpty { break }
      candidates = Self.narrow(candidates, by: list)
    }
    return candidates
  }

  /// How many data subjects have all of `points`, counted no further than `limit`.
  ///
  /// Walks the shortest list and looks each of its subjects up in the others: with a limit of 2,
  /// what unicity needs, it stops at the second subject who fits.
  ///
  /// - Precondition: `points` is not empty, `limit` > 0.
  public func count(havingAll points: [VisitPoint], upTo limit: Int = 2) -> Int {
    precondition(!points.isEmpty && limit > 0, "something is known, and something is counted")
    let lists = points.map { subjects(having: $0) ?? [] }.sorted { $0.count < $1.count }
    var count = 0
    for subject in lists[0] where lists.dropFirst().allSatisfy({ $0.holds(subject) }) {
      count += 1
      if count == limit { break }
    }
    return count
  }

  /// The members of `candidates` that also stand in `list`, both rising.
  static func narrow(
    _ candidates: ArraySlice<UInt32>, by list: ArraySlice<UInt32>
  ) -> ArraySlice<UInt32> {
    var kept: [UInt32] = []
    var position = list.startIndex
    for candidate in candidates {
      position = list.gallop(to: candidate, from: position)
      if position == list.endIndex { break }
      if list[position] == candidate { kept.append(candidate) }
    }
    return kept[...]
  }
}

extension ArraySlice<UInt32> {
  /// The first position from `start` on whose value is not below `value`, by doubling steps.
  ///
  /// - Complexity: O(log(distance gone)).
  fileprivate func gallop(to value: UInt32, from start: Int) -> Int {
    var (low, step) = (start, 1)
    while low + step < endIndex, self[low + step] < value {
      low += step
      step *= 2
    }
    var high = Swift.min(low + step, endIndex)
    while low < high {
      let middle = low + (high - low) / 2
      if self[middle] < value { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Whether `value` is among these rising numbers.
  fileprivate func holds(_ value: UInt32) -> Bool {
    let position = gallop(to: value, from: startIndex)
    return position < endIndex && self[position] == value
  }
}
