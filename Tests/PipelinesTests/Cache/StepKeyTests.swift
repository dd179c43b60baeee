import Findings
import Foundation
import Tables
import Testing

@testable import Pipelines

@Suite("The key of an audit's step")
struct StepKeyTests {
  private static let text = """
    version: 1
    dataset: {name: d}
    tables:
      people:
        kind: users
        source: people.csv
        auxiliary: {source: vendor.csv, columns: {age: years, sex: gender}}
        columns:
          id: {role: subject}
          age: {role: quasi-identifier}
          sex: {role: quasi-identifier}
      visits:
        kind: events
        source: visits.csv
        columns: {id: {role: subject}, at: {role: time}, place: {role: place}}
    adversary:
      knows: {people: [age, sex], visits: [place]}
      targets: 100
      profiles: [insider]

    """

  private static func digest(
    _ text: String = text, step: String = "s", tool: String = "t",
    columns: [String: [String]] = ["people": ["id", "age"]],
    digests: [String: String] = ["people.age": "0"], seed: UInt64 = 1,
    profile: AdversaryProfile? = nil, settings: [String: String] = [:]
  ) throws -> String {
    let inputs = StepInputs(
      manifest: try Manifest.parse(text: text, file: "m"), columns: columns, digests: digests,
      seed: seed, profile: profile, settings: settings)
    return try StepKey(step: step, tool: tool, inputs: inputs).digest
  }

  private static func changed(_ part: String, _ other: String) throws -> String {
    #expect(text.contains(part))
    return try digest(text.replacingOccurrences(of: part, with: other))
  }

  // Catches: an input that is left out of the key, so that a stale outcome comes back.
  @Test("Whatever the step depends on changes its key")
  func sensitive() throws {
    let insider = AdversaryProfile.builtIn("insider")
    let all = [
      try Self.digest(), try Self.digest(step: "s2"), try Self.digest(tool: "t2"),
      try Self.digest(columns: ["people": ["id"]]),
      try Self.digest(columns: ["people": ["id", "age"], "visits": ["at"]]),
      try Self.digest(digests: ["people.age": "1"]), try Self.digest(digests: ["people.sex": "0"]),
      try Self.digest(digests: [:]), try Self.digest(seed: 2), try Self.digest(profile: insider),
      try Self.digest(profile: AdversaryProfile.builtIn("vendor")),
      try Self.digest(settings: ["a": "b"]), try Self.digest(settings: ["b": "a"]),
      try Self.changed("age: {role: quasi-identifier}", "age: {role: sensitive}"),
      try Self.changed(
        "age: {role: quasi-identifier}", "age: {role: quasi-identifier, ordered: true}"),
      try Self.changed("people.csv", "people2.csv"), try Self.changed("years", "years2"),
      try Self.changed("targets: 100", "targets: 101"),
      try Self.changed("people: [age, sex]", "people: [sex]"),
      try Self.changed("dataset: {name: d}", "dataset: {name: d}\nmissing: wildcard"),
    ]
    #expect(Set(all).count == all.count)
    #expect(all.allSatisfy { $0.count == 64 })
  }

  @Test("What the step doesn't read leaves its key as it was")
  func insensitive() throws {
    let first = try Self.digest()
    let same = [
      try Self.digest(), try Self.changed("sex: {role: quasi-identifier}", "sex: {role: other}"),
      try Self.changed("gender", "gender2"), try Self.changed("visits.csv", "visits2.csv"),
      try Self.changed("place: {role: place}", "place: {role: place}, more: {role: other}"),
      try Self.changed("{name: d}", "{name: e, description: f}"),
      try Self.changed("people: [age, sex]", "people: [age]"),
      try Self.changed("visits: [place]", "visits: [at]"),
      try Self.changed("profiles: [insider]", "profiles: [vendor]"),
    ]
    #expect(same.allSatisfy { $0 == first })
  }

  @Test("Outcomes of steps are added in their order")
  func addition() {
    var first = Outcome()
    first.notes = ["a"]
    first.knownColumns = ["t": ["x"]]
    var second = Outcome()
    second.notes = ["b"]
    second.knownColumns = ["u": ["y"]]
    first.join(second)
    #expect(first.notes == ["a", "b"])
    #expect(first.knownColumns == ["t": ["x"], "u": ["y"]])
  }
}
