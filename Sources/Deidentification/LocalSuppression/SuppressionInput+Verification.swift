import Numerics
import Tables

extension SuppressionInput {
  /// The smallest group of each requirement in a result, counted from its codes alone, and the
  /// number of rows that rely on cells suppressed in others.
  ///
  /// - Throws: `DeidentificationError.noSolution` where a requirement does not hold.
  func verified(
    _ codes: [[UInt32]], _ requirements: [SuppressionRequirement], _ meaning: MissingMeaning,
    _ rule: WildcardRule
  ) throws(DeidentificationError) -> (smallest: [Int], relying: Int) {
    var found: [Int] = []
    var isRelying = [Bool](repeating: false, count: columns.rowCount)
    for requirement in requirements {
      let names = distinct(requirement.columns)
      var least = Int.max
      for rows in strata {
        let part = codes.map { column in rows.map { column[$0] } }
        let people = subjects.map { numbers in densified(rows.map { numbers[$0] }) }
        switch meaning {
        case .wildcard:
          let own = try ownCounts(part, rows, names, people)
          for (place, row) in rows.enumerated() where own[place] < requirement.k {
            isRelying[row] = true
          }
          let counted = rule == .own ? own.min() ?? .max : try smallest(part, names, people)
          least = min(least, counted)
        case .category: least = min(least, try equalSizes(part, names, people).min() ?? .max)
        case .conservative:
          least = min(least, try visibleSizes(part, names, people).compactMap { $0 }.min() ?? .max)
        }
      }
      guard least >= requirement.k else { throw Self.failedCount }
      found.append(least)
    }
    return (found, isRelying.count { $0 })
  }

  private static let failedCount = DeidentificationError.noSolution(
    reason: "The count of the result found a group smaller than k",
    remedy: "Report this as a defect; nothing was released")

  /// For each row of a stratum, how many original rows (or people) agree with what it shows.
  private func ownCounts(
    _ part: [[UInt32]], _ rows: [Int], _ names: [Int], _ people: [UInt32]?
  ) throws(DeidentificationError) -> [Int] {
    do {
      let original = columns.columns.map { column in rows.map { column[$0] } }
      return try WildcardCounts(
        projection(part, names), among: projection(original, names), subjects: people
      ).counts
    } catch {
      throw .column(name: "quasi-identifiers", rule: "must have codes below their cardinality")
    }
  }

  /// For each row, how many rows (or people) have exactly its codes.
  func equalSizes(
    _ codes: [[UInt32]], _ names: [Int], _ people: [UInt32]?
  ) throws(DeidentificationError) -> [Int] {
    do {
      let classes = EquivalenceClasses(try projection(codes, names), workers: workers)
      let sizes = try people.map { (numbers) throws(NumericsError) in
        try classes.distinctSubjects(numbers, subjectCount: Int(numbers.max() ?? 0) + 1)
      } ?? classes.sizes
      return classes.classOfRow.map { Int(sizes[Int($0)]) }
    } catch {
      throw .column(name: "quasi-identifiers", rule: "must have codes below their cardinality")
    }
  }

  /// The same where missing cells hide nobody: 1 for a row with some of them, `nil` for a row that
  /// shows nothing at all.
  private func visibleSizes(
    _ codes: [[UInt32]], _ names: [Int], _ people: [UInt32]?
  ) throws(DeidentificationError) -> [Int?] {
    let sizes = try equalSizes(codes, names, people)
    return sizes.indices.map { row -> Int? in
      let missing = names.count { codes[$0][row] == 0 }
      if missing == 0 { return sizes[row] }
      return missing == names.count ? nil : 1
    }
  }

  /// The columns after whole rows were withdrawn: what remains where missing cells hide nobody.
  func withdrawn(_ requirements: [SuppressionRequirement]) throws(DeidentificationError)
    -> [[UInt32]]
  {
    let used = distinct(requirements.flatMap(\.columns))
    var codes = columns.columns
    for rows in strata {
      var part = codes.map { column in rows.map { column[$0] } }
      let people = subjects.map { numbers in densified(rows.map { numbers[$0] }) }
      var isSettled = false
      while !isSettled {
        isSettled = true
        for requirement in requirements {
          let sizes = try visibleSizes(part, distinct(requirement.columns), people)
          for (row, size) in sizes.enumerated() where size.map({ $0 < requirement.k }) ?? false {
            isSettled = false
            for column in used { part[column][row] = 0 }
          }
        }
      }
      for (column, cells) in part.enumerated() {
        for (place, row) in rows.enumerated() { codes[column][row] = cells[place] }
      }
    }
    let kept = used.filter { excluded.contains($0) }
    guard kept.allSatisfy({ codes[$0] == columns.columns[$0] }) else {
      throw .noSolution(
        reason: "Rows have to be withdrawn, and some of their columns may not be suppressed",
        remedy: "Exclude no column, or let missing cells be wildcards or a category")
    }
    return codes
  }
}
