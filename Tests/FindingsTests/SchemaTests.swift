import Findings
import Foundation
import TestSupport
import Testing

// Catches a schema that promises something else than the decoder does.
@Test(
  "The decoder takes a changed document if, and only if, the schema does",
  .enabled(if: PythonSchema.isInstalled, "python3 with jsonschema is not installed"))
func decoderAndSchemaAgree() throws {
  let object = try JSONSerialization.jsonObject(with: fullReport.encoded())
  let mutations = JSONMutation.all(of: object)
  #expect(mutations.count > 500)
  let validity = try PythonSchema.validity(of: mutations.map(\.document))
  try #require(validity.count == mutations.count)
  for (mutation, isValid) in zip(mutations, validity) {
    let decoded = try? RiskReport.decode(from: mutation.document)
    #expect((decoded != nil) == isValid, "\(mutation.change)")
  }
}

// Catches a document of ours that our own schema refuses.
@Test(
  "The schema takes every report that stands in the tests",
  .enabled(if: PythonSchema.isInstalled, "python3 with jsonschema is not installed"))
func schemaTakesSamples() throws {
  var documents = [try fullReport.encoded()]
  documents += try sampleFiles().map { try Data(contentsOf: $0) }
  let compact = try documents.map {
    try JSONSerialization.data(withJSONObject: JSONSerialization.jsonObject(with: $0))
  }
  #expect(try PythonSchema.validity(of: compact) == documents.map { _ in true })
}

// Catches a field that was added to a type and not to the schema, or the other way round.
@Test("Each object of a full report has exactly the schema's keys")
func schemaKeysAreCodableKeys() throws {
  let schema = try #require(
    JSONSerialization.jsonObject(with: Data(contentsOf: PythonSchema.file("risk-report-1.json")))
      as? [String: Any])
  let definitions = try #require(schema["$defs"] as? [String: [String: Any]])
  var seen: [String: Set<String>] = [:]
  func visit(_ value: Any, _ node: [String: Any], _ name: String) {
    if let reference = node["$ref"] as? String {
      let target = String(reference.split(separator: "/").last ?? "")
      return visit(value, definitions[target] ?? [:], target)
    }
    if let elements = value as? [Any], let items = node["items"] as? [String: Any] {
      for element in elements { visit(element, items, name + "[]") }
    }
    guard let members = value as? [String: Any],
      let properties = node["properties"] as? [String: [String: Any]]
    else { return }
    seen[name, default: []].formUnion(members.keys)
    for (key, member) in members { visit(member, properties[key] ?? [:], "\(name).\(key)") }
  }
  visit(try JSONSerialization.jsonObject(with: fullReport.encoded()), schema, "RiskReport")
  for (name, keys) in seen {
    let properties = (name == "RiskReport" ? schema : definitions[name])?["properties"]
    #expect(keys == Set((properties as? [String: Any] ?? [:]).keys), "\(name)")
  }
  let objects = definitions.filter { $0.value["properties"] != nil }.keys
  #expect(Set(seen.keys) == Set(objects).union(["RiskReport"]))
}

// Catches a case that was added to an enumeration and not to the schema.
@Test("Each enumeration of the schema has exactly the cases of its type")
func schemaEnumerations() throws {
  let schema = try #require(
    JSONSerialization.jsonObject(with: Data(contentsOf: PythonSchema.file("risk-report-1.json")))
      as? [String: Any])
  let definitions = try #require(schema["$defs"] as? [String: [String: Any]])
  let cases: [String: [String]] = [
    "Channel": Channel.allCases.map(\.rawValue),
    "IdentificationRisk": IdentificationRisk.allCases.map(\.rawValue),
    "FailureMode": FailureMode.allCases.map(\.rawValue),
    "Severity": Severity.allCases.map(\.rawValue),
    "IntervalMethod": IntervalMethod.allCases.map(\.rawValue),
    "MeasureStatus": MeasureStatus.allCases.map(\.rawValue),
    "ChartKind": ChartKind.allCases.map(\.rawValue),
  ]
  let listed = definitions.compactMapValues { $0["enum"] as? [String] }
  #expect(listed == cases)
}

/// The reports that the tests of `Reporting` keep as snapshots.
func sampleFiles() throws -> [URL] {
  let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("ReportingTests/Snapshots")
  let files = try FileManager.default.contentsOfDirectory(
    at: folder, includingPropertiesForKeys: nil)
  return files.filter { $0.pathExtension == "json" }
}
