import Deidentification
import Foundation
import Numerics
import TestSupport
import Testing

@Suite("Local suppression beside sdcMicro's counts", .enabled(if: SharedFolder.exists))
struct PublishedSuppressionTests {
  let keys = ["urbrur", "roof", "walls", "water", "electcon", "relat", "sex"]

  private func reference(_ name: String) throws -> [String: Any] {
    let data = try Data(contentsOf: SharedFolder.file("vectors/tabular/\(name)"))
    return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  private func table(_ name: String, _ keys: [String]) throws -> RandomCodes {
    try RandomCodes(
      DelimitedText(contentsOf: SharedFolder.file("data/tabular/sdcmicro/\(name).csv")), keys)
  }

  @Test("no more cells than sdcMicro in any of its runs on file")
  func counts() throws {
    var runs = 0
    for (name, value) in try reference("sdcmicro_reference.json") {
      let parts = name.split(separator: "_")
      guard parts.count == 3, parts[1] == "localSuppression", let k = Int(parts[2].dropFirst()),
        let cells = (value as? [String: Any])?["newSupps"] as? Int
      else { continue }
      let columns = try table(String(parts[0]), keys).codeColumns
      for rule in WildcardRule.allCases {
        let result = try LocalSuppression(k: k, columnCount: 7, rule: rule).apply(to: columns)
        #expect(result.suppressedCellCount <= cells)
        #expect(result.smallestGroups[0] >= k)
      }
      runs += 1
    }
    #expect(runs >= 3)
  }

  // 97 and 109: sdcMicro's own testthat, test_localSuppression.R.
  @Test("testdata2: at most 97 cells, and 109 within five groups of age")
  func secondTable() throws {
    let data = try table("testdata2", keys).codeColumns
    #expect(try LocalSuppression(k: 2, columnCount: 7).apply(to: data).suppressedCellCount <= 97)
    let file = try DelimitedText(
      contentsOf: SharedFolder.file("data/tabular/sdcmicro/testdata2.csv"))
    let ages = try #require(file.column("age")).compactMap(Double.init)
    let (low, high) = (try #require(ages.min()), try #require(ages.max()))
    let groups = ages.map {
      UInt32(min(4, max(0, (($0 - low) / (high - low) * 5).rounded(.up) - 1)))
    }
    let result = try LocalSuppression(k: 2, columnCount: 7).apply(to: data, strata: groups)
    #expect(result.suppressedCellCount <= 109)
    for group in Set(groups) {
      let rows = groups.indices.filter { groups[$0] == group }
      let codes = result.columns.columns
      #expect(bruteForceMatches(codes, among: codes, rows: rows).allSatisfy { $0 >= 2 })
    }
  }

  @Test(
    "Adult: no more cells than sdcMicro on five keys, and eight keys done",
    .enabled(if: Build.isOptimised))
  func adult() throws {
    let cells = try #require(
      try reference("sdcmicro_adult.json")["localSuppression_5_k3"] as? [Int])
    let file = try DelimitedText(
      contentsOf: SharedFolder.file("data/tabular/arx/adult.csv"), delimiter: ";")
    let five = ["sex", "race", "workclass", "marital-status", "education"]
    let few = try LocalSuppression(k: 3, columnCount: 5).apply(
      to: RandomCodes(file, five).codeColumns)
    #expect(few.suppressedCellCount <= cells.reduce(0, +))
    let all = try LocalSuppression(k: 2, columnCount: 8).apply(
      to: RandomCodes(file, Array(file.header.prefix(8))).codeColumns)
    // 14,021 rows are unique (sdcmicro_adult.json, freq8): each loses a cell.
    #expect(all.changedRows.count == 14_021)
    #expect(all.smallestGroups[0] >= 2)
  }
}
