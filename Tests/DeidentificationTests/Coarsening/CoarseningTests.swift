import Deidentification
import DifferentialPrivacy
import Tables
import Testing

@Suite("Coarsening")
struct CoarseningTests {
  let ages = CodedColumn(
    name: "age", texts: ["17", "90", nil, "45", "17", "30", "8.5", "45", "61", "90"])

  private func texts(_ column: CodedColumn) -> [String?] {
    guard case .texts(let values) = column.dictionary else { return [] }
    return column.codes.map { $0 == 0 ? nil : values[Int($0) - 1] }
  }

  @Test("top and bottom coding gathers what lies beyond, missing stays missing")
  func bounds() throws {
    let result = try Coarsening.bounded(ages, bottom: 17, top: 61)
    #expect(
      texts(result.column)
        == ["<= 17", ">= 61", nil, "45", "<= 17", "30", "<= 17", "45", ">= 61", ">= 61"])
    #expect(result.changedCells == 6)
    for (before, after) in zip(ages.codes, result.column.codes) {
      #expect(result.level.groupOfCode[Int(before)] == after)
    }
  }

  @Test("at quantiles, at least the stated share of rows is coded")
  func quantiles() throws {
    let result = try Coarsening.bounded(ages, bottomShare: 0.2, topShare: 0.3)
    let coded = texts(result.column).compactMap { $0 }
    // Nine rows have a value: 8.5 17 17 | 30 45 45 | 61 90 90; two and three rows reach 17 and 61.
    #expect(coded.count { $0 == "<= 17" } == 3)
    #expect(coded.count { $0 == ">= 61" } == 3)
  }

  @Test("intervals hold each number once")
  func intervals() throws {
    let result = try Coarsening.intervals(ages, cutPoints: [17, 30, 61])
    #expect(
      texts(result.column)
        == [
          "[17, 30)", ">= 61", nil, "[30, 61)", "[17, 30)", "[30, 61)", "< 17", "[30, 61)",
          ">= 61", ">= 61",
        ])
  }

  @Test("rounding goes to the nearest multiple, halves to the even one")
  func rounding() throws {
    let column = CodedColumn(
      name: "x", codes: [1, 2, 3, 4, 0], dictionary: .integers([5, 15, -7, 20]))
    #expect(
      texts(try Coarsening.rounded(column, toMultipleOf: 10).column)
        == ["0", "20", "-10", "20", nil])
  }

  @Test("rare values merge, and the merged value is not rare")
  func rare() throws {
    let letters = Array("aaaaabbbbccde").map(String.init)
    let merged = try Coarsening.rareMerged(CodedColumn(name: "x", texts: letters), threshold: 3)
    #expect(texts(merged.column).count { $0 == "other" } == 4)
    // d alone is rare: c, the next rarest, joins it.
    let few = Array("aaaacccd").map(String.init)
    let joined = try Coarsening.rareMerged(CodedColumn(name: "x", texts: few), threshold: 3)
    #expect(texts(joined.column).count { $0 == "other" } == 4)
    #expect(throws: DeidentificationError.self) {
      try Coarsening.rareMerged(CodedColumn(name: "x", texts: ["other"]), threshold: 2)
    }
  }

  @Test("masking keeps the stated ends, by characters as people count them")
  func masks() throws {
    let column = CodedColumn(name: "x", texts: ["81667", "8", "", "Zo\u{65}\u{301}e", nil])
    #expect(
      texts(try Coarsening.masked(column, keepingFirst: 2).column)
        == ["81***", "8", "", "Zo**", nil])
    #expect(
      texts(
        try Coarsening.masked(column, keepingFirst: 1, keepingLast: 1, hidesLength: true).column)
        == ["8*7", "8", "", "Z*e", nil])
    #expect(throws: DeidentificationError.self) { try Coarsening.masked(column, keepingLast: -1) }
  }

  @Test("columns that are no numbers, and parameters out of range, are refused")
  func refused() {
    let words = CodedColumn(name: "x", texts: ["a", "1"])
    #expect(throws: DeidentificationError.self) { try Coarsening.bounded(words, top: 3) }
    #expect(throws: DeidentificationError.self) { try Coarsening.bounded(ages, bottom: 5, top: 5) }
    #expect(throws: DeidentificationError.self) { try Coarsening.bounded(ages, top: .nan) }
    #expect(throws: DeidentificationError.self) {
      try Coarsening.bounded(ages, bottomShare: 0.5, topShare: 0)
    }
    for points in [[], [2, 1], [1, .infinity]] as [[Double]] {
      #expect(throws: DeidentificationError.self) {
        try Coarsening.intervals(ages, cutPoints: points)
      }
    }
    #expect(throws: DeidentificationError.self) {
      try Coarsening.rounded(ages, toMultipleOf: 0)
    }
    #expect(throws: DeidentificationError.self) { try RandomRounding(base: 0) }
  }

  @Test("random rounding is unbiased, and leaves multiples alone")
  func randomRounding() throws {
    let rounding = try RandomRounding(base: 5)
    var source = SystemRandomSource()
    let numbers: [Int64?] = [10, -5, 0, nil]
    #expect(try rounding.rounded(numbers, using: &source) == numbers)
    for number in [7, -7] as [Int64] {
      let count = 20_000
      let rounded = try rounding.rounded(Array(repeating: number, count: count), using: &source)
        .compactMap { $0 }
      #expect(rounded.allSatisfy { $0 % 5 == 0 && abs($0 - number) < 5 })
      // Rounded up with p = 2/5 (or 3/5). Hoeffding: P(|share - p| >= d) <= 2 exp(-2 n d^2), 1e-7
      // for d = sqrt(ln(2e7) / 2n) = 0.0205.
      let up = Double(rounded.count { $0 > number }) / Double(count)
      #expect(abs(up - (number == 7 ? 0.4 : 0.6)) < 0.0205)
    }
    #expect(throws: DeidentificationError.self) {
      try rounding.rounded([Int64.min + 1], using: &source)
    }
    #expect(throws: DeidentificationError.self) {
      try rounding.rounded([Int64.max], using: &source)
    }
  }
}
