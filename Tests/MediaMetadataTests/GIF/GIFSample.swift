@testable import MediaMetadata

/// Builds GIF files for tests, block by block (GIF89a, 1990).
struct GIFSample {
  /// Introducers and sub-blocks after the screen.
  var blocks: [UInt8] = []

  /// Header, a screen of `width` times `height`, a global table of four colours.
  static func screen(_ width: Int = 3, _ height: Int = 2) -> [UInt8] {
    Array("GIF89a".utf8) + [UInt8(width), 0, UInt8(height), 0, 0x81, 0, 0]
      + [0, 0, 0, 255, 0, 0, 0, 255, 0, 0, 0, 255]
  }

  /// The bytes in sub-blocks of at most `size`, with their terminator.
  static func chunked(_ bytes: [UInt8], size: Int = 255) -> [UInt8] {
    var chunked: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: size) {
      let part = bytes[start..<min(start + size, bytes.count)]
      chunked += [UInt8(part.count)] + part
    }
    return chunked + [0]
  }

  /// An extension of `label`.
  static func `extension`(_ label: UInt8, _ chunks: [UInt8]...) -> [UInt8] {
    [0x21, label] + chunks.flatMap { [UInt8($0.count)] + $0 } + [0]
  }

  /// An application extension.
  static func application(_ name: String, _ data: [UInt8]...) -> [UInt8] {
    [0x21, 0xff, UInt8(name.utf8.count)] + name.utf8 + data.flatMap { [UInt8($0.count)] + $0 } + [0]
  }

  /// An image descriptor, the code size and data that is chunked already.
  static func image(
    _ width: Int = 3, _ height: Int = 2, codeSize: UInt8 = 2, chunked data: [UInt8]
  ) -> [UInt8] {
    [0x2c, 0, 0, 0, 0, UInt8(width), 0, UInt8(height), 0, 0, codeSize] + data
  }

  /// Six pixels, compressed, with the end code; what `LZW.encode` gives.
  static let sixPixels = LZW.encode([0, 1, 2, 3, 0, 1], codeSize: 2)

  /// A whole file around blocks.
  static func file(_ blocks: [UInt8]...) -> [UInt8] {
    screen() + blocks.flatMap { $0 } + [0x3b]
  }

  /// A whole file of one picture.
  static let plain = file(image(chunked: chunked(sixPixels)))
}

/// A slow, obvious LZW coder (GIF89a, appendix F).
enum LZW {
  /// Packs codes of growing width, least significant bit first.
  private struct Packer {
    var bytes: [UInt8] = []
    var pending = 0
    var count = 0

    mutating func put(_ code: Int, _ width: Int) {
      pending |= code << count
      count += width
      while count >= 8 {
        bytes.append(UInt8(pending & 0xff))
        pending >>= 8
        count -= 8
      }
    }

    mutating func flush() { if count > 0 { bytes.append(UInt8(pending & 0xff)) } }
  }

  /// The pixels as codes: a clear code, strings from a dictionary, the end code if wanted.
  ///
  /// A full dictionary is cleared, or kept where `defersClear`.
  static func encode(
    _ pixels: [UInt8], codeSize: Int, endCode: Bool = true, defersClear: Bool = false
  ) -> [UInt8] {
    let clear = 1 << codeSize
    var packer = Packer()
    var table: [[UInt8]: Int] = [:]
    var width = codeSize + 1
    var slot = clear + 2
    func code(_ string: [UInt8]) -> Int { string.count == 1 ? Int(string[0]) : table[string] ?? 0 }
    packer.put(clear, width)
    var string: [UInt8] = []
    for pixel in pixels {
      let longer = string + [pixel]
      if longer.count == 1 || table[longer] != nil {
        string = longer
        continue
      }
      packer.put(code(string), width)
      if slot < 4096 {
        table[longer] = slot
        if slot == 1 << width, width < 12 { width += 1 }
        slot += 1
      } else if !defersClear {
        packer.put(clear, width)
        table = [:]
        width = codeSize + 1
        slot = clear + 2
      }
      string = [pixel]
    }
    if !string.isEmpty {
      packer.put(code(string), width)
      // The decoder makes a string of the last code too.
      if slot == 1 << width, width < 12 { width += 1 }
    }
    if endCode { packer.put(clear + 1, width) }
    packer.flush()
    return packer.bytes
  }
}
