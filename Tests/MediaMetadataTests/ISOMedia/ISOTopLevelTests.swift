import Testing

@testable import MediaMetadata

@Suite("ISO base media: the top level")
struct ISOTopLevelTests {
  private func values(_ bytes: [UInt8]) throws -> String {
    try heifDisclosures(bytes).compactMap(\.value).joined(separator: "\n")
  }

  @Test("boxes that readers skip, unknown boxes and bytes after the end go, with their text told")
  func strays() throws {
    let clean = HEIFSample.cleanPhoto()
    for name in ["free", "skip", "wide", "zzzz", "sefd", "mpvd", "mdat", "prft", "emsg"] {
      for isBefore in [true, false] {
        var sample = clean
        let stray = HEIFSample.box(name, Array("SECRETSTRAY".utf8))
        if isBefore { sample.before = stray } else { sample.after = stray }
        let input = sample.bytes()
        #expect(try Conformance.check(input) == clean.bytes(), "\(name)")
        #expect(try values(input).contains("SECRETSTRAY"), "\(name)")
      }
    }
    let trailer = clean.bytes() + Array("SECRETTRAILER".utf8)
    #expect(try Conformance.check(trailer) == clean.bytes())
    #expect(try values(trailer).contains("SECRETTRAILER"))
  }

  @Test("padding of zeros is a low finding; an index that players can do without too")
  func padding() throws {
    var sample = HEIFSample.cleanPhoto()
    sample.before = HEIFSample.box("free", [0, 0, 0, 0]) + HEIFSample.box("wide", [])
    sample.after = HEIFSample.box("mfra", [1, 2, 3, 4]) + [0, 0, 0, 0, 0, 0, 0, 0]
    let input = sample.bytes()
    #expect(try Conformance.check(input) == HEIFSample.cleanPhoto().bytes())
    #expect(try heifDisclosures(input).allSatisfy { $0.severity == .low })
  }

  @Test("boxes of XMP and provenance are known by their UUIDs; provenance stays by choice")
  func extended() throws {
    let clean = HEIFSample.cleanPhoto().bytes()
    let xmp: [UInt8] = [
      0xbe, 0x7a, 0xcf, 0xcb, 0x97, 0xa9, 0x42, 0xe8, 0x9c, 0x71, 0x99, 0x94, 0x91, 0xe3, 0xaf,
      0xac,
    ]
    let packet = clean + HEIFSample.box("uuid", xmp + HEIFSample.packet("SECRETXMP"))
    #expect(try Conformance.check(packet) == clean)
    #expect(try heifDisclosures(packet).contains { $0.location.hasPrefix("uuid XMP/") })
    let c2pa: [UInt8] = [
      0xd8, 0xfe, 0xc3, 0xd6, 0x1b, 0x0e, 0x48, 0x3c, 0x92, 0x97, 0x58, 0x28, 0x87, 0x7e, 0xc4,
      0x81,
    ]
    let manifest: [UInt8] =
      c2pa + [0, 0, 0, 0] + Array("manifest".utf8) + [UInt8](repeating: 0, count: 9)
      + HEIFSample.box("jumb", Array("SECRETCLAIM".utf8))
    let signed = clean + HEIFSample.box("uuid", manifest)
    #expect(try Conformance.check(signed) == clean)
    #expect(try values(signed).contains("SECRETCLAIM"))
    var keeps = ScrubPolicy.standard
    keeps.provenance = .keep
    #expect(try Conformance.check(signed, under: keeps) == signed)
  }

  @Test("a picture within a motion photo's box, or behind the picture, is taken apart")
  func embedded() throws {
    let clean = HEIFSample.cleanPhoto().bytes()
    let inner = HEIFSample.photo().bytes()
    for after in [HEIFSample.box("mpvd", inner), inner] {
      let input = clean + after
      #expect(try Conformance.check(input) == clean)
      let told = try heifDisclosures(input)
      #expect(told.contains { $0.value?.contains("SECRETARTIST") == true })
      #expect(told.contains { $0.meaning == "a file within the file" })
    }
  }

  @Test("a file type keeps its brands, and nothing after them")
  func fileType() throws {
    var sample = HEIFSample.cleanPhoto()
    let clean = sample.bytes()
    for rest in [[1, 2, 3], [0xff, 0xfe, 1, 2] + Array("SECRET!!".utf8)] as [[UInt8]] {
      var input = clean
      input.insert(contentsOf: rest, at: 28)
      input[3] += UInt8(rest.count)
      // Offsets count from the start of the file.
      sample.before = rest
      let shifted = sample.bytes()
      input = Array(input[..<(28 + rest.count)]) + shifted[(28 + rest.count)...]
      #expect(try Conformance.check(input) == clean)
    }
  }

  @Test("sizes that pass the end, or are shorter than a header, end the list of boxes")
  func sizes() throws {
    for size in [2, 7] {
      let source = MediaSource(
        HEIFSample.box("free", []) + HEIFSample.number(size, 4) + Array("free".utf8))
      var reading = Reading()
      #expect(try ISOTopLevel(of: source, .movie, &reading).end == 8)
    }
    let large =
      HEIFSample.number(1, 4) + Array("free".utf8) + [UInt8](repeating: 0xff, count: 8)
    #expect(BoxHeader.read(large, at: 0, within: 0..<16) == nil)
    #expect(BoxHeader.read(large, at: 0, within: 0..<12) == nil)
    #expect(BoxHeader.read([0, 0, 0, 0] + Array("uuid".utf8), at: 0, within: 0..<8) == nil)
    #expect(BoxHeader.read([], at: 0, within: 0..<40) == nil)
  }

  @Test("boxes within boxes within files end at the limit of nesting")
  func depth() throws {
    var bytes = HEIFSample.cleanPhoto().bytes()
    for _ in 0..<20 {
      var sample = HEIFSample.cleanPhoto()
      sample.after = HEIFSample.box("mpvd", bytes)
      bytes = sample.bytes()
    }
    #expect(try Conformance.check(bytes) == HEIFSample.cleanPhoto().bytes())
  }
}
