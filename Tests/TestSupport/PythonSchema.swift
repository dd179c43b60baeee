public import Foundation

/// The reference validator of JSON Schema: Python's `jsonschema`, where it is installed.
public enum PythonSchema {
  /// A schema of `docs/schemas`.
  public static func file(_ name: String) -> URL {
    URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("docs/schemas/\(name)")
  }

  /// Whether JSON can be held against a schema here.
  public static let isInstalled: Bool = has("jsonschema")
  /// Whether YAML can.
  public static let readsYAML: Bool = has("yaml, jsonschema")

  /// Whether each JSON document is valid, in order.
  public static func validity(
    of documents: [Data], by schema: URL = file("risk-report-1.json")
  ) throws -> [Bool] {
    try verdicts(
      "document = json.loads(text)", of: documents.map { String(decoding: $0, as: UTF8.self) },
      by: schema
    ).map { $0 == true }
  }

  /// Whether each YAML text is valid; `nil` where it can't be loaded.
  ///
  /// JSON Schema knows only texts as keys, and our readers know no merge keys.
  public static func verdicts(ofYAML texts: [String], by schema: URL) throws -> [Bool?] {
    try verdicts(
      """
      import yaml
          class Loader(yaml.SafeLoader):
              def flatten_mapping(self, node):
                  pass
          try:
              document = yaml.load(text, Loader)
          except Exception:
              return None
      """, of: texts, by: schema)
  }

  private static func has(_ modules: String) -> Bool {
    (try? run("import \(modules)\njsonschema.Draft202012Validator\nprint('yes')", [])) == "yes\n"
  }

  private static func verdicts(
    _ load: String, of texts: [String], by schema: URL
  ) throws -> [Bool?] {
    let script = """
      import json, sys, jsonschema
      schema = json.load(open(sys.argv[1]))
      jsonschema.Draft202012Validator.check_schema(schema)
      validator = jsonschema.Draft202012Validator(schema)
      def keys(node):
          if isinstance(node, dict):
              return all(isinstance(k, str) and keys(v) for k, v in node.items())
          return all(map(keys, node)) if isinstance(node, list) else True
      def verdict(text):
          \(load)
          return keys(document) and validator.is_valid(document)
      print(json.dumps([verdict(text) for text in json.load(open(sys.argv[2]))]))
      """
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("palimpsest-\(UUID().uuidString).json")
    defer { try? FileManager.default.removeItem(at: file) }
    try JSONEncoder().encode(texts).write(to: file)
    return try JSONDecoder().decode(
      [Bool?].self, from: Data(try run(script, [schema.path, file.path]).utf8))
  }

  private static func run(_ script: String, _ arguments: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-c", script] + arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }
}
