import Foundation
import TestSupport
import Testing

@testable import Attacks

@Suite struct SUDAScoresTests {
  private func coded(_ column: [String]) -> [UInt32] {
    var codes: [String: UInt32] = [:]
    return column.map { value in
      if codes[value] == nil { codes[value] = UInt32(codes.count + 1) }
      return codes[value]!
    }
  }

  @Test("The three-row example of sdcMicro's tests contributes 50, 37.5 and 37.5 percent")
  func toyContributions() throws {
    // Catches: contributions credited to one of two columns that split the rows alike.
    let a: [UInt32] = [3, 2, 2]
    let b: [UInt32] = [1, 4, 1]
    for (columns, expected) in [
      ([a, b, b], [50, 37.5, 37.5]), ([b, a, b], [37.5, 50, 37.5]), ([b, b, a], [37.5, 37.5, 50]),
    ] as [([[UInt32]], [Double])] {
      let scores = try SUDAScores(MinimalUniques(columns: columns))
      #expect(scores.contributionPercents == expected)
    }
  }

  @Test("The example of Templ's book scores 4, 2, 6 and 8")
  func bookExample() throws {
    // Catches: weights of another size, or minimal uniques missed.
    let table = [
      [String](repeating: "20s", count: 7) + ["60s"],
      [String](repeating: "m", count: 4) + [String](repeating: "f", count: 3) + ["m"],
      ["50k+", "50k+"] + [String](repeating: "50k-", count: 6),
      [String](repeating: "high", count: 4) + ["university", "high", "middle", "university"],
    ]
    let scores = try SUDAScores(MinimalUniques(columns: table.map(coded)))
    #expect(Array(scores.scores[4...]) == [4, 2, 6, 8])
  }

  @Test("The example of the SDC practice guide scores 0, 0, 6, 0, 12, 0, 6, 10, 0, 0")
  func guidelineExample() throws {
    // Catches: a different reading of which subsets must be non-unique.
    let urban = "U"
    let table = [
      [urban, urban, urban, urban, "R", urban, urban, urban, urban, urban],
      ["F", "F", "F", "M", "F", "M", "F", "M", "F", "F"],
      ["si", "si", "pi", "sc", "sc", "sc", "pc", "ps", "si", "si"],
      ["e", "e", "n", "e", "u", "e", "n", "u", "n", "n"],
    ]
    let scores = try SUDAScores(MinimalUniques(columns: table.map(coded)))
    #expect(scores.scores == [0, 0, 6, 0, 12, 0, 6, 10, 0, 0])
  }

