import Findings
import Foundation
import Testing

private func changed(_ change: (inout [String: Any]) -> Void) throws -> Data {
  var members = try #require(
    JSONSerialization.jsonObject(with: fullReport.encoded()) as? [String: Any])
  change(&members)
  return try JSONSerialization.data(withJSONObject: members)
}

private func failure(_ data: Data) -> ReportDocumentError? {
  do {
    _ = try RiskReport.decode(from: data)
    return nil
  } catch {
    return error
  }
}

// Catches a field that is lost or altered on the way to a file and back.
@Test("A report that is written and read is the same report, and the same bytes")
func roundTrip() throws {
  let bytes = try fullReport.encoded()
  let read = try RiskReport.decode(from: bytes)
  #expect(read == fullReport)
  #expect(try read.encoded() == bytes)
  for file in try sampleFiles() {
    let data = try Data(contentsOf: file)
    #expect(try RiskReport.decode(from: data).encoded() == data, "\(file.lastPathComponent)")
  }
}

// Catches output that depends on the order of a dictionary, the sign of zero, or escaped slashes.
@Test("Equal documents give equal bytes, laid out in one way")
func canonical() throws {
  func report(zero: Double, keys: [String]) -> RiskReport {
    RiskReport(
      tool: .init(name: "a/b", version: "-0, [] {}", engine: ""), createdAt: "", seed: 1,
      dataset: DatasetSummary(name: "\"quoted\\", missing: "", tables: []),
      adversary: AdversarySummary(
        sentence: "", knownColumns: Dictionary(uniqueKeysWithValues: keys.map { ($0, [$0]) }),
        populationSize: nil),
      verdict: Verdict(
        sentence: "", risk: .exact(zero), baseline: .exact(-zero), attack: "", severity: .low),
      findings: [], blame: [], attacks: [], notMeasured: [], notes: [])
  }
  let keys = (0..<40).map { "column \($0)" }
  let one = report(zero: 0, keys: keys)
  let other = report(zero: -0.0, keys: keys.reversed())
  #expect(one == other)
  #expect(try one.encoded() == other.encoded())
  let text = String(decoding: try one.encoded(), as: UTF8.self)
  #expect(text.contains("\n    \"name\": \"a/b\",\n"))
  #expect(text.contains("\"version\": \"-0, [] {}\""))
  #expect(text.contains("\"attacks\": [],\n"))
  #expect(text.contains(#""name": "\"quoted\\""#))
  #expect(text.contains("\"value\": 0\n") && !text.contains("-0\n"))
  #expect(text.hasSuffix("}\n"))
  #expect(try RiskReport.decode(from: Data(text.utf8)) == one)
}

// Catches a file that was cut anywhere and is read as a shorter report.
@Test("A truncated report is refused wherever it was cut")
func truncated() throws {
  let bytes = try fullReport.encoded()
  for length in 0..<(bytes.count - 2) {
    #expect(failure(bytes.prefix(length)) == .malformed(byteCount: length))
  }
  #expect(failure(Data([0xFF, 0xFE, 0x00])) == .malformed(byteCount: 3))
}

// Catches a program that reads what it does not understand.
@Test("Only schema version 1 is read; a newer minor version may hold more keys")
func versions() throws {
  #expect(failure(try changed { $0["schemaVersion"] = nil }) == .versionMissing)
  #expect(
    failure(try changed { $0["schemaVersion"] = "2.0" })
      == .versionUnknown(found: "2.0", readable: "1.1"))
  #expect(
    failure(try changed { $0["schemaVersion"] = 1.0 })
      == .typeWrong(path: "$.schemaVersion", expected: "a string"))
  for text in ["", "1", "1.", ".1", "1.0.0", "one.two", "-1.0", "99999999999999999999.0", "1.٣"] {
    let error = failure(try changed { $0["schemaVersion"] = text })
    #expect(
      error == .valueInvalid(path: "$.schemaVersion", rule: "is `major.minor`, such as 1.0"))
  }
  #expect(failure(try changed { $0["unheardOf"] = 1 }) == .keyUnknown(path: "$.unheardOf"))
  let newer = try changed {
    $0["unheardOf"] = 1
    $0["schemaVersion"] = "1.7"
  }
  #expect(failure(newer) == nil)
  #expect(failure(Data("[]".utf8)) == .typeWrong(path: "$", expected: "an object"))
}

