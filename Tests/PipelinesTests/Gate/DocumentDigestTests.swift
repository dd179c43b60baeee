import Engines
import Foundation
import Testing

@testable import Pipelines

@Suite("Digests of documents")
struct DocumentDigestTests {
  // Catches: a digest that a report's own can never equal. The first two are FIPS 180-4's examples.
  @Test("Files have the digest that the engine gives them")
  func equality() throws {
    #expect(
      DocumentDigest.hexadecimal(of: Data("abc".utf8))
        == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(
      DocumentDigest.hexadecimal(of: Data())
        == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("palimpsest-\(UUID().uuidString).csv")
    defer { try? FileManager.default.removeItem(at: file) }
    let engine = try Engine()
    // One block less one byte, one block, and one byte more.
    let block = Engine.digestBlockBytes
    // The engine takes no empty file; its digest is FIPS's, above.
    for count in [1, 100_000, block - 1, block, block + 1] {
      try Data(repeating: 7, count: count).write(to: file)
      let known = try engine.digest(of: DataSource(paths: [file.path])).combined
      #expect(DocumentDigest.ofFile(file.path) == known, "\(count) bytes")
    }
  }

  // Catches: a folder or nothing hashed as if it were an empty file.
  @Test("What is no file has no digest")
  func noFile() {
    #expect(DocumentDigest.ofFile(NSTemporaryDirectory()) == nil)
    #expect(DocumentDigest.ofFile("/nowhere/\(UUID().uuidString)") == nil)
  }
}
