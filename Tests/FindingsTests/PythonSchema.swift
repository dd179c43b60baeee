import Foundation

/// The reference validator of JSON Schema: Python's `jsonschema`, where it is installed.
enum PythonSchema {
  static let schema = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("docs/schemas/risk-report-1.json")

  static let isInstalled: Bool =
    (try? run("import jsonschema; print('yes')", input: Data())) == "yes\n"

  /// Whether each document is valid, in order.
  static func validity(of documents: [Data], by schema: URL = schema) throws -> [Bool] {
    let script = """
      import json, sys, jsonschema
      schema = json.load(open(\(quoted(schema.path))))
      jsonschema.Draft202012Validator.check_schema(schema)
      validator = jsonschema.Draft202012Validator(schema)
      for line in sys.stdin:
          print(int(validator.is_valid(json.loads(line))))
      """
    let input = documents.map { String(decoding: $0, as: UTF8.self) + "\n" }.joined()
    return try run(script, input: Data(input.utf8)).split(separator: "\n").map { $0 == "1" }
  }

  private static func quoted(_ text: String) -> String {
    "'" + text.replacing("\\", with: "\\\\").replacing("'", with: "\\'") + "'"
  }

  private static func run(_ script: String, input: Data) throws -> String {
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("palimpsest-\(UUID().uuidString).jsonl")
    try input.write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-c", script]
    process.standardInput = try FileHandle(forReadingFrom: file)
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }
}
