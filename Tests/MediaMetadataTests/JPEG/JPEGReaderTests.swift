import Testing

@testable import MediaMetadata

struct JPEGReaderTests {
  private func disclosures(
    _ input: [UInt8], under policy: ScrubPolicy = .standard
  ) throws -> [Disclosure] {
    var reading = Reading(policy: policy)
    _ = try MediaFormats.read(MediaSource(input), &reading)
    return reading.disclosures
  }

  // Catches: a reader that changes what has nothing to hide.
  @Test func `The least picture stays as it is`() throws {
    let picture = JPEGBuilder.picture()
    #expect(try Conformance.check(picture) == picture)
    #expect(try disclosures(picture).isEmpty)
  }

  // Catches: an application segment or comment that is left standing.
  @Test func `All application segments and comments go, and their text is shown`() throws {
    for marker in [UInt8](0xe0...0xef) + [0xfe] {
      let text = Array("The secret of \(marker)".utf8)
      let picture = JPEGBuilder.picture(
        head: { $0.segment(marker, text) }, late: { $0.segment(marker, text) },
        tail: {
          $0.segment(marker, text)
          $0.end()
        })
      #expect(try Conformance.check(picture) == JPEGBuilder.picture())
      let told = try disclosures(picture).filter { $0.value?.contains("secret of") == true }
      #expect(told.count == 3)
    }
  }

  // Catches: a decoder that no longer takes three components for YCbCr as JFIF says.
  @Test func `The JFIF header stays without its thumbnail`() throws {
    let plain = JPEGBuilder.picture(head: { $0.segment(0xe0, JPEGBuilder.densityHeader()) })
    #expect(try Conformance.check(plain) == plain)
    let thumbnail = JPEGBuilder.densityHeader(thumbnailSide: 2)
    let picture = JPEGBuilder.picture(head: { $0.segment(0xe0, thumbnail) })
    #expect(try Conformance.check(picture) == plain)
    #expect(try disclosures(picture).map(\.value) == ["AAAAAAAAAAAA"])
  }

  // Catches: CMYK with wrong colours: decoders take the last marker before the first scan.
  @Test func `Of Adobe markers the last before the scan stays, with its twelve bytes`() throws {
    let adobe = Array("Adobe".utf8) + [0, 100, 0, 0, 0, 0]
    let picture = JPEGBuilder.picture(
      head: { $0.segment(0xee, adobe + [1]) },
      late: { $0.segment(0xee, adobe + [2] + Array("hidden".utf8)) },
      tail: {
        $0.segment(0xee, adobe + [0])
        $0.end()
      })
    let expected = JPEGBuilder.picture(late: { $0.segment(0xee, adobe + [2]) })
    #expect(try Conformance.check(picture) == expected)
    #expect(try disclosures(picture).contains { $0.value == "hidden" })
  }

  // Catches: bytes that decoders skip between segments, and fill before a marker.
  @Test func `Bytes between segments and fill go`() throws {
    let picture = JPEGBuilder.picture(
      head: { $0.raw([0xff, 0xff]) },
      late: { $0.raw(Array("lost property".utf8) + [0xff, 0, 0xff, 0xd3, 0xff, 1]) },
      tail: {
        $0.raw([0xff, 0xff])
        $0.end()
      })
    #expect(try Conformance.check(picture) == JPEGBuilder.picture())
    #expect(try disclosures(picture).contains { $0.value == "lost property" })
  }

  // Catches: secrets in bytes behind what the standard defines of a header.
  @Test func `Extra bytes of frames, scans and restart intervals are cut`() throws {
    var builder = JPEGBuilder()
    builder.segment(0xdb, JPEGBuilder.quantisation(0))
    builder.segment(0xc4, JPEGBuilder.huffman(0x00) + JPEGBuilder.huffman(0x10))
    builder.segment(0xc0, JPEGBuilder.frame + Array("in SOF".utf8))
    builder.segment(0xdd, [0, 9] + Array("in DRI".utf8))
    builder.segment(0xda, JPEGBuilder.scan + Array("in SOS".utf8))
    builder.raw(JPEGBuilder.data)
    builder.end()
    let expected = JPEGBuilder.picture(late: { $0.segment(0xdd, [0, 9]) })
    #expect(try Conformance.check(builder.bytes) == expected)
    #expect(try disclosures(builder.bytes).map(\.value) == ["in SOF", "in DRI", "in SOS"])
  }

  // Catches: a scan cut at a restart, a stuffed byte or a reserved code.
  @Test func `Scan data stays byte for byte up to the next marker`() throws {
    let data: [UInt8] = [1, 0xff, 0, 2, 0xff, 0xd0, 3, 0xff, 0xff, 0, 4, 0xff, 0x42, 5]
    var builder = JPEGBuilder()
    builder.segment(0xdb, JPEGBuilder.quantisation(0))
    builder.segment(0xc0, JPEGBuilder.frame)
    builder.segment(0xda, JPEGBuilder.scan)
    builder.raw(data)
    builder.end()
    #expect(try Conformance.check(builder.bytes) == builder.bytes)
  }

  // Catches: what stands after the end marker, pictures and films among it.
  @Test func `What stands after the picture goes, and pictures there are taken apart`() throws {
    let second = JPEGBuilder.picture(head: { $0.segment(0xfe, Array("the second".utf8)) })
    var trailing = JPEGBuilder.picture()
    trailing += [0, 0, 0] + second + Array("SEFH and SEFT".utf8)
    #expect(try Conformance.check(trailing) == JPEGBuilder.picture())
    let told = try disclosures(trailing)
    #expect(told.contains { $0.location == "trailer picture/COM" && $0.value == "the second" })
    #expect(told.contains { $0.location == "trailer Samsung" })
  }

  // Catches: a chain of pictures that ends the reading of the first by the limit of depth.
  @Test func `Forty pictures one behind another are all taken apart`() throws {
    let one = JPEGBuilder.picture(head: { $0.segment(0xfe, Array("once".utf8)) })
    let many = [[UInt8]](repeating: one, count: 40).flatMap { $0 }
    #expect(try Conformance.check(many) == JPEGBuilder.picture())
    #expect(try disclosures(many).count { $0.value == "once" } == 40)
  }
}
