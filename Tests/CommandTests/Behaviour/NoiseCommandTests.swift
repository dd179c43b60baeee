import Findings
import Foundation
import TestSupport
import Testing

@Suite("palimpsest noise", .enabled(if: Command.executable != nil))
struct NoiseCommandTests {
  private static let table =
    "u,n,g,v\n" + (0..<40).map { "p\($0 % 9),\($0 % 9),CANARY7Q\($0),\($0)\n" }.joined()

  private func run(_ arguments: [String]) throws -> (outcome: Command.Outcome, folder: URL) {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("palimpsest-noise-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data(Self.table.utf8).write(to: folder.appendingPathComponent("t.csv"))
    return (try Command.run(["noise"] + arguments, in: folder), folder)
  }

  @Test("answers and writes a document that reads back")
  func answers() throws {
    let questions = [
      ["count", "t.csv"], ["count", "t.csv", "--subject", "u", "--rows-per-subject", "2"],
      ["sum", "t.csv", "--column", "v", "--lower", "-5", "--upper", "9"],
      ["mean", "t.csv", "--column", "v", "--lower", "0", "--upper", "9"],
      [
        "quantile", "t.csv", "--column", "v", "--lower", "0", "--upper", "9", "--quantile", ".2,.5",
      ],
      ["histogram", "t.csv", "--column", "u", "--keys", "p1,p2"],
      ["histogram", "t.csv", "--column", "g", "--delta", "1e-9", "--noise", "gaussian"],
    ]
    for question in questions {
      let (outcome, folder) = try run(question + ["--epsilon", "1", "--json", "r.json"])
      #expect(outcome.exitCode == 0, "\(question): \(outcome.complaint)")
      #expect(outcome.output.contains("epsilon 1"))
      // Who is protected is said where a script does not take it for an answer.
      let warns = outcome.complaint.contains("--subject")
      #expect(warns == !question.contains("--subject") && !outcome.output.contains("--subject"))
      #expect(!outcome.output.contains("CANARY7Q"))
      let data = try Data(contentsOf: folder.appendingPathComponent("r.json"))
      let release = try PrivateRelease.decode(from: data)
      #expect(release.cost.epsilon <= 1)
    }
  }

  @Test("bounds what a person contributes, by number or by text, and rounds delta up")
  func bounded() throws {
    // 40 rows of 9 people, each in a group of its own; 2 groups of each person count: 18 rows.
    // 40 discrete Laplace noises of scale 0.2 add up to more than 12 with a probability of e^-30:
    // E exp(4 x) = 1.56, and 40 log 1.56 - 48 = -30.
    let keys = (0..<40).map { "CANARY7Q\($0)" }.joined(separator: ",")
    for subject in ["u", "n"] {
      let (outcome, folder) = try run([
        "histogram", "t.csv", "--column", "g", "--keys", keys, "--subject", subject,
        "--groups-per-subject", "2", "--rows-per-subject", "1", "--epsilon", "10", "--json",
        "r.json",
      ])
      #expect(outcome.exitCode == 0, "\(outcome.complaint)")
      let data = try Data(contentsOf: folder.appendingPathComponent("r.json"))
      let values = try PrivateRelease.decode(from: data).results.map(\.value)
      #expect(values.count == 40 && abs(values.reduce(0, +) - 18) < 12)
    }
    let (outcome, _) = try run([
      "histogram", "t.csv", "--column", "u", "--epsilon", "1", "--delta", "1e-3",
    ])
    let line = outcome.output.split(separator: "delta ").last?.prefix { !$0.isNewline }
    let delta = try #require(line?.dropLast())
    #expect(outcome.exitCode == 0 && delta.count < 9 && Double(String(delta)) ?? 1 <= 1e-3)
  }

  @Test("refuses what would protect nobody, with exit code 2 and the remedy")
  func refusals() throws {
    let refused: [([String], String)] = [
      (["count", "t.csv", "--epsilon", "0"], "--epsilon"),
      (["count", "t.csv", "--epsilon", "11"], "--allow-large-epsilon"),
      (["count", "t.csv", "--epsilon", "1", "--seed", "7"], "never seeded"),
      (["sum", "t.csv", "--column", "v", "--epsilon", "1"], "--lower"),
      (["sum", "t.csv", "--epsilon", "1"], "--column"),
      (["histogram", "t.csv", "--column", "g", "--epsilon", "1"], "--delta"),
      (["count", "t.csv", "--epsilon", "1", "--rows-per-subject", "2"], "--subject"),
      (["count", "t.csv", "--epsilon", "1", "--subject", "u"], "--rows-per-subject"),
      (["count", "nothing.csv", "--epsilon", "1"], "nothing.csv"),
      (["mode", "t.csv", "--epsilon", "1"], "mode"),
      (["count", "t.csv"], "--epsilon"),
      (["count", "t.csv", "--epsilon", "1", "--column", "w"], "w"),
      (["count", "t.csv", "--epsilon", "1", "--noise", "uniform"], "--noise"),
      (["count", "t.csv", "--epsilon", "1", "--lower", "0"], "--upper"),
      (["count", "t.csv", "--epsilon", "x"], "--epsilon"),
      (["histogram", "t.csv", "--column", "g", "--keys", "a,a", "--epsilon", "1"], "--keys"),
    ]
    for (arguments, word) in refused {
      let (outcome, _) = try run(arguments)
      #expect(outcome.exitCode == 2, "\(arguments)")
      #expect(outcome.complaint.contains(word), "\(arguments): \(outcome.complaint)")
      #expect(outcome.output.isEmpty && !outcome.complaint.contains("CANARY7Q"))
    }
  }
}
