/// A first walk over a Matroska file: where its headers and clusters stand.
struct MatroskaLayout {
  /// The header of EBML.
  let header: MatroskaElement
  /// The segment; its content ends where the file does, if it says no size.
  let segment: MatroskaElement
  /// What stands in the segment, in order; clusters of unknown size have found their end.
  let elements: [MatroskaElement]
  /// Where the elements end: what follows is no part of the film.
  let end: Int

  /// Walks the top level; contents are jumped over.
  init(_ source: MediaSource, _ reading: inout Reading) throws(MediaError) {
    var window = MovieStreamWindow(source)
    guard
      let header = try Self.read(at: 0, source.count, &window), header.id == MatroskaID.header,
      header.size != nil, !header.isCut
    else { throw .malformed(.matroska, offset: 0, reason: "the header is broken") }
    self.header = header
    var position = header.range.upperBound
    var found: MatroskaElement?
    while found == nil {
      guard let element = try Self.read(at: position, source.count, &window) else {
        throw .truncated(.matroska, offset: position, reason: "there is no segment")
      }
      try reading.countStructure()
      if element.id == MatroskaID.segment { found = element }
      position = element.range.upperBound
      guard element.id == MatroskaID.segment || element.size != nil else {
        throw .malformed(.matroska, offset: position, reason: "there is no segment")
      }
    }
    guard var segment = found else { throw .unrecognised }
    let start = segment.content.lowerBound
    let limit = segment.size == nil ? source.count : segment.content.upperBound
    var elements: [MatroskaElement] = []
    position = start
    while position < limit {
      guard var element = try Self.read(at: position, limit, &window),
        element.id != MatroskaID.header, element.id != MatroskaID.segment
      else { break }
      try reading.countStructure()
      if element.size == nil {
        guard element.id == MatroskaID.cluster else {
          throw .malformed(
            .matroska, offset: position, reason: "a header of unknown size")
        }
        let end = try Self.endOfCluster(from: element.content.lowerBound, limit, &window)
        element.content = element.content.lowerBound..<end
      }
      elements.append(element)
      position = element.range.upperBound
    }
    if segment.size == nil || position < limit { segment.content = start..<position }
    self.segment = segment
    self.elements = elements
    end = position
  }

  /// The element whose header stands at `offset`.
  static func read(
    at offset: Int, _ end: Int, _ window: inout MovieStreamWindow
  ) throws(MediaError) -> MatroskaElement? {
    let count = min(MatroskaElement.longestHeader, end - offset)
    guard count >= 2 else { return nil }
    let index = try window.index(of: offset, count)
    return MatroskaElement.read(
      window.bytes[index..<index + count], at: offset, end: end)
  }

  /// Where a cluster of unknown size ends: before the next element of the top level.
  private static func endOfCluster(
    from start: Int, _ limit: Int, _ window: inout MovieStreamWindow
  ) throws(MediaError) -> Int {
    var position = start
    while position < limit, let element = try read(at: position, limit, &window) {
      if MatroskaID.topLevel.contains(element.id) { break }
      guard element.size != nil else { break }
      position = element.range.upperBound
    }
    return position
  }
}
