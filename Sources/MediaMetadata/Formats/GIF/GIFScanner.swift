/// A GIF file cut into its blocks, as ImageMagick, libgif and the browsers cut it.
struct GIFLayout: Sendable {
  /// After the screen descriptor and the global colour table.
  let screenEnd: Int
  /// What follows, without a gap, up to the trailer or the end of the file.
  let blocks: [GIFBlock]
  /// After the trailer; what follows is no part of the GIF.
  let end: Int
}

/// Finds the blocks of a GIF file.
///
/// Bytes between blocks are passed over one by one until an introducer stands, as ImageMagick and
/// Pillow do.
struct GIFScanner {
  private let bytes: [UInt8]
  private var position = 0
  private var blocks: [GIFBlock] = []
  private var follower = GIFCodeFollower()

  private enum Introducer {
    static let image: UInt8 = 0x2c
    static let `extension`: UInt8 = 0x21
    static let trailer: UInt8 = 0x3b
  }

  /// Stands before the header.
  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Cuts the file into blocks; throws where not even its colour table is whole.
  mutating func scan(_ reading: inout Reading) throws(MediaError) -> GIFLayout {
    let screenEnd = try screen()
    position = screenEnd
    while position < bytes.count {
      try reading.countStructure()
      switch bytes[position] {
      case Introducer.trailer:
        add(.trailer, to: position + 1)
        return GIFLayout(screenEnd: screenEnd, blocks: blocks, end: position)
      case Introducer.extension: scanExtension()
      case Introducer.image: try scanImage()
      default: scanStray()
      }
    }
    return GIFLayout(screenEnd: screenEnd, blocks: blocks, end: bytes.count)
  }

  /// Header, screen descriptor and global colour table (GIF89a, 17 to 19).
  private func screen() throws(MediaError) -> Int {
    guard bytes.count >= 13 else {
      throw .truncated(.gif, offset: 6, reason: "the screen descriptor is cut off")
    }
    let end = 13 + Self.tableByteCount(bytes[10])
    guard end <= bytes.count else {
      throw .truncated(.gif, offset: 13, reason: "the colour table is cut off")
    }
    return end
  }

  /// The size of the colour table that a descriptor's packed fields announce.
  private static func tableByteCount(_ packed: UInt8) -> Int {
    packed & 0x80 == 0 ? 0 : 3 << (Int(packed & 7) + 1)
  }

  private mutating func add(_ kind: GIFBlock.Kind, to end: Int) {
    blocks.append(GIFBlock(range: position..<end, kind: kind))
    position = end
  }

  private mutating func scanExtension() {
    guard bytes.count - position >= 3 else { return add(.cutOff, to: bytes.count) }
    let chain = GIFSubBlocks(bytes, from: position + 2)
    switch bytes[position + 1] {
    case 0xf9 where chain.isTerminated: add(.control(chain), to: chain.end)
    case 0xf9: add(.cutOff, to: chain.end)
    case 0xfe: add(.comment(chain), to: chain.end)
    case 0x01: add(.plainText(chain), to: chain.end)
    case 0xff: add(.application(chain), to: chain.end)
    default: add(.unknownExtension(chain), to: chain.end)
    }
  }

  /// An image descriptor, its colour table and its data (GIF89a, 20 to 22).
  private mutating func scanImage() throws(MediaError) {
    guard bytes.count - position >= 10 else { return add(.cutOff, to: bytes.count) }
    let dataStart = position + 10 + Self.tableByteCount(bytes[position + 9])
    guard dataStart < bytes.count else { return add(.cutOff, to: bytes.count) }
    // Browsers take the screen's size where an image has none.
    let width = size(at: position + 5) > 0 ? size(at: position + 5) : size(at: 6)
    let height = size(at: position + 7) > 0 ? size(at: position + 7) : size(at: 8)
    guard let data = follower.follow(bytes, at: dataStart, pixels: width * height) else {
      throw .malformed(.gif, offset: dataStart, reason: "the code size is out of range")
    }
    add(.image(data), to: data.end)
  }

  private func size(at index: Int) -> Int { Int(bytes[index]) | Int(bytes[index + 1]) << 8 }

  private mutating func scanStray() {
    var end = position + 1
    while end < bytes.count, ![0x21, 0x2c, 0x3b].contains(bytes[end]) { end += 1 }
    add(.stray, to: end)
  }
}
