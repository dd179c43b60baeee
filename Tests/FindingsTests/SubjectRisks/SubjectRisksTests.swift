import Findings
import Foundation
import TestSupport
import Testing

@Suite("The protected document of each data subject's risk")
struct SubjectRisksTests {
  static let origin = SubjectRiskOrigin(
    tool: "palimpsest 1", createdAt: "2026-11-21T10:15:00Z",
    datasetDigest: String(repeating: "a1", count: 32),
    reportDigest: String(repeating: "b2", count: 32), profile: "insider", seed: .max)
  static let keyID = "0123456789abcdef"

  static func entry(
    _ letter: String, _ probability: Double = 0.5, rank: Int = 1, channel: Channel? = .cadence
  ) -> SubjectRiskEntry {
    SubjectRiskEntry(
      pseudonym: String(repeating: letter, count: 32), probability: probability,
      lower: probability / 2, upper: min(1, probability * 1.5), rank: RankGroup(rank: rank),
      channel: channel)
  }

  static func document() throws -> SubjectRisks {
    try SubjectRisks(
      origin: origin, keyID: keyID,
      subjects: [
        entry("f", 1, rank: 1), entry("0", 0, rank: 11, channel: nil), entry("a", rank: 5),
      ])
  }

  @Test("comes back as it was written, pseudonyms in their order whatever the input's")
  func roundTrip() throws {
    let document = try Self.document()
    #expect(document.subjects.map(\.pseudonym.first) == ["0", "a", "f"])
    #expect(document.subjects.map(\.rank) == [.beyondTen, .upToFive, .first])
    let data = try document.encoded()
    #expect(try SubjectRisks.read(from: data) == document)
    #expect(try SubjectRisks.read(from: data).encoded() == data)
    #expect(try SubjectRisks.read(from: data) == SubjectRisks.decode(from: data))
  }

  @Test(
    "ranks stand in four groups",
    arguments: [
      (1, RankGroup.first), (2, .upToFive), (5, .upToFive), (6, .upToTen), (10, .upToTen),
      (11, .beyondTen), (1_000_000, .beyondTen),
    ])
  func ranks(rank: Int, group: RankGroup) {
    #expect(RankGroup(rank: rank) == group)
  }

  @Test("two people under one pseudonym, and numbers out of their interval, are refused")
  func invariants() throws {
    func refused(_ entries: SubjectRiskEntry..., keyID: String = Self.keyID) -> Bool {
      (try? SubjectRisks(origin: Self.origin, keyID: keyID, subjects: entries)) == nil
    }
    func entry(_ lower: Double, _ value: Double, _ upper: Double) -> SubjectRiskEntry {
      SubjectRiskEntry(
        pseudonym: String(repeating: "0", count: 32), probability: value, lower: lower,
        upper: upper, rank: .first, channel: nil)
    }
    #expect(!refused(Self.entry("a"), Self.entry("b")))
    #expect(refused(Self.entry("a"), Self.entry("a")))
    #expect(refused(Self.entry("g")))
    #expect(refused(Self.entry("A")))
    #expect(refused(Self.entry("a", channel: .fused)))
    #expect(refused(Self.entry("a"), keyID: "0"))
    #expect(!refused(entry(0, 0.5, 1)))
    for (lower, value, upper) in [
      (0.6, 0.5, 1), (0, 0.5, 0.4), (-0.1, 0.5, 1), (0, 0.5, 1.1), (.nan, 0.5, 1), (0, .nan, 1),
      (0, 0.5, .nan),
    ] as [(Double, Double, Double)] { #expect(refused(entry(lower, value, upper))) }
  }

  // Catches: a reader that takes what the schema forbids, or the other way round; a message that
  // repeats what stood in the file.
  @Test("every change of a key or a type is refused, and no message repeats what stood there")
  func mutations() throws {
    let data = try Self.document().encoded()
    let object = try JSONSerialization.jsonObject(with: data)
    let mutations = JSONMutation.all(of: object)
    #expect(mutations.count > 60)
    for mutation in mutations {
      // `channel` may be left out; nothing else may.
      if mutation.change.hasSuffix("channel: left out") { continue }
      do {
        _ = try SubjectRisks.read(from: mutation.document)
        Issue.record("read in spite of \(mutation.change)")
      } catch {
        #expect(!error.description.contains(JSONMutation.canary), "\(mutation.change)")
      }
    }
  }

  @Test(
    "the schema takes and refuses the same documents",
    .enabled(if: PythonSchema.isInstalled, "python3 with jsonschema is not installed"))
  func schema() throws {
    let good = try Self.document().encoded()
    let object = try JSONSerialization.jsonObject(with: good)
    let text = String(decoding: good, as: UTF8.self)
    var documents = [good] + JSONMutation.all(of: object).map(\.document)
    for (part, other) in [
      ("\"insider\"", "\"\""), ("10:15:00Z", "10:15:00"), ("18446744073709551615", "01"),
      ("\"2-5\"", "\"2-6\""), ("\"cadence\"", "\"fused\""), ("ffff", "fffF"),
      ("\"1.0\"", "\"2.0\""), ("0123456789abcdef", "0123456789abcde"), ("b2b2\"", "b2b2\\n\""),
    ] {
      #expect(text.contains(part))
      documents.append(Data(text.replacingOccurrences(of: part, with: other).utf8))
    }
    let verdicts = try PythonSchema.validity(
      of: documents, by: PythonSchema.file("subject-risks-1.json"))
    try #require(verdicts.count == documents.count)
    for (verdict, document) in zip(verdicts, documents) {
      let isRead = (try? SubjectRisks.read(from: document)) != nil
      #expect(isRead == verdict, "\(String(decoding: document, as: UTF8.self))")
    }
  }
}
