import Deidentification
import Foundation
import Numerics
import TestSupport
import Testing

/// Outcomes of ARX 3.9.2 on Adult, those whose only model is k-anonymity.
@Suite(
  "ARX's k-anonymous recodings of Adult", .enabled(if: SharedFolder.exists && Build.isOptimised))
struct AdultVectorsTests {
  struct Row: Decodable {
    let models: String
    let suppressionLimit: Double
    let qualityMetric: String
    let algorithm: String
    let sensitive: String?
    let expectedTransformation: [Int]?
    let observed_suppressed: Int?
    let observed_classes: Int?
    let observed_minClass: Int?
    let observed_avgClass: Double?
    let observed_maxClass: Int?
    let observed_latticeSize: Int?
    var loss: Double?

    var k: Int? {
      models.hasSuffix("-anonymity") ? Int(models.dropLast("-anonymity".count)) : nil
    }

    /// The balance of ARX's loss metric, where that is the metric.
    var balance: Double? {
      guard qualityMetric.hasPrefix("Loss (") else { return nil }
      return Double(qualityMetric.dropFirst("Loss (".count).prefix { $0 != "/" })
    }
  }

  static let order = [
    "sex", "age", "race", "marital-status", "education", "native-country", "workclass",
    "occupation", "salary-class",
  ]

  private func rows() throws -> [Row] {
    let file = SharedFolder.file("vectors/tabular/arx_anonymization_adult.jsonl")
    return try Data(contentsOf: file).split(separator: UInt8(ascii: "\n")).map { line in
      var row = try JSONDecoder().decode(Row.self, from: line)
      let object = try JSONSerialization.jsonObject(with: line) as? [String: Any]
      row.loss = (object?["expectedLoss"] as? String).flatMap { Double($0) }
      return row
    }.filter { $0.k != nil && $0.expectedTransformation != nil }
  }

  private func tables() throws -> (all: SearchTable, withoutOccupation: SearchTable) {
    let folder = SharedFolder.file("data/tabular/arx")
    func table(_ columns: [String]) throws -> SearchTable {
      try HierarchyFiles(table: folder.appendingPathComponent("adult.csv"), columns: columns) {
        folder.appendingPathComponent("adult_hierarchy_\($0).csv")
      }.searchTable()
    }
    return (try table(Self.order), try table(Self.order.filter { $0 != "occupation" }))
  }

  @Test("ARX's nodes have the classes and suppressed rows that ARX reports")
  func nodes() throws {
    let (all, withoutOccupation) = try tables()
    var compared = 0
    for row in try rows() {
      guard let levels = row.expectedTransformation, let k = row.k else { continue }
      let search = try LatticeSearch(
        table: row.sensitive == nil ? all : withoutOccupation, models: [KAnonymity(k: k)],
        loss: MeanShareLoss(balance: row.balance ?? 0.5),
        suppressionLimit: row.suppressionLimit)
      let found = try search.evaluate(GeneralizationNode(levels))
      #expect(found.isFeasible)
      #expect(found.suppressedRows == row.observed_suppressed)
      #expect(found.smallestClass == row.observed_minClass)
      #expect(found.largestClass == row.observed_maxClass)
      #expect(abs(found.averageClass - (row.observed_avgClass ?? 0)) < 1e-9)
      #expect(found.classCount == row.observed_classes)
      compared += 1
    }
    #expect(compared >= 10)
  }

  @Test("the optimum loses no more than ARX's best, whose loss it reproduces")
  func losses() throws {
    let (all, _) = try tables()
    var compared = 0
    for row in try rows() where row.sensitive == nil {
      guard let balance = row.balance, let loss = row.loss, let k = row.k else { continue }
      let search = try LatticeSearch(
        table: all, models: [KAnonymity(k: k)], loss: MeanShareLoss(balance: balance),
        suppressionLimit: row.suppressionLimit)
      let outcome = try search.run()
      #expect(outcome.isOptimal)
      #expect(outcome.statistics.latticeSize == UInt128(row.observed_latticeSize ?? 0))
      #expect(outcome.loss <= loss + 1e-8)
      let same = try search.evaluate(GeneralizationNode(row.expectedTransformation ?? []))
      #expect(abs(same.loss - loss) <= 1e-8)
      compared += 1
    }
    #expect(compared >= 3)
  }

  // The optimum that ARX 3.9.2 found in a run of our own (facts, section 2b).
  @Test("10-anonymity of all nine columns loses what ARX's optimum loses")
  func tenAnonymity() throws {
    let (all, _) = try tables()
    let outcome = try LatticeSearch(
      table: all, models: [KAnonymity(k: 10)], loss: MeanShareLoss(mean: .arithmetic),
      suppressionLimit: 1
    ).run()
    #expect(outcome.node.levels == [0, 3, 0, 0, 2, 1, 1, 1, 0])
    #expect(outcome.best.suppressedRows == 3_983)
    #expect(abs(outcome.loss - 0.26774103886666667) < 1e-8)
  }
}
