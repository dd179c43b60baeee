import Deidentification
import Foundation
import Numerics
import TestSupport
import Testing

/// Losses of ARX 3.9.2: an error in a formula, in normalisation, weights, aggregation or in how
/// suppressed rows count shows here.
@Suite("Losses against ARX", .enabled(if: SharedFolder.exists))
struct ReferenceLossTests {
  /// ARX cuts each quasi-identifier's loss to ten decimals, which it prints; sums and means of them
  /// differ by at most one unit each.
  static func isEqual(_ value: Double, _ expected: Double) -> Bool {
    abs(value - expected) <= max(1e-8 * abs(expected), 1.5e-10)
  }

  @Test("the loss of each recoding of Adult is ARX's, with the suppression of its models")
  func nodeLosses() throws {
    let adult = try AdultTable()
    let subset = try adult.subset()
    let rows = try ReferenceRow.all("arx_node_losses_adult.jsonl")
    #expect(rows.count >= 86)
    var tables: [Bool: SearchTable] = [:]
    for row in rows {
      let table = try tables[row.usesSubset] ?? adult.searchTable(
        sensitive: row.sensitive, isReleased: row.usesSubset ? subset : nil)
      tables[row.usesSubset] = table
      let model = try #require(
        try row.lossModel(isRanked: row.text("aggregate") == "Rank"), "row \(row.index)")
      let prepared = try model.prepared(for: table)
      let nodes = try #require(row.fields["nodes"] as? [[String: Any]])
      // Without optimisation only the first recoding of each row.
      for entry in Build.isOptimised ? nodes[...] : nodes.prefix(1) {
        let levels = ReferenceRow.numbers(entry["node"] as? String ?? "").map { Int($0) }
        let expected = ReferenceRow.numbers(entry["loss"] as? String ?? "")
        let node = GeneralizationNode(levels)
        let classes = try ClassTable(table, node)
        let isSuppressed = suppression(row, table, classes, node)
        let found = values(prepared, node, classes, isSuppressed)
        #expect(
          found.count == expected.count && zip(found, expected).allSatisfy(Self.isEqual),
          "row \(row.index) \(row.models) \(row.metric), \(levels): \(found), \(expected)")
        bounds(prepared, node, classes, isSuppressed)
      }
    }
  }

  @Test("the loss of each optimum that ARX finds on Adult is ARX's")
  func outcomes() throws {
    let adult = try AdultTable()
    let subset = try adult.subset()
    let rows = try ReferenceRow.all("arx_anonymization_adult.jsonl")
    var (checked, left) = (0, 0)
    for (number, row) in rows.enumerated() {
      guard let text = row.fields["expectedLoss"] as? String, let levels = row.levels else {
        left += 1
        continue
      }
      // Without optimisation one row in eight.
      guard Build.isOptimised || number.isMultiple(of: 8) else { continue }
      let expected = ReferenceRow.numbers(text)
      let table = try searchTable(row, adult, subset)
      let node = GeneralizationNode(levels)
      let classes = try ClassTable(table, node)
      let isSuppressed = suppression(row, table, classes, node)
      let found: [Double]
      if row.isScore {
        let score = SafePubLoss(
          try #require(row.scoreMeasure),
          minimumSize: ReferenceModel.minimumSize(row.models[0], searchBudget: 1))
        let prepared = try score.prepared(for: table)
        found = [-prepared.loss(of: node, classes: classes, isSuppressed: isSuppressed)]
      } else {
        let model = try #require(try row.lossModel(isRanked: text.hasPrefix("[")))
        let prepared = try model.prepared(for: table)
        found = values(prepared, node, classes, isSuppressed)
        bounds(prepared, node, classes, isSuppressed)
      }
      #expect(
        found.count == expected.count && zip(found, expected).allSatisfy(Self.isEqual),
        "\(row.test) \(row.index) \(row.models) \(row.metric): \(found), \(expected)")
      checked += 1
    }
    #expect(checked + left == rows.count || !Build.isOptimised)
  }

  private func values(
    _ prepared: any PreparedLoss, _ node: GeneralizationNode, _ classes: ClassTable,
    _ isSuppressed: [Bool]
  ) -> [Double] {
    if let ranked = prepared as? any PreparedDimensionalLoss, ranked.ranksDimensions {
      return ranked.rankedLosses(of: node, classes: classes, isSuppressed: isSuppressed)
    }
    return [prepared.loss(of: node, classes: classes, isSuppressed: isSuppressed)]
  }

  /// No bound lies above the loss.
  private func bounds(
    _ prepared: any PreparedLoss, _ node: GeneralizationNode, _ classes: ClassTable,
    _ isSuppressed: [Bool]
  ) {
    let loss = prepared.loss(of: node, classes: classes, isSuppressed: isSuppressed)
    #expect(prepared.lowerBound(of: node) <= loss)
    #expect(prepared.lowerBound(of: node, classes: classes) <= loss)
  }

  private func searchTable(
    _ row: ReferenceRow, _ adult: AdultTable, _ subset: [Bool]
  ) throws -> SearchTable {
    var isReleased = row.usesSubset ? subset : nil
    if let model = row.models.first(where: { $0.hasSuffix("-DP") }) {
      let epsilon = ReferenceModel.parameters(model).epsilon - (row.isScore ? 1 : 0)
      isReleased = ReferenceModel.sample(
        rate: ReferenceModel.samplingRate(epsilon), count: adult.rowCount)
    }
    return try adult.searchTable(sensitive: row.sensitive, isReleased: isReleased)
  }

  private func suppression(
    _ row: ReferenceRow, _ table: SearchTable, _ classes: ClassTable, _ node: GeneralizationNode
  ) -> [Bool] {
    var isSuppressed = [Bool](repeating: false, count: classes.count)
    for name in row.models {
      if name.hasSuffix("-DP") {
        let k = ReferenceModel.minimumSize(name, searchBudget: row.isScore ? 1 : 0)
        for index in isSuppressed.indices where classes.sizes[index] < k {
          isSuppressed[index] = true
        }
        continue
      }
      switch ReferenceModel(name, table: table, node: node, game: row.game) {
      case .classes(let holds):
        for index in isSuppressed.indices where !holds(index, classes) {
          isSuppressed[index] = true
        }
      case .smallestFirst:
        let unreleased = table.populationCounts.map { $0.count - table.rowCount } ?? 0
        var left = Int(row.number("observed_suppressed") ?? 0) - unreleased
        let bySize = isSuppressed.indices.sorted { classes.sizes[$0] < classes.sizes[$1] }
        for index in bySize where left > 0 {
          isSuppressed[index] = true
          left -= Int(classes.rows[index])
        }
      }
    }
    return isSuppressed
  }
}
