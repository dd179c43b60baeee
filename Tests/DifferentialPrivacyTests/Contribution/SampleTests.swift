import Testing

@testable import DifferentialPrivacy

@Suite("Samples of bounded contributions")
struct SampleTests {
  /// Random rows: subjects 0 (missing) to 6, groups 0 (missing) to 5, in one order and in parts.
  static func rows(_ source: inout SeededTestSource) -> (subjects: [UInt32], groups: [UInt32]) {
    let count = Int(source.next() % 60)
    return (
      (0..<count).map { _ in UInt32(source.next() % 7) },
      (0..<count).map { _ in UInt32(source.next() % 6) }
    )
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
      var expected = [Int](repeating: 0, count: 6)
      for subject in UInt32(1)...6 {
        var rows: [UInt32: Int] = [:]
        for (own, group) in zip(subjects, groups) where own == subject && group > 0 {
          rows[group, default: 0] += 1
        }
        let kept = rows.keys.sorted {
          order.priority(UInt64(subject), 1 << 63 | UInt64($0))
            < order.priority(UInt64(subject), 1 << 63 | UInt64($1))
        }.prefix(bounds.groups)
        for group in kept { expected[Int(group)] += min(rows[group] ?? 0, bounds.rowsPerGroup) }
      }
      #expect(first.counts(groupCount: 5) == expected)
      for own in first.contributions() {
        #expect(own.count <= bounds.groups)
        #expect(own.allSatisfy { $0.rows <= bounds.rowsPerGroup })
      }
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
      let others = subjects.map { $0 == 3 ? 0 : $0 }
      rest.add(subjects: others.span, groups: groups.span)
      for (code, pair) in zip(whole.contributions(), rest.contributions()).enumerated()
      where code != 3 {
        #expect(pair.0.map { [$0.group, $0.rows] } == pair.1.map { [$0.group, $0.rows] })
      }
    }
  }

  @Test("rows are bounded exactly, and each stays as often as any other")
  func rowsAreUniform() throws {
    // Each of 5 rows stays with probability 2/5 in 20,000 samples: the number of times is within
    // 5.5 standard deviations (sqrt(20000 * 0.24) = 69.3) but for 4e-8 each, 2e-7 for all.
    var source = SeededTestSource(13)
    var times = [Int](repeating: 0, count: 6)
    let subjects: [UInt32] = [1, 2, 1, 1, 0, 1, 1]
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
