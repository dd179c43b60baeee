import Deidentification
import Numerics
import TestSupport
import Testing

/// Values counted by hand, and of runs of ARX that the reference rows don't hold.
@Suite("Values of losses")
struct LossValueTests {
  /// Two values of two rows each and one group above them; one sensitive attribute.
  static func table() throws -> SearchTable {
    let hierarchy = try Hierarchy(
      column: "q", valueCount: 4,
      levels: [
        .init(groupOfCode: [0, 1, 2, 3, 4], labels: ["1", "2", "3", "4"]),
        .init(groupOfCode: [0, 1, 1, 2, 2], labels: ["12", "34"]),
        .init(groupOfCode: [0, 1, 1, 1, 1], labels: ["*"]),
      ])
    // Class 12: s = a, a, b. Class 34: s = a, b, and once more b for value 4.
    let tuples = try CodeColumns(
      columns: [[1, 1, 2, 3, 3, 4], [1, 1, 2, 1, 2, 2]], cardinalities: [5, 3], rowCount: 6)
    return try SearchTable(
      quasiIdentifiers: [hierarchy], sensitive: [.init(name: "s", labels: ["a", "b"])],
      tuples: tuples, counts: [1, 1, 1, 1, 1, 1])
  }

  @Test("the classification metric counts minorities, ties and suppressed rows")
  func classification() throws {
    let table = try Self.table()
    let prepared = try ClassificationLoss(responses: ["s"]).prepared(for: table)
    let own = GeneralizationNode([0])
    let classes = try ClassTable(table, own)
    // Classes 1: aa, 2: b, 3: ab (a tie, both count), 4: b; class 1 suppressed: half of 2 rows.
    let kept = prepared.loss(of: own, classes: classes, isSuppressed: [])
    let lost = prepared.loss(
      of: own, classes: classes, isSuppressed: [true, false, false, false])
    #expect(abs(kept - 2.0 / 6) < 1e-15 && abs(lost - 3.0 / 6) < 1e-15)
    let pairs = GeneralizationNode([1])
    // Minorities: b in aab, a in abb.
    let merged = prepared.loss(of: pairs, classes: try ClassTable(table, pairs), isSuppressed: [])
    #expect(abs(merged - 2.0 / 6) < 1e-15)
  }

  @Test("a response that is a quasi-identifier counts fully at its top level, not at all below")
  func quasiIdentifierResponse() throws {
    let table = try Self.table()
    let prepared = try ClassificationLoss(responses: ["q"]).prepared(for: table)
    func loss(_ level: Int) throws -> Double {
      let node = GeneralizationNode([level])
      return prepared.loss(of: node, classes: try ClassTable(table, node), isSuppressed: [])
    }
    // All rows are one group without q: 2, 1, 2, 1 rows, a tie; at the top all rows count.
    #expect(try loss(0) == 1 && loss(2) == 1)
    // Level 1: 3 and 3 rows, a tie.
    #expect(try loss(1) == 1)
  }

  @Test("normalised entropy is 0 for original values and 1 where all is one group")
  func normalizedEntropy() throws {
    let table = try Self.table()
    let prepared = try NonUniformEntropyLoss(isNormalized: true).prepared(for: table)
    let classes = try ClassTable(table, GeneralizationNode([0]))
    func loss(_ level: Int) -> Double {
      prepared.loss(of: GeneralizationNode([level]), classes: classes, isSuppressed: [])
    }
    // 2 log2(3/2) + log2(3), twice, of 2 log2(3) + log2(6), twice: 5.50978/11.50978 of each half.
    #expect(loss(0) == 0 && abs(loss(1) - 2.7548875 / 5.7548875) < 1e-7)
    #expect(abs(loss(2) - 1) < 1e-9)
  }

  /// ARX 3.9.2, run for this project (fact sheet on tables, 4a and 2): k-anonymity of all nine
  /// quasi-identifiers, Loss as arithmetic mean.
  @Test(
    "the arithmetic mean of losses on Adult is that of ARX's runs",
    .enabled(if: SharedFolder.exists && Build.isOptimised),
    arguments: [
      (k: 5, levels: [0, 3, 0, 1, 1, 1, 1, 2, 0], rows: 1178, loss: 0.29281587587777774),
      (k: 10, levels: [0, 3, 0, 0, 2, 1, 1, 1, 0], rows: 3983, loss: 0.26774103886666667),
    ])
  func arithmeticMean(k: Int, levels: [Int], rows: Int, loss: Double) throws {
    let table = try AdultTable.loaded.get().searchTable(sensitive: nil)
    let node = GeneralizationNode(levels)
    let classes = try ClassTable(table, node)
    let isSuppressed = classes.sizes.map { $0 < k }
    #expect(zip(classes.rows, isSuppressed).reduce(0) { $1.1 ? $0 + Int($1.0) : $0 } == rows)
    let prepared = try DomainShareLoss(aggregate: .arithmeticMean).prepared(for: table)
    let found = prepared.loss(of: node, classes: classes, isSuppressed: isSuppressed)
    #expect(abs(found - loss) < 1e-8 * loss)
  }
}
