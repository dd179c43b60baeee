import Testing

@testable import MediaMetadata

struct JPEGTablesTests {
  // Catches: a table used as a hiding place, alone or beside one that is needed.
  @Test func `Tables that no scan uses go, and those beside them stay`() throws {
    let hidden = [3] + Array("hidden in a table".utf8) + [UInt8](repeating: 1, count: 47)
    let picture = JPEGBuilder.picture(
      head: {
        $0.segment(0xdb, hidden)
        $0.segment(0xdb, JPEGBuilder.quantisation(1) + JPEGBuilder.quantisation(0, fill: 9))
        $0.segment(0xcc, [0x00, 0x10])
      },
      late: {
        $0.segment(0xc4, JPEGBuilder.huffman(0x13) + JPEGBuilder.huffman(0x10, symbol: 4))
        $0.segment(0xdd, [0, 0])
        $0.segment(0xdd, [0, 7])
      })
    var expected = JPEGBuilder()
    expected.segment(0xdb, JPEGBuilder.quantisation(0))
    expected.segment(0xc4, JPEGBuilder.huffman(0x00))
    expected.segment(0xc0, JPEGBuilder.frame)
    expected.segment(0xc4, JPEGBuilder.huffman(0x10, symbol: 4))
    expected.segment(0xdd, [0, 7])
    expected.segment(0xda, JPEGBuilder.scan)
    expected.raw(JPEGBuilder.data)
    expected.end()
    #expect(try Conformance.check(picture) == expected.bytes)
    var reading = Reading()
    _ = try MediaFormats.read(MediaSource(picture), &reading)
    #expect(reading.disclosures.contains { $0.value == "hidden in a table" })
  }

  // Catches: a table dropped although a scan reads it before it is defined anew.
  @Test func `A table that is defined anew between scans stays both times`() throws {
    var builder = JPEGBuilder()
    builder.segment(0xdb, JPEGBuilder.quantisation(0))
    builder.segment(0xc2, [8, 0, 8, 0, 8, 2, 1, 0x11, 0, 2, 0x11, 0])
    for component in [UInt8(1), 2] {
      builder.segment(0xc4, JPEGBuilder.huffman(0x00, symbol: component))
      builder.segment(0xda, [1, component, 0, 0, 0, 0])
      builder.raw([component, 0])
    }
    let unread = builder.bytes
    builder.segment(0xc4, JPEGBuilder.huffman(0x00, symbol: 5))
    builder.end()
    #expect(try Conformance.check(builder.bytes) == unread + [0xff, 0xd9])
  }

  // Catches: direct tables kept for scans of alternating coefficients, and refinements.
  @Test func `A progressive scan uses only the tables of its band`() throws {
    var builder = JPEGBuilder()
    builder.segment(0xdb, JPEGBuilder.quantisation(0))
    builder.segment(0xc2, JPEGBuilder.frame)
    builder.segment(0xc4, JPEGBuilder.huffman(0x00) + JPEGBuilder.huffman(0x10))
    builder.segment(0xda, [1, 1, 0, 1, 63, 0])
    builder.raw([1])
    builder.segment(0xda, [1, 1, 0, 0, 0, 0x10])
    builder.raw([1])
    builder.end()
    var reading = Reading()
    _ = try MediaFormats.read(MediaSource(builder.bytes), &reading)
    #expect(reading.disclosures.map(\.location) == ["DHT unused table"])
    try Conformance.check(builder.bytes)
  }

  // Catches: Huffman tables kept for arithmetic coding, and conditioning dropped.
  @Test func `An arithmetic scan uses conditioning and no Huffman table`() throws {
    var builder = JPEGBuilder()
    builder.segment(0xdb, JPEGBuilder.quantisation(0))
    builder.segment(0xc9, JPEGBuilder.frame)
    builder.segment(0xcc, [0x00, 0x10, 0x10, 5])
    let rest = [UInt8](JPEGBuilder.picture().suffix(12 + JPEGBuilder.data.count))
    let expected = builder.bytes + rest
    builder.segment(0xc4, JPEGBuilder.huffman(0x00))
    #expect(try Conformance.check(builder.bytes + rest) == expected)
  }
}
