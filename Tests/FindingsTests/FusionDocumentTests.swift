import Findings
import Foundation
import TestSupport
import Testing

/// The full report with its fused risk changed at one place.
private func changed(_ change: (inout [String: Any]) -> Void) throws -> Data {
  var report = try #require(
    JSONSerialization.jsonObject(with: fullReport.encoded()) as? [String: Any])
  var fused = try #require(report["fused"] as? [String: Any])
  change(&fused)
  report["fused"] = fused
  return try JSONSerialization.data(withJSONObject: report)
}

private func failure(_ data: Data) -> ReportDocumentError? {
  do {
    _ = try RiskReport.decode(from: data)
    return nil
  } catch {
    return error
  }
}

private func rate(_ lower: Double, _ value: Double, _ upper: Double) -> [String: Any] {
  ["lower": lower, "value": value, "upper": upper, "level": 0.95, "method": "bootstrap"]
}

private func replacing(
  _ key: String, in list: Any?, at index: Int = 0, with value: Any?
) -> [[String: Any]] {
  var elements = list as? [[String: Any]] ?? []
  elements[index][key] = value
  return elements
}

private struct Broken {
  let path: String
  /// Whether JSON Schema can say the rule: it can't compare two places.
  var isInSchema = true
  let change: (inout [String: Any]) -> Void
}

private func within(
  _ object: String, _ key: String, _ value: Any?
) -> (inout [String: Any]) -> Void {
  {
    var members = $0[object] as? [String: Any] ?? [:]
    members[key] = value
    $0[object] = members
  }
}

private func element(
  _ list: String, _ index: Int, _ key: String, _ value: Any?
) -> (inout [String: Any]) -> Void {
  { $0[list] = replacing(key, in: $0[list], at: index, with: value) }
}

private func nested(
  _ object: String, _ list: String, _ index: Int, _ key: String, _ value: Any?
) -> (inout [String: Any]) -> Void {
  {
    var members = $0[object] as? [String: Any] ?? [:]
    members[list] = replacing(key, in: members[list], at: index, with: value)
    $0[object] = members
  }
}

private var broken: [Broken] {
  [
    Broken(path: "attack", isInSchema: false) { $0["attack"] = "nowhere" },
    Broken(path: "profile", isInSchema: false) { $0["profile"] = "nobody" },
    Broken(path: "prior") { $0["prior"] = 0 }, Broken(path: "prior") { $0["prior"] = 1.01 },
    Broken(path: "seeds") { $0["seeds"] = [String]() },
    Broken(path: "seeds[0]") { $0["seeds"] = ["-1"] },
    Broken(path: "bestChannel") { $0["bestChannel"] = "fused" },
    Broken(path: "bestChannelSuccess.lower") { $0["bestChannelSuccess"] = rate(-0.1, 0, 0) },
    Broken(path: "gain.upper") { $0["gain"] = rate(0, 1, 1.5) },
    Broken(path: "gain.lower") { $0["gain"] = rate(-1.5, 1, 1) },
    Broken(path: "methods") { $0["methods"] = [Any]() },
    Broken(
      path: "methods[0].success.upper", change: element("methods", 0, "success", rate(0, 1, 2))),
    Broken(
      path: "methods[0].calibrationError", change: element("methods", 0, "calibrationError", 2)),
    Broken(path: "methods[0].surprisalBits", change: element("methods", 0, "surprisalBits", -1)),
    Broken(path: "surprisal.priorBits", change: within("surprisal", "priorBits", -1)),
    Broken(path: "surprisal.remainingBits", change: within("surprisal", "remainingBits", -0.5)),
    Broken(path: "calibration.error.upper", change: within("calibration", "error", rate(0, 0, 3))),
    Broken(path: "calibration.errorByChance", change: within("calibration", "errorByChance", -0.1)),
    Broken(
      path: "calibration.bins[0].from", isInSchema: false,
      change: nested("calibration", "bins", 0, "from", 0.7)),
    Broken(
      path: "calibration.bins[1].from", isInSchema: false,
      change: nested("calibration", "bins", 1, "from", 0.55)),
    Broken(path: "calibration.bins[1].to", change: nested("calibration", "bins", 1, "to", 1.1)),
    Broken(path: "calibration.bins[0].count", change: nested("calibration", "bins", 0, "count", 0)),
    Broken(
      path: "calibration.bins[0].stated", change: nested("calibration", "bins", 0, "stated", -1)),
    Broken(path: "channels[0].channel", change: element("channels", 0, "channel", "fused")),
    Broken(path: "channels[0].alone.upper", change: element("channels", 0, "alone", rate(0, 0, 9))),
    Broken(
      path: "channels[0].shapley.lower", change: element("channels", 0, "shapley", rate(-2, 0, 0))),
    Broken(path: "columns[0].drop.upper", change: element("columns", 0, "drop", rate(0, 0, 2))),
    Broken(
      path: "removal[0].column", isInSchema: false, change: element("removal", 0, "column", "age")),
    Broken(path: "removal[0].risk.lower", change: element("removal", 0, "risk", rate(-1, 0, 0))),
    Broken(path: "forecast.fittedUpTo", change: within("forecast", "fittedUpTo", -1)),
    Broken(
      path: "forecast.points[1].candidates", isInSchema: false,
      change: nested("forecast", "points", 1, "candidates", 13)),
    Broken(
      path: "forecast.points[0].candidates",
      change: nested("forecast", "points", 0, "candidates", 0)),
    Broken(path: "profiles[0].targets", change: element("profiles", 0, "targets", -1)),
    Broken(path: "profiles[0].baseline", change: element("profiles", 0, "success", nil)),
    Broken(path: "profiles[0].channels[0]", change: element("profiles", 0, "channels", ["fused"])),
    Broken(path: "verdicts[0]", change: element("verdicts", 0, "risk", "inference")),
    Broken(path: "verdicts[0]", change: element("verdicts", 0, "severity", nil)),
    Broken(path: "verdicts[1]", change: element("verdicts", 1, "risk", nil)),
    Broken(
      path: "verdicts[0].attack", isInSchema: false,
      change: element("verdicts", 0, "attack", "nowhere")),
  ]
}

