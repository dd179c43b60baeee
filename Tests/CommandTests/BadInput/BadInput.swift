/// One kind of bad input: the files, the command line, and what the one message must name.
struct BadInput: CustomTestStringConvertible, Sendable {
  let name: String
  let files: [(name: String, bytes: [UInt8])]
  let arguments: [String]
  /// Words that the message must hold: the place, above all.
  let mustName: [String]

  var testDescription: String { name }

  /// A value of a data subject that must never be seen outside the data.
  static let canary = "CANARY7Q"

  init(
    _ name: String, files: [(String, [UInt8])], run arguments: [String], names mustName: [String]
  ) {
    self.name = name
    self.files = files.map { (name: $0.0, bytes: $0.1) }
    self.arguments = arguments
    self.mustName = mustName
  }

  /// A CSV file audited by columns `a` and `b`.
  static func csv(
    _ name: String, _ text: String, options: [String] = [], names: [String] = ["data.csv"]
  ) -> BadInput {
    bytes(name, Array(text.utf8), options: options, names: names)
  }

  /// The same from bytes.
  static func bytes(
    _ name: String, file: String = "data.csv", _ bytes: [UInt8], options: [String] = [],
    names: [String] = ["data.csv"]
  ) -> BadInput {
    BadInput(
      name, files: [(file, bytes)],
      run: ["audit", file, "--quasi-identifiers", "a,b"] + options, names: names)
  }

  /// A manifest beside a sound CSV file.
  static func manifest(_ name: String, _ text: String, names: [String]) -> BadInput {
    BadInput(
      name, files: [("palimpsest.yaml", Array(text.utf8)), ("data.csv", Array(sound.utf8))],
      run: ["audit", "."], names: names)
  }

  /// A manifest whose one column `b` and table `t` are as given, beside data.
  static func column(
    _ name: String, _ declaration: String, data: String = sound, names: [String]
  ) -> BadInput {
    BadInput(
      name,
      files: [
        ("palimpsest.yaml", Array(template(b: declaration).utf8)), ("data.csv", Array(data.utf8)),
      ], run: ["audit", "."], names: names)
  }

  static let sound = "a,b,c\n1,\(canary),x\n2,q,y\n3,\(canary),z\n"

  static func template(b declaration: String = "{role: quasi-identifier}") -> String {
    """
    version: 1
    dataset:
      name: bad
    tables:
      t:
        kind: users
        source: data.csv
        columns:
          a: {role: quasi-identifier}
          b: \(declaration)

    """
  }
}

import Testing