  @Test("A sampling fraction outside (0, 1] is refused")
  func samplingFraction() throws {
    // Catches: a division by zero, and a DIS score above 1.
    let uniques = try MinimalUniques(columns: [[1, 2, 2]])
    for fraction in [0, -0.1, 1.5, Double.nan] {
      #expect(throws: DisclosureError.samplingFractionOutOfRange) {
        try SUDAScores(uniques, samplingFraction: fraction)
      }
    }
  }

  private static let surveyKeys = ["urbrur", "roof", "walls", "water", "electcon", "relat", "sex"]
  private static let adultKeys = [
    "sex", "age", "race", "marital-status", "education", "native-country", "workclass",
    "occupation",
  ]

  @Test(
    "Every SUDA number of sdcMicro on its survey data is reproduced",
    .enabled(if: SharedFolder.exists))
  func surveyReference() throws {
    // Catches: any deviation of scores, DIS scores or contributions from sdcMicro 5.8.1.
    let reference = try referenceEntries(
      SharedFolder.file("vectors/tabular/sdcmicro_reference.json"))
    let entries = reference.filter { $0.key.contains("suda") }
    #expect(entries.count >= 4)
    for (name, value) in entries {
      let isOriginal = !name.hasSuffix("_orig_false")
      let dataset = name.replacingOccurrences(of: "_orig_false", with: "")
        .replacingOccurrences(of: "_suda2", with: "")
      let url = SharedFolder.file("data/tabular/sdcmicro/\(dataset).csv")
      guard let text = DelimitedText(contentsOf: url, columns: Self.surveyKeys) else {
        Issue.record("unknown kind of entry: \(name)")
        continue
      }
      try check(
        try #require(value as? [String: Any]), text, keys: Self.surveyKeys,
        isOriginal ? .elliot : .householdSurveyNetwork, name)
    }
  }

  @Test("Every SUDA number of sdcMicro on Adult is reproduced", .enabled(if: SharedFolder.exists))
  func adultReference() throws {
    // Catches: the same, on 14,021 unique rows and 255 column sets.
    let reference = try referenceEntries(SharedFolder.file("vectors/tabular/sdcmicro_adult.json"))
    let entries = reference.filter { $0.key.contains("suda") }
    #expect(entries.count >= 2)
    for (name, value) in entries {
      guard let count = Int(name.dropFirst("suda2_".count)), count <= Self.adultKeys.count else {
        Issue.record("unknown kind of entry: \(name)")
        continue
      }
      let keys = Array(Self.adultKeys.prefix(count))
      let text = try #require(
        DelimitedText(
          contentsOf: SharedFolder.file("data/tabular/arx/adult.csv"), columns: keys))
      try check(try #require(value as? [String: Any]), text, keys: keys, .elliot, name)
    }
  }

  private func check(
    _ entry: [String: Any], _ text: DelimitedText, keys: [String],
    _ weighting: SUDAScores.Weighting, _ name: String
  ) throws {
    let columns = text.columns.map { PandasColumn($0).codes }
    let uniques = try MinimalUniques(columns: columns, missingCells: .noValue)
    let scores = try SUDAScores(uniques, weighting: weighting)
    for (field, value) in entry {
      let expected: [Double]
      let actual: [Double]
      switch field.replacingOccurrences(of: "_", with: "") {
      case "sum", "sumscore":
        (expected, actual) = (numbers(value), [scores.scores.reduce(0, +)])
      case "max", "maxscore":
        (expected, actual) = (numbers(value), [scores.scores.max() ?? 0])
      case "npos":
        (expected, actual) = (numbers(value), [Double(scores.scores.count { $0 > 0 })])
      case "sumdis":
        (expected, actual) = (numbers(value), [scores.disScores.reduce(0, +)])
      case "maxdis":
        (expected, actual) = (numbers(value), [scores.disScores.max() ?? 0])
      case let first where first.hasPrefix("first") && first.hasSuffix("dis"):
        expected = numbers(value)
        actual = Array(scores.disScores.prefix(expected.count))
      case let first where first.hasPrefix("first"):
        expected = numbers(value)
        actual = Array(scores.scores.prefix(expected.count))
      case let top where top.hasPrefix("top"):
        expected = numbers(value)
        actual = Array(scores.disScores.sorted(by: >).prefix(expected.count))
      case "contrib", "attrcontrib":
        let items = try #require(value as? [[String: Any]])
        let named = items.map { item in
          let name = (item["variable"] as? String ?? "").replacingOccurrences(of: "_", with: "-")
          return keys.firstIndex { $0.replacingOccurrences(of: "_", with: "-") == name }
        }
        expected = items.flatMap { numbers($0["contribution"]) }
        actual = named.map { $0.map { scores.contributionPercents[$0] } ?? .nan }
      default:
        Issue.record("unknown kind of value in \(name): \(field)")
        continue
      }
      #expect(expected.count == actual.count && !expected.isEmpty, "\(name) \(field)")
      for (left, right) in zip(expected, actual) {
        #expect(agree(left, right), "\(name) \(field)")
      }
    }
  }

  private func numbers(_ value: Any?) -> [Double] {
    if let one = value as? NSNumber { return [one.doubleValue] }
    return (value as? [NSNumber])?.map(\.doubleValue) ?? []
  }
}
