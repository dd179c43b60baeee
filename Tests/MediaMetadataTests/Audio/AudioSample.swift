@testable import MediaMetadata

/// Files of sound made by hand, with checks computed bit by bit.
enum AudioSample {
  /// A frame of silence: MPEG 1, layer III, 128 kbit/s, 44.1 kHz, stereo.
  static func silence(filled: [UInt8] = []) -> [UInt8] {
    let body = [UInt8](repeating: 0, count: 32) + filled
    return [0xff, 0xfb, 0x90, 0x00] + body + [UInt8](repeating: 0, count: 413 - body.count)
  }

  /// The check of polynomials that are not reflected, bit by bit.
  static func check(_ bytes: [UInt8], polynomial: UInt32, width: UInt32) -> UInt32 {
    var register: UInt32 = 0
    for byte in bytes {
      for bit in (0..<8).reversed() {
        let top = register >> (width - 1) & 1
        register = register << 1
        if UInt32(byte >> UInt8(bit) & 1) != top { register ^= polynomial }
        if width < 32 { register &= (1 << width) - 1 }
      }
    }
    return register
  }

  static func id3(_ version: UInt8, _ frames: [UInt8], flags: UInt8 = 0) -> [UInt8] {
    let size = [21, 14, 7, 0].map { UInt8(frames.count >> $0 & 0x7f) }
    return Array("ID3".utf8) + [version, 0, flags] + size + frames
  }

  static func frame(_ name: String, _ content: [UInt8]) -> [UInt8] {
    Array(name.utf8) + [0, 0, 0, UInt8(content.count), 0, 0] + content
  }

  /// A frame of 16 silent samples on one channel of 16 bits.
  static func flacFrame(_ number: UInt8) -> [UInt8] {
    var frame: [UInt8] = [0xff, 0xf8, 0x69, 0x08, number, 15]
    frame.append(UInt8(check(frame, polynomial: 0x07, width: 8)))
    frame += [0, 0, 0]
    let check = check(frame, polynomial: 0x8005, width: 16)
    return frame + [UInt8(check >> 8), UInt8(check & 0xff)]
  }

  static func flac(_ blocks: [(UInt8, [UInt8])], frames: [UInt8]) -> [UInt8] {
    var info = [UInt8](repeating: 0, count: 34)
    info[12] = 0
    info[13] = 0xf0
    var file = Array("fLaC".utf8)
    let all = [(0, info)] + blocks
    for (index, block) in all.enumerated() {
      file.append(block.0 | (index == all.count - 1 ? 0x80 : 0))
      file.append(bigEndian: UInt64(block.1.count), 3)
      file += block.1
    }
    return file + frames
  }

  /// A page of whole packets.
  static func page(
    _ packets: [[UInt8]], serial: UInt32, number: UInt32, flags: UInt8 = 0, position: UInt8 = 0
  ) -> [UInt8] {
    var page: [UInt8] = Array("OggS".utf8) + [0, flags, position, 0, 0, 0, 0, 0, 0, 0]
    page.append(littleEndian: UInt64(serial), 4)
    page.append(littleEndian: UInt64(number), 4)
    page += [0, 0, 0, 0]
    var lacing: [UInt8] = []
    for packet in packets {
      lacing += [UInt8](repeating: 255, count: packet.count / 255) + [UInt8(packet.count % 255)]
    }
    page += [UInt8(lacing.count)] + lacing + packets.flatMap { $0 }
    var check: [UInt8] = []
    check.append(
      littleEndian: UInt64(Self.check(page, polynomial: 0x04c1_1db7, width: 32)), 4)
    page.replaceSubrange(22..<26, with: check)
    return page
  }

  static func comments(_ vendor: String, _ fields: [String]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.append(littleEndian: UInt64(vendor.utf8.count), 4)
    bytes += Array(vendor.utf8)
    bytes.append(littleEndian: UInt64(fields.count), 4)
    for field in fields {
      bytes.append(littleEndian: UInt64(field.utf8.count), 4)
      bytes += Array(field.utf8)
    }
    return bytes
  }

  static let opusHead: [UInt8] =
    Array("OpusHead".utf8) + [1, 1, 0, 0, 0x80, 0xbb, 0, 0, 7, 1, 0]
  static let opusTags = Array("OpusTags".utf8)

  static func chunk(_ name: String, _ content: [UInt8], isBig: Bool = false) -> [UInt8] {
    var chunk = Array(name.utf8)
    if isBig {
      chunk.append(bigEndian: UInt64(content.count), 4)
    } else {
      chunk.append(littleEndian: UInt64(content.count), 4)
    }
    return chunk + content + (content.count % 2 == 1 ? [0] : [])
  }

  static let format: [UInt8] = [1, 0, 1, 0, 0x40, 0x1f, 0, 0, 0x80, 0x3e, 0, 0, 2, 0, 16, 0]

  static func wav(_ chunks: [UInt8]) -> [UInt8] {
    chunk("RIFF", Array("WAVE".utf8) + chunks)
  }

  static let common: [UInt8] =
    [0, 1, 0, 0, 0, 2, 0, 16, 0x40, 0x0b, 0xfa, 0, 0, 0, 0, 0, 0, 0]

  static func aiff(_ chunks: [UInt8], type: String = "AIFF") -> [UInt8] {
    chunk("FORM", Array(type.utf8) + chunks, isBig: true)
  }

  /// What a reader says of a file.
  static func disclosures(_ bytes: [UInt8]) throws -> [Disclosure] {
    var reading = Reading()
    _ = try MediaFormats.read(MediaSource(bytes), &reading)
    return reading.disclosures
  }

  static func holds(_ text: String, _ bytes: [UInt8]) -> Bool {
    String(decoding: bytes, as: UTF8.self).contains(text)
  }
}
