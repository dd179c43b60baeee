import Deidentification
import Foundation
import Numerics
import TestSupport
import Testing

@Suite("MDAV")
struct MDAVTests {
  static func columns(file: String, last count: Int) throws -> [[Double]] {
    let text = try DelimitedText(
      contentsOf: SharedFolder.file("data/tabular/sdcmicro/\(file).csv"))
    return try text.header.suffix(count).map { name in
      try #require(text.column(name)).map { try #require(Double($0)) }
    }
  }

  @Test("every MDAV value of sdcMicro is reached to 1e-9", .enabled(if: SharedFolder.exists))
  func reference() throws {
    // Would catch any other variant: ties, the second group's centre, the last rows.
    let data = try Data(
      contentsOf: SharedFolder.file("vectors/tabular/sdcmicro_reference.json"))
    let all = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    let folder = SharedFolder.file("data/tabular/sdcmicro").path
    let files = try FileManager.default.contentsOfDirectory(atPath: folder)
    var checked = 0
    for (key, value) in all where key.hasPrefix("mdav_") {
      let parts = key.split(separator: "_")
      let vector = try #require(value as? [String: Any])
      let name = parts[1] == "census" ? "cascrefmicrodata" : parts[1].lowercased()
      let file = try #require(files.first { $0.lowercased() == name + ".csv" })
      let count = try #require(vector["p"] as? Int)
      let columns = try Self.columns(file: String(file.dropLast(4)), last: count)
      let k = try #require(Int(parts[2].dropFirst()))
      let groups = try MDAV.groups(columns: columns, minimumSize: k)
      let loss = try #require(vector["IL_SSE_SST_pct_prestandardized"] as? Double)
      #expect(abs(groups.lossPercentage(of: columns) - loss) < 1e-9, "\(key)")
      #expect(groups.sizes.allSatisfy { $0 >= k && $0 < 2 * k })
      checked += 1
    }
    #expect(checked > 0)
  }

  @Test(
    "EIA, with its many equal distances, too", .enabled(if: SharedFolder.exists),
    arguments: [(3, 0.591934035993522), (5, 1.58771042014448), (10, 3.26989205294251)])
  func ties(k: Int, loss: Double) throws {
    // Values of the project's fact sheet 4b, from sdcMicro 5.8.1 on the ten columns of sales.
    let columns = try Self.columns(file: "EIA", last: 10)
    let groups = try MDAV.groups(columns: columns, minimumSize: k)
    #expect(abs(groups.lossPercentage(of: columns) - loss) < 1e-9)
  }

  @Test("trees and bounds give the groups of the plain method, row for row")
  func plain() throws {
    // Small whole numbers: most distances are tied. Then heavy tails, then a line.
    for seed in 0..<160 {
      var generator = SeededGenerator(seed: UInt64(seed))
      let (rows, width) = (1 + generator.index(below: 90), 1 + generator.index(below: 4))
      let kind = seed % 4
      let columns = (0..<width).map { column in
        (0..<rows).map { row in
          switch kind {
          case 0: Double(generator.index(below: 4))
          case 1: generator.normal()
          case 2: 1 / (1e-3 + generator.unit())
          default: column == 0 ? Double(row) : Double(generator.index(below: 2))
          }
        }
      }
      let k = 1 + generator.index(below: min(rows, 6))
      let groups = try MDAV.groups(columns: columns, minimumSize: k)
      var made = [Set<Int>](repeating: [], count: groups.count)
      for (row, group) in groups.groupOfRow.enumerated() { made[Int(group)].insert(row) }
      #expect(made == PlainMDAV.groups(columns: columns, k: k), "seed \(seed)")
    }
  }

  @Test("so they do on thousands of rows", .enabled(if: Build.isOptimised))
  func plainLarge() throws {
    var generator = SeededGenerator(seed: 9)
    for width in [2, 7] {
      let columns = (0..<width).map { _ in (0..<6_000).map { _ in generator.normal() } }
      let groups = try MDAV.groups(columns: columns, minimumSize: 4)
      var made = [Set<Int>](repeating: [], count: groups.count)
      for (row, group) in groups.groupOfRow.enumerated() { made[Int(group)].insert(row) }
      #expect(made == PlainMDAV.groups(columns: columns, k: 4))
    }
  }

