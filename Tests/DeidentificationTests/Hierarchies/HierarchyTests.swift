import Deidentification
import Testing

@Suite("Hierarchies")
struct HierarchyTests {
  typealias Level = Hierarchy.Level

  let values = Level(groupOfCode: [0, 1, 2, 3], labels: ["a", "b", "c"])

  @Test("a nested hierarchy is taken")
  func nested() throws {
    let hierarchy = try Hierarchy(
      column: "x", valueCount: 3,
      levels: [
        values, Level(groupOfCode: [0, 1, 1, 2], labels: ["ab", "c"]),
        Level(groupOfCode: [0, 1, 1, 1], labels: ["*"]),
      ])
    #expect(hierarchy.height == 2)
  }

  @Test("values that were one group below may not part above")
  func parted() {
    #expect(throws: DeidentificationError.self) {
      try Hierarchy(
        column: "x", valueCount: 3,
        levels: [
          values, Level(groupOfCode: [0, 1, 1, 2], labels: ["ab", "c"]),
          Level(groupOfCode: [0, 1, 2, 1], labels: ["ac", "b"]),
        ])
    }
  }

  @Test(
    "a level that misses a value, or has a group without a label, is refused",
    arguments: [
      Level(groupOfCode: [0, 1, 1], labels: ["a"]),
      Level(groupOfCode: [0, 1, 2, 3], labels: ["a", "b"]),
      Level(groupOfCode: [0, 1, 0, 1], labels: ["a"]),
      Level(groupOfCode: [1, 1, 1, 1], labels: ["a"]),
      Level(groupOfCode: [], labels: []),
    ])
  func incomplete(level: Level) {
    #expect(throws: DeidentificationError.self) {
      try Hierarchy(column: "x", valueCount: 3, levels: [level])
    }
  }
}
