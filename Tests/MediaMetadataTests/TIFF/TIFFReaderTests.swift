import Testing

@testable import MediaMetadata

/// TIFF files made field by field, read again by the rules of the specification alone.
@Suite struct TIFFReaderTests {
  /// A directory: number of tag, type, values as they stand; offsets of strips are filled in.
  typealias Field = (tag: Int, type: Int, count: Int, bytes: [UInt8])

  static func short(_ tag: Int, _ value: Int) -> Field {
    (tag, 3, 1, [UInt8(value & 0xff), UInt8(value >> 8)])
  }

  static func text(_ tag: Int, _ text: String) -> Field {
    (tag, 2, text.utf8.count + 1, Array(text.utf8) + [0])
  }

  static func little(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }

  /// A file of pages, each 4 by 2 grey pixels, with `extra` fields; data first, then directories.
  static func file(
    _ pages: [(pixels: [UInt8], extra: [Field])], gap: String = "", tail: String = ""
  ) -> [UInt8] {
    var bytes: [UInt8] = [0x49, 0x49, 0x2a, 0, 0, 0, 0, 0]
    var link = 4
    for page in pages {
      let start = bytes.count
      bytes += page.pixels
      bytes += Array(gap.utf8)
      if bytes.count % 2 == 1 { bytes.append(0) }
      var fields: [Field] =
        [
          short(256, 4), short(257, 2), short(258, 8), short(259, 1), short(262, 1),
          (273, 4, 1, little(start, 4)), short(278, 2), (279, 4, 1, little(page.pixels.count, 4)),
        ] + page.extra
      fields.sort { $0.tag < $1.tag }
      let place = bytes.count
      bytes.replaceSubrange(link..<link + 4, with: little(place, 4))
      var values: [UInt8] = []
      let valuesStart = place + 2 + 12 * fields.count + 4
      bytes += little(fields.count, 2)
      for field in fields {
        bytes += little(field.tag, 2) + little(field.type, 2) + little(field.count, 4)
        if field.bytes.count <= 4 {
          bytes += field.bytes + [UInt8](repeating: 0, count: 4 - field.bytes.count)
        } else {
          bytes += little(valuesStart + values.count, 4)
          values += field.bytes
        }
      }
      link = bytes.count
      bytes += [0, 0, 0, 0] + values
    }
    return bytes + Array(tail.utf8)
  }

  /// The tags and pixels of all pages, by a reading of its own.
  static func pages(_ bytes: [UInt8]) -> [(tags: [Int], pixels: [UInt8])] {
    func number(_ offset: Int, _ count: Int) -> Int {
      bytes[offset..<offset + count].reversed().reduce(0) { $0 << 8 | Int($1) }
    }
    var pages: [(tags: [Int], pixels: [UInt8])] = []
    var next = number(4, 4)
    while next != 0 {
      var values: [Int: Int] = [:]
      let count = number(next, 2)
      for index in 0..<count {
        let field = next + 2 + 12 * index
        values[number(field, 2)] = number(field + 8, number(field + 2, 2) == 3 ? 2 : 4)
      }
      let start = values[273] ?? 0
      pages.append((values.keys.sorted(), Array(bytes[start..<start + (values[279] ?? 0)])))
      next = number(next + 2 + 12 * count, 4)
    }
    return pages
  }

  @Test func everyPageKeepsItsPixelsAndLosesItsWords() throws {
    let one: [UInt8] = [1, 2, 3, 4, 5, 6, 7, 8]
    let two: [UInt8] = [9, 8, 7, 6, 5, 4, 3, 2]
    let input = Self.file(
      [
        (one, [Self.text(315, "Jane Roe Secret"), Self.text(305, "SecretSoft")]),
        (two, [Self.text(270, "a Secret"), Self.short(274, 6)]),
      ], gap: "Secret gap", tail: "Secret tail")
    let output = try Conformance.check(input)
    let pages = Self.pages(output)
    #expect(pages.map(\.pixels) == [one, two])
    #expect(pages.map(\.tags)[0] == [256, 257, 258, 259, 262, 273, 278, 279])
    #expect(pages.map(\.tags)[1] == [256, 257, 258, 259, 262, 273, 274, 278, 279])
    #expect(!String(decoding: output, as: UTF8.self).contains("Secret"))
    var reading = Reading()
    _ = try MediaFormats.read(MediaSource(input), &reading)
    for secret in ["Jane Roe Secret", "SecretSoft", "a Secret", "Secret gap", "Secret tail"] {
      #expect(reading.disclosures.contains { $0.value?.contains(secret) == true })
    }
  }

  @Test func bytesBehindThePixelsOfAStripAreCut() throws {
    let pixels: [UInt8] = [1, 2, 3, 4, 5, 6, 7, 8]
    let output = try Conformance.check(Self.file([(pixels + Array("Secret".utf8), [])]))
    #expect(Self.pages(output).map(\.pixels) == [pixels])
  }

  @Test func dataThatShareBytesWithFieldsAreRefused() throws {
    var bytes = Self.file([([1, 2, 3, 4, 5, 6, 7, 8], [])])
    // The strip's offset points at the header.
    let place = 16 + 2 + 12 * 5 + 8
    bytes.replaceSubrange(place..<place + 4, with: [4, 0, 0, 0])
    #expect(throws: MediaError.self) { try Conformance.check(bytes) }
  }

