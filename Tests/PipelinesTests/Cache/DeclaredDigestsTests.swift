import Engines
import Foundation
import Tables
import TestSupport
import Testing

@testable import Pipelines

@Suite("Digests of declared columns")
struct DeclaredDigestsTests {
  private static let text = """
    version: 1
    dataset: {name: d}
    tables:
      people:
        kind: users
        source: people.csv
        original: {source: raw.csv}
        auxiliary: {source: vendor.csv, columns: {age: years}}
        columns:
          id: {role: subject}
          age: {role: quasi-identifier}
          sex: {role: quasi-identifier}

    """

  private static func digests(
    people: String = "id,age,sex\n1,30,f\n2,40,m\n", raw: String = "id,age,sex\n1,31,f\n2,40,m\n",
    vendor: String = "id,years\n1,30\n2,41\n", reading columns: [String]
  ) throws -> [String: String] {
    let folder = try TestFolder()
    for (name, text) in [("people.csv", people), ("raw.csv", raw), ("vendor.csv", vendor)] {
      try folder.write(name, Array(text.utf8))
    }
    let digests = DeclaredDigests(
      manifest: try Manifest.parse(text: text, file: "m"), folder: folder.url.path,
      engine: try Engine())
    let first = try digests.digests(of: ["people": columns, "nothing": ["age"]])
    #expect(try digests.digests(of: ["people": columns]) == first)
    return Dictionary(
      uniqueKeysWithValues: first.map {
        ($0.key.replacingOccurrences(of: "\0", with: "."), $0.value)
      })
  }

  // Catches: a second table that a step reads and its key leaves out.
  @Test("A change in any source of a table that a step reads changes the answer, others don't")
  func sources() throws {
    let first = try Self.digests(reading: ["age"])
    #expect(
      first.keys.sorted()
        == ["people.auxiliary.age", "people.original.age", "people.release.age"])
    let widened = try Self.digests(
      people: "more,id,age,sex\n9,1,30,f\n9,2,40,x\n", vendor: "years,id,why\n30,7,a\n41,8,b\n",
      reading: ["age"])
    #expect(widened == first)
    let changed = [
      try Self.digests(people: "id,age,sex\n1,30,f\n2,40,m\n3,5,m\n", reading: ["age"]),
      try Self.digests(raw: "id,age,sex\n1,32,f\n2,40,m\n", reading: ["age"]),
      try Self.digests(vendor: "id,years\n1,30\n2,42\n", reading: ["age"]),
    ]
    for other in changed { #expect(other != first) }
    #expect(Set(changed.map { $0.values.sorted() } + [first.values.sorted()]).count == 4)
  }

  @Test("A column that a second table lacks is left out until it is there")
  func lacking() throws {
    let first = try Self.digests(reading: ["sex"])
    #expect(first.keys.sorted() == ["people.original.sex", "people.release.sex"])
    let second = try Self.digests(vendor: "id,years,sex\n1,30,f\n2,41,m\n", reading: ["sex"])
    #expect(second.count == 3)
  }
}
