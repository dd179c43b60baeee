import Attacks
import Numerics
import Testing

@Suite("Attacks on recoded releases")
struct ReleaseAttackTests {
  /// A random recoding: each value of 0..<6 becomes a group, some cells are suppressed (group 0).
  func random(
    _ generator: inout SeededGenerator, rows: Int, columns: Int
  ) throws -> (targets: CodeColumns, counts: [UInt32], records: ReleaseRecords, cells: [[UInt32]]) {
    let original = (0..<columns).map { _ in
      (0..<rows).map { _ in UInt32(generator.index(below: 6)) }
    }
    let groupOf = (0..<columns).map { _ in
      (0..<6).map { _ in UInt32(1 + generator.index(below: 3)) }
    }
    let cells = zip(original, groupOf).map { codes, groups in
      codes.map { generator.index(below: 8) == 0 ? 0 : groups[Int($0)] }
    }
    let all = try CodeColumns(
      columns: cells, cardinalities: Array(repeating: 4, count: columns), rowCount: rows)
    let unique = UniqueTuples(all)
    let records = ReleaseRecords(
      release: unique.tuples, counts: unique.counts,
      columns: groupOf.map { groups in .init(consistentCodes: groups.map { [0, $0] }) })
    let people = UniqueTuples(
      try CodeColumns(
        columns: original, cardinalities: Array(repeating: 6, count: columns), rowCount: rows))
    return (people.tuples, people.counts, records, cells)
  }

  @Test("linkage counts what a slow program counts", arguments: 0..<20)
  func linkage(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed, stream: "releases")
    let (targets, counts, records, cells) = try random(&generator, rows: 80, columns: 3)
    let outcome = ReleaseLinkage.run(targets: targets, counts: counts, against: records)
    var (fewest, share) = (Int.max, 0.0)
    for target in 0..<targets.rowCount {
      let candidates = (0..<80).count { row in
        (0..<3).allSatisfy { column in
          let code = Int(targets.columns[column][target])
          return records.columns[column].consistentCodes[code].contains(cells[column][row])
        }
      }
      fewest = min(fewest, candidates)
      share += Double(counts[target]) / Double(candidates)
    }
    #expect(outcome.targetCount == 80)
    #expect(outcome.fewestCandidates == fewest)
    #expect(abs(outcome.expectedShare - share / 80) < 1e-12)
    #expect(outcome.largestProbability == 1 / Double(fewest))
  }

  @Test("people whose rows are gone are not found")
  func unmatched() throws {
    let release = try CodeColumns(columns: [[1, 1]], cardinalities: [2], rowCount: 2)
    let records = ReleaseRecords(
      release: try release.selecting([0]), counts: [3, 4],
      columns: [.init(consistentCodes: [[], [1]])])
    let targets = try CodeColumns(columns: [[0, 1]], cardinalities: [2], rowCount: 2)
    let outcome = ReleaseLinkage.run(targets: targets, counts: [2, 5], against: records)
    #expect(outcome.unmatched == 2)
    #expect(outcome.fewestCandidates == 7)
    #expect(abs(outcome.expectedShare - 5.0 / 7 / 7) < 1e-12)
  }

  @Test("two releases that are each 2-diverse give away together what neither does alone")
  func composition() throws {
    // The hospitals of Ganta et al.: one person in both, one value in common.
    let column = [ReleaseRecords.Column(consistentCodes: [[0]])]
    let tuple = try CodeColumns(columns: [[0]], cardinalities: [1], rowCount: 1)
    let first = ReleaseRecords(
      release: tuple, counts: [3], sensitive: [[1, 2, 3]], columns: column)
    let second = ReleaseRecords(
      release: tuple, counts: [2], sensitive: [[3, 4]], columns: column)
    let outcome = ReleaseComposition.run(
      targets: tuple, counts: [1], releases: [first, second])
    #expect(outcome.aloneShares == [0, 0])
    #expect(outcome.togetherShare == 1)
    let same = ReleaseComposition.run(targets: tuple, counts: [1], releases: [first, first])
    #expect(same.togetherShare == 0)
  }

  @Test("the example of Wong et al.: a class that was merged for its diversity is given away")
  func minimality() {
    // Two groups of two people each, merged because one was all ill: 2-diversity at 1/2.
    let attack = MinimalityAttack(classOfRow: [0, 0, 0, 0], sensitive: [1, 1, 0, 0])
    let outcome = attack.run(finer: [0, 0, 1, 1], draws: 20_000, seed: 1) { values in
      // The recoding below holds when no group is all ill.
      !(values[0] == 1 && values[1] == 1) && !(values[2] == 1 && values[3] == 1)
    }
    // Of six assignments four mix the groups and are ruled out; 5.5 sigma of 20,000 draws.
    #expect(abs(outcome.ruledOut - 4.0 / 6) < 0.019)
    #expect(outcome.probabilityBefore == 0.5)
    // Which group was all ill stays open: each person's odds are even.
    #expect(abs(outcome.probabilityAfter - 0.5) < 0.04)
  }

  @Test("where the groups differ in size, the adversary learns which people are ill")
  func minimalityOfUnequalGroups() {
    // A group of two and one of four, two ill: only the small one can be all ill, so it was.
    let attack = MinimalityAttack(classOfRow: [0, 0, 0, 0, 0, 0], sensitive: [1, 1, 0, 0, 0, 0])
    let outcome = attack.run(finer: [0, 0, 1, 1, 1, 1], draws: 5_000, seed: 2) { values in
      let small = values[0...1].count { $0 == 1 }
      let large = values[2...5].count { $0 == 1 }
      return 2 * small <= 2 && 2 * large <= 4
    }
    #expect(outcome.probabilityAfter == 1)
    #expect(outcome.probabilityBefore == 4.0 / 6)
  }

  @Test("where nothing is ruled out nothing is learnt")
  func nothingRuledOut() {
    let attack = MinimalityAttack(classOfRow: [0, 0, 1, 1], sensitive: [1, 0, 1, 1])
    let outcome = attack.run(finer: [0, 1, 2, 2], draws: 100, seed: 3) { _ in false }
    #expect(outcome.ruledOut == 0)
    #expect(outcome.probabilityAfter == outcome.probabilityBefore)
  }
}
