extension ExifWalk {
  /// Takes a maker note apart, or notes its bytes where its layout is unknown.
  mutating func makerNote(
    _ field: ExifField, depth: Int, _ reading: inout Reading
  ) throws(MediaError) {
    let range = field.entry.value
    guard !range.isEmpty else { return }
    let (maker, layout) = ExifMakerLayout.find(range, in: field.bytes, make: make)
    let path = location + "/" + maker.label
    guard let layout,
      let directory = enter(
        layout.start, base: base(of: layout, in: range),
        in: field.bytes.ordered(littleEndian: layout.isLittleEndian))
    else { return try blob(range, maker, at: path, &reading) }
    reading.disclose(
      .device, .medium, at: path, "what the camera's maker noted for itself",
      value: "\(range.count) bytes")
    release(range, signature: layout.signature)
    try fields(
      of: directory, as: .maker(maker, maker.label, maker.tags), depth: depth + 1, &reading)
    if let next = directory.next,
      let second = enter(next, base: directory.base, in: directory.bytes)
    {
      try fields(
        of: second, as: .maker(maker, maker.label + "/next", [:]), depth: depth + 1, &reading)
    }
  }

  /// Notes a note without a directory.
  private mutating func blob(
    _ range: Range<Int>, _ maker: ExifMaker, at path: String, _ reading: inout Reading
  ) throws(MediaError) {
    let slice = bytes.slice(range)
    guard spendText(min(slice.count, 2 * 65_536)) else {
      return reading.disclose(
        .unknown, .high, at: path, "what the camera's maker noted for itself")
    }
    for fact in maker.facts(in: slice) {
      reading.disclose(
        fact.category, .high, at: path + "/" + fact.name, fact.meaning, value: fact.value)
    }
    let picture = pictureStart(in: slice)
    reading.disclose(
      .unknown, .high, at: path, "what the camera's maker noted for itself",
      value: ExifText.anything(slice[..<(picture ?? slice.endIndex)]))
    if let picture {
      let offset = picture - slice.startIndex + range.lowerBound
      try notePicture(offset..<range.upperBound, at: path + "/Preview", &reading)
    }
  }

  /// Enters a directory inside a maker note; false for fields that are none.
  mutating func followPart(
    _ field: ExifField, of maker: ExifMaker, _ name: String, depth: Int, _ reading: inout Reading
  ) throws(MediaError) -> Bool {
    let entry = field.entry
    guard let part = maker.part(entry.tag) else { return false }
    let room = ExifRoom.maker(maker, name + "/" + part.name, part.tags)
    if entry.size <= 4 {
      guard entry.type == ExifType.long || entry.type == ExifType.directory else { return false }
      return try enter(field, as: room, depth: depth, &reading)
    }
    guard entry.type == ExifType.undefined || entry.type == ExifType.long, entry.value.count > 18
    else { return false }
    let start = entry.value.lowerBound + part.skip
    for order in [field.bytes.isLittleEndian, !field.bytes.isLittleEndian] {
      let bytes = field.bytes.ordered(littleEndian: order)
      guard let tried = ExifDirectory(at: start, in: bytes), (1...512).contains(tried.count),
        tried.count == tried.declaredCount, tried.end <= entry.value.upperBound,
        let first = tried.entry(0), ExifType.size(first.type) != nil
      else { continue }
      let base = base(of: tried, default: field.directory.base, in: entry.value, part.skip)
      guard let directory = enter(start, base: base, in: bytes) else { return false }
      release(entry.value, signature: part.skip)
      try fields(of: directory, as: room, depth: depth + 1, &reading)
      return true
    }
    return false
  }

  /// The base that most values of a note fall into the note with: its maker's, that of the block,
  /// the note's own, or the one that puts the first value right behind the directory.
  ///
  /// Programs that move a note without knowing it leave its offsets wrong.
  private func base(of layout: ExifMakerLayout, in range: Range<Int>) -> Int {
    let bytes = bytes.ordered(littleEndian: layout.isLittleEndian)
    guard let directory = ExifDirectory(at: layout.start, in: bytes) else { return layout.base }
    // Canon ends its notes with a TIFF header that says where the note once stood.
    if layout.maker == .canon, range.count > 8,
      ExifBytes(header: bytes.slice((range.upperBound - 8)..<range.upperBound)) != nil,
      let once = bytes.uint32(range.upperBound - 4)
    {
      return range.lowerBound - Int(once)
    }
    return base(of: directory, default: layout.base, in: range, layout.start - range.lowerBound)
  }

  private func base(
    of directory: ExifDirectory, default usual: Int, in range: Range<Int>, _ skip: Int
  ) -> Int {
    var places: [(written: Int, size: Int)] = []
    for index in 0..<min(directory.count, 512) {
      guard let entry = directory.entry(index), let written = entry.written, entry.size > 4,
        entry.size <= range.count
      else { continue }
      places.append((written, entry.size))
    }
    guard let lowest = places.map(\.written).min() else { return usual }
    let room = directory.end..<max(directory.end, range.upperBound)
    let behind = [directory.end + 4 - lowest, directory.end - lowest]
    var best = (base: usual, score: -1)
    for base in [usual, 0, range.lowerBound, range.lowerBound + skip] + behind {
      let score = places.count { place in
        let start = base + place.written
        return start >= room.lowerBound && start + place.size <= room.upperBound
      }
      // The usual base stays unless another is right for twice as many values.
      if best.score < 0 || score > max(2 * best.score, best.score + 1) { best = (base, score) }
    }
    return best.base
  }
}