  @Test func aRawFileIsShownAndRefused() throws {
    let bytes = Self.file([
      ([1, 2, 3, 4, 5, 6, 7, 8], [(50_706, 1, 4, [1, 4, 0, 0]), Self.text(272, "Camera X")])
    ])
    var reading = Reading()
    #expect(throws: TIFFRaw.refusal) { try MediaFormats.read(MediaSource(bytes), &reading) }
    #expect(reading.disclosures.contains { $0.value == "Camera X" })
  }

  @Test func directoriesThatLeadInACircleEnd() throws {
    var bytes = Self.file([([1, 2, 3, 4, 5, 6, 7, 8], [])])
    let next = 16 + 2 + 12 * 8
    bytes.replaceSubrange(next..<next + 4, with: [16, 0, 0, 0])
    #expect(Self.pages(try Conformance.check(bytes)).count == 1)
  }

  /// Pages that all name one long run of offsets, of which each shows one: 10^9 reads if each page
  /// read them all.
  @Test func pagesThatShareALongRunOfOffsetsAreReadQuickly() throws {
    let pixels: [UInt8] = [1, 2, 3, 4, 5, 6, 7, 8]
    let count = 200_000
    var bytes: [UInt8] = [0x49, 0x49, 0x2a, 0] + Self.little(16 + 4 * count, 4) + pixels
    for _ in 0..<count { bytes += [8, 0, 0, 0] }
    let pages = 2_000
    for page in 0..<pages {
      let fields: [Field] = [
        Self.short(256, 4), Self.short(257, 2), Self.short(258, 8), Self.short(259, 1),
        Self.short(262, 1), (273, 4, count, Self.little(16, 4)), Self.short(278, 2),
        (279, 4, 1, Self.little(8, 4)),
      ]
      bytes += Self.little(fields.count, 2)
      for field in fields {
        bytes += Self.little(field.tag, 2) + Self.little(field.type, 2)
        bytes += Self.little(field.count, 4) + field.bytes
        bytes += [UInt8](repeating: 0, count: 4 - field.bytes.count)
      }
      bytes += Self.little(page == pages - 1 ? 0 : bytes.count + 4, 4)
    }
    var reading = Reading(detail: .structures)
    let source = MediaSource(bytes)
    let anatomy = try MediaFormats.read(source, &reading).anatomy
    let output = try Rebuild.bytes(of: anatomy, from: source)
    #expect(Self.pages(output).count == pages)
    #expect(Self.pages(output).allSatisfy { $0.pixels == pixels })
  }

  /// A picture of which nothing tells how many strips it has, with more than a file may have.
  @Test func offsetsBeyondTheLimitAreRefused() throws {
    let count = 1 << 25
    let offsets: Field = (273, 1, count, Self.little(8, 4))
    var bytes: [UInt8] = [0x49, 0x49, 0x2a, 0] + Self.little(8 + count, 4)
    bytes += [UInt8](repeating: 8, count: count)
    let fields: [Field] = [
      Self.short(256, 4), Self.short(257, 2), offsets, (279, 1, count, Self.little(8, 4)),
      (32_997, 3, 1, [2, 0]),
    ]
    bytes += Self.little(fields.count, 2)
    for field in fields {
      bytes += Self.little(field.tag, 2) + Self.little(field.type, 2)
      bytes += Self.little(field.count, 4) + field.bytes
      bytes += [UInt8](repeating: 0, count: 4 - field.bytes.count)
    }
    bytes += [0, 0, 0, 0]
    let source = MediaSource(bytes)
    var limits = Limits.standard
    limits.structures = 1_000
    var reading = Reading(limits: limits, detail: .structures)
    #expect(throws: MediaError.limit(.structures, allowed: 1_000)) {
      try MediaFormats.read(source, &reading)
    }
  }

  @Test func aFewBytesAreRefusedAndTrapNothing() {
    // A fuzzer's finding: what begins like a raw file and ends before its first offset.
    for start: [UInt8] in [[0x4d, 0x4d], [0x49, 0x49], [0x49, 0x49, 0x52], [0x4d, 0x4d, 0x50]] {
      for more in 0..<8 {
        var reading = Reading(detail: .values)
        let bytes = start + [UInt8](repeating: 0, count: more)
        #expect(throws: MediaError.self) {
          try TIFFReader.read(MediaSource(bytes), &reading)
        }
      }
    }
  }

  @Test func tooManyTablesOfOldJPEGAreRefused() throws {
    let tables = (519, 4, 257, [UInt8](repeating: 8, count: 4 * 257))
    let bytes = Self.file([([1, 2, 3, 4, 5, 6, 7, 8], [tables])])
    var jpeg = bytes
    // The field of the compression: old-style JPEG.
    let place = 16 + 2 + 12 * 3 + 8
    #expect(jpeg[place] == 1)
    jpeg[place] = 6
    #expect(throws: MediaError.self) { try Conformance.check(jpeg) }
  }

  @Test func limitsHoldInDirectoriesThatGo() throws {
    let thumbnail: [Field] = [(254, 4, 1, [1, 0, 0, 0])]
    let bytes = Self.file([
      ([1, 2, 3, 4, 5, 6, 7, 8], []), ([1, 2, 3, 4, 5, 6, 7, 8], thumbnail),
    ])
    // Fields of both, the first one's strip; the strip of the second is one too many.
    var limits = Limits.standard
    limits.structures = 8 + 9 + 1
    var reading = Reading(limits: limits, detail: .structures)
    #expect(throws: MediaError.limit(.structures, allowed: 18)) {
      try MediaFormats.read(MediaSource(bytes), &reading)
    }
  }
}
