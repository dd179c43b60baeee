import Deidentification
import Foundation
import Numerics
import TestSupport
import Testing

/// What a search relies on, tried on all recodings of small random tables: a bound too high would
/// prune the optimum, a loss wrongly called monotone would end the search too early.
@Suite("Properties of losses")
struct LossPropertyTests {
  static func models() throws -> [any LossModel] {
    let balances = try [0, 0.3, 0.5, 0.8, 1].map { try LossBalance($0) }
    let weights = ["q0": 1.0, "q2": 3.0]
    let base: [any LossModel] = [
      HeightLoss(), DiscernibilityLoss(), DiscernibilityLoss(countsSuppression: false),
      AmbiguityLoss(), KullbackLeiblerLoss(), NonUniformEntropyLoss(isNormalized: true),
      NonUniformEntropyLoss(countsSuppression: false), PrecisionLoss(countsSuppression: false),
      SafePubLoss(.domainShare, minimumSize: 3), SafePubLoss(.precision, minimumSize: 3),
      SafePubLoss(.discernibility, minimumSize: 1), SafePubLoss(.averageClassSize, minimumSize: 2),
      SafePubLoss(.nonUniformEntropy, minimumSize: 2),
      SafePubLoss(.classification(responses: ["s", "q1"]), minimumSize: 2),
    ]
    let aggregated = LossAggregate.allCases.map { DomainShareLoss(aggregate: $0, weights: weights) }
    let balanced = balances.flatMap { balance -> [any LossModel] in
      [
        DomainShareLoss(balance: balance), PrecisionLoss(balance: balance),
        NonUniformEntropyLoss(balance: balance), AverageClassSizeLoss(balance: balance),
        EntropyInformationLoss(balance: balance),
        PublisherPayoutLoss(isJournalist: true, balance: balance),
        PublisherPayoutLoss(balance: balance),
        ClassificationLoss(responses: ["s"], balance: balance),
        ClassificationLoss(responses: ["s", "q0"], balance: balance),
      ]
    }
    return base + aggregated + balanced
  }

