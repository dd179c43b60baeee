/// A directory that stays: a page, a reduced copy of one, or a mask.
struct TIFFPage {
  /// What a field of the output holds.
  enum Content {
    /// These values.
    case values([UInt8])
    /// Where these runs of the input stand in the output.
    case places([Range<Int>])
    /// How many bytes of these runs the output has.
    case sizes([Range<Int>])
    /// Where the pages within this one stand.
    case pages
  }

  /// A field of the output.
  struct Field {
    let tag: UInt16
    let type: UInt16
    let count: Int
    let content: Content
  }

  /// Its fields, by ascending tag.
  var fields: [Field] = []
  /// The pages that its field of directories names.
  var pages: [TIFFPage] = []
  /// The data that its fields name.
  var data: [Range<Int>] = []

  /// Puts the fields into the order of their tags.
  mutating func sort() { fields.sort { $0.tag < $1.tag } }
}

/// The bytes of a directory's picture: strips or tiles, cut to what can be shown of them.
struct TIFFData {
  /// The fields that name where they start and how long they are.
  let offsetsTag: UInt16
  let countsTag: UInt16
  /// The runs, in the order of the picture.
  let runs: [Range<Int>]

  private let directory: TIFFDirectory

  /// The data of a page; nil where it has none.
  init?(
    _ directory: TIFFDirectory, _ file: TIFFBytes, _ reading: inout Reading
  ) throws(MediaError) {
    let isTiled = directory.first(TIFFTag.tileOffsets) != nil
    offsetsTag = isTiled ? TIFFTag.tileOffsets : TIFFTag.stripOffsets
    countsTag = isTiled ? TIFFTag.tileCounts : TIFFTag.stripCounts
    self.directory = directory
    let layout = TIFFLayout(directory, isTiled: isTiled)
    // One more than is counted below, so that too many are an error.
    let most = min(layout.partCount ?? .max, min(reading.limits.structures, .max - 1) + 1)
    guard directory.integer(TIFFTag.width) != nil, directory.integer(TIFFTag.length) != nil,
      let starts = directory.integers(offsetsTag, most: most), !starts.isEmpty
    else { return nil }
    let shown = starts.count
    // Files of old writers name the counts of strips in the fields of tiles, and the reverse.
    let counts =
      directory.integers(countsTag, most: shown)
      ?? directory.integers(
        isTiled ? TIFFTag.stripCounts : TIFFTag.tileCounts, most: shown) ?? []
    var runs: [Range<Int>] = []
    runs.reserveCapacity(shown)
    for index in 0..<shown {
      try reading.countStructure()
      let start = starts[index]
      let plain = layout.plainSize(of: index)
      guard var count = counts.indices.contains(index) && counts[index] > 0 ? counts[index] : plain
      else {
        guard starts[index] == 0 || counts.indices.contains(index) else {
          throw .malformed(
            .tiff, offset: directory.offset, reason: "the picture's data have no length")
        }
        runs.append(0..<0)
        continue
      }
      if let plain { count = min(count, plain) }
      if start == 0 || count == 0 {
        runs.append(0..<0)
        continue
      }
      guard start < file.count else {
        throw .truncated(.tiff, offset: directory.offset, reason: "the picture's data are missing")
      }
      runs.append(start..<start + min(count, file.count - start))
    }
    self.runs = runs
  }
}

/// How a page's samples are laid out, as far as the length of uncompressed data goes.
struct TIFFLayout {
  /// How many strips or tiles make the picture; nil where that can't be told.
  let partCount: Int?
  private let rows: Int
  private let rowsPerPart: Int
  private let bytesPerRow: Int?
  private let isTiled: Bool
  private let partsPerPlane: Int

  /// Of how many samples the bits are looked at; with more the length of the data can't be told.
  private static let bitsLimit = 1 << 10

  /// The layout of a page.
  init(_ directory: TIFFDirectory, isTiled: Bool) {
    func integer(_ tag: UInt16, _ usual: Int) -> Int { directory.integer(tag) ?? usual }
    let width = integer(TIFFTag.width, 0)
    rows = integer(TIFFTag.length, 0)
    let samples = max(1, integer(TIFFTag.samples, 1))
    let isPlanar = integer(TIFFTag.planar, 1) == 2
    let bits = directory.integers(TIFFTag.bits, most: Self.bitsLimit + 1) ?? [1]
    self.isTiled = isTiled
    let columns = isTiled ? integer(TIFFTag.tileWidth, 0) : width
    rowsPerPart =
      isTiled ? integer(TIFFTag.tileLength, 0) : min(rows, integer(TIFFTag.rowsPerStrip, rows))
    let isOdd =
      rows <= 0 || rowsPerPart <= 0 || columns <= 0 || max(rows, columns, width) > 1 << 30
      || samples > 1 << 16 || directory.first(32_997) != nil
    guard !isOdd else {
      partCount = nil
      bytesPerRow = nil
      partsPerPlane = 1
      return
    }
    let across = isTiled ? (width + columns - 1) / columns : 1
    partsPerPlane = across * ((rows + rowsPerPart - 1) / rowsPerPart)
    let (parts, overflow) = partsPerPlane.multipliedReportingOverflow(
      by: isPlanar ? samples : 1)
    partCount = overflow ? nil : parts
    // Subsampled colour is packed by blocks of pixels; compressed data have lengths of their own.
    let isPlain =
      integer(TIFFTag.compression, 1) == 1 && integer(TIFFTag.photometric, 0) != 6
    let sampleBits = bits.max() ?? 1
    guard isPlain, sampleBits <= 1 << 16, bits.count <= Self.bitsLimit else {
      bytesPerRow = nil
      return
    }
    bytesPerRow = (columns * sampleBits * (isPlanar ? 1 : samples) + 7) / 8
  }

  /// The bytes that an uncompressed part needs; nil for others.
  func plainSize(of index: Int) -> Int? {
    guard let bytesPerRow else { return nil }
    let inPlane = index % max(1, partsPerPlane)
    let left = isTiled ? rowsPerPart : min(rowsPerPart, rows - inPlane * rowsPerPart)
    let (size, overflow) = bytesPerRow.multipliedReportingOverflow(by: max(0, left))
    return overflow ? nil : size
  }
}
