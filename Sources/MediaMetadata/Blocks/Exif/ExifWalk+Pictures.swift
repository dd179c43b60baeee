extension ExifWalk {
  static let pictureMeaning = "a thumbnail, which may show the uncropped picture"

  /// Whether a value is a JPEG picture.
  func isPicture(_ value: ArraySlice<UInt8>) -> Bool { value.starts(with: [0xff, 0xd8, 0xff]) }

  /// Notes a picture inside the block, and all that it carries itself.
  mutating func notePicture(
    _ range: Range<Int>, at path: String, _ reading: inout Reading
  ) throws(MediaError) {
    let range = range.clamped(to: 0..<bytes.count)
    guard !range.isEmpty else { return }
    claim(range)
    let slice = bytes.slice(range)
    reading.disclose(
      .content, .high, at: path, Self.pictureMeaning, value: "\(range.count) bytes")
    guard spendPicture(range.count) else { return }
    if isPicture(slice), reading.depth < reading.limits.depth,
      try reading.embedded(MediaSource(Array(slice)), at: path) != nil
    {
      return
    }
    if spendText(min(slice.count, 2 * 65_536)), let runs = PrintableText.runs(in: slice) {
      reading.disclose(
        .unknown, .high, at: path, "text in a picture that can't be taken apart", value: runs)
    }
  }

  /// Notes the pictures that a directory points at.
  mutating func notePictures(
    of directory: ExifDirectory, in room: ExifRoom, _ reading: inout Reading
  ) throws(MediaError) {
    let path = location + "/" + room.name + "/"
    let pairs: [(start: UInt16, count: UInt16, name: String)]
    switch room {
    case .main: pairs = [(0x0201, 0x0202, "Thumbnail")]
    case .maker(let maker, let name, _): pairs = maker.pictures(in: name)
    case .place, .interoperability: return
    }
    for pair in pairs {
      guard let start = directory.first(pair.start).flatMap({ directory.bytes.integer($0) }),
        let count = directory.first(pair.count).flatMap({ directory.bytes.integer($0) }),
        let range = picture(at: start, count: count, in: directory)
      else { continue }
      try notePicture(range, at: path + pair.name, &reading)
    }
    guard case .main = room else { return }
    for pair: (UInt16, UInt16) in [(0x0111, 0x0117), (0x0144, 0x0145)] {
      try noteStrips(directory, pair.0, pair.1, at: path + "Image", &reading)
    }
  }

  /// The range of a picture that two fields state, cut to the block; nil for a senseless one.
  private func picture(at start: Int, count: Int, in directory: ExifDirectory) -> Range<Int>? {
    let (first, overflow) = start.addingReportingOverflow(directory.base)
    guard !overflow, start > 0, count > 0, first > 0, first < bytes.count else { return nil }
    return first..<(first + min(count, bytes.count - first))
  }

  /// Notes a picture that stands in strips or tiles.
  private mutating func noteStrips(
    _ directory: ExifDirectory, _ offsets: UInt16, _ counts: UInt16, at path: String,
    _ reading: inout Reading
  ) throws(MediaError) {
    guard let starts = directory.first(offsets), let sizes = directory.first(counts) else { return }
    var total = 0
    var found: Range<Int>?
    for index in 0..<min(starts.available, sizes.available) {
      guard let start = directory.bytes.integer(starts, index),
        let count = directory.bytes.integer(sizes, index),
        let range = picture(at: start, count: count, in: directory)
      else { continue }
      claim(range)
      total = total.addingReportingOverflow(range.count).partialValue
      if found == nil { found = range }
    }
    guard let found else { return }
    if isPicture(bytes.slice(found)) { return try notePicture(found, at: path, &reading) }
    reading.disclose(
      .content, .high, at: path, Self.pictureMeaning, value: "\(total) bytes")
  }

  /// Notes the bytes that no field, value or picture owns, unless they are zero.
  mutating func noteUnclaimed(_ reading: inout Reading) throws(MediaError) {
    var loose: [UInt8] = []
    var count = 0
    for gap in gaps() {
      let slice = bytes.slice(gap)
      guard let first = slice.firstIndex(where: { $0 != 0 }) else { continue }
      if let start = pictureStart(in: slice[first...]) {
        let offset = start - slice.startIndex + gap.lowerBound
        try notePicture(offset..<gap.upperBound, at: location + "/unclaimed", &reading)
      } else {
        count += slice.count { $0 != 0 }
        if loose.count < 65_536 { loose += slice.prefix(65_536) + [0x0a] }
      }
    }
    guard count > 0 else { return }
    reading.disclose(
      .unknown, count < 4 ? .low : .high, at: location + "/unclaimed",
      "bytes that no tag points at", value: PrintableText.runs(in: loose[...]))
  }

  /// Where a JPEG picture starts.
  func pictureStart(in slice: ArraySlice<UInt8>) -> Int? {
    guard slice.count > 64 else { return nil }
    for index in slice.startIndex..<(slice.endIndex - 2)
    where slice[index] == 0xff && slice[index + 1] == 0xd8 && slice[index + 2] == 0xff {
      return index
    }
    return nil
  }

  /// The ranges that nothing claims, in order.
  private func gaps() -> [Range<Int>] {
    var gaps: [Range<Int>] = []
    var position = 0
    for range in claimed.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if range.lowerBound > position { gaps.append(position..<range.lowerBound) }
      position = max(position, range.upperBound)
    }
    if position < bytes.count { gaps.append(position..<bytes.count) }
    return gaps
  }
}
