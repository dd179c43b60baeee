extension IdentifierCollector {
  /// Adds what stands in the structure of a JPEG or a ZIP archive: tables, thumbnails, profiles,
  /// the properties of documents.
  ///
  /// What is broken adds nothing.
  mutating func readStructures(_ source: MediaSource, _ format: MediaFormat?) {
    var reading = Reading(detail: .structures)
    do throws(MediaError) {
      switch format {
      case .jpeg: try readJPEG(source, &reading)
      case .zip: try readDocument(source, &reading)
      default: break
      }
    } catch {
      // The file's own reading has said why; what was found until here stays.
    }
  }

  private mutating func readJPEG(
    _ source: MediaSource, _ reading: inout Reading
  ) throws(MediaError) {
    let bytes = try source.whole(limit: reading.limits.imageBytes)
    let walk = try JPEGWalk(bytes, &reading)
    let tables = walk.tables.all.filter {
      $0.isUsed && walk.segments[$0.segment].marker == JPEGMarker.quantisationTables
    }
    if !tables.isEmpty {
      add(.quantisation, bytes: tables.flatMap { Array(bytes[$0.range]) })
    }
    var profile: [UInt8] = []
    for segment in walk.segments where JPEGMarker.isApplication(segment.marker) {
      let content = bytes[segment.content]
      if content.starts(with: JPEGAccount.exifHeader) {
        readThumbnail(Array(content.dropFirst(JPEGAccount.exifHeader.count)))
      } else if content.starts(with: Self.profileMark) {
        profile += content.dropFirst(Self.profileMark.count + 2)
      }
    }
    if !profile.isEmpty { add(.colourProfile, bytes: profile) }
  }

  private static let profileMark = Array("ICC_PROFILE\0".utf8)

  /// Adds the JPEG that the second directory of an Exif block points at (Exif 2.32, 4.6.2).
  private mutating func readThumbnail(_ block: [UInt8]) {
    guard let tiff = TIFFPointers(block), let first = tiff.number(at: 4, 4),
      let second = tiff.next(after: first), let start = tiff.value(of: 0x0201, in: second),
      let count = tiff.value(of: 0x0202, in: second), count >= Self.leastThumbnail,
      start <= block.count, count <= block.count - start
    else { return }
    let thumbnail = Array(block[start..<(start + count)])
    if thumbnail.starts(with: [0xff, 0xd8]) { add(.thumbnail, bytes: thumbnail) }
  }

  /// Shorter ones show nothing.
  private static let leastThumbnail = 256
}

/// The few numbers of a TIFF structure that lead to a thumbnail; every read is checked.
private struct TIFFPointers {
  private let bytes: [UInt8]
  private let isBigEndian: Bool

  init?(_ bytes: [UInt8]) {
    guard bytes.count >= 8, bytes[0] == bytes[1], bytes[0] == 0x4d || bytes[0] == 0x49 else {
      return nil
    }
    self.bytes = bytes
    isBigEndian = bytes[0] == 0x4d
  }

  /// The number of `count` bytes at `position`.
  func number(at position: Int, _ count: Int) -> Int? {
    guard position >= 0, position <= bytes.count else { return nil }
    var reader = ByteReader(bytes, in: position..<bytes.count)
    let number = isBigEndian ? reader.bigEndian(count) : reader.littleEndian(count)
    return number.flatMap { Int(exactly: $0) }
  }

  /// Where the directory after the one at `directory` stands.
  func next(after directory: Int) -> Int? {
    guard let count = number(at: directory, 2), let next = number(at: directory + 2 + 12 * count, 4)
    else { return nil }
    return next > 0 ? next : nil
  }

  /// The number that an entry of a directory holds.
  func value(of tag: Int, in directory: Int) -> Int? {
    guard let count = number(at: directory, 2) else { return nil }
    for index in 0..<count {
      let entry = directory + 2 + 12 * index
      guard let found = number(at: entry, 2), let type = number(at: entry + 2, 2) else {
        return nil
      }
      if found == tag { return number(at: entry + 8, type == 3 ? 2 : 4) }
    }
    return nil
  }
}
