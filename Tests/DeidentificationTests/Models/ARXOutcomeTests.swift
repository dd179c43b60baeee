import Foundation
import TestSupport
import Testing

@testable import Deidentification

/// One row of ARX's outcomes on Adult.
struct ARXOutcome: Decodable {
  let test: String
  let index: Int
  let models: String
  let suppressionLimit: Double
  let expectedTransformation: [Int]?
  let qiOrder: String?
  let observed_suppressed: Int?
  let observed_classes: Int?
  let observed_minClass: Int?
  let observed_maxClass: Int?
  let observed_latticeSize: Int?
  let note: String?

  static func all() throws -> [ARXOutcome] {
    let file = SharedFolder.file("vectors/tabular/arx_anonymization_adult.jsonl")
    return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map {
      try JSONDecoder().decode(ARXOutcome.self, from: Data($0.utf8))
    }
  }

  var quasiIdentifiers: [String] {
    (qiOrder ?? "").trimmingCharacters(in: CharacterSet(charactersIn: "[]"))
      .components(separatedBy: ", ")
  }

  /// The node whose classes were observed: a tie's, where the note names one.
  var observedNode: [Int]? {
    guard let range = note?.range(of: "ARX now returns ["), let note else {
      return expectedTransformation
    }
    return note[range.upperBound...].prefix { $0 != "]" }.components(separatedBy: ", ")
      .compactMap { Int($0) }
  }

  /// The amounts that ARX's profitability tests on Adult set, by their number in the source of
  /// `TestAnonymizationProfitability`.
  var economics: AttackEconomics? {
    guard test == "TestAnonymizationProfitability", index < 6 else {
      return try? AttackEconomics()
    }
    switch [1, 2, 1, 3, 2, 4][index] {
    case 1: return try? AttackEconomics(adversaryGain: 1200, adversaryCost: 2)
    case 2:
      return try? AttackEconomics(publisherLoss: 3000, adversaryGain: 120, adversaryCost: 20)
    case 3:
      return try? AttackEconomics(
        publisherBenefit: 120, publisherLoss: 3000, adversaryGain: 120, adversaryCost: 20)
    default:
      return try? AttackEconomics(
        publisherBenefit: 120, publisherLoss: 3000, adversaryGain: 1000, adversaryCost: 20)
    }
  }

  /// ARX's tests of an adaptive search (more than one node) give it 1 of the 2 of epsilon.
  var searchBudget: Double { observed_latticeSize == 1 ? 0 : 1 }
}

@Suite("Privacy models beside ARX 3.9.2 on Adult", .enabled(if: SharedFolder.exists))
struct ARXOutcomeTests {
  @Test("every model string of the vectors is understood")
  func understood() throws {
    for outcome in try ARXOutcome.all() {
      #expect(
        ARXModelText(outcome.models, economics: outcome.economics) != nil, "\(outcome.models)")
    }
  }

  // Would catch any model decided otherwise than ARX does: each node's suppressed rows and classes
  // are ARX's own.
  @Test("at ARX's node each model suppresses ARX's rows", .enabled(if: Build.isOptimised))
  func outcomes() throws {
    let adult = try #require(AdultRelease.shared)
    let subset = try adult.subset()
    var cache: [String: ClassTable] = [:]
    var checked = 0
    for outcome in try ARXOutcome.all() {
      guard let node = outcome.observedNode, outcome.observed_suppressed != nil,
        let text = ARXModelText(outcome.models, economics: outcome.economics),
        !outcome.models.contains("grassberger")
      else { continue }
      var models = text.models
      var released = text.hasSubset ? subset : nil
      if let sampling = text.sampling {
        let loss = SamplingPrivacy(
          epsilon: sampling.epsilon - outcome.searchBudget, delta: sampling.delta)
        models = [loss]
        released = JavaRandom.sample(adult.rowCount, beta: try loss.parameters().beta)
      }
      let table = try adult.table(
        quasiIdentifiers: outcome.quasiIdentifiers, sensitive: text.attributes, released: released)
      let sample = text.sampling.map { "\($0.epsilon)\(outcome.searchBudget)" } ?? ""
      let key = "\(outcome.quasiIdentifiers) \(node) \(text.attributes) \(text.hasSubset) \(sample)"
      let classes = cache[key] ?? groupedClasses(of: table, at: node)
      cache[key] = classes
      let limit =
        text.sampling == nil
        ? Int(outcome.suppressionLimit * Double(table.rowCount)) : table.rowCount
      try check(outcome, models: models, table: table, classes: classes, limit: limit, node: node)
      checked += 1
    }
    #expect(checked > 100)
  }

  private func check(
    _ outcome: ARXOutcome, models: [any PrivacyModel], table: SearchTable, classes: ClassTable,
    limit: Int, node: [Int]
  ) throws {
    var isSuppressed = [Bool](repeating: false, count: classes.count)
    var holds = true
    let prepared = try models.map { try $0.prepared(for: table) }
    for case .classes(let criterion) in prepared {
      for index in 0..<classes.count where !criterion.holds(for: index, in: classes) {
        isSuppressed[index] = true
      }
    }
    for case .table(let criterion) in prepared {
      holds = criterion.enforce(on: classes, isSuppressed: &isSuppressed, limit: limit) && holds
    }
    let kept = isSuppressed.indices.filter { !isSuppressed[$0] }
    let suppressed = table.rowCount - kept.reduce(0) { $0 + Int(classes.rows[$1]) }
    let absent = table.tuples.rowCount - table.rowCount
    let place: Comment = "\(outcome.test) \(outcome.index): \(outcome.models)"
    #expect(holds && suppressed <= limit, place)
    var sizes = kept.map { Int(classes.rows[$0]) }
    var away = suppressed + absent
    if outcome.suppressionLimit == 0, absent > 0, !models.contains(where: { $0 is SamplingPrivacy })
    {
      // Where nothing may be suppressed, ARX leaves the rest of the population in its output, and
      // what was observed is all of it.
      let everyone = try AdultRelease.shared?.table(
        quasiIdentifiers: outcome.quasiIdentifiers, sensitive: [], released: nil)
      sizes = groupedClasses(of: try #require(everyone), at: node).rows.map { Int($0) }
      away = suppressed
    }
    #expect(away == outcome.observed_suppressed, place)
    #expect(sizes.count == outcome.observed_classes, place)
    #expect(sizes.min() ?? 0 == outcome.observed_minClass, place)
    #expect(sizes.max() ?? 0 == outcome.observed_maxClass, place)
  }
}

/// java.util.Random, with which ARX draws the sample in its tests.
struct JavaRandom {
  private var state: UInt64

  init(seed: Int64) { state = (UInt64(bitPattern: seed) ^ 0x5_DEEC_E66D) & (1 << 48 - 1) }

  private mutating func next(bits: UInt64) -> UInt64 {
    state = (state &* 0x5_DEEC_E66D &+ 0xB) & (1 << 48 - 1)
    return state >> (48 - bits)
  }

  mutating func nextDouble() -> Double {
    let high = next(bits: 26) << 27
    return Double(high + next(bits: 27)) * 0x1p-53
  }

  static func sample(_ count: Int, beta: Double) -> Set<Int> {
    var random = JavaRandom(seed: Int64(Int32(bitPattern: 0xDEAD_BEEF)))
    return Set((0..<count).filter { _ in random.nextDouble() < beta })
  }
}
