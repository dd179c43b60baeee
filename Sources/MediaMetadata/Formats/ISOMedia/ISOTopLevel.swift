/// Finds the boxes of the top level without reading what is in them.
struct ISOTopLevel {
  /// In order, without a gap.
  let boxes: [BoxHeader]
  /// Where the last box ends; what follows is no box of this file.
  var end: Int { boxes.last?.range.upperBound ?? 0 }

  /// Walks a file; an `mdat` that the end of the file cuts off ends there.
  ///
  /// A picture file stops at a second `ftyp`: the film of a motion photo stands behind it, as a
  /// file of its own. O(boxes); reads 4 KiB at a time.
  init(
    of source: MediaSource, _ format: MediaFormat, _ reading: inout Reading
  ) throws(MediaError) {
    var boxes: [BoxHeader] = []
    var window = ISOWindow(source)
    var offset = 0
    while let head = try window.reader(at: offset, count: BoxHeader.longest),
      let box = BoxHeader.read(
        head, at: offset, end: source.count, cut: FourCharacters.mediaData)
    {
      if format == .heif, !boxes.isEmpty, box.type == FourCharacters.fileType { break }
      try reading.countStructure()
      boxes.append(box)
      offset = box.range.upperBound
    }
    guard !boxes.isEmpty else { throw .malformed(format, offset: 0, reason: "there is no box") }
    self.boxes = boxes
  }
}

/// A window on a source, for many small reads that mostly go forward.
struct ISOWindow {
  private let source: MediaSource
  private var bytes: [UInt8] = []
  private var start = 0
  private static let count = 4096

  /// A window on the whole source.
  init(_ source: MediaSource) { self.source = source }

  /// A cursor over the `count` bytes at `offset`, or as many as are left; nil where there is none.
  mutating func reader(at offset: Int, count: Int) throws(MediaError) -> ByteReader? {
    guard offset >= 0, count > 0, offset < source.count else { return nil }
    let end = offset + min(count, source.count - offset)
    if offset < start || end > start + bytes.count {
      let stop = max(end, offset + min(Self.count, source.count - offset))
      bytes = try source.bytes(offset..<stop)
      start = offset
    }
    return ByteReader(bytes, in: (offset - start)..<(end - start))
  }
}
