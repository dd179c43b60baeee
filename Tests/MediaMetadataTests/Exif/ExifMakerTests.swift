import Testing

@testable import MediaMetadata

@Suite("Maker notes")
struct ExifMakerTests {
  /// A block around a note, and where the note starts in it (the only value of the Exif directory).
  private func block(_ sample: ExifSample, _ make: String, _ note: (Int) -> [UInt8]) -> [UInt8] {
    func build(_ bytes: [UInt8]) -> [UInt8] {
      sample.block([
        sample.text(0x010f, make), .directory(tag: 0x8769, [sample.undefined(0x927c, bytes)]),
      ])
    }
    let size = note(0).count
    let marker = [UInt8](repeating: 0xa5, count: size)
    let probe = build(marker)
    let start = probe.indices.first { probe[$0...].starts(with: marker) } ?? 0
    return build(note(start))
  }

  private func value(_ location: String, _ bytes: [UInt8]) throws -> String? {
    try ExifBlockTests.value("MakerNote " + location, of: bytes)
  }

  // Layouts as ExifTool's MakerNotes.pm lists them: signature, where the directory starts, and
  // what its offsets count from.
  @Test("Offsets count from where each maker lets them: the block, the note, a header inside")
  func layouts() throws {
    for sample in ExifBlockTests.orders {
      let serial = [sample.text(0x001d, "NO= 2000abcd"), sample.short(0x0002, 0, 100)]
      let nikon = block(sample, "NIKON") { _ in
        Array("Nikon\0\u{2}\u{10}\0\0".utf8) + sample.block(serial)
      }
      #expect(try value("Nikon/SerialNumber", nikon) == "NO= 2000abcd")
      let apple = block(sample, "Apple") { _ in
        let big = ExifSample(isLittleEndian: false)
        return Array("Apple iOS\0\0\u{1}MM".utf8)
          + big.directory(
            [big.text(0x0011, "51A3F1C0-0000-4000-8000-1234"), big.long(1, 4)], base: 14)
      }
      #expect(try value("Apple/ContentIdentifier", apple) == "51A3F1C0-0000-4000-8000-1234")
      let fuji = block(sample, "FUJIFILM") { _ in
        let little = ExifSample(isLittleEndian: true)
        return Array("FUJIFILM\u{c}\0\0\0".utf8)
          + little.directory(
            [little.text(0x0010, "FPX 20495643 592D31"), little.long(0x1438, 7)], base: 12)
      }
      #expect(try value("Fujifilm/InternalSerialNumber", fuji) == "FPX 20495643 592D31")
      let panasonic = block(sample, "Panasonic") { start in
        Array("Panasonic\0\0\0".utf8)
          + sample.directory(
            [
              sample.undefined(0x0025, Array("S000407190102\0\0\0".utf8)),
              sample.text(0x0066, "Mia"),
            ],
            base: start + 12)
      }
      #expect(try value("Panasonic/InternalSerialNumber", panasonic) == "S000407190102")
      let canon = block(sample, "Canon") { start in
        sample.directory(
          [sample.text(0x0009, "Owner Example"), sample.long(0x000c, 123)], base: start)
      }
      #expect(try value("Canon/OwnerName", canon) == "Owner Example")
      #expect(try value("Canon/SerialNumber", canon) == "0000000123")
    }
  }

  @Test("Directories inside notes are entered")
  func parts() throws {
    for sample in ExifBlockTests.orders {
      let olympus = block(sample, "OLYMPUS CORPORATION") { start in
        Array("OLYMP\0\u{1}\0".utf8)
          + sample.directory(
            [
              .directory(
                tag: 0x2010, [sample.text(0x0101, "143008611"), sample.text(0x0202, "050105886")]),
              sample.text(0x0207, "D4040"),
            ], base: start + 8)
      }
      #expect(try value("Olympus/Equipment/SerialNumber", olympus) == "143008611")
      #expect(try value("Olympus/Equipment/LensSerialNumber", olympus) == "050105886")
    }
  }

  @Test("Dates and counts that a maker hides in numbers are shown")
  func hidden() throws {
    let sample = ExifSample(isLittleEndian: false)
    // As in ExifTool's Pentax.jpg: 2008:03:02, 12:01:23, hidden f426ed8d; ExifTool prints 1648.
    let pentax = block(sample, "PENTAX") { start in
      Array("AOC\0MM".utf8)
        + sample.directory(
          [
            sample.undefined(0x0006, [0x07, 0xd8, 3, 2]), sample.undefined(0x0007, [12, 1, 23]),
            sample.undefined(0x005d, [0xf4, 0x26, 0xed, 0x8d]),
            sample.text(0x0229, "7017532"),
          ], base: start + 6)
    }
    #expect(try value("Pentax/Date", pentax) == "2008:03:02")
    #expect(try value("Pentax/Time", pentax) == "12:01:23")
    #expect(try value("Pentax/ShutterCount", pentax) == "1648")
    #expect(try value("Pentax/SerialNumber", pentax) == "7017532")
    // 0x12 cubed modulo 249 is 0x69: the enciphered byte of 0x12.
    let sony = block(sample, "SONY") { start in
      Array("SONY DSC \0\0\0".utf8)
        + sample.directory(
          [
            sample.undefined(
              0x9050, [UInt8](repeating: 0, count: 0x7c) + [0x69, 0x69, 0x69, 0x69]),
            sample.short(0xb001, 2),
          ], base: start + 12)
    }
    #expect(try value("Sony/Tag9050", sony) == "one of 12121212")
  }

  @Test("A note of an unknown maker is told by its texts, whatever its layout")
  func unknown() throws {
    let sample = ExifSample(isLittleEndian: true)
    let text = block(sample, "Nobody") { _ in
      [1, 2, 3, 0xfe] + Array("these are secret words, in no directory".utf8)
    }
    #expect(
      try ExifBlockTests.value("MakerNote", of: text) == "these are secret words, in no directory")
    let directory = block(sample, "Nobody") { start in
      Array("NOBODY".utf8)
        + sample.directory(
          [sample.text(0x0001, "first secret"), sample.text(0x0002, "second secret")],
          base: start + 6)
    }
    #expect(try ExifBlockTests.value("MakerNote/0x0001", of: directory) == "first secret")
    #expect(try ExifBlockTests.value("MakerNote/0x0002", of: directory) == "second secret")
    #expect(try ExifBlockTests.value("unclaimed", of: directory) == "NOBODY")
  }
}
