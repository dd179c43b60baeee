import Foundation
import Tables
import Testing

/// `docs/schemas/policy-1.json` beside the reader: both must accept the same policies.
@Suite("The JSON Schema of policies")
struct PolicySchemaTests {
  private static let schemas = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("docs/schemas")

  /// Reads a JSON list of YAML texts; answers true or false, null where YAML can't be loaded.
  private static let script = """
    import json, sys, yaml, jsonschema
    schema = json.load(open(sys.argv[1]))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    def verdict(text):
        try:
            return validator.is_valid(yaml.safe_load(text))
        except yaml.YAMLError:
            return None
    print(json.dumps([verdict(text) for text in json.load(open(sys.argv[2]))]))
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
    run(["python3", "-c", "import yaml, jsonschema; jsonschema.Draft202012Validator"])?.status == 0

  private static func verdicts(of texts: [String]) throws -> [Bool?] {
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("palimpsest-\(UUID().uuidString).json")
    defer { try? FileManager.default.removeItem(at: file) }
    try JSONEncoder().encode(texts).write(to: file)
    let schema = schemas.appendingPathComponent("policy-1.json").path
    let result = try #require(run(["python3", "-c", script, schema, file.path]))
    try #require(result.status == 0)
    return try JSONDecoder().decode([Bool?].self, from: result.output)
  }

  // Catches: an option, a word or a limit that was changed in one of the two only.
  @Test(
    "Schema and reader agree on every policy",
    .enabled(if: hasPython, "python3 with jsonschema and pyyaml is not installed"))
  func agreement() throws {
    let sound = PolicyFixture.sound + PolicyFixture.contradictory.map(\.text)
    let texts = sound + PolicyFixture.misshapen.map(\.text)
    let verdicts = try Self.verdicts(of: texts)
    try #require(verdicts.count == texts.count)
    for index in texts.indices where !texts[index].contains("attacks[\n") {
      #expect(verdicts[index] == (index < sound.count), "\(texts[index])")
    }
    for text in PolicyFixture.sound {
      #expect(throws: Never.self) { try ReleasePolicy.parse(text: text, file: "p") }
    }
  }

  // Catches: a metric that rules may name and no report has.
  @Test("Every metric that a rule may name is in the schema of risk reports")
  func vocabulary() throws {
    let data = try Data(contentsOf: Self.schemas.appendingPathComponent("risk-report-1.json"))
    let root = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    var checked = 0
    func check(_ vocabulary: MetricVocabulary, _ schema: Any?, _ path: String) {
      var node = schema as? [String: Any]
      while let reference = node?["$ref"] as? String {
        let name = String(reference.split(separator: "/").last ?? "")
        node = (root["$defs"] as? [String: Any])?[name] as? [String: Any]
      }
      switch vocabulary {
      case .object(let members):
        for (key, member) in members {
          let inner = (node?["properties"] as? [String: Any])?[key]
          #expect(inner != nil, "\(path).\(key)")
          if inner != nil { check(member, inner, "\(path).\(key)") }
        }
      case .list(let element): check(element, node?["items"], path + "[]")
      case .estimate:
        #expect((node?["properties"] as? [String: Any])?["upper"] != nil, "\(path)")
        checked += 1
      case .number, .word: checked += 1
      }
    }
    check(.object(MetricVocabulary.riskReport), root, "$")
    #expect(checked > 40)
  }
}