  @Test("no loss at or above a recoding, with any suppression, lies below the recoding's bounds")
  func bounds() throws {
    for seed in 0..<UInt64(Build.isOptimised ? 60 : 3) {
      let small = try SmallLattice(seed: seed)
      var random = SeededGenerator(seed: seed, stream: "suppression")
      // Twice at random, and none.
      let marks = small.classes.map { classes in
        [[]]
          + (0..<2).map { _ in (0..<classes.count).map { _ in random.bernoulli(0.4) } }
      }
      for model in try Self.models() {
        let prepared = try model.prepared(for: small.table)
        let least = small.nodes.indices.map { index in
          marks[index].map {
            prepared.loss(of: small.nodes[index], classes: small.classes[index], isSuppressed: $0)
          }.min() ?? .infinity
        }
        for (index, node) in small.nodes.enumerated() {
          let above = small.nodes.indices.filter { SmallLattice.isAbove(small.nodes[$0], node) }
          let smallest = above.map { least[$0] }.min() ?? .infinity
          let bound = prepared.lowerBound(of: node)
          let classBound = prepared.lowerBound(of: node, classes: small.classes[index])
          #expect(
            bound <= smallest && classBound <= smallest,
            "\(model.name), seed \(seed), \(node.levels): \(bound) \(classBound) \(smallest)")
        }
      }
    }
  }

  // Would catch an excess that is too high: it would prune the optimum.
  @Test("between two recodings no loss lies below the bound raised by what the upper suppresses")
  func raisedBounds() throws {
    for seed in 200..<UInt64(Build.isOptimised ? 260 : 202) {
      let small = try SmallLattice(seed: seed)
      var random = SeededGenerator(seed: seed, stream: "suppression")
      let models = try Self.models().map { try $0.prepared(for: small.table) }
      for top in small.nodes.indices where random.bernoulli(0.3) {
        let marks = (0..<small.classes[top].count).map { _ in random.bernoulli(0.4) }
        // What is suppressed at the top stays so, and more with it.
        let below = small.nodes.indices.filter {
          SmallLattice.isAbove(small.nodes[top], small.nodes[$0])
        }
        let inherited = below.map { index in
          small.marks(marks, of: top, at: index).map { $0 || random.bernoulli(0.2) }
        }
        for prepared in models {
          let excess = prepared.excess(
            of: small.nodes[top], classes: small.classes[top], isSuppressed: marks)
          #expect(excess.isEmpty || prepared.knowsExcess)
          let least = zip(below, inherited).map { index, isSuppressed in
            prepared.loss(
              of: small.nodes[index], classes: small.classes[index], isSuppressed: isSuppressed)
          }
          for low in below {
            let node = small.nodes[low]
            let smallest = zip(below, least).filter {
              SmallLattice.isAbove(small.nodes[$0.0], node)
            }.map(\.1).min()
            let bounds = [
              prepared.lowerBound(of: node),
              prepared.lowerBound(of: node, classes: small.classes[low]),
            ].map { excess.isEmpty ? $0 : prepared.raisedBound($0, of: node, by: excess) }
            #expect(
              bounds.allSatisfy { $0 <= smallest ?? .infinity },
              "seed \(seed), \(node.levels) to \(small.nodes[top].levels): \(type(of: prepared))")
          }
        }
      }
    }
  }

  @Test("a loss called monotone never falls on the way up, with suppression where that is claimed")
  func monotone() throws {
    for seed in 100..<UInt64(Build.isOptimised ? 160 : 102) {
      let small = try SmallLattice(seed: seed)
      var random = SeededGenerator(seed: seed, stream: "suppression")
      for model in try Self.models() {
        let prepared = try model.prepared(for: small.table)
        guard prepared.isMonotone || prepared.isMonotoneWithSuppression else { continue }
        let losses = small.nodes.indices.map { index in
          let isSuppressed =
            prepared.isMonotoneWithSuppression
            ? (0..<small.classes[index].count).map { _ in random.bernoulli(0.4) } : []
          return prepared.loss(
            of: small.nodes[index], classes: small.classes[index], isSuppressed: isSuppressed)
        }
        for (low, node) in small.nodes.enumerated() {
          for (high, other) in small.nodes.enumerated() where SmallLattice.isAbove(other, node) {
            // Sums over classes round in the classes' order; equal losses may differ by that.
            let slack = 1e-12 * max(1, abs(losses[low]))
            #expect(
              losses[high] == losses[low] || losses[high] >= losses[low] - slack,
              "\(model.name), seed \(seed): \(node.levels) \(other.levels)")
          }
        }
      }
    }
  }

  @Test("ranked bounds lie below ranked losses, in their order")
  func ranked() throws {
    let model = DomainShareLoss(aggregate: .rank, weights: ["q0": 1, "q1": 2, "q2": 3])
    for seed in 0..<UInt64(Build.isOptimised ? 20 : 3) {
      let small = try SmallLattice(seed: seed)
      let prepared = try #require(
        try model.prepared(for: small.table) as? any PreparedDimensionalLoss)
      #expect(prepared.ranksDimensions)
      for (index, node) in small.nodes.enumerated() {
        let marks = (0..<small.classes[index].count).map { $0.isMultiple(of: 3) }
        let ranks = prepared.rankedLosses(
          of: node, classes: small.classes[index], isSuppressed: marks)
        let bounds = prepared.rankedLowerBounds(of: node)
        #expect(zip(bounds, ranks).allSatisfy { $0 <= $1 } && ranks == ranks.sorted(by: >))
        #expect(
          ranks[0]
            == prepared.loss(of: node, classes: small.classes[index], isSuppressed: marks))
      }
    }
  }

  @Test("the divergence is the sum over all records of the domain, each taken by itself")
  func divergence() throws {
    for seed in 0..<UInt64(Build.isOptimised ? 20 : 3) {
      let small = try SmallLattice(seed: seed)
      let prepared = try KullbackLeiblerLoss().prepared(for: small.table)
      let ambiguity = try AmbiguityLoss().prepared(for: small.table)
      for (index, node) in small.nodes.enumerated() {
        let marks = (0..<small.classes[index].count).map { $0.isMultiple(of: 2) }
        let found = prepared.loss(
          of: node, classes: small.classes[index], isSuppressed: marks)
        let expected = Self.obvious(small.table, node, small.classes[index], marks)
        #expect(abs(found - expected.divergence) < 1e-9)
        let open = ambiguity.loss(
          of: node, classes: small.classes[index], isSuppressed: marks)
        #expect(abs(open - expected.ambiguity) < 1e-9 * open)
      }
    }
  }

  /// Row by row: how many records of the domain its class could stand for.
  private static func obvious(
    _ table: SearchTable, _ node: GeneralizationNode, _ classes: ClassTable, _ marks: [Bool]
  ) -> (divergence: Double, ambiguity: Double) {
    let n = Double(table.rowCount)
    let lost = zip(classes.rows, marks).reduce(0.0) { $1.1 ? $0 + Double($1.0) : $0 }
    let domain = table.quasiIdentifiers.indices.reduce(1.0) { domain, column in
      let isMissing = zip(table.tuples.columns[column], table.counts).contains { $0 == 0 && $1 > 0 }
      let values = table.quasiIdentifiers[column].levels[0].groupOfCode.count - 1
      return domain * Double(values + (isMissing ? 1 : 0))
    }
    var records: [[UInt32]: Double] = [:]
    var classOfRecord: [[UInt32]: Int] = [:]
    for tuple in 0..<table.tuples.rowCount where table.counts[tuple] > 0 {
      let record = table.quasiIdentifiers.indices.map { table.tuples.columns[$0][tuple] }
      records[record, default: 0] += Double(table.counts[tuple])
      let groups = record.enumerated().map {
        table.quasiIdentifiers[$0.offset].levels[node.levels[$0.offset]].groupOfCode[
          Int($0.element)]
      }
      classOfRecord[record] = (0..<classes.count).first { index in
        groups.indices.allSatisfy { classes.codes[$0][index] == groups[$0] }
      }
    }
    var (divergence, ambiguity) = (0.0, 0.0)
    for (record, rows) in records {
      guard let index = classOfRecord[record] else { continue }
      let covered = classes.codes.indices.reduce(1.0) { area, column in
        let level = table.quasiIdentifiers[column].levels[node.levels[column]]
        let code = classes.codes[column][index]
        let values = level.groupOfCode.dropFirst().count { $0 == code }
        return area * (code == 0 ? 1 : Double(values))
      }
      let area = marks[index] ? domain : covered
      let q = (marks[index] ? lost : Double(classes.rows[index])) / n / area
      divergence += rows / n * log2(rows / n / q)
      ambiguity += rows * area
    }
    return (divergence, ambiguity)
  }

  @Test("a balance outside 0...1, a negative weight and a weight of another column are refused")
  func refusals() throws {
    let small = try SmallLattice(seed: 1)
    for factor in [-0.1, 1.1, .nan] {
      #expect(throws: DeidentificationError.self) { try LossBalance(factor) }
    }
    for weights in [["q0": -1.0], ["q0": .infinity], ["other": 1]] {
      #expect(throws: DeidentificationError.self) {
        try DomainShareLoss(weights: weights).prepared(for: small.table)
      }
    }
    #expect(throws: DeidentificationError.self) {
      try ClassificationLoss(responses: ["none"]).prepared(for: small.table)
    }
    #expect(throws: DeidentificationError.self) {
      try SafePubLoss(.precision, minimumSize: 0).prepared(for: small.table)
    }
    #expect(throws: DeidentificationError.self) {
      try PublisherPayoutLoss(game: .init(publisherLoss: -1)).prepared(for: small.table)
    }
  }
}
