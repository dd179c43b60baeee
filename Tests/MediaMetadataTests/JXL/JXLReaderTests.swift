import Testing

@testable import MediaMetadata

/// Containers of JPEG XL made box by box.
@Suite struct JXLReaderTests {
  static func box(_ type: String, _ content: [UInt8]) -> [UInt8] {
    let size = (0..<4).reversed().map {
      UInt8(truncatingIfNeeded: (content.count + 8) >> (8 * $0))
    }
    return size + Array(type.utf8) + content
  }

  @Test func onlyThePictureAndWhatItNeedsStay() throws {
    let start = box("JXL ", [0x0d, 0x0a, 0x87, 0x0a])
    let type = box("ftyp", Array("jxl ".utf8) + [0, 0, 0, 0] + Array("jxl ".utf8))
    let level = box("jxll", [10])
    let picture = box("jxlc", [0xff, 0x0a, 1, 2, 3])
    let secrets =
      box("Exif", [0, 0, 0, 0] + Array("Secret".utf8)) + box("xml ", Array("<Secret/>".utf8))
      + box("jbrd", Array("Secret".utf8)) + box("brob", Array("xml Secret".utf8))
      + box("priv", Array("Secret".utf8))
    let output = try Conformance.check(
      start + type + level + secrets + picture + Array("Secret".utf8))
    #expect(output == start + type + level + picture)
  }

  @Test func aBareStreamStaysAsItIs() throws {
    let bytes: [UInt8] = [0xff, 0x0a, 1, 2, 3]
    #expect(try Conformance.check(bytes) == bytes)
  }

  private func box(_ type: String, _ content: [UInt8]) -> [UInt8] { Self.box(type, content) }

  @Test func anIndexStaysAndWhatOnlyLooksLikeOneGoes() throws {
    let start =
      Self.box("JXL ", [0x0d, 0x0a, 0x87, 0x0a])
      + Self.box("ftyp", Array("jxl ".utf8) + [0, 0, 0, 0] + Array("jxl ".utf8))
    let picture = Self.box("jxlc", [0xff, 0x0a, 1, 2, 3])
    // Two frames: offsets and times in one and two bytes.
    let index: [UInt8] = [2, 0, 0, 0, 1, 0, 0, 3, 0xe8, 5, 1, 1, 0x85, 1, 1, 1]
    let whole = start + Self.box("jxli", index) + picture
    #expect(try Conformance.check(whole) == whole)
    for other in [index + [7], Array(index.dropLast()), Array("Secret".utf8)] {
      #expect(
        try Conformance.check(start + Self.box("jxli", other) + picture) == start + picture)
    }
  }
}
