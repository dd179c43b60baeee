import Testing

@testable import MediaMetadata

@Suite("HEIF: items")
struct HEIFItemTests {
  @Test("a photo comes out as if it never had a thumbnail, Exif and XMP")
  func photo() throws {
    let output = try Conformance.check(HEIFSample.photo().bytes())
    #expect(output == HEIFSample.cleanPhoto().bytes())
  }

  @Test("a clean photo stays as it is, whatever its fields look like")
  func clean() throws {
    for version in [0, 1, 2] as [UInt8] {
      for (offset, base) in [(4, 0), (8, 0), (4, 4), (0, 4), (8, 8), (0, 8), (4, 8)] {
        for header in [HEIFSample.DataHeader.short, .long, .toEnd] {
          var sample = HEIFSample.cleanPhoto()
          sample.locationVersion = version
          sample.offsetWidth = offset
          sample.baseWidth = base
          sample.dataHeader = header
          let bytes = sample.bytes()
          #expect(try Conformance.check(bytes) == bytes, "\(version) \(offset) \(base) \(header)")
          sample.before = HEIFSample.box("free", Array("SECRETPADDING".utf8))
          #expect(try Conformance.check(sample.bytes()) == bytes)
        }
      }
    }
  }

  @Test("what goes is told with its value")
  func told() throws {
    let values = try heifDisclosures(HEIFSample.photo().bytes()).compactMap(\.value).joined()
    #expect(values.contains("SECRETARTIST"))
    #expect(values.contains("SECRETPACKET"))
    #expect(values.contains("16x12"))
  }

  @Test("extents in many places are followed, and the bytes between them go")
  func extents() throws {
    var sample = HEIFSample.cleanPhoto()
    sample.items[0].extents = 3
    sample.gap = Array("SECRETGAP".utf8)
    let input = sample.bytes()
    let output = try Conformance.check(input)
    sample.gap = []
    #expect(output == sample.bytes())
    #expect(try heifDisclosures(input).contains { $0.value?.contains("SECRETGAP") == true })
  }

  @Test("names of items and of the handler go")
  func names() throws {
    var sample = HEIFSample.cleanPhoto()
    sample.items[0].name = "SECRETNAME"
    sample.handlerName = "SECRETHANDLER"
    let input = sample.bytes()
    #expect(try Conformance.check(input) == HEIFSample.cleanPhoto().bytes())
    let values = try heifDisclosures(input).compactMap(\.value).joined()
    #expect(values.contains("SECRETNAME") && values.contains("SECRETHANDLER"))
  }

  @Test("a grid keeps its tiles and its description in idat, but no byte after it")
  func grid() throws {
    func sample(_ rest: String) -> HEIFSample {
      HEIFSample(
        items: [
          .init(id: 1, type: "hvc1", data: HEIFSample.picture(1), hidden: true, properties: [-1]),
          .init(id: 2, type: "hvc1", data: HEIFSample.picture(2), hidden: true, properties: [-1]),
          .init(
            id: 3, type: "grid", data: [0, 0, 0, 1, 0, 64, 0, 32] + Array(rest.utf8),
            isInline: true, properties: [2]),
        ],
        properties: [HEIFSample.decoder(), HEIFSample.extent(64, 32)],
        references: [("dimg", 3, [1, 2])], primary: 3)
    }
    let output = try Conformance.check(sample("SECRETGRID").bytes())
    #expect(output == sample("").bytes())
  }

  @Test("a hidden picture that nothing shows goes; one beside the primary stays and is told")
  func others() throws {
    var sample = HEIFSample.cleanPhoto()
    sample.items.append(.init(id: 2, type: "hvc1", data: HEIFSample.picture(7), properties: [-1]))
    let both = sample.bytes()
    #expect(try Conformance.check(both) == both)
    #expect(try heifDisclosures(both).contains { $0.fate == .kept && $0.category == .content })
    sample.items[1].hidden = true
    #expect(try Conformance.check(sample.bytes()) == HEIFSample.cleanPhoto().bytes())
  }

  @Test("items of unknown kinds go, and an unknown primary picture is refused")
  func unknown() throws {
    var sample = HEIFSample.cleanPhoto()
    sample.items.append(.init(id: 2, type: "zzzz", data: Array("SECRETITEM".utf8)))
    sample.items.append(
      .init(id: 3, type: "uri ", data: Array("SECRETURI".utf8), contentType: "tag:secret"))
    #expect(try Conformance.check(sample.bytes()) == HEIFSample.cleanPhoto().bytes())
    sample.primary = 2
    #expect(throws: MediaError.self) { try Conformance.check(sample.bytes()) }
  }

  @Test("encrypted pictures and pictures in other files are refused")
  func refused() throws {
    var sample = HEIFSample.cleanPhoto()
    sample.items[0].protection = 1
    #expect(throws: MediaError.encrypted(.heif, offset: 32 - 4)) {
      try Conformance.check(sample.bytes())
    }
    var short = HEIFSample.cleanPhoto().bytes()
    short.removeLast(9)
    #expect(throws: MediaError.self) { try Conformance.check(short) }
  }

  @Test("a picture beside the primary one goes where the file was cut off before its end")
  func cutOff() throws {
    var sample = HEIFSample.cleanPhoto()
    sample.items.append(.init(id: 2, type: "hvc1", data: HEIFSample.picture(7), properties: [-1]))
    var bytes = sample.bytes()
    bytes.removeLast(10)
    #expect(try Conformance.check(bytes) == HEIFSample.cleanPhoto().bytes())
    sample.primary = 2
    bytes = sample.bytes()
    bytes.removeLast(10)
    #expect(throws: MediaError.self) { try Conformance.check(bytes) }
  }

  @Test("items that share their data still share it")
  func shared() throws {
    var sample = HEIFSample.cleanPhoto()
    sample.items.append(.init(id: 2, type: "hvc1", data: [], properties: [-1], isShared: true))
    let bytes = sample.bytes()
    #expect(try Conformance.check(bytes) == bytes)
    // What one item keeps, another can't drop.
    sample.items.append(.init(id: 3, type: "Exif", data: [], isShared: true))
    let output = try Conformance.check(sample.bytes())
    #expect(output.count == bytes.count)
  }

  @Test("thousands of items that point at one place are read about as often as the file is long")
  func crowd() throws {
    var sample = HEIFSample.cleanPhoto()
    sample.items.append(
      .init(id: 2, type: "mime", data: [UInt8](repeating: 0x61, count: 1 << 14), contentType: "x"))
    for id in 3..<2_000 as Range<UInt16> {
      sample.items.append(.init(id: id, type: "mime", data: [], contentType: "x", isShared: true))
    }
    let bytes = sample.bytes()
    let clock = ContinuousClock()
    // All of them would be 33 MB to look through: half a minute in debug.
    let time = try clock.measure { _ = try heifDisclosures(bytes) }
    #expect(time < .seconds(20))
  }

  @Test("no mutation of a photo traps, and what is accepted conforms")
  func fuzz() throws {
    try Conformance.fuzz(HEIFSample.photo().bytes(), rounds: 300)
    var sample = HEIFSample.photo()
    sample.baseWidth = 4
    sample.before = HEIFSample.box("free", [1, 2, 3, 4])
    sample.after = HEIFSample.box("mpvd", sample.bytes())
    try Conformance.fuzz(sample.bytes(), rounds: 200, seed: 7)
  }
}
