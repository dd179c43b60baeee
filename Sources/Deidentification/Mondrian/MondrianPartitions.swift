import Numerics

/// What Mondrian made of a table: partitions, and what each shows of its attributes.
public struct MondrianPartitions: Sendable {
  /// What a partition shows of one attribute.
  public enum Region: Sendable, Equatable {
    /// All positions from the lowest to the highest that occur; `nil` bounds where all are missing.
    case interval(lower: Double?, upper: Double?, includesMissing: Bool)
    /// The lowest group of the hierarchy that holds all values; `group` 0 where all are missing.
    case group(level: Int, group: UInt32, includesMissing: Bool)
  }

  /// The tuples of each partition, in compressed rows: partition `p` has
  /// `tuples[starts[p] ..< starts[p + 1]]`, with the rows of each in `counts`.
  public let starts: [Int]
  /// Tuples of the search table; a tuple can stand in two partitions if they are relaxed.
  public let tuples: [UInt32]
  /// The rows of each tuple that the partition holds.
  public let counts: [UInt32]
  /// Cells whose value is no longer shown alone.
  public let changedCells: Int
  private let axes: [MondrianAxis]
  private let low: [UInt32]
  private let high: [UInt32]
  private let hasMissing: [Bool]
  private let lowestValue: [UInt32]

  /// The number of partitions.
  public var count: Int { starts.count - 1 }

  init(boxes: [MondrianBox], axes: [MondrianAxis], table: SearchTable) {
    self.axes = axes
    var (starts, tuples, counts) = ([0], [UInt32](), [UInt32]())
    var (low, high, missing, values) = ([UInt32](), [UInt32](), [Bool](), [UInt32]())
    var changed = 0
    for box in boxes {
      tuples += box.tuples
      counts += box.counts
      starts.append(tuples.count)
      let bounds = box.bounds()
      let rows = box.counts.reduce(0) { $0 + Int($1) }
      low += bounds.low
      high += bounds.high
      for axis in axes.indices {
        missing.append(bounds.low[axis] == 0)
        values.append(Self.lowestValue(box, axis, bounds.low[axis]))
        if bounds.low[axis] != bounds.high[axis] { changed += rows }
      }
    }
    (self.starts, self.tuples, self.counts) = (starts, tuples, counts)
    (self.low, self.high, hasMissing, lowestValue) = (low, high, missing, values)
    changedCells = changed
  }

  private static func lowestValue(_ box: MondrianBox, _ axis: Int, _ low: UInt32) -> UInt32 {
    if low > 0 { return low }
    var lowest = UInt32.max
    for unit in 0..<box.count {
      let rank = box.ranks[unit * box.width + axis]
      if rank > 0 { lowest = min(lowest, rank) }
    }
    return lowest == .max ? 0 : lowest
  }

  /// The rows of each partition.
  ///
  /// - Complexity: O(tuples).
  public var rowCounts: [Int] {
    (0..<count).map { partition in
      counts[starts[partition]..<starts[partition + 1]].reduce(0) { $0 + Int($1) }
    }
  }

  /// What a partition shows of a quasi-identifier.
  ///
  /// - Precondition: both exist.
  /// - Complexity: O(levels of the hierarchy).
  public func region(of partition: Int, attribute: Int) -> Region {
    let place = partition * axes.count + attribute
    let (first, last, axis) = (Int(lowestValue[place]), Int(high[place]), axes[attribute])
    if axis.groupsFromTop.isEmpty {
      return .interval(
        lower: first == 0 ? nil : axis.positions[first],
        upper: first == 0 ? nil : axis.positions[last], includesMissing: hasMissing[place])
    }
    let level =
      axis.groupsFromTop.indices.reversed().first {
        axis.groupsFromTop[$0][first] == axis.groupsFromTop[$0][last]
      } ?? -1
    guard level >= 0 else {
      // No level has one group for all: one above the highest.
      return .group(
        level: axis.groupsFromTop.count, group: 1, includesMissing: hasMissing[place])
    }
    return .group(
      level: axis.groupsFromTop.count - 1 - level, group: axis.groupsFromTop[level][first],
      includesMissing: hasMissing[place])
  }

  /// The values of a quasi-identifier that occur in a partition: codes at level 0, ascending,
  /// missing (0) included.
  ///
  /// - Complexity: O(tuples of the partition).
  public func values(of partition: Int, attribute: Int, in table: SearchTable) -> [UInt32] {
    let column = table.tuples.columns[attribute]
    return Set(tuples[starts[partition]..<starts[partition + 1]].map { column[Int($0)] }).sorted()
  }

  /// The partition of each row of the table, from the tuple of each row.
  ///
  /// Where a tuple stands in several partitions, its first rows go to the first.
  ///
  /// - Throws: `DeidentificationError.parameter` for rows that the partitions don't hold.
  /// - Complexity: O(rows + tuples).
  public func partitions(
    ofRows tupleOfRow: [UInt32]
  ) throws(DeidentificationError) -> [UInt32] {
    let tupleCount = Int(tuples.max() ?? 0) + 1
    var placesOfTuple = [[Int]](repeating: [], count: tupleCount)
    for place in tuples.indices.reversed() { placesOfTuple[Int(tuples[place])].append(place) }
    let partitionOfPlace = (0..<count).flatMap { partition in
      repeatElement(UInt32(partition), count: starts[partition + 1] - starts[partition])
    }
    var left = counts
    var found: [UInt32] = []
    found.reserveCapacity(tupleOfRow.count)
    for tuple in tupleOfRow.map(Int.init) {
      while tuple < tupleCount, let place = placesOfTuple[tuple].last, left[place] == 0 {
        placesOfTuple[tuple].removeLast()
      }
      guard tuple < tupleCount, let place = placesOfTuple[tuple].last else {
        throw .parameter(name: "tupleOfRow", rule: "must hold each tuple as often as it counts")
      }
      left[place] -= 1
      found.append(partitionOfPlace[place])
    }
    return found
  }
}
