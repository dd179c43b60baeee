import Foundation
import TestSupport
import Testing

@testable import Attacks

/// One row of `arx_risk_reference.jsonl`.
private struct ReferenceRow: Decodable {
  let file: String
  let qi: String
  let rows: Int
  let classes: Double
  let avgClassSize: Double
  let avgRisk: Double
  let highestRisk: Double
  let lowestRisk: Double
  let sampleUniqueness: Double
  let population: [Estimate]

  struct Estimate: Decodable {
    let fraction: Double
    let dankar: Double
    let model: String
    let pitman: Double
    let zayatz: Double
    let snb: Double
  }
}

private func referenceRows() throws -> [ReferenceRow] {
  let folder = SharedFolder.file("vectors/tabular")
  let files = try FileManager.default.contentsOfDirectory(
    at: folder, includingPropertiesForKeys: nil)
  var rows: [ReferenceRow] = []
  for url in files where url.lastPathComponent.hasPrefix("arx_risk") {
    let text = try String(contentsOf: url, encoding: .utf8)
    for line in text.split(whereSeparator: \.isNewline) {
      rows.append(try JSONDecoder().decode(ReferenceRow.self, from: Data(line.utf8)))
    }
  }
  return rows
}

@Suite struct ARXReferenceTests {
  @Test(
    "Every row of ARX's reference gives its classes, risks and estimates",
    .enabled(if: SharedFolder.exists))
  func everyRow() throws {
    // Catches a wrong estimator, a wrong population size, a zero where ARX did not converge.
    let rows = try referenceRows()
    #expect(!rows.isEmpty)
    for row in rows {
      guard let table = try sharedTable(row.file) else {
        Issue.record("no data file for a row: \(row.file)", severity: .warning)
        continue
      }
      let sizes = try table.classSizes(row.qi.split(separator: ",").map(String.init))
      let histogram = try ClassSizeHistogram(classSizes: sizes)
      check(histogram, against: row)
      for estimate in row.population {
        try check(histogram, against: estimate, in: "\(row.file) \(row.qi) \(estimate.fraction)")
      }
    }
  }

  private func check(_ histogram: ClassSizeHistogram, against row: ReferenceRow) {
    let risk = SampleRisk(histogram)
    #expect(histogram.rowCount == row.rows)
    #expect(Double(histogram.classCount) == row.classes)
    #expect(close(risk.averageClassSize, row.avgClassSize, relative: 1e-12))
    #expect(close(risk.prosecutorAverage, row.avgRisk, relative: 1e-12))
    #expect(risk.prosecutorMaximum == row.highestRisk)
    #expect(close(risk.prosecutorMinimum, row.lowestRisk, relative: 1e-12))
    #expect(close(histogram.uniqueShare, row.sampleUniqueness, relative: 1e-12))
  }

  private func check(
    _ histogram: ClassSizeHistogram, against expected: ReferenceRow.Estimate, in place: String
  ) throws {
    let population = try PopulationUniqueness(histogram, samplingFraction: expected.fraction)
    agree(population.zayatz(), expected.zayatz, "zayatz \(place)")
    agree(population.pitman(), expected.pitman, "pitman \(place)")
    let rule = population.dankar(slideNegativeBinomial: false)
    // Where ARX had to fall back because its Pitman solver failed, ours need not.
    if expected.pitman != 0 || expected.fraction > 0.1 {
      agree(rule.estimate, expected.dankar, "dankar \(place)")
      if expected.model != "DANKAR" {
        #expect(rule.estimator.rawValue.uppercased() == expected.model, "\(place)")
      }
    }
    if case .success(let fit) = population.pitmanFit() {
      #expect(fit.residuals.allSatisfy { abs($0) < 1e-9 }, "pitman \(place)")
    }
    if expected.fraction < 1,
      case .success(let fit) = SlideNegativeBinomialFit.fit(
        histogram, samplingFraction: expected.fraction)
    {
      #expect(fit.residuals.allSatisfy { abs($0) < 1e-9 }, "slide \(place) \(fit.residuals)")
    }
    if expected.snb != 0 {
      agree(population.slideNegativeBinomial(), expected.snb, "slide \(place)")
    }
  }

  /// Four digits; ARX's 0.0 stands for "did not converge" and is met by anything but a zero.
  private func agree(_ ours: UniquenessEstimate, _ theirs: Double, _ place: String) {
    switch ours {
    case .converged(_, let share):
      if theirs == 0 {
        #expect(share > 0, "\(place)")
      } else {
        #expect(close(share, theirs, relative: 5e-5), "\(place): \(share) against \(theirs)")
      }
    case .notConverged(let reason):
      #expect(theirs == 0, "\(place): \(reason.explanation)")
    }
  }
}
