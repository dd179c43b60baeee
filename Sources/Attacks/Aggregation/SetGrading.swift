import Numerics

/// Grades sets of columns, several at once, and checks what the grader says.
struct SetGrading: Sendable {
  let grade: ContextualAggregation.Grader
  /// The empty set.
  let nothing: GradedColumnSet

  /// What adding the columns one at a time gave.
  struct Walk {
    var sets: [GradedColumnSet]
    var path: [Int]
    var shares: [[Double]]
    var withoutColumn: [GradedColumnSet]
  }

  /// All sets of `count` columns, by bit mask.
  func all(of count: Int) throws -> [GradedColumnSet] {
    try graded(
      (0..<(1 << count)).map { mask in (0..<count).filter { mask >> $0 & 1 == 1 } })
  }

  /// Adds the column that helps most, again and again; then leaves out each column once.
  func greedy(of count: Int) throws -> Walk {
    var walk = Walk(
      sets: [nothing], path: [], shares: [[Double]](repeating: [], count: count),
      withoutColumn: [])
    var present = nothing
    while walk.path.count < count {
      let left = (0..<count).filter { !walk.path.contains($0) }
      let grown = try graded(left.map { (present.columns + [$0]).sorted() })
      // The first of equals: what is chosen depends on no order but that of the columns.
      let chosen = grown.indices.reduce(0) { grown[$1].risk > grown[$0].risk ? $1 : $0 }
      walk.path.append(left[chosen])
      walk.shares[left[chosen]] = zip(grown[chosen].successes, present.successes).map { $0 - $1 }
      walk.sets += grown
      present = grown[chosen]
    }
    walk.withoutColumn = try graded(
      (0..<count).map { column in (0..<count).filter { $0 != column } })
    let known = Set(walk.sets.map(\.columns))
    walk.sets += walk.withoutColumn.filter { !known.contains($0.columns) }
    return walk
  }

  private func graded(_ sets: [[Int]]) throws -> [GradedColumnSet] {
    try concurrentChunks(count: sets.count) { range in
      try range.map { try graded(sets[$0]) }
    }.flatMap(\.self)
  }

  private func graded(_ columns: [Int]) throws -> GradedColumnSet {
    guard !columns.isEmpty else { return nothing }
    let successes = try grade(columns)
    guard successes.count == nothing.successes.count else {
      throw AggregationError.targetCount(
        expected: nothing.successes.count, graded: successes.count)
    }
    guard successes.allSatisfy({ (0...1).contains($0) }) else {
      throw AggregationError.notAProbability(columns: columns)
    }
    return GradedColumnSet(columns: columns, successes: successes)
  }
}
