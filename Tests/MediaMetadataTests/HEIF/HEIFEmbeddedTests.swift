import Foundation
import TestSupport
import Testing

@testable import MediaMetadata

@Suite("HEIF: what items hold of other formats")
struct HEIFEmbeddedTests {
  private func canary() throws -> [UInt8] {
    Array(try Data(contentsOf: SharedFolder.file("data/media/canary/canary.jpg")))
  }

  private func sample(_ picture: [UInt8], type: String, extents: Int = 1) -> HEIFSample {
    HEIFSample(
      items: [
        .init(
          id: 1, type: type, data: picture, contentType: type == "mime" ? "image/jpeg" : nil,
          extents: extents),
        .init(id: 2, type: "Exif", data: HEIFSample.exif("SECRETARTIST")),
      ],
      references: [("cdsc", 2, [1])], brands: ["mif1", "jpeg"])
  }

  @Test("a JPEG inside is rebuilt as one outside is", .enabled(if: SharedFolder.exists))
  func picture() throws {
    let picture = try canary()
    let cleaned = try Conformance.check(picture)
    #expect(cleaned.count < picture.count)
    for type in ["jpeg", "mime"] {
      for extents in [1, 3] {
        let output = try Conformance.check(sample(picture, type: type, extents: extents).bytes())
        #expect(output.holds("SECRETARTIST") == false)
        let end = output.count - cleaned.count
        #expect(end > 0 && Array(output[end...]) == cleaned, "\(type), \(extents) extents")
      }
    }
  }

  @Test("a JPEG inside that is broken is refused, as one outside is")
  func broken() throws {
    #expect(throws: MediaError.self) {
      try Conformance.check(sample([0xff, 0xd8, 1, 2, 3], type: "jpeg").bytes())
    }
  }

  @Test("a policy that coarsens may keep a block of Exif, and it stays as it is")
  func coarsened() throws {
    var policy = ScrubPolicy.standard
    policy.coarsening = ScrubPolicy.Coarsening(gridDegrees: 1, keepsDay: true)
    let output = try Conformance.check(HEIFSample.photo().bytes(), under: policy)
    #expect(!output.holds("SECRETARTIST"))
    #expect(!output.holds("SECRETPACKET"))
  }

  @Test(
    "the place and the day of a photo stay coarsened, by choice", .enabled(if: SharedFolder.exists))
  func place() throws {
    // Any JPEG of the corpus with a place: its Exif block becomes an item.
    let folder = SharedFolder.file("data/media/exif-samples/jpg/gps")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    let name = try #require(names.first { $0.hasSuffix(".jpg") })
    let file = Array(try Data(contentsOf: folder.appendingPathComponent(name)))
    let start = try #require(
      (0..<file.count).first { file[$0...].starts(with: Array("Exif\0\0".utf8)) })
    var sample = HEIFSample.photo()
    sample.items[2].data = [0, 0, 0, 6] + file[start..<min(file.count, start + 60_000)]
    var policy = ScrubPolicy.standard
    policy.coarsening = ScrubPolicy.Coarsening(gridDegrees: 1, keepsDay: true)
    let output = try Conformance.check(sample.bytes(), under: policy)
    let plain = try Conformance.check(sample.bytes())
    #expect(plain == HEIFSample.cleanPhoto().bytes())
    #expect(output.count > plain.count)
    #expect(output.holds("Exif"))
  }
}
