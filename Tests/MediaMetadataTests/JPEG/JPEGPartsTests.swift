import Testing

@testable import MediaMetadata

struct JPEGPartsTests {
  private func chunk(_ number: UInt8, of count: UInt8, _ text: String) -> [UInt8] {
    Array("ICC_PROFILE\0".utf8) + [number, count] + Array(text.utf8)
  }

  // Catches: chunks of a profile joined in the order of the file.
  @Test func `A colour profile is joined in the order of its chunks' numbers`() {
    let mixed = [chunk(2, of: 2, "file"), chunk(1, of: 2, "pro")].map { $0[...] }
    #expect(JPEGColourChunks(mixed)?.profile == Array("profile".utf8))
    #expect(JPEGColourChunks(mixed)?.isInOrder == false)
    #expect(JPEGColourChunks([chunk(1, of: 1, "x")[...]])?.isInOrder == true)
    #expect(JPEGColourChunks([chunk(1, of: 2, "x")[...], chunk(1, of: 2, "y")[...]]) == nil)
    #expect(JPEGColourChunks([chunk(1, of: 3, "x")[...], chunk(3, of: 3, "y")[...]]) == nil)
  }

  // Catches: a chunk longer than a segment may be, and numbers that readers refuse.
  @Test func `A long profile is written in chunks that join to it again`() throws {
    let profile = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    let segments = try #require(JPEGColourChunks.segments(of: profile))
    var contents: [ArraySlice<UInt8>] = []
    var position = 0
    while position < segments.count {
      let length = Int(segments[position + 2]) << 8 | Int(segments[position + 3])
      contents.append(segments[(position + 4)..<(position + 2 + length)])
      position += 2 + length
    }
    #expect(contents.count == 4)
    #expect(JPEGColourChunks(contents)?.profile == profile)
    #expect(JPEGColourChunks(contents)?.isInOrder == true)
    #expect(JPEGColourChunks.segments(of: []) == nil)
  }

  // Catches: text of extended XMP torn where a part ends.
  @Test func `Extended XMP is joined by identifier and offset`() throws {
    func part(_ identifier: Character, _ offset: UInt8, _ text: String) -> [UInt8] {
      Array("http://ns.adobe.com/xmp/extension/\0".utf8)
        + Array(String(repeating: identifier, count: 32).utf8)
        + [0, 0, 0, 20, 0, 0, 0, offset] + Array(text.utf8)
    }
    let picture = JPEGBuilder.picture(head: {
      $0.segment(0xe1, part("A", 8, "secret</x>"))
      $0.segment(0xe1, part("B", 0, "<y>other</y>"))
      $0.segment(0xe1, part("A", 0, "<x>a tale"))
    })
    var reading = Reading()
    _ = try MediaFormats.read(MediaSource(picture), &reading)
    let values = reading.disclosures.compactMap(\.value).joined(separator: "|")
    #expect(values.contains("a talesecret"))
    #expect(values.contains("other"))
    #expect(try Conformance.check(picture) == JPEGBuilder.picture())
  }

  // Catches: a manifest of provenance torn, or dropped where the policy keeps it.
  @Test func `Statements of provenance stay where the policy keeps them`() throws {
    func part(_ number: UInt8, _ text: String) -> [UInt8] {
      Array("JP".utf8) + [0, 1, 0, 0, 0, number, 0, 0, 0, 24] + Array("jumb".utf8)
        + Array(text.utf8)
    }
    let picture = JPEGBuilder.picture(head: {
      $0.segment(0xeb, part(1, "by some"))
      $0.segment(0xeb, part(2, "one else"))
    })
    #expect(try Conformance.check(picture) == JPEGBuilder.picture())
    var policy = ScrubPolicy.standard
    policy.provenance = .keep
    #expect(try Conformance.check(picture, under: policy) == picture)
  }
}
