/// Notes what fields that go give away, by the walker that reads Exif everywhere.
struct TIFFNotes {
  private let file: TIFFBytes
  /// The walker over the file itself; nil for BigTIFF, whose fields are copied to a small block.
  private var walk: ExifWalk?
  /// How many more bytes are copied to small blocks: values may lie upon each other.
  private var left: Int

  /// Notes for a file.
  init(_ file: TIFFBytes) {
    self.file = file
    left = 4 * file.count + 65_536
    guard !file.isBig, let block = ExifBytes(header: file.bytes[...]) else { return }
    walk = ExifWalk(block, at: "TIFF", ExifSummary(), under: .standard)
  }

  /// Says whose camera made it, by which maker notes are known.
  mutating func setMake(_ directory: TIFFDirectory) {
    guard let value = directory.first(0x010f)?.value else { return }
    walk?.make = ExifText.strings(file.bytes[value]) ?? ""
  }

  /// Notes a field that goes, with all that it points at.
  mutating func drop(
    _ entry: TIFFEntry, in directory: TIFFDirectory, _ name: String, _ reading: inout Reading
  ) throws(MediaError) {
    guard reading.wantsValues else {
      let tag = ExifTags.table[entry.tag]
      return reading.disclose(
        tag?.category ?? .unknown, tag?.severity ?? .high,
        at: "TIFF/\(name)/\(tag?.name ?? ExifText.tag(entry.tag))",
        tag?.meaning ?? "a tag no list knows")
    }
    let count = reading.disclosures.count + reading.unlisted
    if var walk, let old = ExifDirectory(at: directory.offset, in: walk.bytes) {
      let index = (entry.position - directory.offset - 2) / 12
      if let field = old.entry(index) {
        walk.claim(field.value)
        let field = ExifField(
          entry: field, directory: old, room: .main(name), position: entry.position)
        if try !walk.follow(field, depth: 0, &reading) { try walk.note(field, &reading) }
      }
      self.walk = walk
    } else if left > 0 {
      let block = TIFFSmallBlock.bytes(of: [entry], in: file)
      left -= block.count
      _ = try ExifBlock.read(block[...], at: "TIFF/\(name)", &reading)
    }
    if reading.disclosures.count + reading.unlisted == count {
      reading.disclose(
        .unknown, .medium, at: "TIFF/\(name)/\(ExifText.tag(entry.tag))", "a tag no decoder needs")
    }
  }

  /// Notes a directory that goes.
  mutating func drop(
    _ directory: TIFFDirectory, _ name: String, _ reading: inout Reading
  ) throws(MediaError) {
    if var walk, let old = ExifDirectory(at: directory.offset, in: walk.bytes) {
      try walk.fields(of: old, as: .main(name), depth: 1, &reading)
      self.walk = walk
    } else if left > 0 {
      let block = TIFFSmallBlock.bytes(of: directory.entries, in: file)
      left -= block.count
      _ = try ExifBlock.read(block[...], at: "TIFF/\(name)", &reading)
    }
  }

  /// Notes the bytes that no field, value or picture owns.
  ///
  /// `claimed` says which bytes structures and data own.
  mutating func noteGaps(
    besides claimed: [Range<Int>], _ reading: inout Reading
  ) throws(MediaError) {
    if walk != nil {
      for range in claimed { walk?.claim(range) }
      try walk?.noteUnclaimed(&reading)
      return
    }
    var loose: [UInt8] = []
    var position = 0
    var count = 0
    for range in claimed + [file.count..<file.count] {
      if range.lowerBound > position {
        let gap = file.bytes[position..<range.lowerBound]
        count += gap.count { $0 != 0 }
        if loose.count < 1 << 16 { loose += gap.prefix(1 << 16) + [0x0a] }
      }
      position = max(position, range.upperBound)
    }
    guard count > 0 else { return }
    reading.disclose(
      .unknown, .high, at: "TIFF/unclaimed", "bytes that no tag points at",
      value: PrintableText.runs(in: loose[...]))
  }
}

/// A small block of Exif with copies of some fields of a BigTIFF, for the walker that reads Exif.
enum TIFFSmallBlock {
  /// The block.
  static func bytes(of entries: [TIFFEntry], in file: TIFFBytes) -> [UInt8] {
    var output: [UInt8] =
      file.isLittleEndian
      ? [0x49, 0x49, 0x2a, 0, 8, 0, 0, 0] : [0x4d, 0x4d, 0, 0x2a, 0, 0, 0, 8]
    append(entries, of: file, depth: 0, to: &output)
    return output
  }

  private static func append(
    _ entries: [TIFFEntry], of file: TIFFBytes, depth: Int, to output: inout [UInt8]
  ) {
    let kept = entries.filter { $0.value != nil }.prefix(1 << 12)
    let start = output.count
    var table: [UInt8] = []
    file.append(kept.count, 2, to: &table)
    output += [UInt8](repeating: 0, count: 2 + 12 * kept.count + 4)
    for entry in kept {
      var value = entry.value.map { file.bytes[$0] } ?? []
      // Beyond twice the file only values that lie upon each other are left.
      if output.count + value.count > 2 * file.count + 65_536 { value = [] }
      file.append(Int(entry.tag), 2, to: &table)
      if [0x8769, 0x8825, 0xa005].contains(entry.tag), depth < 3,
        let target = file.number(entry.value?.lowerBound ?? 0, min(8, value.count)),
        target <= UInt64(file.count), let inner = TIFFDirectory(at: Int(target), in: file)
      {
        file.append(4, 2, to: &table)
        file.append(1, 4, to: &table)
        file.append(output.count, 4, to: &table)
        append(inner.entries, of: file, depth: depth + 1, to: &output)
        continue
      }
      file.append(Int(entry.type), 2, to: &table)
      file.append(value.isEmpty ? 0 : entry.count, 4, to: &table)
      if value.count <= 4 {
        table += value + [UInt8](repeating: 0, count: 4 - value.count)
      } else {
        file.append(output.count, 4, to: &table)
        output += value + [UInt8](repeating: 0, count: value.count % 2)
      }
    }
    output.replaceSubrange(start..<start + table.count, with: table)
  }
}
