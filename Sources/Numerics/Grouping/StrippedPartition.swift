/// The classes of a set of columns, without the tuples that are alone in theirs.
///
/// A tuple that is alone stays alone when columns are added: its class is settled, and refinement
/// looks at the others only.
///
/// - Source: stripped partitions as in Huhtala, Karkkainen, Porkka, Toivonen, TANE, The Computer
///   Journal 42 (1999), section 3.
struct StrippedPartition {
  /// Memory that refinements use again.
  struct Scratch {
    fileprivate var dense: [UInt32] = []  // all zero between calls
    fileprivate var table = GroupTable<UInt64>(skippedBits: 0)
  }

  private var members: [UInt32] = []
  private var classOfMember: [UInt32] = []
  private var countOfMember: [UInt32] = []
  private var classCount = 0
  private var settled: [UInt32] = []

  /// The classes of some columns; of no columns: all tuples together.
  init(_ columns: ArraySlice<Int>, in unique: UniqueTuples) {
    let classes = EquivalenceClasses(
      CodeColumns(
        unchecked: columns.map { unique.tuples.columns[$0] },
        cardinalities: columns.map { unique.tuples.cardinalities[$0] }, rowCount: unique.count),
      workers: .single)
    var numbers = [UInt32](repeating: 0, count: classes.count)
    for (number, size) in classes.sizes.enumerated() where size > 1 {
      numbers[number] = UInt32(classCount)
      classCount += 1
    }
    for (tuple, number) in classes.classOfRow.enumerated() {
      if classes.sizes[Int(number)] == 1 {
        settled.append(unique.counts[tuple])
      } else {
        members.append(UInt32(tuple))
        classOfMember.append(numbers[Int(number)])
        countOfMember.append(unique.counts[tuple])
      }
    }
  }

  /// The statistics of no columns at all: one class.
  func settledStatistics(rowCount: Int) -> SubsetStatistics {
    let sizes = rowCount == 0 ? [] : [UInt32(rowCount)]
    return SubsetStatistics(sizes: sizes.span)
  }

  /// The statistics of the columns together with one more.
  ///
  /// - Complexity: O(tuples that are not settled, and classes).
  func statistics(
    refinedBy codes: [UInt32], codeCount: Int, rowCount: Int, _ scratch: inout Scratch
  ) -> SubsetStatistics {
    var sizes = settled
    let (domain, overflow) = classCount.multipliedReportingOverflow(by: codeCount)
    if !overflow, domain <= min(max(1_024, 4 * members.count), 1 << 24) {
      if scratch.dense.count < domain { scratch.dense = [UInt32](repeating: 0, count: domain) }
      countDensely(codes, UInt32(codeCount), &scratch.dense)
      for key in 0..<domain where scratch.dense[key] > 0 {
        sizes.append(scratch.dense[key])
        scratch.dense[key] = 0
      }
    } else {
      let keys = members.indices.map { place in
        (UInt64(classOfMember[place]) << 32 | UInt64(codes[Int(members[place])])).scrambled
      }
      scratch.table.removeAll(makingRoomFor: keys.count)
      scratch.table.add(keys.span, weights: countOfMember.span)
      sizes.append(contentsOf: scratch.table.sizes.prefix(scratch.table.count))
    }
    return SubsetStatistics(sizes: sizes.span)
  }

  private func countDensely(_ codes: [UInt32], _ codeCount: UInt32, _ dense: inout [UInt32]) {
    let (tuples, classes, counts) = (members.span, classOfMember.span, countOfMember.span)
    let source = codes.span
    var target = dense.mutableSpan
    for place in tuples.indices {
      // Below 2^24: the domain was checked.
      let key = classes[place] &* codeCount &+ source[Int(tuples[place])]
      target[Int(key)] &+= counts[place]
    }
  }
}
