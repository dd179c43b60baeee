import TestSupport
import Testing

@testable import DifferentialPrivacy

@Suite("Samples of bounded contributions")
struct SampleTests {
  /// Keys of seven subjects: 0 and the largest among them, and some that differ in few bits.
  static let keys: [UInt64] = [0, 1, 2, 1 << 40, 1 << 63, .max, .max - 1]

  /// Random rows: seven subjects, groups 0 (missing) to 5, in one order and in parts.
  static func rows(_ source: inout SeededTestSource) -> (subjects: [UInt64], groups: [UInt32]) {
    let count = Int(source.next() % 60)
    return (
      (0..<count).map { _ in keys[Int(source.next() % 7)] },
      (0..<count).map { _ in UInt32(source.next() % 6) }
    )
  }

  /// What is kept, by a slow and obvious way.
  static func kept(
    _ subjects: [UInt64], _ groups: [UInt32], bounds: ContributionBounds, order: KeyedPriority
  ) -> [UInt64: [UInt32: UInt32]] {
    var kept: [UInt64: [UInt32: UInt32]] = [:]
    for subject in Set(subjects) {
      var rows: [UInt32: Int] = [:]
      for (own, group) in zip(subjects, groups) where own == subject && group > 0 {
        rows[group, default: 0] += 1
      }
      let lowest = rows.keys.sorted {
        order.priority(subject, 1 << 63 | UInt64($0))
          < order.priority(subject, 1 << 63 | UInt64($1))
      }.prefix(bounds.groups)
      for group in lowest {
        kept[subject, default: [:]][group] = UInt32(min(rows[group] ?? 0, bounds.rowsPerGroup))
      }
    }
    return kept
  }

  @Test("groups are bounded exactly, and complete: a slow oracle on random small tables")
  func groupsAgainstOracle() throws {
    // Would catch: a group that comes back after it was dropped with too few rows, a limit that is
    // off by one, parts that merge to something else than the whole.
    var source = SeededTestSource(11)
    for round in 0..<2_000 {
      let (subjects, groups) = Self.rows(&source)
      let bounds = try ContributionBounds(groups: 1 + round % 5, rowsPerGroup: 1 + round / 5 % 4)
      let order = KeyedPriority(low: source.next(), high: source.next())
      var (first, second) = (
        GroupSample(bounds: bounds, order: order), GroupSample(bounds: bounds, order: order)
      )
      let split = subjects.count / 3
      let (early, late) = (0..<split, split..<subjects.count)
      first.add(subjects: subjects.span.extracting(early), groups: groups.span.extracting(early))
      second.add(subjects: subjects.span.extracting(late), groups: groups.span.extracting(late))
      first.merge(second)
      let kept = Self.kept(subjects, groups, bounds: bounds, order: order)
      var expected = [Int](repeating: 0, count: 6)
      for (group, rows) in kept.values.joined() { expected[Int(group)] += Int(rows) }
      // Counted again from what was counted before: nothing may change.
      #expect(first.counts(groupCount: 5) == expected)
      #expect(first.contributions() == kept)
    }
  }

  @Test(
    "parts that were counted before they are merged give what the whole gives",
    .enabled(if: Build.isOptimised))
  func countedParts() throws {
    // Would catch: rows lost where many wait, or a group kept by a part that the whole drops.
    // Each part is counted on its way, four times: 2 to the 20 rows wait at most.
    var source = SeededTestSource(14)
    let bounds = try ContributionBounds(groups: 3, rowsPerGroup: 1_000)
    let order = KeyedPriority(low: source.next(), high: source.next())
    var parts = [GroupSample(bounds: bounds, order: order, mostWaiting: 1 << 20)]
    parts.append(parts[0])
    var rows: [UInt64: [UInt32: Int]] = [:]
    for part in parts.indices {
      for _ in 0..<43 {
        let words = (0..<100_000).map { _ in source.next() }
        let subjects = words.map { ($0 % 500) << 30 }
        let groups = words.map { UInt32($0 >> 40 & 7 + 1) }
        parts[part].add(subjects: subjects.span, groups: groups.span)
        for (subject, group) in zip(subjects, groups) {
          rows[subject, default: [:]][group, default: 0] += 1
        }
      }
    }
    parts[0].merge(parts[1])
    let contributions = parts[0].contributions()
    #expect(contributions.count == 500)
    for (subject, own) in rows {
      let lowest = own.keys.sorted {
        order.priority(subject, 1 << 63 | UInt64($0))
          < order.priority(subject, 1 << 63 | UInt64($1))
      }.prefix(3)
      let expected = lowest.map { ($0, UInt32(min(own[$0] ?? 0, 1_000))) }
      #expect(contributions[subject] == Dictionary(uniqueKeysWithValues: expected))
    }
  }

  @Test("a subject taken away changes nobody else's contribution")
  func othersStay() throws {
    // Would catch: a choice that depends on other subjects' rows.
    var source = SeededTestSource(12)
    for _ in 0..<500 {
      let (subjects, groups) = Self.rows(&source)
      let bounds = try ContributionBounds(groups: 2, rowsPerGroup: 2)
      let order = KeyedPriority(low: source.next(), high: source.next())
      var (whole, rest) = (
        GroupSample(bounds: bounds, order: order), GroupSample(bounds: bounds, order: order)
      )
      whole.add(subjects: subjects.span, groups: groups.span)
      let others = subjects.indices.filter { subjects[$0] != 1 << 63 }
      let (keys, codes) = (others.map { subjects[$0] }, others.map { groups[$0] })
      rest.add(subjects: keys.span, groups: codes.span)
      var expected = whole.contributions()
      expected[1 << 63] = nil
      #expect(rest.contributions() == expected)
    }
  }

  @Test("rows are bounded exactly, and each stays as often as any other")
  func rowsAreUniform() throws {
    // Each of 5 rows stays with probability 2/5 in 20,000 samples: the number of times is within
    // 5.5 standard deviations (sqrt(20000 * 0.24) = 69.3) but for 4e-8 each, 2e-7 for all.
    var source = SeededTestSource(13)
    var times = [Int](repeating: 0, count: 6)
    let subjects: [UInt64] = [1, 2, 1, 1, 0, 1, 1]
    let values: [Int64] = [1, 0, 2, 3, 0, 4, 5]
    for _ in 0..<20_000 {
      let order = KeyedPriority(low: source.next(), high: source.next())
      var first = try RowSample(rowsPerSubject: 2, part: 0, order: order)
      var second = try RowSample(rowsPerSubject: 2, part: 1, order: order)
      first.add(subjects: subjects.span.extracting(0..<4), values: values.span.extracting(0..<4))
      second.add(subjects: subjects.span.extracting(4..<7), values: values.span.extracting(4..<7))
      first.merge(second)
      let kept = first.contributions()
      #expect(kept[1].count == 2 && kept[2] == [0])
      for value in kept[1] { times[Int(value)] += 1 }
    }
    for value in 1...5 { #expect(abs(times[value] - 8_000) < 382, "\(value)") }
  }
}
