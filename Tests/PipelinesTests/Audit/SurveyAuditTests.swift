import Findings
import Foundation
import TestSupport
import Testing

@testable import Pipelines

/// sdcMicro's risks under weights and households, read off the report.
@Suite(
  "The report agrees with sdcMicro", .enabled(if: SharedFolder.exists && EngineLibrary.exists))
struct SurveyAuditTests {
  /// Each `NAME_sdcobj` of the reference on a table whose keys are those of sdcMicro's test data.
  static let names: [String] = reference.keys.filter { $0.hasSuffix("_sdcobj") }.sorted()

  /// The numbers of each entry, by name.
  static let reference: [String: [String: Double]] = {
    let url = SharedFolder.file("vectors/tabular/sdcmicro_reference.json")
    guard let data = try? Data(contentsOf: url),
      let object = try? JSONSerialization.jsonObject(with: data) as? [String: Any]
    else { return [:] }
    return object.compactMapValues { entry in
      (entry as? [String: Any])?.compactMapValues { $0 as? Double }
    }
  }()

  @Test("frequencies, individual and household risk", arguments: names)
  func agrees(_ name: String) throws {
    let table = String(name.dropLast("_sdcobj".count))
    guard let path = DataFile.path("\(table).csv") else {
      Issue.record("\(table).csv is not in the shared folder", severity: .warning)
      return
    }
    let wanted = try #require(Self.reference[name])
    let report = try RiskAudit.run(
      AuditRequest(
        target: .file(
          FileDescription(
            path: path,
            quasiIdentifiers: ["urbrur", "roof", "walls", "water", "electcon", "relat", "sex"],
            weight: "sampling_weight",
            household: wanted["hier_risk_ER"] == nil ? nil : "ori_hid", missing: "wildcard")),
        seed: 1, engine: .init(), reproduce: "test", toolVersion: "test"))
    let survey = try #require(
      report.attacks.first { $0.attack.id == "attributes/individual-risk" })
    for (theirs, ours) in [
      ("n1", "frequency/uniques"), ("n_lt3", "frequency/below-3"), ("n_lt5", "frequency/below-5"),
      ("global_risk", "individual-risk/global"), ("risk_ER", "individual-risk/expected"),
      ("max_risk", "individual-risk/maximum"), ("hier_risk_ER", "household-risk/expected"),
    ] {
      guard let value = wanted[theirs] else { continue }
      let found = survey.measures.first { $0.id == ours }?.estimate?.value
      #expect(
        found.map { abs($0 - value) <= 1e-9 * max(1, abs(value)) } ?? false,
        "\(ours): \(String(describing: found)), not \(value)")
    }
  }
}
