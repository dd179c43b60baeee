import Testing

@testable import MediaMetadata

@Suite("Exif blocks")
struct ExifBlockTests {
  static let orders = [ExifSample(isLittleEndian: true), ExifSample(isLittleEndian: false)]

  static func read(
    _ bytes: [UInt8], _ policy: ScrubPolicy = .standard, detail: Reading.Detail = .values
  ) throws -> (summary: ExifSummary, disclosures: [Disclosure]) {
    var reading = Reading(policy: policy, detail: detail)
    let summary = try ExifBlock.read(bytes[...], at: "Exif", &reading)
    return (summary, reading.disclosures)
  }

  static func value(_ location: String, of bytes: [UInt8]) throws -> String? {
    try read(bytes).disclosures.first { $0.location == "Exif/" + location }?.value
  }

  // Would catch a byte order mixed up, or an orientation read where decoders see none.
  @Test("The orientation is read in both byte orders, from the types that cameras write")
  func orientation() throws {
    for sample in Self.orders {
      for value in UInt16(0)...9 {
        let expected = (1...8).contains(value) ? value : nil
        let fields: [ExifSample.Field] = [
          sample.short(0x0112, value), sample.long(0x0112, UInt32(value)),
          sample.undefined(0x0112, [UInt8(value)], type: 1),
        ]
        for field in fields {
          #expect(try Self.read(sample.block([field])).summary.orientation == expected)
        }
      }
      let text = sample.block([sample.text(0x0112, "6")])
      #expect(try Self.read(text).summary.orientation == nil)
      let broken = sample.block([sample.short(0x0100, 1), sample.short(0x0112, 8)])
      #expect(try Self.read(Array(broken.prefix(34))).summary.orientation == 8)
    }
  }

  @Test("An orientation stays without a disclosure; one that needs no tag goes with one")
  func keptOrientation() throws {
    for sample in Self.orders {
      let kept = try Self.read(sample.block([sample.short(0x0112, 6), sample.text(0x013b, "Ada")]))
      #expect(kept.disclosures.map(\.location) == ["Exif/IFD0/Artist"])
      let upright = try Self.read(sample.block([sample.short(0x0112, 1)]))
      #expect(upright.disclosures.map(\.fate) == [.removed])
    }
  }

