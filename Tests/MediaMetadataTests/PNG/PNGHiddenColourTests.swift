import Testing

@testable import MediaMetadata

/// The colours of transparent pixels: told of by default, blanked under the strict policy.
struct PNGHiddenColourTests {
  /// A 9 by 7 picture with alpha, every filter in turn, and the plain rows it was made of.
  static func picture(
    depth: UInt8, colour: UInt8, interlaced: Bool
  ) -> (bytes: [UInt8], rows: [[UInt8]]) {
    var generator = SplitMix(state: UInt64(depth) + UInt64(colour))
    let header = PNGBuilder.header(9, 7, depth: depth, colour: colour, interlaced: interlaced)
    guard let picture = PNGPicture(header[...]) else { return ([], []) }
    let width = Int(depth) / 8
    let step = picture.pixelCount
    var data: [UInt8] = []
    var plain: [[UInt8]] = []
    for pass in picture.passes {
      var previous = [UInt8](repeating: 0, count: pass.rowCount + 1)
      for _ in 0..<pass.height {
        var row: [UInt8] = [UInt8(plain.count % 5)]
        for pixel in 0..<(pass.rowCount / step) {
          for _ in 0..<(step - width) { row.append(0x61 + UInt8(generator.next() % 26)) }
          row += [UInt8](repeating: (pixel + plain.count) % 3 == 0 ? 200 : 0, count: width)
        }
        data += PNGRowFilter.apply(row[0], to: row, after: previous, step)
        previous = row
        plain.append(row)
      }
    }
    var builder = PNGBuilder()
    builder.chunk("IHDR", header)
    builder.chunk("IDAT", Deflate.zlib(data[...]))
    builder.chunk("IEND")
    return (builder.bytes, plain)
  }

  /// The plain rows of a file, by the specification's formulas.
  private static func rows(_ bytes: [UInt8]) throws -> [[UInt8]] {
    var reading = Reading()
    let chunks = try PNGChunks(bytes, &reading)
    let picture = try #require(PNGPicture(bytes[chunks.all[0].content]))
    let stream = Array(bytes[chunks.all[1].content])
    let data = try #require(try Inflate.zlib(stream[...], limit: 1 << 16)).bytes
    var rows: [[UInt8]] = []
    var at = 0
    for pass in picture.passes {
      var previous = [Int](repeating: 0, count: pass.rowCount)
      for _ in 0..<pass.height {
        var row: [Int] = []
        for place in 0..<pass.rowCount {
          let left = place < picture.pixelCount ? 0 : row[place - picture.pixelCount]
          let corner = place < picture.pixelCount ? 0 : previous[place - picture.pixelCount]
          let above = previous[place]
          let estimate = left + above - corner
          let distances = [left, above, corner].map { abs(estimate - $0) }
          let nearest = [left, above, corner][distances.firstIndex(of: distances.min() ?? 0) ?? 0]
          let guess = [0, left, above, (left + above) / 2, nearest][Int(data[at])]
          row.append((Int(data[at + 1 + place]) + guess) % 256)
        }
        rows.append([data[at]] + row.map { UInt8($0) })
        at += pass.rowCount + 1
        previous = row
      }
    }
    return rows
  }

  @Test(
    "strictly, colours under zero alpha become zero, and visible pixels and filters stay",
    arguments: [(8, 4), (8, 6), (16, 4), (16, 6)] as [(UInt8, UInt8)])
  func blanked(_ depth: UInt8, _ colour: UInt8) throws {
    for interlaced in [false, true] {
      let made = Self.picture(depth: depth, colour: colour, interlaced: interlaced)
      #expect(try Self.rows(made.bytes) == made.rows)
      let output = try Conformance.check(made.bytes, under: .strict)
      let width = Int(depth) / 8
      let step = width * (colour == 6 ? 4 : 2)
      let expected = made.rows.map { row in
        var row = row
        for start in stride(from: 1, to: row.count, by: step) where row[start + step - 1] == 0 {
          for place in start..<(start + step - width) { row[place] = 0 }
        }
        return row
      }
      #expect(try Self.rows(output) == expected)
    }
  }

  @Test("by default they stay, and the text in them is shown")
  func told() throws {
    let made = Self.picture(depth: 8, colour: 6, interlaced: false)
    let found = try PNGBuilder.reading(made.bytes).disclosures
    let hidden = try #require(found.first)
    #expect(found.count == 1)
    #expect(hidden.fate == .kept)
    #expect(hidden.category == .content)
    // The second and third pixel of the first row are transparent.
    let text = String(decoding: made.rows[0][5..<8] + made.rows[0][9..<12], as: UTF8.self)
    #expect(hidden.value?.hasPrefix(text) == true)
    #expect(try Conformance.check(made.bytes) == made.bytes)
  }

  @Test("one colour under all transparent pixels tells nothing")
  func uniform() throws {
    let row: [UInt8] = [0, 255, 255, 255, 0, 255, 255, 255, 0, 1, 2, 3, 9]
    var builder = PNGBuilder()
    builder.chunk("IHDR", PNGBuilder.header(3, 2, colour: 6))
    builder.chunk("IDAT", Deflate.zlib((row + row)[...]))
    builder.chunk("IEND")
    #expect(try PNGBuilder.reading(builder.bytes).disclosures.isEmpty)
    #expect(try Conformance.check(builder.bytes, under: .strict) == builder.bytes)
  }

  @Test("transparent palette entries are told of, and blanked under the strict policy")
  func palette() throws {
    func picture(_ palette: [UInt8]) -> [UInt8] {
      var builder = PNGBuilder()
      builder.chunk("IHDR", PNGBuilder.header(4, 1, depth: 2, colour: 3))
      builder.chunk("PLTE", palette)
      builder.chunk("tRNS", [0, 255, 0])
      builder.chunk("IDAT", Deflate.zlib([0, 0x1b]))
      builder.chunk("IEND")
      return builder.bytes
    }
    let colours = Array("abcdefghijkl".utf8)
    let found = try PNGBuilder.reading(picture(colours)).disclosures
    #expect(found.map(\.fate) == [.kept])
    #expect(found.first?.value == "abcghi")
    #expect(try Conformance.check(picture(colours)) == picture(colours))
    var blanked = colours
    for place in [0, 1, 2, 6, 7, 8] { blanked[place] = 0 }
    #expect(try Conformance.check(picture(colours), under: .strict) == picture(blanked))
  }

  @Test("colours beyond those that a pixel can name are told of, and cut off strictly")
  func unusedPalette() throws {
    func picture(_ palette: [UInt8]) -> [UInt8] {
      var builder = PNGBuilder()
      builder.chunk("IHDR", PNGBuilder.header(8, 1, depth: 1, colour: 3))
      builder.chunk("PLTE", palette)
      builder.chunk("IDAT", Deflate.zlib([0, 0x55]))
      builder.chunk("IEND")
      return builder.bytes
    }
    let long = picture(Array("abcdefTokenP".utf8))
    #expect(try PNGBuilder.reading(long).disclosures.first?.value == "TokenP")
    #expect(try Conformance.check(long) == long)
    #expect(try Conformance.check(long, under: .strict) == picture(Array("abcdef".utf8)))
    let odd = try Conformance.check(picture(Array("abcdefg".utf8)))
    #expect(odd.count == long.count - 24, "ffmpeg passes such a palette, libpng stops")
  }
}
