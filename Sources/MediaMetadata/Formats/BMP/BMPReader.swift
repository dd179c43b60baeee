/// Takes bitmaps of Windows and OS/2 apart.
///
/// Kept: the header's fields that decoding needs, masks, palette, pixels, a colour profile without
/// its device. Everything stands gapless in this order.
public enum BMPReader: MediaFormatReader {
  /// The format it reads.
  public static let format = MediaFormat.bmp

  /// Whether the first bytes look like it.
  public static func recognises(_ head: [UInt8]) -> Bool { BMPHeader.isBitmap(head) }

  /// Takes the file apart; see `MediaFormatReader`.
  public static func read(
    _ source: MediaSource, _ reading: inout Reading
  ) throws(MediaError) -> Anatomy {
    let bytes = try source.whole(limit: reading.limits.imageBytes)
    var rebuild = try BMPRebuild(bytes, reading.limits)
    return try rebuild.anatomy(&reading)
  }
}

/// Lays a bitmap out anew.
struct BMPRebuild {
  private let bytes: [UInt8]
  private var header: BMPHeader
  private let pixels: BMPPixels

  /// A rebuild of a file.
  init(_ bytes: [UInt8], _ limits: Limits) throws(MediaError) {
    self.bytes = bytes
    header = try BMPHeader(bytes)
    let known = [16, 64].contains(header.count) ? 0...4 : 0...3
    guard known.contains(header.compression) || header.compression == 6 else {
      throw .malformed(.bmp, offset: 30, reason: "its pixels are coded in no known way")
    }
    pixels = try BMPPixels(header, bytes, limits)
  }

  /// The account of all bytes.
  mutating func anatomy(_ reading: inout Reading) throws(MediaError) -> Anatomy {
    let profile = try profile(&reading)
    let tables = tables(&reading)
    let start = BMPHeader.fileCount + header.count + tables.count
    header.setSize(header.compression == 0 ? 0 : pixels.range.count)
    if let profile {
      header.setProfile(
        at: start - BMPHeader.fileCount + pixels.range.count, size: profile.count)
    }
    let end = start + pixels.range.count + (profile?.count ?? 0)
    var head: [UInt8] = [0x42, 0x4d]
    head.append(littleEndian: UInt64(end), 4)
    head += [0, 0, 0, 0]
    head.append(littleEndian: UInt64(start), 4)
    head += header.bytes + tables
    var list = PieceList()
    try putHead(head, &list, &reading)
    pixels.put(bytes, &list, &reading)
    putProfile(profile, &list)
    try dropRest(&list, &reading)
    // Which profile there is depends on the policy, and so do the fields that name it.
    let shape = header.bytes.prefix(min(header.count, 56)) + tables
    return Anatomy(
      pieces: list.pieces, payload: [.header(Array(shape)), .bytes(pixels.shown)])
  }

  /// Masks and palette; the byte beside each colour means nothing.
  private func tables(_ reading: inout Reading) -> [UInt8] {
    let start = BMPHeader.fileCount + header.count
    let count = header.maskCount + header.colours * header.colourCount
    var tables = Array(bytes[start..<min(bytes.count, start + count)])
    guard header.colourCount == 4 else { return tables }
    var spare: [UInt8] = []
    for index in 0..<header.colours {
      let place = header.maskCount + index * 4 + 3
      guard place < tables.count else { break }
      spare.append(tables[place])
      tables[place] = 0
    }
    if spare.contains(where: { $0 != 0 }) {
      reading.discloseUnknown(spare[...], at: "palette/reserved", "bytes beside the colours")
    }
    return tables
  }

  private func profile(_ reading: inout Reading) throws(MediaError) -> [UInt8]? {
    if let link = header.link {
      reading.disclose(
        .content, .high, at: "linked profile", "the path of a colour profile's file",
        value: PrintableText.text(bytes[link]))
    }
    guard let place = header.profile else { return nil }
    let count = reading.disclosures.count
    let old = Array(bytes[place])
    if pixels.isCut {
      reading.disclose(.device, .low, at: "profile", "a colour profile behind pixels cut off")
      return nil
    }
    let new = try ColourProfile.replacement(for: old, at: "profile", &reading)
    if new != old, reading.disclosures.count == count {
      reading.disclose(.device, .low, at: "profile", "a colour profile")
    }
    return new
  }

  private func putHead(
    _ head: [UInt8], _ list: inout PieceList, _ reading: inout Reading
  ) throws(MediaError) {
    let start = pixels.range.lowerBound
    if bytes[..<min(start, bytes.count)].elementsEqual(head) {
      return list.keep(to: start, "header")
    }
    let reserved = bytes[6..<10]
    if reserved.contains(where: { $0 != 0 }) {
      reading.disclose(
        .unknown, .high, at: "header/reserved", "bytes that mean nothing",
        value: PrintableText.runs(in: reserved) ?? ExifText.hexadecimal(reserved))
    }
    let gap = min(head.count, start)..<start
    if !gap.isEmpty, gap.lowerBound >= BMPHeader.fileCount + header.count {
      var loose = bytes[gap]
      if let profile = header.profile, profile.overlaps(gap) {
        loose = bytes[gap.lowerBound..<max(gap.lowerBound, profile.lowerBound)]
      }
      if loose.contains(where: { $0 != 0 }) {
        reading.discloseUnknown(
          loose, at: "gap", "bytes between the header and the pixels")
      }
    }
    reading.disclose(.software, .low, at: "header", "how a program filled the header")
    list.replace(to: start, with: head, "header")
  }

