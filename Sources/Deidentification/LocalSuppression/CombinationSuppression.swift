import Numerics

/// The cells to suppress for one requirement within one stratum, wildcard meaning.
///
/// Each unsafe row loses the cheapest set of its own cells for which k rows of the original table
/// agree with what it still shows. Rows don't depend on each other, so for a complete table and one
/// requirement the total cost is the least that there is (as long as all sets are tried).
struct CombinationSuppression {
  private let k: Int
  private let sets: ColumnSets
  private let workers: Workers
  private let columns: CodeColumns
  private let counts: [UInt32]
  private let subjects: [UInt32]?
  private let classes: EquivalenceClasses

  /// Distinct original rows (and people) over the columns of a requirement.
  init(
    original: CodeColumns, k: Int, sets: ColumnSets, subjects: [UInt32]?, workers: Workers
  ) throws(NumericsError) {
    self.k = k
    self.sets = sets
    self.workers = workers
    let people = subjects.map { [$0] } ?? []
    let keyed = try CodeColumns(
      columns: original.columns + people,
      cardinalities: original.cardinalities + people.map { Int($0.max() ?? 0) + 1 },
      rowCount: original.rowCount)
    classes = EquivalenceClasses(keyed, workers: workers)
    let tuples = UniqueTuples(keyed, classes: classes, workers: workers)
    columns = try tuples.tuples.selecting(Array(original.columns.indices))
    counts = tuples.counts
    self.subjects = subjects == nil ? nil : tuples.tuples.columns.last
  }

  /// For each row, what it shows after suppression.
  ///
  /// - Parameters:
  ///   - shown: what each row shows now.
  ///   - isUnsafe: whether a row matches fewer than k rows, at that.
  func shown(after shown: [UInt64], unsafe isUnsafe: [Bool]) -> [UInt64] {
    var shown = shown
    var left = isUnsafe.indices.filter { isUnsafe[$0] }
    var next = 0
    while !left.isEmpty, next < sets.masks.count {
      let range = next..<min(sets.masks.count, next + 8)
      let visible = Set(left.map { shown[$0] }).sorted()
      let tried = concurrentChunks(count: range.count, maximumChunks: 8, workers: workers) {
        $0.map { offset in
          visible.map { safeTuples(showing: $0 & ~sets.masks[range.lowerBound + offset]) }
        }
      }.flatMap { $0 }
      var placeOfMask: [UInt64: Int] = [:]
      for (place, mask) in visible.enumerated() { placeOfMask[mask] = place }
      left = left.filter { row in
        let place = placeOfMask[shown[row]] ?? 0
        for offset in range.indices {
          let mask = sets.masks[offset] & shown[row]
          if mask != 0, tried[offset - next][place][Int(classes.classOfRow[row])] {
            shown[row] &= ~mask
            return false
          }
        }
        return true
      }
      next = range.upperBound
    }
    return shown
  }

  /// For each distinct row, whether k rows (or people) equal it in some columns; a missing cell
  /// counts as a value, which errs on the safe side.
  private func safeTuples(showing mask: UInt64) -> [Bool] {
    let kept = columns.columns.indices.filter { mask >> UInt64($0) & 1 == 1 }
    guard let part = try? columns.selecting(kept) else { return [] }
    let groups = EquivalenceClasses(part, workers: .single)
    var sizes = [Int](repeating: 0, count: groups.count)
    if let subjects,
      let people = try? groups.distinctSubjects(
        subjects, subjectCount: Int(subjects.max() ?? 0) + 1, workers: .single)
    {
      sizes = people.map(Int.init)
    } else {
      for (tuple, group) in groups.classOfRow.enumerated() {
        sizes[Int(group)] += Int(counts[tuple])
      }
    }
    return groups.classOfRow.map { sizes[Int($0)] >= k }
  }
}

/// The columns in which a row has a value.
func shownMask(_ codes: [UInt32]) -> UInt64 {
  var mask: UInt64 = 0
  for (column, code) in codes.enumerated() where code != 0 { mask |= 1 << UInt64(column) }
  return mask
}

/// The columns in which each row has a value.
func shownMasks(_ columns: [[UInt32]], rowCount: Int) -> [UInt64] {
  var masks = [UInt64](repeating: 0, count: rowCount)
  for (column, codes) in columns.enumerated() {
    for row in codes.indices where codes[row] != 0 { masks[row] |= 1 << UInt64(column) }
  }
  return masks
}
