import Numerics
import Testing

@testable import Deidentification

@Suite("Limits on average risk and uniqueness, by suppressing the smallest classes")
struct SmallestFirstTests {
  private func classes(_ sizes: [UInt32]) -> ClassTable {
    ClassTable(sizes: sizes, rows: sizes, codes: [])
  }

  private func table() throws -> SearchTable {
    try SmallTable(rows: [(0, 0)], classCount: 1, valueCount: 1).table
  }

  // All sets of classes are tried: no fewer rows would do.
  @Test("the fewest rows are suppressed, and what is left meets the limit")
  func fewest() throws {
    var random = SeededGenerator(seed: 10, stream: "smallest")
    for trial in 0..<300 {
      let sizes = (0..<(1 + trial % 8)).map { _ in UInt32.random(in: 1...6, using: &random) }
      let threshold = Double.random(in: 0.1...0.9, using: &random)
      let models: [(any PrivacyModel, ([UInt32]) -> Bool)] = [
        (
          AverageRisk(threshold: threshold),
          { 1 / (Double($0.reduce(0, +)) / Double($0.count)) <= threshold }
        ),
        (
          SampleUniquenessLimit(threshold: threshold),
          { Double($0.filter { $0 == 1 }.count) / Double($0.reduce(0, +)) <= threshold }
        ),
      ]
      for (model, holds) in models {
        guard case .table(let whole) = try model.prepared(for: try table()) else { return }
        var best = UInt32.max
        for mask in 0..<(1 << sizes.count) {
          let kept = sizes.indices.filter { mask >> $0 & 1 == 1 }.map { sizes[$0] }
          if kept.isEmpty || holds(kept) {
            best = min(best, sizes.reduce(0, +) - kept.reduce(0, +))
          }
        }
        var isSuppressed = [Bool](repeating: false, count: sizes.count)
        let isMet = whole.enforce(
          on: classes(sizes), isSuppressed: &isSuppressed, limit: Int(best))
        let gone = zip(sizes, isSuppressed).filter { $0.1 }.map(\.0).reduce(0, +)
        #expect(isMet && gone == best, "\(sizes) \(threshold)")
        var again = [Bool](repeating: false, count: sizes.count)
        if best > 0 {
          #expect(
            !whole.enforce(on: classes(sizes), isSuppressed: &again, limit: Int(best) - 1))
        }
      }
    }
  }

  @Test("among classes of one size those that lose the least go first")
  func ties() throws {
    guard
      case .table(let limit) = try SampleUniquenessLimit(threshold: 0.2).prepared(for: try table()),
      let ordered = limit as? any LossOrderedCriterion
    else {
      Issue.record("must order ties")
      return
    }
    var isSuppressed = [Bool](repeating: false, count: 4)
    let losses = [0.9, 0.2, 0.5, 0.1]
    #expect(
      ordered.enforce(
        on: classes([1, 1, 1, 4]), isSuppressed: &isSuppressed, limit: 7, loss: { losses[$0] }))
    #expect(isSuppressed == [false, true, true, false])
  }

  @Test("classes that other models suppressed stay so, and count against the limit")
  func earlier() throws {
    guard case .table(let whole) = try AverageRisk(threshold: 0.5).prepared(for: try table())
    else { return }
    var isSuppressed = [false, true, false]
    #expect(whole.enforce(on: classes([1, 5, 3]), isSuppressed: &isSuppressed, limit: 5))
    #expect(isSuppressed == [false, true, false])
    #expect(!whole.enforce(on: classes([1, 5, 3]), isSuppressed: &isSuppressed, limit: 4))
  }

  @Test("the relaxed limit counts people in classes above the highest risk")
  func relaxed() throws {
    let model = AverageRisk(threshold: 1, highestRisk: 0.34, shareAtRisk: 0.25)
    guard case .table(let whole) = try model.prepared(for: try table()) else { return }
    // A risk of 0.34 is reached by classes of up to 2.94 people: sizes 1 and 2 count.
    var isSuppressed = [false, false]
    #expect(whole.enforce(on: classes([2, 6]), isSuppressed: &isSuppressed, limit: 0))
    #expect(!whole.enforce(on: classes([2, 5]), isSuppressed: &isSuppressed, limit: 0))
  }
}
