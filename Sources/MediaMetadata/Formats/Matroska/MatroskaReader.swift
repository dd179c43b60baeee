/// Takes Matroska and WebM files apart (RFC 8794, RFC 9559).
///
/// Kept: what a player needs of the headers, every frame, the index, fonts that subtitles need.
/// The index and the list of headers are written anew with the places that the clusters move to.
public enum MatroskaReader: MediaFormatReader {
  /// The format it reads.
  public static let format = MediaFormat.matroska

  /// Whether the first bytes look like it.
  public static func recognises(_ head: [UInt8]) -> Bool {
    head.starts(with: [0x1a, 0x45, 0xdf, 0xa3])
  }

  /// Takes the file apart; see `MediaFormatReader`.
  ///
  /// Clusters are streamed: memory is that of the headers and of one cluster's list of blocks.
  public static func read(
    _ source: MediaSource, _ reading: inout Reading
  ) throws(MediaError) -> Anatomy {
    let count = reading.disclosures.count + reading.unlisted
    let layout = try MatroskaLayout(source, &reading)
    var rebuild = MatroskaRebuild(source, layout)
    let anatomy = try rebuild.anatomy(&reading)
    if !anatomy.isClean, reading.disclosures.count + reading.unlisted == count {
      reading.disclose(.software, .low, at: "Segment", "how a program laid the file out")
    }
    return anatomy
  }
}

/// Lays a Matroska file out anew.
struct MatroskaRebuild {
  private let source: MediaSource
  private let layout: MatroskaLayout
  private var headers = MatroskaHeaders()
  /// The new form of headers, by where they start in the input; without those that go.
  private var rebuilt: [Int: [UInt8]] = [:]
  private var cues: (start: Int, index: MatroskaCues)?

  /// A rebuild of a file.
  init(_ source: MediaSource, _ layout: MatroskaLayout) {
    self.source = source
    self.layout = layout
  }

  /// The account of all bytes.
  mutating func anatomy(_ reading: inout Reading) throws(MediaError) -> Anatomy {
    let header = try headers.rebuilt(
      layout.header, MatroskaSchema.header, at: "EBML", source, &reading)
    try rebuildHeaders(&reading)
    var clusters = MatroskaClusters(source, headers.tracks, reading.limits)
    clusters.list.replace(to: layout.segment.content.lowerBound, with: [], "EBML header")
    let listed = layout.elements.filter { rebuilt[$0.start] != nil }
    let seekCount = seekHead(listed.map { ($0.id, 0) }).count
    var position = seekCount
    var places: [Int: Int] = [:]
    var cuesPiece: Int?
    for element in layout.elements {
      places[element.start] = position
      if element.id == MatroskaID.cluster {
        position += try clusters.take(element, &reading)
      } else if let bytes = rebuilt[element.start] {
        if element.start == cues?.start { cuesPiece = clusters.list.pieces.count }
        clusters.list.replace(to: element.range.upperBound, with: bytes, "header")
        position += bytes.count
      } else {
        let isFirst = element == layout.elements.first && element.id == MatroskaID.seekHead
        clusters.list.drop(to: element.range.upperBound, isFirst ? "SeekHead" : "what goes")
      }
    }
    var payload: [PayloadPart] = [.header(header)]
    for element in listed where element.id != MatroskaID.cues {
      payload.append(.header(rebuilt[element.start] ?? []))
    }
    payload += try clusters.finish(&reading)
    var list = clusters.list
    try PictureTrailer.drop(from: layout.end, of: source, &list, &reading)
    var pieces = list.pieces
    if let cuesPiece, let cues {
      let bytes = cues.index.bytes { places[$0] ?? 0 }
      pieces[cuesPiece] = Piece(
        input: pieces[cuesPiece].input, owner: "Cues", output: .bytes(bytes))
    }
    let seek = seekHead(listed.map { ($0.id, places[$0.start] ?? 0) })
    let start = header + MatroskaWriter.header(MatroskaID.segment, size: position, width: 8) + seek
    return Anatomy(pieces: try joined(pieces, start: start, &reading), payload: payload)
  }

