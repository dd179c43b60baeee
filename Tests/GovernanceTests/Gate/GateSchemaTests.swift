import Findings
import Foundation
import Testing

/// `docs/schemas/gate-verdict-1.json` and `release-approvals-1.json` beside what is written.
@Suite("The JSON Schemas of verdicts and approvals")
struct GateSchemaTests {
  private static let schemas = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("docs/schemas")

  private static let script = """
    import json, sys, jsonschema
    schema = json.load(open(sys.argv[1]))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    documents = [json.loads(text) for text in json.load(open(sys.argv[2]))]
    print(json.dumps([validator.is_valid(document) for document in documents]))
    """

  private static func run(_ arguments: [String]) -> (status: Int32, output: Data)? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, output)
  }

  static let hasPython: Bool =
    run(["python3", "-c", "import jsonschema; jsonschema.Draft202012Validator"])?.status == 0

  private func verdicts(_ schema: String, _ texts: [String]) throws -> [Bool] {
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("palimpsest-\(UUID().uuidString).json")
    defer { try? FileManager.default.removeItem(at: file) }
    try JSONEncoder().encode(texts).write(to: file)
    let path = Self.schemas.appendingPathComponent(schema).path
    let result = try #require(Self.run(["python3", "-c", Self.script, path, file.path]))
    try #require(result.status == 0)
    return try JSONDecoder().decode([Bool].self, from: result.output)
  }

  // Catches: a field, a word or a reason that was added in one of the two only.
  @Test(
    "Each verdict of the truth table follows the schema; with a key too many it does not",
    .enabled(if: hasPython, "python3 with jsonschema is not installed"))
  func verdictSchema() throws {
    let texts = try TruthCase.all.map {
      String(decoding: try $0.fixture().verdict().encoded(), as: UTF8.self)
    }
    #expect(try verdicts("gate-verdict-1.json", texts).allSatisfy { $0 })
    let wrong = texts[0].replacingOccurrences(of: "\"outcome\":", with: "\"outcom\":")
    let other = texts[0].replacingOccurrences(of: "\"threshold-met\"", with: "\"met-threshold\"")
    #expect(try verdicts("gate-verdict-1.json", [wrong, other]) == [false, false])
    let data = try Data(contentsOf: Self.schemas.appendingPathComponent("gate-verdict-1.json"))
    let schema = String(decoding: data, as: UTF8.self)
    for reason in GateDecision.Reason.allCases {
      #expect(schema.contains("\"\(reason.rawValue)\""))
    }
  }

  // Catches: approvals that people write by the schema and the gate does not read.
  @Test(
    "Approvals follow their schema",
    .enabled(if: hasPython, "python3 with jsonschema is not installed"))
  func approvalsSchema() throws {
    let digest = String(repeating: "0a", count: 32)
    let approvals = ReleaseApprovals(
      candidates: [digest], report: digest, preparedBy: "ada",
      approvals: [.init(person: "bob", role: "steward", at: "2027-01-14T10:00:00Z")])
    let text = String(decoding: try approvals.encoded(), as: UTF8.self)
    let wrong = text.replacingOccurrences(of: "\"at\"", with: "\"on\"")
    #expect(try verdicts("release-approvals-1.json", [text, wrong]) == [true, false])
    #expect(throws: ReportDocumentError.self) {
      try ReleaseApprovals.decode(from: Data(wrong.utf8))
    }
  }
}
