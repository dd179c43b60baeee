/// Encodes samples as a baseline JPEG with the tables of T.81, Annex K.3.
///
/// **Guarantee**: the picture decodes with the steps (those above 255 as 255) and the sampling that
/// its components name; each coefficient is rounded to the nearest multiple of its step.
/// **Source**: ITU-T T.81 (1992), sections A.3, F.1; JFIF 1.02 for the header.
/// **Cost**: O(samples).
public enum JPEGEncoder {
  /// The steps of quality 1 to 100 as the Independent JPEG Group scales the tables of Annex K.1.
  public static func steps(quality: Int, isChroma: Bool = false) -> [UInt16] {
    let quality = min(max(quality, 1), 100)
    let scale = quality < 50 ? 5_000 / quality : 200 - 2 * quality
    return (isChroma ? chromaSteps : lumaSteps).map {
      UInt16(min(max(($0 * scale + 50) / 100, 1), 255))
    }
  }

  /// The file of a picture.
  ///
  /// - Parameter segments: whole segments put between the start and the tables (an orientation, a
  ///   colour profile); where `nil`, a header that says what the components mean.
  /// - Returns: nil where the picture has no pixel, more than 65,535 rows or columns, other than
  ///   one or three components, or more than the ten blocks that a unit may have (T.81, B.2.3).
  public static func encode(_ picture: JPEGPicture, segments: [UInt8]? = nil) -> [UInt8]? {
    guard (1...65_535).contains(picture.width), (1...65_535).contains(picture.height),
      picture.components.count == 1
        || picture.components.count == 3
          && picture.components.reduce(0, { $0 + $1.horizontal * $1.vertical }) <= 10
    else { return nil }
    var bytes: [UInt8] = [0xff, JPEGMarker.startOfImage]
    bytes += segments ?? (picture.colour == .redGreenBlue ? adobeHeader : header)
    let tables = picture.components.map { $0.steps.map { UInt8(clamping: max(1, $0)) } }
    for (number, table) in tables.enumerated() {
      bytes += [0xff, JPEGMarker.quantisationTables, 0, 67, UInt8(number)]
      bytes += (0..<64).map { table[JPEGZigzag.order[$0]] }
    }
    appendFrame(picture, &bytes)
    appendCodes(count: picture.components.count, &bytes)
    bytes += [0xff, JPEGMarker.startOfScan]
    bytes.append(bigEndian: UInt64(6 + 2 * picture.components.count), 2)
    bytes.append(UInt8(picture.components.count))
    for (index, component) in picture.components.enumerated() {
      bytes += [component.identifier, index == 0 ? 0 : 0x11]
    }
    bytes += [0, 63, 0]
    var writer = JPEGBlockWriter(output: bytes)
    write(picture, tables, &writer)
    return writer.finished() + [0xff, JPEGMarker.endOfImage]
  }

  /// JFIF 1.02: grey, or luma and chroma.
  private static let header: [UInt8] = [
    0xff, 0xe0, 0, 16, 74, 70, 73, 70, 0, 1, 2, 0, 0, 1, 0, 1, 0, 0,
  ]
  /// Adobe's segment without a transform: red, green and blue.
  private static let adobeHeader: [UInt8] = [
    0xff, 0xee, 0, 14, 65, 100, 111, 98, 101, 0, 100, 0, 0, 0, 0, 0,
  ]

  private static func appendFrame(_ picture: JPEGPicture, _ bytes: inout [UInt8]) {
    bytes += [0xff, 0xc0]
    bytes.append(bigEndian: UInt64(8 + 3 * picture.components.count), 2)
    bytes.append(8)
    bytes.append(bigEndian: UInt64(picture.height), 2)
    bytes.append(bigEndian: UInt64(picture.width), 2)
    bytes.append(UInt8(picture.components.count))
    for (index, component) in picture.components.enumerated() {
      bytes += [
        component.identifier, UInt8(component.horizontal << 4 | component.vertical), UInt8(index),
      ]
    }
  }

  private static func appendCodes(count: Int, _ bytes: inout [UInt8]) {
    let luma = [(0x00, JPEGStandardTables.directLuma), (0x10, JPEGStandardTables.alternatingLuma)]
    let chroma = [
      (0x01, JPEGStandardTables.directChroma), (0x11, JPEGStandardTables.alternatingChroma),
    ]
    for (kind, table) in count == 1 ? luma : luma + chroma {
      bytes += [0xff, JPEGMarker.huffmanTables]
      bytes.append(bigEndian: UInt64(19 + table.symbols.count), 2)
      bytes.append(UInt8(kind))
      bytes += table.counts.map { UInt8($0) } + table.symbols
    }
  }

  private static func write(
    _ picture: JPEGPicture, _ tables: [[UInt8]], _ writer: inout JPEGBlockWriter
  ) {
    let isAlone = picture.components.count == 1
    let widest = picture.components.reduce(1) { max($0, $1.horizontal) }
    let highest = picture.components.reduce(1) { max($0, $1.vertical) }
    // A scan of one component has blocks of its own, whatever its factors (T.81, A.2.2).
    let unitWidth = 8 * (isAlone ? 1 : widest)
    let unitHeight = 8 * (isAlone ? 1 : highest)
    // The transform is eight times the orthonormal one.
    let reciprocals = tables.map { $0.map { 1 / (8 * Float($0)) } }
    var predictions = [Int](repeating: 0, count: picture.components.count)
    for row in 0..<JPEGCoding.up(picture.height, unitHeight) {
      for column in 0..<JPEGCoding.up(picture.width, unitWidth) {
        for (index, component) in picture.components.enumerated() {
          let (wide, high) = isAlone ? (1, 1) : (component.horizontal, component.vertical)
          for place in 0..<(wide * high) {
            writer.write(
              component.plane, row: 8 * (row * high + place / wide),
              column: 8 * (column * wide + place % wide), reciprocals[index],
              isChroma: index > 0, &predictions[index])
          }
        }
      }
    }
  }

  private static let lumaSteps = [
    16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56,
    14, 17, 22, 29, 51, 87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113,
    92, 49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99,
  ]

  private static let chromaSteps: [Int] = {
    let corner = [17, 18, 24, 47, 18, 21, 26, 66, 24, 26, 56, 99, 47, 66, 99, 99]
    return (0..<64).map { $0 / 8 < 4 && $0 % 8 < 4 ? corner[4 * ($0 / 8) + $0 % 8] : 99 }
  }()
}
