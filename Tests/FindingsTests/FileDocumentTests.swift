import Foundation
import TestSupport
import Testing

@testable import Findings

@Suite("Documents about files")
struct FileDocumentTests {
  static let item = FileItem(
    location: "APP1 Exif/GPS", category: "place", severity: .high, meaning: "where it was taken",
    value: "1, 2", fate: "removed", flag: "looks like a place (p = 0.93)")
  static let report = FileReport(
    tool: "t",
    collection: [
      CollectionItem(
        location: "APP1 Exif/GPS", category: "place", severity: .high,
        meaning: "where it was taken", files: 1, values: 1, largestGroup: 1, bits: 0.5)
    ],
    files: [
      FileInspection(
        path: "a.jpg", format: "JPEG", byteCount: 9, items: [item], unlisted: 0, refusal: nil,
        remedy: nil),
      FileInspection(
        path: "b", format: nil, byteCount: 0, items: [], unlisted: 0, refusal: "x", remedy: "y"),
    ])
  static let scrub = ScrubReport(
    tool: "t", policy: ["names": "keep"],
    files: [
      .init(
        path: "a", output: "a", result: .scrubbed, format: "GIF", inputCount: 3, outputCount: 2,
        removed: ["place": 1], kept: ["x"], reason: nil, remedy: nil),
      .init(
        path: "b", output: nil, result: .leftOut, format: nil, inputCount: 0, outputCount: 0,
        removed: [:], kept: [], reason: "r", remedy: nil),
    ])
  static let manifest: ScrubManifest = {
    let digest = String(repeating: "0a", count: 32)
    var manifest = ScrubManifest(
      tool: "t", createdAt: "2026-11-21T00:00:00Z", allowListVersion: 1, policy: [:],
      files: [.init(path: "a", format: "GIF", byteCount: 3, digest: digest, payload: digest)])
    manifest.signature = .init(algorithm: "Ed25519", publicKey: "AA==", value: "AA==")
    return manifest
  }()
  static let verification = ScrubVerification(
    tool: "t",
    files: ScrubVerification.Verdict.allCases.map {
      .init(path: "a", verdict: $0, disclosed: ["time": 2], twinOf: "b", reason: "r")
    })

  static let release = PrivateRelease(
    tool: "t", createdAt: "2026-11-21T00:00:00Z",
    query: .init(
      kind: .histogram, file: "f", column: "c", lower: -1, upper: 2.5, step: 0.5,
      declaresKeys: true),
    neighbours: .init(
      relation: .addRemove, unit: .dataSubject, subject: "u", rowsPerSubject: 2,
      groupsPerSubject: 3),
    mechanism: .init(name: "discrete Laplace", scale: 2, threshold: 9),
    cost: .init(epsilon: 1, delta: 1e-9, rho: 0.5),
    accuracy: .init(level: 0.95, measure: .rank, reach: 6),
    results: [.init(key: "k", probability: 0.5, value: -3)], notes: ["n"])

  static let protection = ProtectionReport(
    tool: "t", name: "n", planDigest: String(repeating: "0a", count: 32),
    source: .init(digest: String(repeating: "0b", count: 32), rowCount: 3, columns: ["a"]),
    release: .init(digest: String(repeating: "0c", count: 32), rowCount: 2, columns: ["a"]),
    steps: [
      ProtectionStepRecord(
        kind: "recode", line: 4, columns: ["a"], randomSource: .key, changedCells: 1,
        removedRows: 1, doesNotProtectAgainst: "x",
        recoding: RecodingRecord(
          columns: [.init(name: "a", level: 1, height: nil)], models: ["2-anonymity"],
          lossName: "loss", loss: 0.5, lowerBound: 0.25, isOptimal: false, checkedNodes: 3,
          latticeSize: 4, classCount: 1, smallestClass: 2, averageClass: 2, largestClass: 2))
    ],
    verification: ReleaseVerification(
      models: [.init(name: "2-anonymity", holds: true)],
      linkage: .init(
        targetCount: 3, unmatched: 1, fewestCandidates: 2, expectedShare: 0.25,
        expectedShareBefore: 1),
      minimality: [.init(column: "a", ruledOut: 0.5, probabilityBefore: 0.5, probabilityAfter: 1)],
      composition: [.init(targetCount: 3, earlierShare: 0, ownShare: 0, togetherShare: 0.5)],
      riskBefore: .exact(1), riskAfter: .exact(0.5)),
    utility: UtilitySummary(
      rowCount: 3,
      columns: [
        .init(name: "a", changed: 1, suppressed: 0, distinctBefore: 3, distinctAfter: 1)
      ], oneWayDistance: 0.5, twoWayDistance: 0.5, associationChange: 0, squaredErrorPercent: 2,
      tasks: [
        .init(
          target: "a", learner: "tree", baseline: 0.5, original: 0.75, release: 0.5,
          releaseLower: 0.25, releaseUpper: 0.75)
      ]))

  @Test("come back as they were written, and are written one way")
  func roundTrips() throws {
    func check<Document: FileDocument>(_ document: Document) throws {
      let data = try document.encoded()
      let read = try Document.decode(from: data)
      #expect(read == document)
      #expect(try read.encoded() == data)
    }
    try check(Self.report)
    try check(Self.scrub)
    try check(Self.manifest)
    try check(Self.verification)
    try check(Self.release)
    try check(Self.protection)
  }

  @Test("are refused with the place of the problem")
  func refusals() throws {
    let good = String(decoding: try Self.manifest.encoded(), as: UTF8.self)
    let bad = [
      "", "[]", "{}", String(good.dropLast(4)),
      good.replacing("\"schemaVersion\": \"1.0\"", with: "\"schemaVersion\": \"2.0\""),
      good.replacing("\"byteCount\": 3", with: "\"byteCount\": \"3\""),
      good.replacing("\"byteCount\": 3", with: "\"byteCount\": 3, \"byteCount\": 4"),
    ]
    for text in bad {
      #expect(throws: ReportDocumentError.self) {
        try ScrubManifest.decode(from: Data(text.utf8))
      }
    }
  }

  @Test(
    "fit their JSON Schemas",
    .enabled(if: PythonSchema.isInstalled, "python3 with jsonschema is not installed"))
  func schemas() throws {
    func check(_ name: String, _ document: Data) throws {
      let schema = PythonSchema.file("\(name)-1.json")
      let object = try JSONSerialization.jsonObject(with: document)
      let line = try JSONSerialization.data(withJSONObject: object)
      var other = try #require(object as? [String: Any])
      other["stranger"] = 1
      let wrong = try JSONSerialization.data(withJSONObject: other)
      #expect(try PythonSchema.validity(of: [line, wrong], by: schema) == [true, false])
    }
    try check("file-report", Self.report.encoded())
    try check("scrub-report", Self.scrub.encoded())
    try check("scrub-manifest", Self.manifest.encoded())
    try check("scrub-verification", Self.verification.encoded())
    try check("private-release", Self.release.encoded())
    try check("protection-report", Self.protection.encoded())
  }
}