  private func putProfile(_ profile: [UInt8]?, _ list: inout PieceList) {
    guard let profile else { return }
    let end = list.position
    let old = bytes[end..<min(bytes.count, end + profile.count)]
    if old.elementsEqual(profile) {
      list.keep(to: end + profile.count, "profile")
    } else {
      list.insert(profile, "profile")
    }
  }

  private func dropRest(
    _ list: inout PieceList, _ reading: inout Reading
  ) throws(MediaError) {
    let start = list.position
    guard start < bytes.count else { return }
    let owned = [header.profile, header.link].compactMap { $0 }
    guard let place = owned.first, place.lowerBound >= start else {
      return try PictureTrailer.drop(from: start, of: MediaSource(bytes), &list, &reading)
    }
    let between = bytes[start..<place.lowerBound]
    if between.contains(where: { $0 != 0 }) {
      reading.discloseUnknown(between, at: "gap", "bytes before the profile")
    }
    list.drop(to: place.upperBound, "profile")
    try PictureTrailer.drop(from: list.position, of: MediaSource(bytes), &list, &reading)
  }
}

/// The pixels of a bitmap: where they stand, and which of their bytes are shown.
struct BMPPixels {
  /// All that stays of them.
  let range: Range<Int>
  /// Without the bytes that fill up rows.
  let shown: [Range<Int>]
  /// Whether they are not compressed.
  let isPlain: Bool
  /// Whether the file ends before the pixels do: then nothing can follow them.
  let isCut: Bool
  private let rowCount: Int
  private let shownCount: Int

  /// The pixels that a header describes.
  ///
  /// Throws `limit` for more rows with filler than structures are allowed: each is two pieces.
  init(_ header: BMPHeader, _ bytes: [UInt8], _ limits: Limits) throws(MediaError) {
    let start = header.pixels
    guard start < bytes.count else {
      throw .truncated(.bmp, offset: 10, reason: "there are no pixels")
    }
    // A profile behind the pixels ends them, however many the header says there are.
    let end = header.profile.map { $0.lowerBound > start ? $0.lowerBound : bytes.count }
    let rest = min(end ?? bytes.count, bytes.count) - start
    let isOS2 = header.count == 64 || header.count == 16
    isPlain = header.compression == 0 || [3, 6].contains(header.compression) && !isOS2
    if isPlain {
      shownCount = (header.width * header.bits + 7) / 8
      rowCount = (header.width * header.bits + 31) / 32 * 4
      let (size, overflow) = rowCount.multipliedReportingOverflow(by: header.height)
      range = start..<start + (overflow ? rest : min(size, rest))
      isCut = overflow || size > rest
      var shown: [Range<Int>] = []
      if shownCount == rowCount || rowCount == 0 {
        shown = [range]
      } else {
        guard range.count / rowCount <= limits.structures else {
          throw .limit(.structures, allowed: limits.structures)
        }
        var position = range.lowerBound
        while position < range.upperBound {
          shown.append(position..<min(position + shownCount, range.upperBound))
          position += rowCount
        }
      }
      self.shown = shown
      return
    }
    shownCount = 0
    rowCount = 0
    isCut = false
    var size = header.statedSize > 0 ? min(header.statedSize, rest) : rest
    if header.compression == 1 || header.compression == 2 {
      size = Self.runLength(bytes[start..<start + rest], isHalf: header.compression == 2) ?? size
    }
    range = start..<start + size
    shown = [range]
  }

  /// Where run-length coding ends; nil where no end is marked.
  private static func runLength(_ bytes: ArraySlice<UInt8>, isHalf: Bool) -> Int? {
    var position = bytes.startIndex
    while position + 1 < bytes.endIndex {
      let (first, second) = (bytes[position], Int(bytes[position + 1]))
      position += 2
      guard first == 0 else { continue }
      switch second {
      case 0: continue
      case 1: return position - bytes.startIndex
      case 2: position += 2
      default:
        let count = isHalf ? (second + 1) / 2 : second
        position += count + count % 2
      }
    }
    return nil
  }

  /// Keeps the pixels; bytes that fill up rows become zero.
  func put(_ bytes: [UInt8], _ list: inout PieceList, _ reading: inout Reading) {
    guard shownCount < rowCount else { return list.keep(to: range.upperBound, "pixels") }
    var filler: [UInt8] = []
    for row in shown {
      let end = min(row.lowerBound + rowCount, range.upperBound)
      let fill = bytes[row.upperBound..<end]
      guard fill.contains(where: { $0 != 0 }) else { continue }
      if filler.count < 1 << 16 { filler += fill }
      list.keep(to: row.upperBound, "pixels")
      list.replace(to: end, with: [UInt8](repeating: 0, count: fill.count), "row filler")
    }
    list.keep(to: range.upperBound, "pixels")
    if !filler.isEmpty {
      reading.discloseUnknown(filler[...], at: "pixels/filler", "bytes that fill up rows")
    }
  }
}
