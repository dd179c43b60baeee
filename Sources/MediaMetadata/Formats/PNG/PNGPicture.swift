/// What the header says of a picture, and how its rows lie in the inflated data (PNG, 11.2.1, 7.2).
struct PNGPicture: Sendable, Equatable {
  let width: Int
  let height: Int
  let bitDepth: Int
  let colourType: Int
  let isInterlaced: Bool

  /// libpng's limit for width and height; it keeps a row below 8 MB.
  static let longestSide = 1_000_000

  /// One pass of rows: the only one, or one of Adam7's.
  struct Pass: Sendable, Equatable {
    /// How many bytes a row has, without its filter's number.
    let rowCount: Int
    let height: Int
  }

  /// The picture that the content of an IHDR chunk describes; nil where decoders refuse it.
  init?(_ content: ArraySlice<UInt8>) {
    var reader = ByteReader(Array(content))
    guard content.count == 13, let width = reader.bigEndian(4), let height = reader.bigEndian(4),
      let bitDepth = reader.byte(), let colourType = reader.byte(), reader.byte() == 0,
      reader.byte() == 0, let interlace = reader.byte(), interlace <= 1,
      (1...Self.longestSide).contains(Int(width)), (1...Self.longestSide).contains(Int(height))
    else { return nil }
    let depths: [UInt8]
    switch colourType {
    case 0: depths = [1, 2, 4, 8, 16]
    case 3: depths = [1, 2, 4, 8]
    case 2, 4, 6: depths = [8, 16]
    default: return nil
    }
    guard depths.contains(bitDepth) else { return nil }
    self.width = Int(width)
    self.height = Int(height)
    self.bitDepth = Int(bitDepth)
    self.colourType = Int(colourType)
    isInterlaced = interlace == 1
  }

  private init(_ picture: PNGPicture, width: Int, height: Int) {
    self.width = width
    self.height = height
    bitDepth = picture.bitDepth
    colourType = picture.colourType
    isInterlaced = picture.isInterlaced
  }

  /// A frame of an animation: another size, all else alike.
  func frame(width: Int, height: Int) -> PNGPicture {
    PNGPicture(self, width: width, height: height)
  }

  /// How many samples a pixel has.
  var channelCount: Int { [1, 1, 3, 1, 2, 1, 4][colourType] }

  /// Whether pixels have an alpha sample of their own.
  var hasAlpha: Bool { colourType & 4 != 0 }

  /// Whether a palette holds the colours.
  var isIndexed: Bool { colourType == 3 }

  /// How many bytes a pixel has, at least 1: the distance that filters look back.
  var pixelCount: Int { max(1, channelCount * bitDepth / 8) }

  /// The passes that hold pixels.
  var passes: [Pass] {
    guard isInterlaced else { return [pass(width, height)] }
    // Column and row of the first pixel, and the steps (PNG, 8.2).
    let adam7 = [
      (0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2),
      (0, 1, 1, 2),
    ]
    return adam7.compactMap { column, row, across, down in
      guard width > column, height > row else { return nil }
      return pass(
        (width - column + across - 1) / across, (height - row + down - 1) / down)
    }
  }

  private func pass(_ width: Int, _ height: Int) -> Pass {
    Pass(rowCount: (width * channelCount * bitDepth + 7) / 8, height: height)
  }

  /// How many bytes the rows have when inflated, filter numbers included.
  ///
  /// Sides are limited, so it can't overflow.
  var inflatedCount: Int { passes.reduce(0) { $0 + ($1.rowCount + 1) * $1.height } }
}
