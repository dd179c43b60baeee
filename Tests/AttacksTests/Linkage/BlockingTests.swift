import Numerics
import Tables
import TestSupport
import Testing

@testable import Attacks

@Suite("Blocking")
struct BlockingTests {
  private func records(_ seed: UInt64, isOneTable: Bool) throws -> LinkageRecords {
    var source = SeededGenerator(seed: seed, stream: "blocking")
    let right = isOneTable ? 25 : 18
    let fields = (0..<3).map { field -> LinkageField in
      func cells(_ count: Int) -> [String?] {
        (0..<count).map { _ in
          let value = source.index(below: 7)
          return value == 0 ? nil : ["ab", "ac", "ba", "bb", "cab", "cb"][value - 1]
        }
      }
      let left = CodedColumn(name: "f\(field)", texts: cells(25) + cells(right))
      return LinkageField(
        name: left.name, kind: .text, left: Array(left.codes.prefix(25)),
        right: Array(isOneTable ? left.codes.prefix(25) : left.codes.suffix(right)),
        dictionary: left.dictionary)
    }
    return try LinkageRecords(table: "t", fields: fields, isOneTable: isOneTable)
  }

  private static let rules = [
    BlockingRule([BlockingKey(0), BlockingKey(1)]), BlockingRule([BlockingKey(2, .prefix(1))]),
    BlockingRule([BlockingKey(1, .suffix(1)), BlockingKey(0, .prefix(1)), BlockingKey(2)]),
    BlockingRule([BlockingKey(1)]),
  ]

  /// Whether two rows agree under a rule, read off the texts.
  private func agree(_ rule: BlockingRule, _ left: Int, _ right: Int, _ records: LinkageRecords)
    -> Bool
  {
    rule.keys.allSatisfy { key in
      let field = records.fields[key.field]
      guard field.left[left] != 0, field.right[right] != 0 else { return false }
      let labels = field.dictionary.labels
      let first = labels[Int(field.left[left]) - 1]
      let second = labels[Int(field.right[right]) - 1]
      return switch key.form {
      case .prefix(let length): first.prefix(length) == second.prefix(length)
      case .suffix(let length): first.suffix(length) == second.suffix(length)
      default: first == second
      }
    }
  }

  @Test("each pair that a rule lets through is compared once, by the first such rule")
  func everyPairOnce() throws {
    for seed in UInt64(0)..<30 {
      for isOneTable in [true, false] {
        let records = try records(seed, isOneTable: isOneTable)
        var costs = RuleCosts(records, workers: .single)
        try costs.prepare(Self.rules)
        let comparer = try PairComparer(records, levels: [:])
        let pairs = CandidatePairs(
          rules: Self.rules.map { costs.codes(of: $0) }, comparer: comparer, workers: .single)
        var expected: Set<[Int]> = []
        var counts = [Int](repeating: 0, count: Self.rules.count)
        var own = counts
        for left in 0..<records.leftCount {
          for right in (isOneTable ? left + 1 : 0)..<records.rightCount {
            let through = Self.rules.indices.filter { agree(Self.rules[$0], left, right, records) }
            for rule in through { own[rule] += 1 }
            if let first = through.first {
              counts[first] += 1
              expected.insert([left, right])
            }
          }
        }
        let found = zip(pairs.left, pairs.right).map { [Int($0), Int($1)] }
        #expect(found.count == expected.count && Set(found) == expected, "seed \(seed)")
        #expect(pairs.countOfRule == counts)
        #expect(costs.pairCounts(of: Self.rules) == own.map(Double.init))
        try checkPatterns(pairs, comparer, records)
      }
    }
  }

  /// Each pair's pattern is what comparing its values directly gives.
  private func checkPatterns(
    _ pairs: CandidatePairs, _ comparer: PairComparer, _ records: LinkageRecords
  ) throws {
    #expect(pairs.patterns.pairCount == Double(pairs.count))
    for pair in 0..<pairs.count {
      for (position, field) in records.fields.enumerated() {
        let first = field.left[Int(pairs.left[pair])]
        let second = field.right[Int(pairs.right[pair])]
        let level = pairs.patterns.level(
          ofPattern: Int(pairs.patternIDs[pair]), field: position)
        let expected =
          first == 0 || second == 0
          ? nil : Int(comparer.comparisons[position].number(first, second)) - 1
        #expect(level == expected)
      }
    }
  }

  @Test("a plan keeps its budget and reaches what it says", .enabled(if: Build.isOptimised))
  func plan() throws {
    let table = DirtyTable(people: 3_000, typos: 0.15, seed: 4)
    var options = RecordLinker.Options()
    options.pairBudget = 100_000
    options.chancePairs = 50_000
    let records = try table.experiment.records([0, 1, 2, 3])
    let linkage = try RecordLinker(records, options: options).link()
    #expect(linkage.plan.pairCounts.reduce(0, +) <= 100_000)
    #expect(linkage.pairCount <= 100_000)
    #expect(!linkage.training.isEmpty && linkage.training.allSatisfy(\.converged))
    // Row i of the list is person i. Binomial, 3,000 people: a standard deviation of .005 at .9;
    // the estimate is drawn from as many. Ten of them.
    let reached = zip(linkage.pairs.left, linkage.pairs.right).count { $0 == $1 }
    #expect(abs(Double(reached) / 3_000 - linkage.plan.coverage) < 0.05)
    options.rules = [.all]
    options.pairBudget = 10
    #expect(throws: Never.self) { try RecordLinker(records, options: options).link() }
    options.rules = [BlockingRule([BlockingKey(7)])]
    #expect(throws: LinkageError.noSuchColumn(position: 7, count: 4)) {
      try RecordLinker(records, options: options).link()
    }
  }

  @Test("one-to-one matching sums to the most of all matchings, tried one by one")
  func oneToOne() throws {
    for seed in UInt64(0)..<60 {
      var source = SeededGenerator(seed: seed, stream: "one-to-one")
      var edges: [OneToOne.Edge] = []
      for left in UInt32(0)..<5 {
        for right in UInt32(0)..<5 where source.index(below: 2) == 0 {
          edges.append(.init(left: left, right: right, weight: Float(1 + source.index(below: 9))))
        }
      }
      let (partners, greedy) = try OneToOne.match(edges, leftCount: 5)
      #expect(greedy == 0)
      let taken = partners.compactMap(\.self)
      #expect(Set(taken).count == taken.count)
      let sum = edges.filter { partners[Int($0.left)] == $0.right }.reduce(0) { $0 + $1.weight }
      let best = Self.best(edges, from: 0, taken: [])
      #expect(sum == best, "seed \(seed)")
      var chosen = [UInt32?](repeating: nil, count: 5)
      OneToOne.takeBest(edges, &chosen)
      let half = edges.filter { chosen[Int($0.left)] == $0.right }.reduce(0) { $0 + $1.weight }
      #expect(half >= best / 2)
    }
  }

  private static func best(_ edges: [OneToOne.Edge], from left: UInt32, taken: Set<UInt32>)
    -> Float
  {
    guard left < 5 else { return 0 }
    var best = best(edges, from: left + 1, taken: taken)
    for edge in edges where edge.left == left && !taken.contains(edge.right) {
      best = max(
        best,
        edge.weight + Self.best(edges, from: left + 1, taken: taken.union([edge.right])))
    }
    return best
  }
}
