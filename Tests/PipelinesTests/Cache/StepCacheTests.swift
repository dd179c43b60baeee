import Findings
import Foundation
import Numerics
import Tables
import TestSupport
import Testing

@testable import Pipelines

@Suite("The cache of an audit's steps")
struct StepCacheTests {
  private struct Aggregate: Codable, Equatable {
    var numbers: [Double]
    var text = "x"
  }

  private static func key(_ number: Int) throws -> StepKey {
    try StepKey(step: "s", tool: "t", inputs: ["n": number])
  }

  private static func path(_ folder: TestFolder) -> String {
    folder.url.appendingPathComponent("cache").path
  }

  private static func entries(_ folder: TestFolder) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path(folder)).filter { !$0.hasPrefix(".") }
  }

  private static func outcome(_ seed: UInt64) -> Outcome {
    var outcome = Outcome()
    outcome.blame = [
      ColumnBlame(
        table: "t", column: "c\(seed)", riskWith: 0.1 * Double(seed), riskWithout: 1e-300,
        riskAlone: 1 / 3, share: nil, sentence: "é \"quoted\" / \u{2028}")
    ]
    outcome.summaries = [
      "t": TableSummary(
        name: "t", kind: "users", rows: 3, subjects: nil, digest: nil, columns: [])
    ]
    outcome.knownColumns = ["t": ["a", "b"]]
    outcome.gaps = [Gap(what: "w", why: "y", channel: .places)]
    outcome.notes = ["n\(seed)"]
    return outcome
  }

  @Test("A step is computed once, by a second cache on the same folder not at all")
  func hit() throws {
    let folder = try TestFolder()
    var computed = 0
    for round in 0..<3 {
      let cache = try StepCache(folder: Self.path(folder))
      for number in 0..<2 {
        let found = try cache.outcome(for: Self.key(number)) {
          computed += 1
          return Self.outcome(UInt64(number))
        }
        #expect(CachedOutcome(found) == CachedOutcome(Self.outcome(UInt64(number))))
      }
      #expect(cache.statistics.hits == (round == 0 ? 0 : 2))
      #expect(cache.statistics.misses == (round == 0 ? 2 : 0))
    }
    #expect(computed == 2)
  }

  @Test("Numbers come back bit for bit", arguments: 0..<20)
  func numbers(seed: UInt64) throws {
    let folder = try TestFolder()
    let cache = try StepCache(folder: Self.path(folder))
    var random = SeededGenerator(seed: seed)
    let numbers =
      (0..<200).compactMap { _ -> Double? in
        let value = Double(bitPattern: random.next())
        return value.isFinite ? value : nil
      } + [0, -0.0, .leastNonzeroMagnitude, .greatestFiniteMagnitude, 1 / 3]
    let key = try Self.key(Int(seed))
    _ = try cache.value(for: key) { Aggregate(numbers: numbers) }
    let back: Aggregate = try cache.value(for: key) { Aggregate(numbers: []) }
    #expect(back.numbers.map(\.bitPattern) == numbers.map(\.bitPattern))
  }

  @Test("Folder and entries are their owner's alone, and Git is told to leave them out")
  func rights() throws {
    let folder = try TestFolder()
    let path = Self.path(folder)
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o755])
    let cache = try StepCache(folder: path)
    _ = try cache.value(for: Self.key(1)) { Aggregate(numbers: [1]) }
    func mode(_ path: String) throws -> Int {
      let attributes = try FileManager.default.attributesOfItem(atPath: path)
      return try #require(attributes[.posixPermissions] as? NSNumber).intValue
    }
    #expect(try mode(path) == 0o700)
    for entry in try Self.entries(folder) { #expect(try mode(path + "/" + entry) == 0o600) }
    #expect(try Self.entries(folder).count == 1)
    #expect(try AtomicFile.read(path + "/.gitignore") == Data("*\n".utf8))
    #expect(StepCache.defaultFolder(beside: "/m") == "/m/.palimpsest/cache")
  }

  @Test("A folder that is a link or a file is refused")
  func link() throws {
    let folder = try TestFolder()
    let path = Self.path(folder)
    try FileManager.default.createSymbolicLink(
      atPath: path, withDestinationPath: folder.url.path)
    #expect(throws: FileError.self) { try StepCache(folder: path) }
    try folder.write("file", [1])
    #expect(throws: FileError.self) {
      try StepCache(folder: folder.url.appendingPathComponent("file").path)
    }
  }

  // Catches: an entry that is trusted in part, or a reader that traps on damage.
  @Test("Every damaged byte and every cut makes the step be computed again")
  func damage() throws {
    let folder = try TestFolder()
    let cache = try StepCache(folder: Self.path(folder))
    let key = try Self.key(1)
    _ = try cache.value(for: key) { Aggregate(numbers: [0.25]) }
    let file = Self.path(folder) + "/" + (try #require(Self.entries(folder).first))
    let whole = try AtomicFile.read(file)
    var versions: [Data] = whole.indices.map { whole[..<$0] }
    versions += whole.indices.map { index in
      var damaged = whole
      damaged[index] ^= 1
      return damaged
    }
    versions += [whole + Data("x".utf8), Data(repeating: 10, count: 500)]
    for version in versions {
      try PrivateFile.write(version, to: file)
      let back = try cache.value(for: key) { Aggregate(numbers: [0.5]) }
      #expect(back.numbers == [0.5], "\(version.count) bytes")
    }
    #expect(cache.statistics.rejected == versions.count)
    try PrivateFile.write(whole, to: file)
    #expect(try cache.value(for: key) { Aggregate(numbers: []) }.numbers == [0.25])
  }

  @Test(
    "Entries of another key or shape, open to others, or links, count as none"
  )
  func foreign() throws {
    let folder = try TestFolder()
    let cache = try StepCache(folder: Self.path(folder))
    let key = try Self.key(1)
    _ = try cache.value(for: key) { Aggregate(numbers: [0.25]) }
    let file = Self.path(folder) + "/" + key.digest + ".entry"
    let other = Self.path(folder) + "/" + (try Self.key(2)).digest + ".entry"
    func isComputed(_ key: StepKey) throws -> Bool {
      try cache.value(for: key) { Aggregate(numbers: [9]) }.numbers == [9]
    }
    try FileManager.default.copyItem(atPath: file, toPath: other)
    #expect(try isComputed(Self.key(2)))
    #expect(try cache.value(for: key) { ["another shape"] } == ["another shape"])
    _ = try cache.value(for: key) { Aggregate(numbers: [0.25]) }
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file)
    #expect(try isComputed(key))
    try FileManager.default.moveItem(atPath: file, toPath: folder.url.path + "/away")
    try FileManager.default.createSymbolicLink(
      atPath: file, withDestinationPath: folder.url.path + "/away")
    _ = try cache.value(for: key) { Aggregate(numbers: [0.75]) }
    // The link was replaced, and what it led to is as it was.
    #expect(try cache.value(for: key) { Aggregate(numbers: []) }.numbers == [0.75])
    try FileManager.default.removeItem(atPath: file)
    try FileManager.default.createDirectory(atPath: file, withIntermediateDirectories: false)
    #expect(try isComputed(key))
    #expect(cache.statistics.unwritten == 1)
  }

  private enum Failure: Error { case thrown }

  @Test("A step that throws leaves nothing behind, and numbers that JSON has no form for go unkept")
  func failures() throws {
    let folder = try TestFolder()
    let cache = try StepCache(folder: Self.path(folder))
    #expect(throws: Failure.self) {
      try cache.outcome(for: Self.key(1)) { throw Failure.thrown }
    }
    let infinite = try cache.value(for: Self.key(2)) { Aggregate(numbers: [.infinity]) }
    #expect(infinite.numbers == [.infinity])
    #expect(try Self.entries(folder).isEmpty)
    #expect(cache.statistics == StepCache.Statistics(misses: 1, unwritten: 1))
  }

  // Catches: a reader that sees half an entry of a writer beside it.
  @Test("Writers and readers at once always get a whole entry")
  func concurrent() async throws {
    let folder = try TestFolder()
    let path = Self.path(folder)
    try await withThrowingTaskGroup(of: Bool.self) { group in
      for task in 0..<8 {
        group.addTask {
          // A cache of their own each, as two processes have.
          let cache = try StepCache(folder: path)
          var isWhole = true
          for round in 0..<40 {
            let number = (round + task) % 4
            let expected = Aggregate(numbers: Array(repeating: Double(number), count: 500))
            let key = try StepCacheTests.key(number)
            if round % 10 == task {
              try? FileManager.default.removeItem(atPath: path + "/\(key.digest).entry")
            }
            isWhole = try cache.value(for: key) { expected } == expected && isWhole
          }
          return isWhole && cache.statistics.rejected == 0 && cache.statistics.unwritten == 0
        }
      }
      for try await isWhole in group { #expect(isWhole) }
    }
    let left = try FileManager.default.contentsOfDirectory(atPath: path)
    #expect(left.filter { $0.hasSuffix(".tmp") }.isEmpty)
    #expect(try Self.entries(folder).count <= 4)
  }

  @Test("What was used longest ago makes room, and what is larger than the folder is not kept")
  func eviction() throws {
    let folder = try TestFolder()
    let body = Aggregate(numbers: [], text: String(repeating: "y", count: 800))
    let cache = try StepCache(folder: Self.path(folder), byteLimit: 4000)
    func isThere(_ number: Int) throws -> Bool {
      try Self.entries(folder).contains(Self.key(number).digest + ".entry")
    }
    for number in 0..<4 { _ = try cache.value(for: Self.key(number)) { body } }
    #expect(cache.statistics.evicted == 0)
    // Used again: number 1 is the oldest now.
    _ = try cache.value(for: Self.key(0)) { Aggregate(numbers: []) }
    _ = try cache.value(for: Self.key(4)) { body }
    #expect(cache.statistics.evicted == 1)
    #expect(try (0..<5).map(isThere) == [true, false, true, true, true])
    let large = Aggregate(numbers: [], text: String(repeating: "z", count: 5000))
    #expect(try cache.value(for: Self.key(5)) { large } == large)
    #expect(cache.statistics.unwritten == 1)
    #expect(try Self.entries(folder).count == 4)
    // What is not ours stays.
    let stranger = Self.path(folder) + "/note.txt"
    try Data(repeating: 0, count: 9000).write(to: URL(fileURLWithPath: stranger))
    _ = try cache.value(for: Self.key(6)) { body }
    #expect(AtomicFile.exists(stranger))
  }

  @Test("Temporary files that were left behind long ago go, others stay")
  func abandoned() throws {
    let folder = try TestFolder()
    let path = Self.path(folder)
    let cache = try StepCache(folder: path)
    let digest = try Self.key(9).digest
    let names = [".\(digest).entry.1.tmp", ".\(digest).entry.2.tmp", ".mine.1.tmp"]
    for name in names { try PrivateFile.write(Data([1]), to: path + "/" + name) }
    for name in [names[0], names[2]] {
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSinceNow: -7200)], ofItemAtPath: path + "/" + name)
    }
    _ = try cache.value(for: Self.key(1)) { Aggregate(numbers: []) }
    #expect(names.map { AtomicFile.exists(path + "/" + $0) } == [false, true, true])
  }
}