  @Test("Values of all types become text, in both byte orders")
  func values() throws {
    for sample in Self.orders {
      func value(_ type: UInt16, _ count: Int, _ bytes: [UInt8]) throws -> String? {
        try Self.value(
          "IFD0/0xbeef",
          of: sample.block([.value(tag: 0xbeef, type: type, count: count, bytes: bytes)]))
      }
      #expect(try value(1, 2, [7, 250]) == "7 250")
      #expect(try value(2, 6, Array("Zoë\0\0".utf8)) == "Zoë")
      #expect(try value(2, 4, [0x5a, 0x6f, 0xeb, 0]) == "Zoë", "Latin-1 where it is no UTF-8")
      #expect(try value(2, 10, Array("one\0two\0\0\0".utf8)) == "one | two")
      #expect(try value(3, 2, sample.number(1, 2) + sample.number(65_535, 2)) == "1 65535")
      #expect(try value(4, 1, sample.number(4_000_000_000, 4)) == "4000000000")
      #expect(try value(5, 1, sample.number(1, 4) + sample.number(8, 4)) == "0.125")
      #expect(try value(5, 1, sample.number(1, 4) + sample.number(0, 4)) == "undefined")
      #expect(try value(6, 2, [7, 250]) == "7 -6")
      #expect(try value(7, 4, Array("0231".utf8)) == "0231")
      #expect(try value(7, 3, [1, 2, 255]) == "0102ff")
      #expect(try value(8, 1, sample.number(0xfffe, 2)) == "-2")
      #expect(try value(9, 1, sample.number(0xffff_fffd, 4)) == "-3")
      #expect(
        try value(10, 1, sample.number(0xffff_ffff, 4) + sample.number(4, 4)) == "-0.25")
      #expect(try value(11, 1, sample.number(UInt64(Float(1.5).bitPattern), 4)) == "1.5")
      #expect(try value(12, 1, sample.number((-2.25).bitPattern, 8)) == "-2.25")
      #expect(try value(129, 5, Array("Zoë\0".utf8)) == "Zoë")
      #expect(try value(99, 1, Array("text".utf8)) == "text", "a type that no list knows")
    }
  }

  @Test("Texts with a code of their character set, and Windows' wide texts, are decoded")
  func texts() throws {
    for sample in Self.orders {
      func comment(_ code: String, _ bytes: [UInt8]) throws -> String? {
        let value = Array(code.utf8) + bytes
        return try Self.value(
          "Exif/UserComment",
          of: sample.block([.directory(tag: 0x8769, [sample.undefined(0x9286, value)])]))
      }
      let units = "Привет".utf16.flatMap { sample.number(UInt64($0), 2) }
      #expect(try comment("ASCII\0\0\0", Array("hello".utf8)) == "hello")
      #expect(try comment("UNICODE\0", units) == "Привет")
      #expect(try comment("UNICODE\0", [0xfe, 0xff, 0, 0x41, 0, 0x42]) == "AB")
      #expect(try comment("UNICODE\0", Array("A\0B\0".utf8)) == "AB", "whatever the block's order")
      #expect(try comment("JIS\0\0\0\0\0", Array("\u{1b}(Bhello".utf8)) == "hello")
      #expect(try comment("\0\0\0\0\0\0\0\0", Array("hello\0\0\0\0\0\0\0\0".utf8)) == "hello")
      #expect(try comment("no code here", Array(" at all".utf8)) == "no code here at all")
      let title = sample.block([
        sample.undefined(
          0x9c9b, Array("Ж".utf16.flatMap { [UInt8($0 & 0xff), UInt8($0 >> 8)] }), type: 1)
      ])
      #expect(try Self.value("IFD0/XPTitle", of: title) == "Ж")
    }
  }

  @Test("A place is told in one line, in decimal degrees, with all that goes with it")
  func place() throws {
    for sample in Self.orders {
      let fields =
        sample.place(33, 51, 21.6, "S", 151, 12, 54, "E") + [
          sample.undefined(0x0005, [1], type: 1), sample.rational(0x0006, (123, 10)),
          sample.rational(0x0007, (17, 1), (5, 1), (9, 1)), sample.text(0x001d, "2019:03:04"),
          sample.rational(0x0011, (2_715, 10)),
          sample.undefined(0x001b, Array("ASCII\0\0\0GPS".utf8)),
          sample.undefined(0x001c, Array("ASCII\0\0\0Sydney".utf8)),
          sample.text(0x0013, "N"), sample.rational(0x0014, (1, 1), (30, 1), (0, 1)),
          sample.text(0x0015, "W"), sample.rational(0x0016, (2, 1), (15, 1), (0, 1)),
        ]
      let block = sample.block([.directory(tag: 0x8825, fields)])
      #expect(
        try Self.value("GPS", of: block)
          == "-33.856, 151.215; area Sydney; altitude -12.3 m; looking at 271.5°; "
          + "at 2019:03:04 17:05:09 UTC; by GPS; destination 1.5, -2.25")
      #expect(try Self.value("GPS/GPSTimeStamp", of: block) == "17:05:09")
      #expect(try Self.value("GPS/GPSAreaInformation", of: block) == "Sydney")
    }
  }

  @Test("All that a rich block holds is told: people, ids, thumbnails, notes, unknown tags")
  func rich() throws {
    for sample in Self.orders {
      let (summary, disclosures) = try Self.read(sample.rich)
      #expect(summary == ExifSummary(orientation: 6))
      let values = disclosures.compactMap(\.value).joined(separator: "\n")
      for secret in [
        "Ada Example", "SN-4711", "a comment", "Title", "48.858225, 2.2945", "thumb secret",
        "an unknown tag's text", "Owner Example", "0560018150", "A lens of 50 mm",
        "2019:03:04 17:11:09",
      ] {
        #expect(values.contains(secret), "\(secret)")
      }
      #expect(
        disclosures.contains {
          $0.location == "Exif/MakerNote Canon/OwnerName" && $0.category == .person
            && $0.severity == .high
        })
      #expect(
        disclosures.contains {
          $0.location == "Exif/IFD1/Thumbnail" && $0.category == .content && $0.severity == .high
        })
      #expect(disclosures.allSatisfy { $0.fate == .removed })
      #expect(!disclosures.contains { $0.location == "Exif/unclaimed" })
    }
  }

  @Test("Bytes that no tag points at are told too")
  func unclaimed() throws {
    for sample in Self.orders {
      let block = sample.block([sample.short(0x0112, 6)]) + Array("left behind".utf8)
      #expect(try Self.value("unclaimed", of: block) == "left behind")
      let zeros = sample.block([sample.short(0x0112, 6)]) + [UInt8](repeating: 0, count: 40)
      #expect(try Self.read(zeros).disclosures.map(\.severity) == [.low])
    }
  }

  @Test("Without values the summary is the same, and one disclosure stands for all")
  func quick() throws {
    for sample in Self.orders {
      let block = sample.rich
      let quick = try Self.read(block, detail: .structures)
      #expect(quick.summary == (try Self.read(block).summary))
      #expect(quick.disclosures.map(\.location) == ["Exif"])
      #expect(quick.disclosures.allSatisfy { $0.value == nil })
    }
  }

  @Test("The prefix of JPEG is skipped, and is no part of the block")
  func prefix() throws {
    for sample in Self.orders {
      let block = sample.block([sample.short(0x0112, 6)])
      #expect(ExifBlock.tiffStart(of: block[...]) == 0)
      for prefix in ["Exif\0\0", "EXIF\0\u{1}"] {
        let whole = Array(prefix.utf8) + block
        #expect(ExifBlock.tiffStart(of: whole[...]) == 6)
        #expect(ExifBlock.tiffStart(of: (Array("xx".utf8) + whole).dropFirst(2)) == 6)
        #expect(try Self.read(whole).summary.orientation == 6)
      }
    }
    for text in ["", "Exif\0\0", "II*", "not a block at all, but secret"] {
      #expect(ExifBlock.tiffStart(of: Array(text.utf8)[...]) == nil)
      let read = try Self.read(Array(text.utf8))
      #expect(read.summary == ExifSummary() && read.disclosures.map(\.category) == [.unknown])
    }
  }
}