  /// Puts the start in, and says of pieces that come out as they were that they are the same.
  private func joined(
    _ pieces: [Piece], start: [UInt8], _ reading: inout Reading
  ) throws(MediaError) -> [Piece] {
    var pieces = pieces
    let first = layout.elements.first
    let isSame =
      first?.id == MatroskaID.seekHead && first?.range.upperBound == start.count
      && start.count <= source.count
    if isSame, try source.bytes(0..<start.count) == start {
      pieces.removeFirst()
      pieces[0] = Piece(input: 0..<start.count, owner: "EBML header", output: .same)
    } else {
      pieces[0] = Piece(
        input: 0..<layout.segment.content.lowerBound, owner: "EBML header", output: .bytes(start))
    }
    for (index, piece) in pieces.enumerated() {
      guard case .bytes(let bytes) = piece.output, bytes.count == piece.input.count,
        try source.bytes(piece.input) == bytes
      else { continue }
      pieces[index] = Piece(input: piece.input, owner: piece.owner, output: .same)
    }
    return pieces
  }

  private mutating func rebuildHeaders(_ reading: inout Reading) throws(MediaError) {
    var known: Set<UInt32> = []
    let ids = [
      MatroskaID.info, MatroskaID.tracks, MatroskaID.chapters, MatroskaID.attachments,
      MatroskaID.cues,
    ]
    // Fonts stay for the sake of tracks, which may stand behind them.
    let first = layout.elements.filter { $0.id == MatroskaID.tracks }
    let rest = layout.elements.filter { $0.id != MatroskaID.tracks && $0.id != MatroskaID.cluster }
    for element in first + rest {
      let isFirst = ids.contains(element.id) && known.insert(element.id).inserted
      var bytes: [UInt8]?
      switch element.id {
      case MatroskaID.info where isFirst:
        bytes = try headers.rebuilt(element, MatroskaSchema.info, at: "Info", source, &reading)
      case MatroskaID.tracks where isFirst:
        bytes = try headers.rebuiltTracks(element, source, &reading)
      case MatroskaID.chapters where isFirst && !reading.policy.dropsHiddenContent:
        bytes = try headers.rebuilt(
          element, MatroskaSchema.chapters, at: "Chapters", source, &reading)
      case MatroskaID.attachments where isFirst:
        bytes = try headers.rebuiltAttachments(element, source, &reading)
      case MatroskaID.cues where isFirst:
        let index = try MatroskaCues(element, layout, source, &reading)
        if !index.isEmpty {
          cues = (element.start, index)
          bytes = index.bytes { _ in 0 }
        }
      case MatroskaID.seekHead: continue
      case MatroskaID.tracks, MatroskaID.info, MatroskaID.cues:
        reading.disclose(.software, .low, at: "Segment", "a copy of a header")
      default: try headers.drop(element, at: Self.name(element.id), source, &reading)
      }
      if let bytes { rebuilt[element.start] = bytes }
    }
    guard known.contains(MatroskaID.tracks) else {
      throw .malformed(.matroska, offset: 0, reason: "there is no track to play")
    }
  }

  private static func name(_ id: UInt32) -> String {
    switch id {
    case MatroskaID.tags: "Tags"
    case MatroskaID.chapters: "Chapters"
    case MatroskaID.attachments: "Attachments"
    case MatroskaID.void: "Void"
    case MatroskaID.checksum: "CRC-32"
    default: "0x" + String(id, radix: 16)
    }
  }

  /// The list of headers with their places; its length does not depend on the places.
  private func seekHead(_ entries: [(id: UInt32, place: Int)]) -> [UInt8] {
    var content: [UInt8] = []
    for entry in entries {
      var id: [UInt8] = []
      id.append(bigEndian: UInt64(entry.id), 4)
      content += MatroskaWriter.element(
        0x4dbb,
        MatroskaWriter.element(0x53ab, id)
          + MatroskaWriter.element(0x53ac, entry.place, width: 8))
    }
    return MatroskaWriter.element(MatroskaID.seekHead, content)
  }
}
