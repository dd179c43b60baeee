import Foundation
import Pipelines
import Tables
import Testing

@Suite("Writing the demonstration")
struct DemonstrationDatasetTests {
  private let parent: URL

  init() throws {
    parent = FileManager.default.temporaryDirectory
      .appendingPathComponent("palimpsest-tests-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
  }

  private func contents(_ folder: URL) throws -> [String: Data] {
    var contents: [String: Data] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
      contents[name] = try Data(contentsOf: folder.appendingPathComponent(name))
    }
    return contents
  }

  private func fingerprint(_ contents: [String: Data]) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for name in contents.keys.sorted() {
      for byte in contents[name] ?? Data() { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    }
    return hash
  }

  // Catches: a clock, a hash seed, a locale or a set's order that gets into the files.
  @Test("The same seed and size give the same bytes, another seed others")
  func determinism() throws {
    defer { try? FileManager.default.removeItem(at: parent) }
    var all: [[String: Data]] = []
    for (name, seed) in [("a", UInt64(7)), ("b", 7), ("c", 8)] {
      let folder = parent.appendingPathComponent(name)
      let rows = try DemonstrationDataset.write(
        to: folder, parameters: DemonstrationParameters(people: 300, seed: seed))
      #expect(rows["people.csv"] == 300)
      all.append(try contents(folder))
    }
    #expect(all[0] == all[1])
    #expect(all[0] != all[2])
    #expect(Set(all[0].keys) == Set(DemonstrationDataset.files))
    // FNV-1a of all files: not a truth, but the same on every machine.
    #expect(fingerprint(all[0]) == 187_368_044_893_521_102)
    let left = try FileManager.default.contentsOfDirectory(atPath: parent.path)
    #expect(left.sorted() == ["a", "b", "c"])
  }

  // Catches: a manifest that describes other files than those beside it.
  @Test("The manifest is sound, and the files have the columns that it declares")
  func manifest() throws {
    defer { try? FileManager.default.removeItem(at: parent) }
    let folder = parent.appendingPathComponent("demo")
    try DemonstrationDataset.write(
      to: folder, parameters: DemonstrationParameters(people: 200, seed: 1))
    let manifest = try Manifest.read(from: folder.appendingPathComponent("palimpsest.yaml"))
    #expect(manifest.tables.map(\.kind) == [.users, .events, .edges, .text, .events, .events])
    func header(_ path: String) throws -> [String] {
      let text = try String(contentsOf: folder.appendingPathComponent(path), encoding: .utf8)
      let lines = text.split(separator: "\n")
      let count = lines[0].split(separator: ",").count
      for line in lines.prefix(50) where !line.contains("\"") {
        #expect(line.split(separator: ",", omittingEmptySubsequences: false).count == count)
      }
      return lines[0].split(separator: ",").map(String.init)
    }
    for table in manifest.tables {
      #expect(try header(table.source.paths[0]) == table.columns.map(\.name))
    }
    let people = try #require(manifest.table("people"))
    let vendor = try header("vendor.csv")
    for match in people.auxiliary?.matches ?? [] { #expect(vendor.contains(match.counterpart)) }
    for known in manifest.knownColumns(of: people) {
      #expect(vendor.contains(people.auxiliary?.counterpart(of: known) ?? ""))
    }
  }

  // Catches: data of the user's overwritten or thrown away.
  @Test("Only an empty folder or a demonstration is replaced; force leaves other files alone")
  func overwriting() throws {
    defer { try? FileManager.default.removeItem(at: parent) }
    let parameters = DemonstrationParameters(people: 20, seed: 1)
    let folder = parent.appendingPathComponent("demo")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    try DemonstrationDataset.write(to: folder, parameters: parameters)
    let first = try contents(folder)
    try DemonstrationDataset.write(
      to: folder, parameters: DemonstrationParameters(people: 20, seed: 2))
    #expect(try contents(folder) != first)
    let mine = folder.appendingPathComponent("mine.txt")
    try Data("mine".utf8).write(to: mine)
    #expect(throws: DemonstrationError.folderNotEmpty(path: folder.path)) {
      try DemonstrationDataset.write(to: folder, parameters: parameters)
    }
    try DemonstrationDataset.write(to: folder, parameters: parameters, force: true)
    var now = try contents(folder)
    #expect(now.removeValue(forKey: "mine.txt") == Data("mine".utf8))
    #expect(now == first)
    // The name alone makes no demonstration.
    let other = parent.appendingPathComponent("other")
    try FileManager.default.createDirectory(at: other, withIntermediateDirectories: false)
    try Data("version: 1\n".utf8).write(to: other.appendingPathComponent("palimpsest.yaml"))
    #expect(throws: DemonstrationError.folderNotEmpty(path: other.path)) {
      try DemonstrationDataset.write(to: other, parameters: parameters)
    }
    #expect(throws: DemonstrationError.notAFolder(path: mine.path)) {
      try DemonstrationDataset.write(to: mine, parameters: parameters, force: true)
    }
  }

  // Catches: half a dataset after an interruption or on a bad disk; data in the words of an error.
  @Test("What fails leaves nothing behind, and no error holds a row")
  func failures() throws {
    defer { try? FileManager.default.removeItem(at: parent) }
    let folder = parent.appendingPathComponent("demo")
    let parameters = DemonstrationParameters(people: 50, seed: 1)
    #expect(throws: DemonstrationError.stopped) {
      try DemonstrationDataset.write(to: folder, parameters: parameters, shouldStop: { true })
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: parent.path).isEmpty)
    let lost = parent.appendingPathComponent("none/demo")
    let errors: [DemonstrationError] = [
      .notAFolder(path: lost.deletingLastPathComponent().path),
      .sizeOutOfRange(minimum: 20, maximum: 1_000_000),
    ]
    #expect(throws: errors[0]) { try DemonstrationDataset.write(to: lost, parameters: parameters) }
    for size in [-1, 0, 19, 1_000_001, .max] {
      #expect(throws: errors[1]) {
        try DemonstrationDataset.write(
          to: folder, parameters: DemonstrationParameters(people: size, seed: 1))
      }
    }
    #expect(throws: Never.self) {
      try DemonstrationDataset.write(
        to: folder, parameters: DemonstrationParameters(people: 20, seed: .max))
    }
  }
}
