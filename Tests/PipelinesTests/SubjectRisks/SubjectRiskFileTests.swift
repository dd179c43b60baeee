import Findings
import Foundation
import TestSupport
import Testing

@testable import Pipelines

@Suite("The file of each data subject's risk")
struct SubjectRiskFileTests {
  private static let origin = SubjectRiskOrigin(
    tool: "palimpsest 1", createdAt: "2026-11-21T10:15:00Z",
    datasetDigest: String(repeating: "a1", count: 32),
    reportDigest: String(repeating: "b2", count: 32), profile: "insider", seed: 7)

  private static func risk(_ key: String, _ value: Double = 0.5, rank: Int = 1) -> SubjectRisk {
    SubjectRisk(
      key: key, probability: value, lower: 0, upper: 1, rank: rank, channel: .places)
  }

  /// A key file of the bytes 0 to 31, for its owner alone.
  private static func key(in folder: TestFolder, first: UInt8 = 0) throws -> String {
    let path = folder.url.appendingPathComponent("key\(first)").path
    try PrivateFile.write(Data((0..<32).map { first + UInt8($0) }), to: path)
    return path
  }

  private static func mode(_ path: String) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    return try #require(attributes[.posixPermissions] as? NSNumber).intValue
  }

  // Oracle: Python's hmac and hashlib, HKDF by RFC 5869's text.
  @Test("Pseudonyms are HMAC-SHA-256 under a key derived for this dataset, in their own order")
  func pseudonyms() throws {
    let folder = try TestFolder()
    let document = try SubjectRiskFile.document(
      of: [Self.risk("user-1", 0.1), Self.risk("user-2", 0.2), Self.risk("日本", 0.3)],
      origin: Self.origin, keyPath: Self.key(in: folder))
    #expect(document.keyID == "a2d9d92dab2344f4")
    let expected = [
      ("53e68055ea049373bb75b3066c7d8d7a", 0.1), ("895571f814c60fcd92ad18b8e508f529", 0.2),
      ("531bfe6a744ebd94ee7fe6c779381f34", 0.3),
    ].sorted { $0.0 < $1.0 }
    #expect(document.subjects.map(\.pseudonym) == expected.map(\.0))
    #expect(document.subjects.map(\.probability) == expected.map(\.1))
  }

  @Test("The file is its owner's alone, and comes back as it was written")
  func file() throws {
    let folder = try TestFolder()
    let key = try Self.key(in: folder)
    let path = folder.url.appendingPathComponent("risks.json").path
    // What stood there with open rights is replaced, rights and all.
    try Data("old".utf8).write(to: URL(fileURLWithPath: path))
    let document = try SubjectRiskFile.document(
      of: (0..<100).map { Self.risk("u\($0)", Double($0) / 100, rank: $0 + 1) },
      origin: Self.origin, keyPath: key)
    try SubjectRiskFile.write(document, to: path)
    #expect(try Self.mode(path) == 0o600)
    let data = try AtomicFile.read(path)
    #expect(try SubjectRisks.read(from: data) == document)
    let left = try FileManager.default.contentsOfDirectory(atPath: folder.url.path)
    #expect(left.sorted() == ["key0", "risks.json"])
    for number in 0..<100 {
      #expect(!String(decoding: data, as: UTF8.self).contains("\"u\(number)\""))
    }
    let found = try SubjectRiskFile.entries(
      of: ["u5", "nobody", "u99"], in: document, keyPath: key)
    #expect(found.map { $0?.probability } == [0.05, nil, 0.99])
  }

  @Test("Other keys and other datasets give other pseudonyms, and a wrong key is told")
  func unlinkable() throws {
    let folder = try TestFolder()
    let key = try Self.key(in: folder)
    let other = try Self.key(in: folder, first: 1)
    let risks = [Self.risk("user-1")]
    let first = try SubjectRiskFile.document(of: risks, origin: Self.origin, keyPath: key)
    let second = try SubjectRiskFile.document(of: risks, origin: Self.origin, keyPath: other)
    let elsewhere = SubjectRiskOrigin(
      tool: "t", createdAt: Self.origin.createdAt,
      datasetDigest: String(repeating: "c3", count: 32), reportDigest: Self.origin.reportDigest,
      profile: "insider", seed: 7)
    let third = try SubjectRiskFile.document(of: risks, origin: elsewhere, keyPath: key)
    #expect(Set([first, second, third].map { $0.subjects[0].pseudonym }).count == 3)
    #expect(first.keyID == third.keyID && first.keyID != second.keyID)
    #expect(throws: (any Error).self) {
      try SubjectRiskFile.entries(of: ["user-1"], in: first, keyPath: other)
    }
  }

  @Test("A person twice, an empty key, a rank of 0 and a key that others can read are refused")
  func refused() throws {
    let folder = try TestFolder()
    let key = try Self.key(in: folder)
    func isRefused(_ risks: SubjectRisk..., keyPath: String) -> Bool {
      (try? SubjectRiskFile.document(of: risks, origin: Self.origin, keyPath: keyPath)) == nil
    }
    #expect(!isRefused(Self.risk("a"), Self.risk("b"), keyPath: key))
    #expect(isRefused(Self.risk("a"), Self.risk("a"), keyPath: key))
    #expect(isRefused(Self.risk(""), keyPath: key))
    #expect(isRefused(Self.risk("a", rank: 0), keyPath: key))
    #expect(isRefused(Self.risk("a", 1.5), keyPath: key))
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: key)
    #expect(isRefused(Self.risk("a"), keyPath: key))
  }

  @Test("What can't be written leaves nothing behind")
  func unwritable() throws {
    let folder = try TestFolder()
    let document = try SubjectRiskFile.document(
      of: [Self.risk("a")], origin: Self.origin, keyPath: Self.key(in: folder))
    let path = folder.url.appendingPathComponent("taken").path
    try FileManager.default.createDirectory(atPath: path + "/in", withIntermediateDirectories: true)
    #expect(throws: FileError.self) { try SubjectRiskFile.write(document, to: path) }
    #expect(throws: FileError.self) { try SubjectRiskFile.write(document, to: path + "/no/where") }
    let left = try FileManager.default.contentsOfDirectory(atPath: folder.url.path)
    #expect(left.sorted() == ["key0", "taken"])
  }
}
