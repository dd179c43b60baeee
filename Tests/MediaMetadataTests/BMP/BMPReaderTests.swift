import Testing

@testable import MediaMetadata

/// Bitmaps made field by field.
@Suite struct BMPReaderTests {
  static func little(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }

  /// Three by two pixels of 24 bits with a header of 124 bytes; rows end in `filler`.
  static func file(
    colourSpace: Int, profile: [UInt8], filler: [UInt8], gap: [UInt8], reserved: Int
  ) -> [UInt8] {
    let rows: [UInt8] = pixels.flatMap { $0 + filler }
    let start = 14 + 124 + gap.count
    var header =
      little(124, 4) + little(3, 4) + little(2, 4) + little(1, 2) + little(24, 2)
      + little(0, 4) + little(0, 4) + little(2835, 4) + little(2835, 4) + little(0, 8)
    header += [UInt8](repeating: 0, count: 16) + little(colourSpace, 4)
    header += [UInt8](repeating: 0, count: 48) + little(4, 4)
    header += little(start - 14 + rows.count, 4) + little(profile.count, 4) + little(0, 4)
    let count = start + rows.count + profile.count
    return [0x42, 0x4d] + little(count, 4) + little(reserved, 4) + little(start, 4) + header + gap
      + rows + profile
  }

  static let pixels: [[UInt8]] = [[1, 2, 3, 4, 5, 6, 7, 8, 9], [9, 8, 7, 6, 5, 4, 3, 2, 1]]

  @Test func everyPlaceBesideThePixelsIsEmptied() throws {
    let path = Array("C:\\Users\\Secret\\a.icc\0".utf8)
    let input = Self.file(
      colourSpace: 0x4c49_4e4b, profile: path, filler: Array("Sec".utf8),
      gap: Array("Secret gap".utf8), reserved: 0x0bad_cafe)
    let output = try Conformance.check(input + Array("Secret tail".utf8))
    let zeros: [UInt8] = [0, 0, 0]
    let rows: [UInt8] = Self.pixels.flatMap { $0 + zeros }
    #expect(Array(output.suffix(rows.count)) == rows)
    #expect(output.count == 14 + 124 + rows.count)
    #expect(Array(output[6..<10]) == [0, 0, 0, 0])
    // What a decoder takes for the colour space is the usual one, by its code.
    #expect(Array(output[70..<74]) == Array("BGRs".utf8))
    var reading = Reading()
    _ = try MediaFormats.read(MediaSource(input), &reading)
    #expect(reading.disclosures.contains { $0.value == "C:\\Users\\Secret\\a.icc" })
  }

  @Test func runLengthCodingEndsWhereItSays() throws {
    let data: [UInt8] = [3, 1, 0, 0, 0, 3, 2, 1, 2, 0, 0, 1]
    let palette: [UInt8] = [0, 0, 0, 0, 1, 1, 1, 0, 2, 2, 2, 0]
    let header =
      Self.little(40, 4) + Self.little(3, 4) + Self.little(2, 4) + Self.little(1, 2)
      + Self.little(8, 2) + Self.little(1, 4) + Self.little(0, 12) + Self.little(3, 4)
      + Self.little(0, 4)
    let start = 14 + 40 + palette.count
    let input =
      [0x42, 0x4d] + Self.little(0, 8) + Self.little(start, 4) + header + palette + data
      + Array("Secret".utf8)
    let output = try Conformance.check(input)
    #expect(Array(output.suffix(data.count)) == data)
  }

  @Test func damageNeverTraps() throws {
    let input = Self.file(
      colourSpace: 0x4d42_4544, profile: [1, 2, 3], filler: [0, 0, 0], gap: [], reserved: 0)
    try Conformance.fuzz(input, rounds: 500)
  }

  @Test func rowsWithFillerAreBounded() throws {
    let input = Self.file(
      colourSpace: 0x4d42_4544, profile: [], filler: [1, 1, 1], gap: [], reserved: 0)
    var limits = Limits.standard
    limits.structures = 1
    var reading = Reading(limits: limits)
    #expect(throws: MediaError.limit(.structures, allowed: 1)) {
      try MediaFormats.read(MediaSource(input), &reading)
    }
  }
}
