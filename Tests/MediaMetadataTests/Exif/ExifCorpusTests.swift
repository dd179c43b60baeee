import Foundation
import TestSupport
import Testing

@testable import MediaMetadata

@Suite("Exif blocks of real files", .enabled(if: SharedFolder.exists))
struct ExifCorpusTests {
  /// The blocks behind "Exif\0\0" in all small files, wherever they stand.
  private static func blocks() -> [(name: String, block: ArraySlice<UInt8>)] {
    let folder = SharedFolder.file("data/media")
    var found: [(name: String, block: ArraySlice<UInt8>)] = []
    for case let path as String in FileManager.default.enumerator(atPath: folder.path) ?? .init() {
      let url = folder.appendingPathComponent(path)
      guard let data = try? Data(contentsOf: url), data.count < 1 << 20 else { continue }
      var rest = data[...]
      while let at = rest.range(of: Data("Exif\0\0".utf8)) {
        let block = [UInt8](data[at.lowerBound..<min(data.endIndex, at.lowerBound + 65_533)])
        if ExifBlock.tiffStart(of: block[...]) == 6 { found.append((path, block[...])) }
        rest = rest[at.upperBound...]
      }
    }
    return found
  }

  @Test("Every block is read, and what stays of it is a fixed point")
  func everyBlock() throws {
    var policy = ScrubPolicy.standard
    policy.coarsening = .init(gridDegrees: 0.1, keepsDay: true)
    let blocks = Self.blocks()
    #expect(blocks.count > 50)
    for (name, block) in blocks {
      var reading = Reading()
      _ = try ExifBlock.read(block, at: "Exif", &reading)
      #expect(reading.disclosures.contains { $0.fate == .removed }, "\(name)")
      for policy in [policy, .standard] {
        var quick = Reading(policy: policy, detail: .structures)
        let summary = try ExifBlock.read(block, at: "Exif", &quick)
        guard let clean = ExifBlock.replacement(for: summary, under: policy) else { continue }
        let again = try ExifBlockTests.read(clean, policy)
        #expect(again.disclosures.allSatisfy { $0.fate == .kept }, "\(name)")
      }
    }
  }

  // The manifest, not our own output, says which words were planted where.
  @Test("The words planted in Exif blocks are told")
  func canaries() throws {
    struct Planted: Decodable {
      let file: String
      let loc: String
      let kind: String
      let token: String
    }
    let manifest = try Data(contentsOf: SharedFolder.file("data/media/canary/MANIFEST.json"))
    let planted = try JSONDecoder().decode([Planted].self, from: manifest).filter {
      $0.file == "canary.jpg" && $0.kind == "text" && $0.loc.hasPrefix("EXIF ")
    }
    #expect(planted.count >= 5)
    var told = ""
    for (name, block) in Self.blocks() where name == "canary/canary.jpg" {
      var reading = Reading()
      _ = try ExifBlock.read(block, at: "Exif", &reading)
      told += reading.disclosures.compactMap(\.value).joined(separator: "\n")
    }
    for word in planted { #expect(told.contains(word.token), "\(word.loc)") }
  }
}
