import TestSupport
import Testing

@testable import DifferentialPrivacy

@Suite("Contribution bounds")
struct ContributionTests {
  @Test("hash as SipHash-2-4 does")
  func sipHash() {
    // Appendix A of Aumasson and Bernstein 2012 has 15 bytes; 16 bytes 00..0f from their vectors
    // file (vectors_sip64, entry 16: db 9b c2 57 7f cc 2a 3f).
    let order = KeyedPriority(low: 0x0706_0504_0302_0100, high: 0x0f0e_0d0c_0b0a_0908)
    #expect(
      order.priority(0x0706_0504_0302_0100, 0x0f0e_0d0c_0b0a_0908) == 0x3f2a_cc7f_57c2_9bdb)
  }

  @Test("leave no subject more groups or rows than they say, and drop nothing that fits")
  func bounds() throws {
    var random = SeededTestSource(51)
    let bounds = try ContributionBounds(groups: 3, rowsPerGroup: 2)
    let rows = 5_000
    let subjects = (0..<rows).map { _ in UInt32(random.uncheckedUniform(below: 400)) }
    let groups = (0..<rows).map { _ in UInt32(random.uncheckedUniform(below: 6)) }
    let order = KeyedPriority(from: &random)
    let kept = try bounds.kept(
      subjects: subjects, groups: groups, subjectCount: 390, order: order)
    #expect(kept == kept.sorted())
    for subject in UInt32(0)..<400 {
      let all = (0..<rows).filter { subjects[$0] == subject }
      let own = kept.filter { subjects[$0] == subject }
      let sizes = Dictionary(grouping: all) { groups[$0] }.mapValues(\.count)
      let left = Dictionary(grouping: own) { groups[$0] }.mapValues(\.count)
      // What must stay: the most groups, each with the most rows that fit.
      guard subject < 390 else {
        #expect(own.isEmpty)
        continue
      }
      #expect(left.count == min(3, sizes.count))
      #expect(left.allSatisfy { $0.value == min(2, sizes[$0.key] ?? 0) })
    }
  }

  @Test("choose a subject's rows without looking at anybody else's")
  func independence() throws {
    // Would catch a choice by position in the stream: one subject more then changes the others'
    // rows, and the sensitivity is not what it says.
    var random = SeededTestSource(52)
    let bounds = try ContributionBounds(groups: 2, rowsPerGroup: 2)
    let subjects = (0..<2_000).map { _ in UInt32(random.uncheckedUniform(below: 50)) }
    let groups = (0..<2_000).map { _ in UInt32(random.uncheckedUniform(below: 5)) }
    let order = KeyedPriority(from: &random)
    let all = try bounds.kept(subjects: subjects, groups: groups, subjectCount: 50, order: order)
    for gone: UInt32 in [0, 7, 49] {
      let rest = subjects.indices.filter { subjects[$0] != gone }
      let kept = try bounds.kept(
        subjects: rest.map { subjects[$0] }, groups: rest.map { groups[$0] }, subjectCount: 50,
        order: order)
      #expect(kept.map { rest[$0] } == all.filter { subjects[$0] != gone })
    }
  }

  @Test("choose each row as often as any other under fresh keys")
  func uniformity() throws {
    let bounds = try ContributionBounds(groups: 1, rowsPerGroup: 2)
    var random = SeededTestSource(53)
    var counts = [Int](repeating: 0, count: 5)
    for _ in 0..<10_000 {
      let order = KeyedPriority(from: &random)
      for row in try bounds.kept(
        subjects: [0, 0, 0, 0, 0], groups: [3, 3, 3, 3, 3], subjectCount: 1, order: order)
      {
        counts[row] += 1
      }
    }
    // 4,000 each, standard deviation 49: five of them, 5 rows: 3e-6 / 5.
    #expect(counts.allSatisfy { abs($0 - 4_000) < 260 })
  }

  @Test("clamp each subject's total, and find a bound that covers the share asked for")
  func totals() throws {
    var random = SeededTestSource(54)
    let sum = try SubjectSum(bounds: 0...10, budget: .laplace(epsilon: 1000))
    let values = [1.0, 2, 100, .infinity, -50, .nan]
    let subjects: [UInt32] = [0, 0, 1, 2, 3, 9]
    // 3 + 10 + 10 + 0, and a subject out of range; noise of scale 0.01.
    let released = try sum.released(
      of: values, subjects: subjects, subjectCount: 5, from: &random)
    #expect(abs(released - 23) < 0.5)
    let contributions = (1...2_000).map { Double($0 % 100) }
    let (bound, cost) = try SubjectSum.privateBound(
      contributions, share: 0.9, within: 0...10_000, epsilon: 1, from: &random)
    #expect(abs(bound - 90) < 5)
    #expect(cost == .pure(epsilon: 1))
  }
}
