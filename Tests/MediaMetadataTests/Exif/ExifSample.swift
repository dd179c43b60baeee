/// Builds TIFF structures field by field (TIFF 6.0, section 2), for tests.
struct ExifSample {
  /// A field: its value, or the directory it points at.
  indirect enum Field {
    case value(tag: UInt16, type: UInt16, count: Int, bytes: [UInt8])
    case directory(tag: UInt16, [Field])
    /// The picture behind a directory, with the fields for its place and its length.
    case thumbnail([UInt8])
  }

  let isLittleEndian: Bool

  func number(_ value: UInt64, _ count: Int) -> [UInt8] {
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: value >> UInt64(8 * $0)) }
    return isLittleEndian ? bytes : bytes.reversed()
  }

  func text(_ tag: UInt16, _ text: String) -> Field {
    let bytes = Array(text.utf8) + [0]
    return .value(tag: tag, type: 2, count: bytes.count, bytes: bytes)
  }

  func undefined(_ tag: UInt16, _ bytes: [UInt8], type: UInt16 = 7) -> Field {
    .value(tag: tag, type: type, count: bytes.count, bytes: bytes)
  }

  func short(_ tag: UInt16, _ values: UInt16...) -> Field {
    .value(
      tag: tag, type: 3, count: values.count, bytes: values.flatMap { number(UInt64($0), 2) })
  }

  func long(_ tag: UInt16, _ values: UInt32...) -> Field {
    .value(
      tag: tag, type: 4, count: values.count, bytes: values.flatMap { number(UInt64($0), 4) })
  }

  func rational(_ tag: UInt16, _ values: (UInt32, UInt32)..., type: UInt16 = 5) -> Field {
    .value(
      tag: tag, type: type, count: values.count,
      bytes: values.flatMap { number(UInt64($0.0), 4) + number(UInt64($0.1), 4) })
  }

  /// A whole structure; each list of fields is one directory of the chain.
  func block(_ chain: [Field]...) -> [UInt8] {
    var bytes: [UInt8] = Array((isLittleEndian ? "II" : "MM").utf8) + number(42, 2)
    bytes += number(8, 4)
    for (index, fields) in chain.enumerated() {
      append(fields, to: &bytes, hasNext: index + 1 < chain.count)
    }
    return bytes
  }

  /// A directory alone, with offsets that count from `base` bytes before it.
  func directory(_ fields: [Field], base: Int) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: base)
    append(fields, to: &bytes, hasNext: false)
    return Array(bytes[base...])
  }

  private func append(_ fields: [Field], to bytes: inout [UInt8], hasNext: Bool) {
    let count = fields.reduce(0) { total, field in
      if case .thumbnail = field { total + 2 } else { total + 1 }
    }
    let start = bytes.count
    let behind = start + 6 + 12 * count
    var entries: [UInt8] = number(UInt64(count), 2)
    var values: [UInt8] = []
    func entry(_ tag: UInt16, _ type: UInt16, _ count: Int, _ value: [UInt8]) {
      entries += number(UInt64(tag), 2) + number(UInt64(type), 2) + number(UInt64(count), 4)
      if value.count <= 4 {
        entries += value + [UInt8](repeating: 0, count: 4 - value.count)
      } else {
        entries += number(UInt64(behind + values.count), 4)
        values += value + (value.count % 2 == 1 ? [0] : [])
      }
    }
    for field in fields {
      switch field {
      case .value(let tag, let type, let count, let bytes): entry(tag, type, count, bytes)
      case .thumbnail(let picture):
        entry(0x0201, 4, 1, number(UInt64(behind + values.count), 4))
        entry(0x0202, 4, 1, number(UInt64(picture.count), 4))
        values += picture + (picture.count % 2 == 1 ? [0] : [])
      case .directory(let tag, let inner):
        entry(tag, 4, 1, number(UInt64(behind + values.count), 4))
        values += directory(inner, base: behind + values.count)
      }
    }
    let next = hasNext ? behind + values.count : 0
    bytes += entries + number(UInt64(next), 4) + values
  }
}

extension ExifSample {
  /// A block with everything: text, a place, a thumbnail, a maker note, a picture inside.
  var rich: [UInt8] {
    block(
      [
        text(0x010f, "Canon"), short(0x0112, 6), text(0x013b, "Ada Example"),
        text(0x0132, "2019:03:05 10:00:00"),
        undefined(0x9c9b, Array("T\0i\0t\0l\0e\0\0\0".utf8), type: 1),
        .directory(
          tag: 0x8769,
          [
            text(0x9003, "2019:03:04 17:11:09"), text(0xa431, "SN-4711"),
            undefined(0x9286, Array("ASCII\0\0\0a comment".utf8)),
            undefined(0x927c, canonNote),
            .directory(tag: 0xa005, [text(0x0001, "R98")]),
          ]),
        .directory(tag: 0x8825, place(48, 51, 29.61, "N", 2, 17, 40.2, "E")),
        long(0xbeef, 1, 2, 3), text(0xbee0, "an unknown tag's text"),
      ],
      [short(0x0103, 6), .thumbnail(Self.picture)])
  }

  /// A note without a signature, whose offsets count from the block: they are wrong here on
  /// purpose, as after a careless program moved it.
  private var canonNote: [UInt8] {
    directory(
      [
        text(0x0006, "An example camera"), text(0x0009, "Owner Example"), long(0x000c, 560_018_150),
        text(0x0095, "A lens of 50 mm"),
      ], base: 4000)
  }

  func place(
    _ degrees: UInt32, _ minutes: UInt32, _ seconds: Double, _ north: String, _ east: UInt32,
    _ eastMinutes: UInt32, _ eastSeconds: Double, _ reference: String
  ) -> [Field] {
    [
      text(0x0001, north),
      rational(0x0002, (degrees, 1), (minutes, 1), (UInt32(seconds * 100), 100)),
      text(0x0003, reference),
      rational(0x0004, (east, 1), (eastMinutes, 1), (UInt32(eastSeconds * 100), 100)),
    ]
  }

  /// The smallest thing that looks like a JPEG picture, with a comment in it.
  static let picture: [UInt8] =
    [0xff, 0xd8, 0xff, 0xfe, 0, 14] + Array("thumb secret".utf8) + [0xff, 0xd9]
}
