import Testing

@testable import MediaMetadata

@Suite("Photoshop's resources")
struct PhotoshopBlockTests {
  /// A resource as the specification writes it.
  private func resource(_ id: UInt16, _ content: [UInt8], name: String = "") -> [UInt8] {
    var bytes = Array("8BIM".utf8)
    bytes.append(bigEndian: UInt64(id), 2)
    bytes.append(UInt8(name.utf8.count))
    bytes += Array(name.utf8)
    if name.utf8.count % 2 == 0 { bytes.append(0) }
    bytes.append(bigEndian: UInt64(content.count), 4)
    bytes += content
    if content.count % 2 == 1 { bytes.append(0) }
    return bytes
  }

  private func dataSet(_ record: UInt8, _ number: UInt8, _ content: [UInt8]) -> [UInt8] {
    [0x1c, record, number, UInt8(content.count >> 8), UInt8(content.count & 0xff)] + content
  }

  private func read(_ bytes: [UInt8]) throws -> [Disclosure] {
    try BlockReading.disclosures { try PhotoshopBlock.read(bytes[...], at: "8BIM", &$0) }
  }

  @Test("IPTC comes out with its names and places")
  func iptcComesOut() throws {
    let iptc =
      dataSet(2, 80, Array("Ann Lee".utf8)) + dataSet(2, 90, Array("Zürich".utf8))
      + dataSet(2, 25, Array("one".utf8)) + dataSet(2, 25, Array("two".utf8))
      + dataSet(2, 55, Array("20200102".utf8)) + dataSet(2, 187, Array("id-7".utf8))
    let found = try read(resource(0x0404, iptc))
    #expect(
      found.map { "\($0.location)=\($0.value ?? "")" } == [
        "8BIM/IPTC/2:80 By-line=Ann Lee", "8BIM/IPTC/2:90 City=Zürich",
        "8BIM/IPTC/2:25 Keywords=one", "8BIM/IPTC/2:25 Keywords=two",
        "8BIM/IPTC/2:55 DateCreated=20200102", "8BIM/IPTC/2:187 UniqueDocumentID=id-7",
      ])
    #expect(
      found.map(\.category) == [.person, .place, .content, .content, .time, .identifier])
  }

  @Test("Latin-1 and Mac Roman are told apart")
  func latin1Mac() throws {
    // "Zürich" in both (ISO 8859-1; Apple's ROMAN.TXT).
    for bytes in [[0x5a, 0xfc, 0x72, 0x69, 0x63, 0x68], [0x5a, 0x9f, 0x72, 0x69, 0x63, 0x68]] {
      let found = try read(resource(0x0404, dataSet(2, 90, bytes.map { UInt8($0) })))
      #expect(found.map(\.value) == ["Zürich"])
    }
  }

  @Test("extended lengths are followed, broken ones shown as text")
  func extendedLengthsFollowed() throws {
    let long: [UInt8] = [0x1c, 2, 120, 0x80, 4, 0, 0, 0, 5] + Array("Hello".utf8)
    let broken: [UInt8] = [0x1c, 2, 120, 0x7f, 0xff] + Array("ZqTail".utf8)
    let found = try read(resource(0x0404, long + broken))
    #expect(found.first?.value == "Hello")
    #expect(found.last?.value?.contains("ZqTail") == true)
  }

  @Test("resources of all kinds say what they are")
  func resourcesAllKinds() throws {
    let unicode: [UInt8] = [0, 0, 0, 2, 0, 0x5a, 0, 0xfc]
    let found = try read(
      resource(0x040b, Array("https://me.example".utf8)) + resource(0x0425, [0xab, 0xcd])
        + resource(0x0415, unicode) + resource(0x03ee, [5] + Array("Layer".utf8))
        + resource(0x2000, Array("ZqUnknown".utf8), name: "ZqName")
        + resource(0x0424, Array("<a xmlns='http://purl.org/dc/elements/1.1/'>T</a>".utf8)))
    let values = found.map { $0.value ?? "" }
    #expect(
      values == ["https://me.example", "abcd", "Zü", "Layer", "ZqName", "ZqUnknown", "T"])
    #expect(found[5].category == .unknown)
    #expect(found[6].location == "8BIM/XMP/dc:a")
  }

  @Test("thumbnails are content of high severity")
  func thumbnailsContentHigh() throws {
    let header = [UInt8](repeating: 1, count: 28)
    let found = try read(resource(0x040c, header + [0xff, 0xd8] + Array("ZqThumb".utf8)))
    #expect(found.first?.category == .content)
    #expect(found.first?.severity == .high)
    #expect(found.contains { $0.value?.contains("ZqThumb") == true })
  }

  @Test("bytes that form no resource are unknown, zeros are padding")
  func bytesFormResource() throws {
    #expect(try read(resource(0x0425, [1]) + [0, 0, 0]).count == 1)
    let found = try read(resource(0x0425, [1]) + Array("ZqJunkAfter".utf8))
    #expect(found.last?.category == .unknown)
    #expect(found.last?.value == "ZqJunkAfter")
  }

  @Test("a truncated resource gives what there is")
  func truncatedResourceGives() throws {
    let whole = resource(0x040b, Array("https://me.example".utf8))
    let found = try read(Array(whole.dropLast(4)))
    #expect(found.map(\.value) == ["https://me.exa"])
  }

  @Test("resources within resources end at a bound")
  func resourcesWithinResources() throws {
    var bytes = resource(0x0425, [1])
    for _ in 0..<2_000 { bytes = resource(0x0422, bytes) }
    _ = try read(bytes)
  }

  @Test("no variant traps")
  func variantTraps() throws {
    let iptc = dataSet(1, 90, [27, 37, 71]) + dataSet(2, 80, Array("Ann".utf8))
    let seed =
      resource(0x0404, iptc) + resource(0x0415, [0, 0, 0, 1, 0, 65]) + resource(0x03ee, [1, 65])
      + resource(0x040c, [UInt8](repeating: 2, count: 40)) + resource(0x0424, Array("<a>".utf8))
    try BlockReading.forEachVariant(of: seed, rounds: 3_000) { _ = try read($0) }
  }
}