  @Test("rows of different strata never share a group, whatever the number of threads")
  func strata() throws {
    var generator = SeededGenerator(seed: 3)
    let columns = (0..<3).map { _ in (0..<300).map { _ in generator.normal() } }
    let strata = (0..<300).map { UInt32($0 % 7) }
    let groups = try MDAV.groups(
      columns: columns, minimumSize: 4, strata: strata, workers: .single)
    #expect(
      try MDAV.groups(
        columns: columns, minimumSize: 4, strata: strata, workers: Workers(count: 5)) == groups)
    var stratumOfGroup: [UInt32: UInt32] = [:]
    for (group, stratum) in zip(groups.groupOfRow, strata) {
      #expect(stratumOfGroup.updateValue(stratum, forKey: group) ?? stratum == stratum)
    }
    #expect(groups.sizes.allSatisfy { (4..<8).contains($0) })
  }

  @Test("a column that can't be used is refused and named, and never shown")
  func hostile() throws {
    for value in [Double.nan, .infinity, -.infinity] {
      #expect(
        throws: DeidentificationError.column(
          name: "income", rule: "has a cell that is missing or not finite; remove or fill it first")
      ) {
        try MDAV.groups(columns: [[1, value, 3]], names: ["income"], minimumSize: 1)
      }
    }
    #expect(throws: DeidentificationError.self) { try MDAV.groups(columns: [], minimumSize: 2) }
    #expect(throws: DeidentificationError.self) { try MDAV.groups(columns: [[]], minimumSize: 1) }
    #expect(throws: DeidentificationError.self) {
      try MDAV.groups(columns: [[1, 2]], minimumSize: 3)
    }
    #expect(throws: DeidentificationError.self) {
      try MDAV.groups(columns: [[1, 2]], minimumSize: 0)
    }
    #expect(throws: DeidentificationError.self) {
      try MDAV.groups(columns: [[1, 2], [1]], minimumSize: 1)
    }
    #expect(throws: DeidentificationError.self) {
      try MDAV.groups(columns: [[1, 2, 3]], minimumSize: 2, strata: [1, 1, 2])
    }
  }

  @Test("constant columns, one row and huge numbers have groups too")
  func degenerate() throws {
    #expect(try MDAV.groups(columns: [[7]], minimumSize: 1).groupOfRow == [0])
    let constant = try MDAV.groups(
      columns: [[5, 5, 5, 5, 5, 5], [1, 1, 2, 2, 3, 3]], minimumSize: 2)
    #expect(constant.count == 3)
    #expect(constant.means(of: [1, 1, 2, 2, 3, 3]) == [1, 1, 2, 2, 3, 3])
    let huge = try MDAV.groups(columns: [[1e150, -1e150, 1e150, -1e150]], minimumSize: 2)
    #expect(huge.groupOfRow[0] == huge.groupOfRow[2])
    #expect(huge.sizes == [2, 2])
    let equal = try MDAV.groups(
      columns: [[Double](repeating: 1, count: 1_000)], minimumSize: 3)
    #expect(equal.sizes.allSatisfy { (3..<6).contains($0) })
  }

  @Test("means, lower medians and least modes stand for a group")
  func centres() throws {
    let groups = try MDAV.groups(columns: [[0, 0, 1, 1, 100, 100, 101, 101]], minimumSize: 4)
    #expect(groups.count == 2)
    #expect(groups.means(of: [1, 2, 3, 6, 0, 0, 0, 4]) == [3, 3, 3, 3, 1, 1, 1, 1])
    #expect(groups.medians(of: [4, 1, 3, 2, 9, 9, 9, 1]) == [2, 2, 2, 2, 9, 9, 9, 9])
    #expect(
      groups.modes(of: ["b", "a", "b", "a", "z", "y", "y", "x"])
        == ["a", "a", "a", "a", "y", "y", "y", "y"])
  }
}
