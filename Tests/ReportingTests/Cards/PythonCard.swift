import Foundation

/// Validators of cards that we did not write, where they are installed.
///
/// `mlcroissant` is MLCommons' own; `spdx-python-model` is generated from SPDX's model. They read
/// the file and no network.
enum PythonCard {
  static let hasCroissant: Bool = isInstalled("mlcroissant")
  static let hasSPDX: Bool = isInstalled("spdx_python_model")

  private static func isInstalled(_ module: String) -> Bool {
    (try? run("import \(module); print('yes')", on: ""))?.hasSuffix("yes\n") == true
  }

  /// Errors of MLCommons' validator, and the columns that it read: name, type and column.
  static func croissant(_ text: String) throws -> String {
    try run(
      """
      import sys, logging, mlcroissant
      logging.disable(logging.CRITICAL)
      try:
          dataset = mlcroissant.Dataset(jsonld=sys.argv[1])
          for error in dataset.metadata.ctx.issues.errors: print("error", error)
          for table in dataset.metadata.record_sets:
              for field in table.fields:
                  print(field.data_types[0], field.source.extract.column.encode("utf-8").hex())
      except mlcroissant.ValidationError as error: print("error", error)
      """, on: text)
  }

  /// Errors of the bindings that SPDX generates from its model: unknown properties, wrong types,
  /// too few values, references to nowhere; then the types of all elements.
  static func spdx(_ text: String) throws -> String {
    try run(
      """
      import io, sys
      from spdx_python_model import v3_0_1 as spdx
      objects = spdx.SHACLObjectSet()
      try:
          with open(sys.argv[1], "rb") as file: spdx.JSONLDDeserializer().read(file, objects)
          for missing in objects.link(): print("error: nowhere", missing)
          spdx.JSONLDSerializer().write(objects, io.BytesIO())
          print(sorted(type(o).__name__ for o in objects.foreach()))
          data = [o for o in objects.foreach() if type(o).__name__ == "dataset_DatasetPackage"][0]
          for name in ["originatedBy", "builtTime", "releaseTime", "software_downloadLocation",
                       "software_primaryPurpose", "dataset_datasetType"]:
              if not getattr(data, name): print("error: profile wants", name)
      except Exception as error: print("error", type(error), error)
      """, on: text)
  }

  private static func run(_ script: String, on text: String) throws -> String {
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("palimpsest-\(UUID().uuidString).json")
    try Data(text.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-c", script, file.path]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }
}
