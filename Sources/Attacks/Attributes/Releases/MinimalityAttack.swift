import Numerics

/// What it gives away that a recoding is the least that its models allow.
///
/// The adversary knows everybody's quasi-identifiers, the models and the search. Had the recoding
/// one step below held, it would have been released: so it did not hold, and assignments of the
/// sensitive values to people under which it would have held are ruled out.
/// **Guarantee**: an estimate from random assignments that agree with the release: exact in the
/// limit; nothing is claimed where no assignment is ruled out.
/// **Source**: Wong, Fu, Wang and Pei 2007, Minimality attack in privacy preserving data
/// publishing, sections 3 and 4.
/// **Cost**: O(draws x rows) for each recoding below.
/// **Does not protect against**: it measures.
public struct MinimalityAttack: Sendable {
  /// The class of each row in the release.
  public let classOfRow: [UInt32]
  /// The sensitive value of each row: what the adversary learns as a multiset for each class only.
  public let sensitive: [UInt32]

  /// What one recoding below gives away.
  public struct Outcome: Sendable, Equatable {
    /// The share of random assignments under which the recoding below would have held: ruled out.
    public let ruledOut: Double
    /// The largest probability of one value for a group of people, without and with the knowledge.
    public let probabilityBefore: Double
    /// The same with what is ruled out left aside.
    public let probabilityAfter: Double
  }

  /// A release.
  ///
  /// - Precondition: a class and a value for each row.
  public init(classOfRow: [UInt32], sensitive: [UInt32]) {
    precondition(classOfRow.count == sensitive.count, "values of another table")
    self.classOfRow = classOfRow
    self.sensitive = sensitive
  }

  /// Tries the recoding below whose classes are `finer`.
  ///
  /// - Parameters:
  ///   - finer: the class of each row there; each lies in one class of the release.
  ///   - holds: whether the models hold for that recoding, given the value of each row.
  ///   - draws: how many random assignments are tried.
  ///   - seed: of the assignments.
  public func run(
    finer: [UInt32], draws: Int, seed: UInt64, holds: ([UInt32]) -> Bool
  ) -> Outcome {
    let members = Self.members(of: classOfRow)
    let groups = Self.members(of: finer)
    var generator = SeededGenerator(seed: seed, stream: "minimality")
    var values = sensitive
    var kept = 0
    var counts = groups.map { _ in [UInt32: Int]() }
    for _ in 0..<draws {
      for rows in members { Self.shuffle(&values, rows, &generator) }
      if holds(values) { continue }
      kept += 1
      for (index, rows) in groups.enumerated() {
        for row in rows { counts[index][values[row], default: 0] += 1 }
      }
    }
    let before = members.map { rows in Self.largestShare(rows.map { sensitive[$0] }) }.max() ?? 0
    let after =
      zip(groups, counts).map { rows, counts in
        Double(counts.values.max() ?? 0) / Double(max(1, kept * rows.count))
      }.max() ?? 0
    return Outcome(
      ruledOut: draws > 0 ? Double(draws - kept) / Double(draws) : 0, probabilityBefore: before,
      probabilityAfter: kept > 0 && kept < draws ? max(before, after) : before)
  }

  private static func members(of classes: [UInt32]) -> [[Int]] {
    var members = [[Int]](repeating: [], count: Int(classes.max() ?? 0) + 1)
    for (row, number) in classes.enumerated() { members[Int(number)].append(row) }
    return members.filter { !$0.isEmpty }
  }

  /// Fisher and Yates's shuffle of the values at some rows.
  private static func shuffle(
    _ values: inout [UInt32], _ rows: [Int], _ generator: inout SeededGenerator
  ) {
    guard rows.count > 1 else { return }
    for index in stride(from: rows.count - 1, to: 0, by: -1) {
      values.swapAt(rows[index], rows[generator.index(below: index + 1)])
    }
  }

  private static func largestShare(_ values: [UInt32]) -> Double {
    var counts: [UInt32: Int] = [:]
    for value in values { counts[value, default: 0] += 1 }
    return Double(counts.values.max() ?? 0) / Double(max(1, values.count))
  }
}
