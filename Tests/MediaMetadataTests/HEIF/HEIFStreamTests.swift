import Testing

@testable import MediaMetadata

@Suite("HEIF: coded streams")
struct HEIFStreamTests {
  /// A message of user data: type 5, a length, 16 bytes of a UUID, a text.
  private func userData(_ text: String) -> [UInt8] {
    let payload = [UInt8](repeating: 7, count: 16) + Array(text.utf8)
    return HEIFSample.unit(39, [5, UInt8(payload.count)] + payload + [0x80])
  }

  /// The maximal light levels, which show how bright a picture is: type 144.
  private let light = HEIFSample.unit(39, [144, 4, 1, 0, 0, 100, 0x80])

  @Test("user data in an HEVC picture go, what decoders need stays")
  func messages() throws {
    var dirty = HEIFSample.cleanPhoto()
    let slice = HEIFSample.picture(0x11)
    let filler = HEIFSample.unit(38, [0xff, 0xff, 0x80])
    dirty.items[0].data = light + userData("SECRETSEI") + slice + filler
    var clean = HEIFSample.cleanPhoto()
    clean.items[0].data = light + slice
    #expect(try Conformance.check(dirty.bytes()) == clean.bytes())
    let told = try heifDisclosures(dirty.bytes()).first { $0.value?.contains("SECRETSEI") == true }
    #expect(told?.fate == .removed)
    var keeps = ScrubPolicy.standard
    keeps.blanksStreamUserData = false
    #expect(try Conformance.check(dirty.bytes(), under: keeps) == dirty.bytes())
  }

  @Test("a picture in extents keeps the rest of each")
  func extents() throws {
    var dirty = HEIFSample.cleanPhoto()
    dirty.items[0].data = userData("SECRETSEI") + HEIFSample.picture(0x11, 70)
    dirty.items[0].extents = 3
    dirty.gap = [0xaa]
    let output = try Conformance.check(dirty.bytes())
    #expect(!output.holds("SECRETSEI"))
    #expect(output.holds(String(repeating: "\u{11}", count: 70)))
  }

  @Test("a message hidden behind an escape byte is still found")
  func escaped() throws {
    // A needed message whose length counts bytes without the escape: 0 0 3 stands for 0 0.
    let escaped: [UInt8] = [144, 4, 0, 0, 3, 0, 1, 5, 20]
    let unit = HEIFSample.unit(39, escaped + Array("SECRETAFTERTHEESCAPE".utf8) + [0x80])
    let units = try #require(try HEIFStream.hevc(unit, lengthSize: 4))
    #expect(units.map(\.isKept) == [false])
  }

  @Test("a stream whose lengths don't fit stays as it is")
  func broken() throws {
    #expect(try HEIFStream.hevc([0, 0, 0, 9, 1, 2], lengthSize: 4) == nil)
    var sample = HEIFSample.cleanPhoto()
    sample.items[0].data = [0, 0, 0, 99, 78, 1, 5, 5]
    #expect(try Conformance.check(sample.bytes()) == sample.bytes())
  }

  @Test("AV1 pictures lose padding and messages of the country codes")
  func av1() throws {
    let header: [UInt8] = [0x0a, 2, 1, 2]
    let frame: [UInt8] = [0x32, 3, 9, 9, 9]
    let message: [UInt8] = [0x2a, 8, 4] + Array("SECRET1".utf8)
    let padding: [UInt8] = [0x7a, 2, 5, 5]
    let light: [UInt8] = [0x2a, 5, 1, 0, 9, 0, 9]
    let configuration = HEIFSample.box("av1C", [0x81, 0, 0x0c, 0])
    func sample(_ data: [UInt8]) -> HEIFSample {
      HEIFSample(
        items: [.init(id: 1, type: "av01", data: data, properties: [-1])],
        properties: [configuration], brands: ["avif", "mif1"])
    }
    let dirty = sample(header + message + light + padding + frame)
    #expect(try Conformance.check(dirty.bytes()) == sample(header + light + frame).bytes())
    #expect(try heifDisclosures(dirty.bytes()).contains { $0.value?.contains("SECRET1") == true })
    #expect(try HEIFStream.av1([0x0a, 9, 1]) == nil)
  }
}
