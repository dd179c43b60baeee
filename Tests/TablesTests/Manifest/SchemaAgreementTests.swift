import Foundation
import Tables
import TestSupport
import Testing

/// `docs/schemas/palimpsest-yaml-1.json` beside the parser: both must accept the same manifests.
@Suite("The JSON Schema of palimpsest.yaml")
struct SchemaAgreementTests {
  private static let schema = PythonSchema.file("palimpsest-yaml-1.json")

  /// Whether the parser finds the shape sound; `nil` where it can't read the YAML.
  private static func verdict(of text: String) -> Bool? {
    do {
      _ = try Manifest.parse(text: text, file: "m")
      return true
    } catch {
      return error.errors.allSatisfy { !$0.problem.isShape }
    }
  }

  // Catches: an option, a word or a limit that was changed in one of the two only.
  @Test(
    "Schema and parser agree on every fixture",
    .enabled(if: PythonSchema.readsYAML, "python3 with jsonschema and pyyaml is not installed"))
  func fixtures() throws {
    let faults = ManifestFixtures.misshapen + ManifestFixtures.contradictory
    let texts = ManifestFixtures.sound.map(\.text) + faults.map(\.text)
    let names = ManifestFixtures.sound.map(\.name) + faults.map(\.name)
    let verdicts = try PythonSchema.verdicts(ofYAML: texts, by: Self.schema)
    try #require(verdicts.count == texts.count)
    for index in texts.indices {
      #expect(verdicts[index] ?? false == Self.verdict(of: texts[index]), "\(names[index])")
    }
  }

  // Catches: a role, type or unit that one of the two allows and the other does not.
  @Test(
    "Schema and parser agree on every kind with every role, type, unit and zone",
    .enabled(if: PythonSchema.readsYAML, "python3 with jsonschema and pyyaml is not installed"))
  func vocabulary() throws {
    var texts: [String] = []
    for role in ColumnRole.allCases {
      for kind in TableKind.allCases {
        texts.append(
          ManifestFixtures.users(
            columns: "      age: {role: \(role.rawValue)}\n", kind: kind.rawValue))
      }
      var settings = ColumnType.allCases.map { "type: \($0.rawValue)" }
      settings += ColumnUnit.allCases.map { "unit: \($0.rawValue)" }
      settings += ColumnType.allCases.map { "type: \($0.rawValue), unit: seconds" }
      settings += ["zone: UTC", "zone: Europe/Paris, type: date", "ordered: true"]
      for setting in settings {
        texts.append(
          ManifestFixtures.users(
            columns: "      age: {role: \(role.rawValue), \(setting)}\n"))
      }
    }
    for format in SourceFormat.allCases {
      for option in ["csv: {header: true}", "table: x", "nulls: []"] {
        texts.append(
          ManifestFixtures.users(table: "    format: \(format.rawValue)\n    \(option)\n"))
      }
    }
    for name in AdversaryProfile.builtIn.map(\.id) + [
      "a.yaml", "a.yml", "a/b", "a.yamlx", "Vendor",
    ] {
      texts.append(ManifestFixtures.users(extra: "adversary: {profiles: [\(name)]}"))
    }
    let verdicts = try PythonSchema.verdicts(ofYAML: texts, by: Self.schema)
    try #require(verdicts.count == texts.count)
    for index in texts.indices {
      #expect(verdicts[index] == Self.verdict(of: texts[index]), "\(texts[index])")
    }
    #expect(verdicts.suffix(10) == [true, true, true, true, true, true, true, true, false, false])
  }

  // Catches: a writer whose texts only our own reader understands.
  @Test(
    "What is written is sound to the schema and to another YAML reader",
    .enabled(if: PythonSchema.readsYAML, "python3 with jsonschema and pyyaml is not installed"))
  func rendered() throws {
    let texts = (0..<100).map { seed in
      var random = SplitMix64(seed: 1000 + UInt64(seed))
      return RandomManifest.make(&random).render()
    }
    let verdicts = try PythonSchema.verdicts(ofYAML: texts, by: Self.schema)
    for index in texts.indices {
      #expect(verdicts[index] == true, "seed \(1000 + index)")
    }
  }

  // Catches: a schema that was forgotten when the format's version rose.
  @Test("The schema is there and is of the parser's version")
  func version() throws {
    let data = try Data(contentsOf: Self.schema)
    let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    let properties = try #require(object["properties"] as? [String: Any])
    let version = try #require(properties["version"] as? [String: Any])
    #expect(version["const"] as? Int == Manifest.currentVersion)
  }
}