// Catches numbers that contradict each other, and names that stand for nothing.
@Test("A fused risk that breaks a rule is refused, with the place")
func fusedInvariants() throws {
  #expect(failure(try changed { _ in }) == nil)
  for broken in broken {
    guard case .valueInvalid(let path, _) = failure(try changed(broken.change)) else {
      Issue.record("\(broken.path): \(String(describing: failure(try changed(broken.change))))")
      continue
    }
    #expect(path == "$.fused.\(broken.path)")
  }
}

// Catches rules that only our own reader knows although a schema could state them.
@Test(
  "The schema refuses what the reader refuses, but for rules that compare two places",
  .enabled(if: PythonSchema.isInstalled, "python3 with jsonschema is not installed"))
func fusedSchema() throws {
  let documents = try broken.map { try changed($0.change) }
  #expect(try PythonSchema.validity(of: documents) == broken.map { !$0.isInSchema })
}

// Catches a reader that turns away reports of the first schema, or writes them as newer ones.
@Test("A report of schema 1.0, without a fused risk, is read and written as it was")
func olderReport() throws {
  var members = try #require(
    JSONSerialization.jsonObject(with: fullReport.encoded()) as? [String: Any])
  members["fused"] = nil
  members["schemaVersion"] = "1.0"
  let read = try RiskReport.decode(from: JSONSerialization.data(withJSONObject: members))
  #expect(read.fused == nil && read.schemaVersion == "1.0")
  let again = try RiskReport.decode(from: read.encoded())
  #expect(again == read)
  #expect(try again.encoded() == read.encoded())
  #expect(fullReport.schemaVersion == "1.1")
}

// Catches a promise that is called kept or broken on a handful of people.
@Test("A bin keeps its promise within five points of its ends, and only a hundred people can tell")
func promises() {
  func bin(_ found: Double, _ count: Int) -> CalibrationSummary.Bin {
    .init(from: 0.4, to: 0.5, count: count, stated: 0.45, found: .exact(found))
  }
  #expect(bin(0.36, 100).keepsPromise == true && bin(0.54, 100).keepsPromise == true)
  #expect(bin(0.34, 100).keepsPromise == false && bin(0.56, 100).keepsPromise == false)
  #expect(bin(0.9, 99).keepsPromise == nil)
}
