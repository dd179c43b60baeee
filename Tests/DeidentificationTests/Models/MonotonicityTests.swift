import Foundation
import Numerics
import Testing

@testable import Deidentification

/// What models claim of merging classes, tried on random tables.
@Suite("Monotonicity as claimed")
struct MonotonicityTests {
  static let models: [any PrivacyModel] =
    ClassModelOracleTests.cases.map(\.model) + [
      KMap(k: 4), WeightedKMap(k: 6), DeltaPresence(minimum: 0, maximum: 0.5),
      DeltaPresence(minimum: 0.2, maximum: 0.7), SizeModel(k: 3),
      EstimatedKMap(k: 5, populationSize: 100), AverageRisk(threshold: 0.3),
      SampleUniquenessLimit(threshold: 0.05), SampleUniquenessLimit(threshold: 0.2),
    ]
    + [0.5, 2].flatMap { gain -> [any PrivacyModel] in
      guard let economics = try? AttackEconomics(adversaryGain: 6 * gain, adversaryCost: 2) else {
        return []
      }
      return [
        NoAttackProfitability(economics, attacker: .prosecutor),
        NoAttackProfitability(economics, attacker: .journalist),
      ]
    }

  /// The fewest rows to suppress for the model to hold; `nil` where it can't.
  private static func suppressed(_ model: PreparedModel, _ classes: ClassTable) -> Int? {
    var isSuppressed = [Bool](repeating: false, count: classes.count)
    switch model {
    case .classes(let criterion):
      for index in 0..<classes.count {
        isSuppressed[index] = !criterion.holds(for: index, in: classes)
      }
    case .table(let criterion):
      guard criterion.enforce(on: classes, isSuppressed: &isSuppressed, limit: .max) else {
        return nil
      }
    }
    return isSuppressed.indices.reduce(0) { $0 + (isSuppressed[$1] ? Int(classes.rows[$1]) : 0) }
  }

  private static func monotonicity(_ model: PreparedModel) -> Monotonicity {
    switch model {
    case .classes(let criterion): criterion.monotonicity
    case .table(let criterion): criterion.monotonicity
    }
  }

  // A full claim: merging never asks for more suppression. The weaker one: where nothing needs to
  // be suppressed, nothing needs to be after merging.
  @Test("merging classes never breaks what a model claims", arguments: models.indices)
  func merging(index: Int) throws {
    let model = Self.models[index]
    var random = SeededGenerator(seed: 60, stream: model.name)
    var premises = 0
    for trial in 0..<800 {
      let classCount = 2 + trial % 5
      let rows = classCount * (1 + trial % 12)
      var table = try SmallTable.random(
        rows: rows, classes: classCount, values: 3 + trial % 3, using: &random)
      if model is WeightedKMap {
        table = try SmallTable(
          rows: table.rows, classCount: classCount, valueCount: 5, others: table.others,
          weights: table.rows.map { _ in Double.random(in: 0...4, using: &random) })
      }
      let prepared = try model.prepared(for: table.table)
      let claim = Self.monotonicity(prepared)
      if claim == .none { continue }
      var merged = Array(0..<classCount)
      for group in 1..<classCount where Bool.random(using: &random) {
        merged[group] = merged[Int.random(in: 0..<group, using: &random)]
      }
      let numbers = Dictionary(
        uniqueKeysWithValues: Set(merged).sorted().enumerated().map { ($1, $0) })
      merged = merged.compactMap { numbers[$0] }
      guard let before = Self.suppressed(prepared, table.classes()) else { continue }
      if claim == .withoutSuppression && before > 0 { continue }
      premises += 1
      let after = Self.suppressed(prepared, table.classes(merged: merged))
      #expect(after.map { $0 <= before } == true, "\(model.name): trial \(trial)")
    }
    let claimed = Self.monotonicity(
      try model.prepared(
        for: try SmallTable(
          rows: [(0, 0), (0, 1)], classCount: 1, valueCount: 3, weights: [1, 1]
        ).table))
    #expect(premises > 20 || claimed == .none, "\(model.name)")
  }

  // The counter-examples that keep the weaker claims from being full.
  @Test("delta-disclosure is not monotone, and claims nothing")
  func deltaDisclosure() throws {
    let rows =
      [0, 0, 0, 1].map { (group: 0, value: $0) } + [0, 0, 0, 0].map { (group: 1, value: $0) }
    let table = try SmallTable(
      rows: rows + [(2, 1), (2, 1), (2, 1), (2, 0)], classCount: 3, valueCount: 2)
    guard
      case .classes(let criterion) = try DeltaDisclosure(attribute: "s", delta: 1.2)
        .prepared(for: table.table)
    else { return }
    #expect(criterion.monotonicity == .none)
    #expect(criterion.holds(for: 0, in: table.classes()))
    #expect(criterion.holds(for: 1, in: table.classes()))
    #expect(!criterion.holds(for: 0, in: table.classes(merged: [0, 0, 1])))
  }
}
