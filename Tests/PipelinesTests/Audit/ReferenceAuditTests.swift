import Findings
import Foundation
import Tables
import TestSupport
import Testing

@testable import Pipelines

/// Peers' numbers, read off the report that a user gets: the wiring, not the kernels.
@Suite("The report agrees with peers", .enabled(if: SharedFolder.exists && EngineLibrary.exists))
struct ReferenceAuditTests {
  /// One row of ARX's reference: a file, its quasi-identifiers, and what ARX says.
  struct ARXRow: Decodable, Sendable, CustomTestStringConvertible {
    struct Population: Decodable, Sendable {
      let fraction: Double
      let pitman: Double
      let zayatz: Double
    }
    let file: String
    let qi: String
    let rows: Int
    let classes: Double
    let avgRisk: Double
    let highestRisk: Double
    let lowestRisk: Double
    let sampleUniqueness: Double
    let population: [Population]

    var testDescription: String { "\(file): \(qi)" }
  }

  static let arx: [ARXRow] = {
    guard
      let text = try? String(
        contentsOf: SharedFolder.file("vectors/tabular/arx_risk_reference.jsonl"), encoding: .utf8)
    else { return [] }
    return text.split(separator: "\n").compactMap {
      try? JSONDecoder().decode(ARXRow.self, from: Data($0.utf8))
    }
  }()

  @Test("ARX: groups, risks, uniqueness, Pitman and Zayatz", arguments: arx)
  func agreesWithARX(_ row: ARXRow) throws {
    guard let path = DataFile.path(row.file) else {
      Issue.record("\(row.file) is not in the shared folder", severity: .warning)
      return
    }
    let report = try audit(path, known: row.qi.split(separator: ",").map(String.init))
    let groups = try #require(report.attacks.first { $0.attack.id == "attributes/group-sizes" })
    #expect(report.dataset.tables.first?.rows == row.rows)
    expect(groups, "classes", row.classes, 1e-9)
    expect(groups, "risk/average", row.avgRisk, 1e-9)
    expect(groups, "risk/highest", row.highestRisk, 1e-9)
    expect(groups, "risk/lowest", row.lowestRisk, 1e-9)
    expect(groups, "sample-uniqueness", row.sampleUniqueness, 1e-9)
    let grid = try #require(groups.grids.first { $0.id == "population-uniqueness" })
    var compared = 0
    for item in row.population {
      // ARX says 0 where its solver gave up; ours says so, or converges.
      for (name, value) in [("Pitman", item.pitman), ("Zayatz", item.zayatz)] where value > 0 {
        guard let found = said(by: name, at: item.fraction, in: grid) else { continue }
        #expect(abs(found - value) <= 1e-4 * value, "\(name) at \(item.fraction): \(found)")
        compared += 1
      }
    }
    #expect(compared > 0)
  }

  /// What an estimator says at a sampling fraction, in the report's table of estimates.
  private func said(by estimator: String, at fraction: Double, in grid: Grid) -> Double? {
    for cells in grid.rows where cells[0] == .share(fraction) && cells[1] == .text(estimator) {
      if case .share(let value) = cells[2] { return value }
    }
    return nil
  }

  private func audit(_ path: String, known: [String]) throws -> RiskReport {
    let request = try AuditRequest(
      target: .file(FileDescription(path: path, quasiIdentifiers: known)), seed: 1,
      engine: .init(), reproduce: "test", toolVersion: "test")
    return try RiskAudit.run(request)
  }

  private func expect(
    _ result: AttackResult, _ id: String, _ value: Double, _ tolerance: Double,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let found = result.measures.first { $0.id == id }?.estimate?.value
    let isClose = found.map { abs($0 - value) <= tolerance * max(abs(value), 1e-300) } ?? false
    #expect(
      isClose, "\(id): \(String(describing: found)), not \(value)", sourceLocation: sourceLocation)
  }
}

/// Where a file of the shared folder stands, by its name or by its path below `data`.
enum DataFile {
  static func path(_ name: String) -> String? {
    for folder in ["data/tabular/arx", "data/tabular", "data", "data/tabular/sdcmicro"] {
      let url = SharedFolder.file(folder).appendingPathComponent(name)
      if FileManager.default.fileExists(atPath: url.path) { return url.path }
    }
    return nil
  }
}

/// Whether the engine's library can be had: `scripts/bootstrap` puts it there.
enum EngineLibrary {
  static var exists: Bool {
    if ProcessInfo.processInfo.environment["PALIMPSEST_DUCKDB"] != nil { return true }
    let package = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return FileManager.default.fileExists(
      atPath: package.appendingPathComponent(".deps/duckdb/libduckdb.so").path)
  }
}
