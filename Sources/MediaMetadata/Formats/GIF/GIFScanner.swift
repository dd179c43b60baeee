/// Cuts a GIF file into blocks, one after another, as ImageMagick, libgif and the browsers cut it.
///
/// Bytes between blocks are passed over one by one until an introducer stands, as ImageMagick and
/// Pillow do.
struct GIFScanner {
  /// Where the next block begins; after the last block, the end of the GIF.
  private(set) var position: Int
  /// After the screen descriptor and the global colour table.
  let screenEnd: Int
  private let bytes: [UInt8]
  private var isEnded = false
  private var follower = GIFCodeFollower()

  private enum Introducer {
    static let image: UInt8 = 0x2c
    static let `extension`: UInt8 = 0x21
    static let trailer: UInt8 = 0x3b
    static let all = [image, `extension`, trailer]
  }

  /// Stands after the screen; throws where not even the colour table is whole.
  init(_ bytes: [UInt8]) throws(MediaError) {
    self.bytes = bytes
    screenEnd = try Self.screenEnd(bytes)
    position = screenEnd
  }

  /// The next block; nil after the trailer, and at the end of the file.
  mutating func next(_ reading: inout Reading) throws(MediaError) -> GIFBlock? {
    guard !isEnded, position < bytes.count else { return nil }
    try reading.countStructure()
    let start = position
    let kind = try scan(data: true)
    return GIFBlock(range: start..<position, kind: kind)
  }

  /// Where the last picture begins; nil without one.
  ///
  /// Walks the blocks without following their codes.
  func lastImage() throws(MediaError) -> Int? {
    var ahead = self
    var last: Int?
    while !ahead.isEnded, ahead.position < bytes.count {
      let start = ahead.position
      if case .image = try ahead.scan(data: false) { last = start }
    }
    return last
  }

  private mutating func scan(data: Bool) throws(MediaError) -> GIFBlock.Kind {
    switch bytes[position] {
    case Introducer.trailer:
      isEnded = true
      return take(.trailer, to: position + 1)
    case Introducer.extension: return scanExtension()
    case Introducer.image: return try scanImage(data)
    default: return scanStray()
    }
  }

  /// Header, screen descriptor and global colour table (GIF89a, 17 to 19).
  private static func screenEnd(_ bytes: [UInt8]) throws(MediaError) -> Int {
    guard bytes.count >= 13 else {
      throw .truncated(.gif, offset: 6, reason: "the screen descriptor is cut off")
    }
    let end = 13 + tableByteCount(bytes[10])
    guard end <= bytes.count else {
      throw .truncated(.gif, offset: 13, reason: "the colour table is cut off")
    }
    return end
  }

  /// The size of the colour table that a descriptor's packed fields announce.
  private static func tableByteCount(_ packed: UInt8) -> Int {
    packed & 0x80 == 0 ? 0 : 3 << (Int(packed & 7) + 1)
  }

  private mutating func take(_ kind: GIFBlock.Kind, to end: Int) -> GIFBlock.Kind {
    position = end
    return kind
  }

  private mutating func scanExtension() -> GIFBlock.Kind {
    guard bytes.count - position >= 3 else { return take(.cutOff, to: bytes.count) }
    let chain = GIFSubBlocks(bytes, from: position + 2)
    switch bytes[position + 1] {
    case 0xf9: return take(chain.isTerminated ? .control(chain) : .cutOff, to: chain.end)
    case 0xfe: return take(.comment(chain), to: chain.end)
    case 0x01: return take(.plainText(chain), to: chain.end)
    case 0xff: return take(.application(chain), to: chain.end)
    default: return take(.unknownExtension(chain), to: chain.end)
    }
  }

  /// An image descriptor, its colour table and its data (GIF89a, 20 to 22).
  private mutating func scanImage(_ followsCodes: Bool) throws(MediaError) -> GIFBlock.Kind {
    guard bytes.count - position >= 10 else { return take(.cutOff, to: bytes.count) }
    let dataStart = position + 10 + Self.tableByteCount(bytes[position + 9])
    guard dataStart < bytes.count else { return take(.cutOff, to: bytes.count) }
    // Browsers take the screen's size where an image has none.
    let width = size(at: position + 5) > 0 ? size(at: position + 5) : size(at: 6)
    let height = size(at: position + 7) > 0 ? size(at: position + 7) : size(at: 8)
    let pixels = followsCodes ? width * height : 0
    guard let data = follower.follow(bytes, at: dataStart, pixels: pixels) else {
      throw .malformed(.gif, offset: dataStart, reason: "the code size is out of range")
    }
    return take(.image(data), to: data.end)
  }

  private func size(at index: Int) -> Int { Int(bytes[index]) | Int(bytes[index + 1]) << 8 }

  private mutating func scanStray() -> GIFBlock.Kind {
    var end = position + 1
    while end < bytes.count, !Introducer.all.contains(bytes[end]) { end += 1 }
    return take(.stray, to: end)
  }
}
