import Foundation
import Tables
import TestSupport
import Testing

/// `docs/schemas/policy-1.json` beside the reader: both must accept the same policies.
@Suite("The JSON Schema of policies")
struct PolicySchemaTests {
  // Catches: an option, a word or a limit that was changed in one of the two only.
  @Test(
    "Schema and reader agree on every policy",
    .enabled(if: PythonSchema.readsYAML, "python3 with jsonschema and pyyaml is not installed"))
  func agreement() throws {
    let sound = PolicyFixture.sound + PolicyFixture.contradictory.map(\.text)
    let texts = sound + PolicyFixture.misshapen.map(\.text)
    let verdicts = try PythonSchema.verdicts(
      ofYAML: texts, by: PythonSchema.file("policy-1.json"))
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
    let data = try Data(contentsOf: PythonSchema.file("risk-report-1.json"))
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