// Catches errors that name no place, or the wrong one.
@Test("An error names the path of what is wrong")
func paths() throws {
  let attack = try changed {
    var attacks = $0["attacks"] as? [[String: Any]] ?? []
    attacks[0]["success"] = ["value": 1, "lower": 0, "upper": "x", "level": 1, "method": "exact"]
    $0["attacks"] = attacks
  }
  #expect(failure(attack) == .typeWrong(path: "$.attacks[0].success.upper", expected: "a number"))
  let table = try changed { $0["dataset"] = ["name": "d", "missing": "category"] }
  #expect(failure(table) == .keyMissing(path: "$.dataset.tables"))
  let severity = try changed {
    var verdict = $0["verdict"] as? [String: Any] ?? [:]
    verdict["severity"] = "dreadful"
    $0["verdict"] = verdict
  }
  #expect(
    failure(severity)
      == .valueInvalid(path: "$.verdict.severity", rule: "is one of the schema's values"))
}

// Catches documents whose types are right and whose numbers contradict each other.
@Test("A value that breaks a rule of its type is refused")
func invariants() throws {
  let text = String(decoding: try fullReport.encoded(), as: UTF8.self)
  let changes = [
    ("\"upper\": 0.5,", "\"upper\": 0.2,"), ("\"level\": 0.95,", "\"level\": 0,"),
    ("\"rows\": 10", "\"rows\": -10"), ("\"uniqueShare\": 0.125", "\"uniqueShare\": 1.5"),
    ("\"k\": 1,", "\"k\": 0,"), ("\"maximumSize\": 2,", "\"maximumSize\": 0,"),
    ("\"mean\": 0.5", "\"mean\": -0.5"), ("\"riskWith\": 0.5", "\"riskWith\": 2"),
    ("\"status\": \"not-converged\"", "\"status\": \"measured\""),
    ("\"status\": \"measured\"", "\"status\": \"not-applicable\""),
    ("\"count\": 1", "\"count\": 1, \"share\": 1"),
    ("\"seed\": \"18446744073709551615\"", "\"seed\": \"18446744073709551616\""),
    ("\"entropyBits\": 2.25", "\"entropyBits\": -1"), ("\"targets\": 10", "\"targets\": -1"),
  ]
  for (old, new) in changes {
    let range = try #require(text.range(of: old), "\(old)")
    let broken = text.replacingCharacters(in: range, with: new)
    guard case .valueInvalid = failure(Data(broken.utf8)) else {
      Issue.record("\(new): \(String(describing: failure(Data(broken.utf8))))")
      continue
    }
  }
  let ragged = text.replacing(/,\s*\{\}/, with: "")
  #expect(
    failure(Data(ragged.utf8))
      == .valueInvalid(
        path: "$.attacks[0].grids[0]", rule: "each row has as many cells as the header"))
  #expect(failure(Data(text.replacing("\"x\": 1,", with: "\"x\": 1e999,").utf8)) != nil)
}

// Catches two readers that take different values from one file.
@Test("A key that stands twice in an object is refused")
func repeatedKeys() throws {
  let text = String(decoding: try fullReport.encoded(), as: UTF8.self)
  let twice = text.replacing(
    "\"severity\": \"high\"", with: "\"severity\": \"low\", \"severity\": \"high\"")
  #expect(failure(Data(twice.utf8)) == .keyRepeated)
}

// Catches NaN in a file that no other program could read.
@Test("A number that is none can not be written, and the error says where it stood")
func notFinite() throws {
  for value in [Double.nan, .infinity, -.infinity] {
    let report = RiskReport(
      tool: fullReport.tool, createdAt: "", seed: 0, dataset: fullReport.dataset,
      adversary: fullReport.adversary, verdict: fullReport.verdict, findings: [],
      blame: [
        ColumnBlame(
          table: "t", column: "c", riskWith: value, riskWithout: 0, riskAlone: 0, share: nil,
          sentence: "")
      ], attacks: [], notMeasured: [], notes: [])
    #expect(throws: ReportDocumentError.notFinite(path: "$.blame[0].riskWith")) {
      try report.encoded()
    }
  }
}

// Catches an error message that carries a value out of the file.
@Test("No error repeats a value of the document")
func errorsAreSilentAboutValues() throws {
  let object = try JSONSerialization.jsonObject(with: fullReport.encoded())
  for mutation in JSONMutation.all(of: object) {
    guard let error = failure(mutation.document) else { continue }
    #expect(!error.description.contains(JSONMutation.canary), "\(mutation.change)")
    #expect(!error.problem.isEmpty && !error.remedy.isEmpty)
  }
}
