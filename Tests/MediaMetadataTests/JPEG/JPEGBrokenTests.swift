import Testing

@testable import MediaMetadata

struct JPEGBrokenTests {
  private func read(_ bytes: [UInt8], under policy: ScrubPolicy = .standard) throws {
    var reading = Reading(policy: policy)
    _ = try MediaFormats.read(MediaSource(bytes), &reading)
  }

  // Catches: an empty output for a file without a picture.
  @Test func `A stream without a picture is refused`() {
    var tables = JPEGBuilder()
    tables.segment(0xdb, JPEGBuilder.quantisation(0))
    #expect(throws: MediaError.self) { try read(tables.bytes) }
    tables.end()
    #expect(throws: MediaError.self) { try read(tables.bytes) }
    #expect(throws: MediaError.self) { try read([0xff, 0xd8, 0xff]) }
    #expect(throws: MediaError.unrecognised) { try read([0xff, 0xd8, 0]) }
  }

  // Catches: pixels that change as an end marker tells decoders where a cut scan ends.
  @Test func `A scan that is cut short stays as it is`() throws {
    let cut = JPEGBuilder.picture(tail: { _ in }).dropLast() + [0xff]
    #expect(try Conformance.check(Array(cut)) == Array(cut))
  }

  // Catches: text behind a picture without an end marker, which looks like scan data.
  @Test func `Without an end marker, what stands behind the last block goes`() throws {
    let text = Array("appended in the open".utf8)
    let picture = JPEGBuilder.picture(tail: { $0.raw(text) })
    #expect(try Conformance.check(picture) == JPEGBuilder.picture())
    var reading = Reading()
    _ = try MediaFormats.read(MediaSource(picture), &reading)
    #expect(reading.disclosures.contains { $0.value == "?appended in the open" } == false)
    #expect(reading.disclosures.contains { $0.value == "appended in the open" })
    let ended = JPEGBuilder.picture(tail: {
      $0.raw(text)
      $0.end()
    })
    #expect(try Conformance.check(ended) == ended)
    #expect(try Conformance.check(ended, under: .strict) == JPEGBuilder.picture())
  }

  // Catches: a refusal of what decoders show in full: they stop only after the last line.
  @Test func `One scan with a broken structure behind it is cleaned`() throws {
    let structures: [[UInt8]] = [
      [0xff, 0xd8, 1, 2], [0xff, 0xc4, 0, 30, 9], [0xff, 0xf3], [0xff, 0xdb, 0, 5, 0x44, 1, 1],
      [0xff, 0xe1, 0x7f, 0xff, 9], [0xff, 0xc0, 0, 3, 1], [0xff, 0xda, 0, 2], [0xff, 0xfe],
    ]
    for structure in structures {
      let picture = JPEGBuilder.picture(tail: { $0.raw(structure + Array("behind it".utf8)) })
      #expect(try Conformance.check(picture) == JPEGBuilder.picture(), "\(structure)")
    }
  }

  // Catches: half of a progressive picture passed off as the whole.
  @Test func `Several scans with a broken structure among them are refused unless salvaged`() throws
  {
    var builder = JPEGBuilder()
    builder.segment(0xdb, JPEGBuilder.quantisation(0))
    builder.segment(0xc2, JPEGBuilder.frame)
    builder.segment(0xc4, JPEGBuilder.huffman(0x00))
    builder.segment(0xda, [1, 1, 0, 0, 0, 0])
    builder.raw([1])
    let expected = builder.bytes + [0xff, 0xd9]
    builder.raw([0xff, 0xf3, 7, 7])
    builder.end()
    #expect(throws: MediaError.self) { try read(builder.bytes) }
    var salvage = ScrubPolicy.standard
    salvage.salvage = true
    #expect(try Conformance.check(builder.bytes, under: salvage) == expected)
  }

  // Catches: reserved markers before the picture, which decoders fail at.
  @Test func `A reserved marker before the scan is refused unless salvaged`() throws {
    let picture = JPEGBuilder.picture(head: { $0.raw([0xff, 0xf0, 0, 4, 1, 2]) })
    #expect(throws: MediaError.self) { try read(picture) }
    var salvage = ScrubPolicy.standard
    salvage.salvage = true
    #expect(try Conformance.check(picture, under: salvage) == JPEGBuilder.picture())
  }

  // Catches: lengths of 0 and 1, which decoders take for none.
  @Test func `Application segments with a length below two are skipped as decoders do`() throws {
    for length in [UInt8(0), 1] {
      let picture = JPEGBuilder.picture(head: {
        $0.raw([0xff, 0xe5, 0, length] + Array("stray".utf8))
      })
      #expect(try Conformance.check(picture) == JPEGBuilder.picture())
    }
  }

  // Catches: time that grows with the square of the input, on the input made for it.
  @Test func `Starts of pictures without a picture in a trailer take linear time`() throws {
    var bytes = JPEGBuilder.picture()
    for _ in 0..<20_000 { bytes += [0xff, 0xd8, 0xff, 0xe0, 0, 2] }
    let clock = ContinuousClock()
    let time = try clock.measure { try read(bytes) }
    #expect(time < .seconds(8))
  }

  @Test func `Whatever is cut or flipped, nothing traps and what is accepted conforms`() throws {
    let adobe = Array("Adobe".utf8) + [0, 100, 0, 0, 0, 0, 1]
    let second = JPEGBuilder.picture(head: { $0.segment(0xfe, Array("the second".utf8)) })
    let picture = JPEGBuilder.picture(
      head: {
        $0.segment(0xe0, JPEGBuilder.densityHeader(thumbnailSide: 1))
        $0.segment(0xe2, Array("ICC_PROFILE\0".utf8) + [1, 1] + Array("profile".utf8))
        $0.segment(0xdb, JPEGBuilder.quantisation(1))
      },
      late: {
        $0.segment(0xee, adobe)
        $0.segment(0xdd, [0, 4])
      },
      tail: {
        $0.segment(0xfe, Array("late".utf8))
        $0.end()
        $0.raw(second)
      })
    try Conformance.fuzz(picture, rounds: 600)
  }
}
