/// What a track carries, which decides whether it stays.
enum MovieTrackKind: String, Sendable {
  case video
  case audio
  /// Subtitles and captions: content that stays unless hidden content goes.
  case text
  /// All else: positions, motion, faces, time codes, chapters, hints.
  case other
}

/// One track of a movie: its boxes, and what decides over it.
struct MovieTrack: Sendable {
  /// The `trak` box.
  let box: MovieBox
  /// Its place among the tracks, from 1; only for locations.
  let number: Int
  /// The boxes of `trak`, `mdia`, `minf` and `stbl`.
  let boxes: [MovieBox]
  let mediaBoxes: [MovieBox]
  let infoBoxes: [MovieBox]
  let tableBoxes: [MovieBox]
  /// Its number in the file; 0 without a header.
  let identifier: Int
  /// The type of its media handler, 0 without one.
  let handler: UInt32
  /// The formats of its sample entries.
  let formats: [UInt32]
  /// The tracks that it points at, by kind of reference.
  let references: [(type: UInt32, tracks: [Int])]
  /// What it carries.
  let kind: MovieTrackKind

  /// Where it stands, for locations: "moov/trak 2".
  var path: String { "moov/trak \(number)" }

  /// Reads a track of the header that `rebuilder` holds.
  init(
    _ box: MovieBox, number: Int, _ rebuilder: MovieRebuilder, _ reading: inout Reading
  ) throws(MediaError) {
    let bytes = rebuilder.bytes
    let path = "moov/trak \(number)"
    self.box = box
    self.number = number
    boxes = try rebuilder.children(of: box, at: path, &reading)
    try Self.checkOnce(boxes, Self.singles, rebuilder)
    mediaBoxes = try Self.inside(boxes, "mdia", path, rebuilder, &reading)
    infoBoxes = try Self.inside(mediaBoxes, "minf", path + "/mdia", rebuilder, &reading)
    tableBoxes = try Self.inside(infoBoxes, "stbl", path + "/mdia/minf", rebuilder, &reading)
    identifier =
      boxes.first { $0.isA("tkhd") }.flatMap { header in
        let version = bytes.indices.contains(header.contentStart) ? bytes[header.contentStart] : 0
        let offset = header.contentStart + (version == 1 ? 20 : 12)
        return offset + 4 <= header.range.upperBound
          ? MovieBytes.integer(bytes, at: offset, 4) : nil
      } ?? 0
    handler = Self.handler(mediaBoxes, bytes)
    formats = try Self.formats(tableBoxes, bytes, &reading)
    references = try Self.references(boxes, bytes, &reading)
    kind = Self.kind(handler, infoBoxes)
  }

  /// The boxes that a player looks for once, at any level.
  private static let singles = ["tkhd", "mdia", "edts", "tref"]
  private static let innerSingles = [
    "mdhd", "hdlr", "minf", "stbl", "dinf", "vmhd", "smhd", "stsd", "stts", "ctts", "cslg", "stsc",
    "stsz", "stz2", "stco", "co64", "stss", "elng", "sdtp",
  ]

  /// Boxes of which a player takes one or the other.
  private static let alternatives = [["stco", "co64"], ["stsz", "stz2"]]

  /// Throws where one of these boxes comes twice: players differ in which they take.
  private static func checkOnce(
    _ boxes: [MovieBox], _ names: [String], _ rebuilder: MovieRebuilder
  ) throws(MediaError) {
    var seen: Set<UInt32> = []
    for box in boxes where !seen.insert(box.type).inserted && names.contains(box.name) {
      throw rebuilder.malformed(box, "comes twice")
    }
  }

  private static func inside(
    _ boxes: [MovieBox], _ name: String, _ path: String, _ rebuilder: MovieRebuilder,
    _ reading: inout Reading
  ) throws(MediaError) -> [MovieBox] {
    guard let box = boxes.first(where: { $0.name == name }) else { return [] }
    let children = try rebuilder.children(of: box, at: path + "/" + name, &reading)
    try checkOnce(children, innerSingles, rebuilder)
    for pair in alternatives {
      let both = children.filter { pair.contains($0.name) }
      if both.count > 1 { throw rebuilder.malformed(both[1], "stands beside another in its place") }
    }
    return children
  }

  private static func handler(_ boxes: [MovieBox], _ bytes: [UInt8]) -> UInt32 {
    guard let box = boxes.first(where: { $0.isA("hdlr") }), box.content.count >= 12 else {
      return 0
    }
    return UInt32(truncatingIfNeeded: MovieBytes.word(bytes, at: box.contentStart + 8))
  }

  private static func formats(
    _ boxes: [MovieBox], _ bytes: [UInt8], _ reading: inout Reading
  ) throws(MediaError) -> [UInt32] {
    guard let box = boxes.first(where: { $0.isA("stsd") }), box.content.count > 8 else {
      return []
    }
    let inside = (box.contentStart + 8)..<box.range.upperBound
    let count = MovieBytes.word(bytes, at: box.contentStart + 4)
    let entries = try MovieBox.children(of: inside, in: bytes, &reading).boxes
    return entries.prefix(count).map(\.type)
  }

  private static func references(
    _ boxes: [MovieBox], _ bytes: [UInt8], _ reading: inout Reading
  ) throws(MediaError) -> [(type: UInt32, tracks: [Int])] {
    guard let box = boxes.first(where: { $0.isA("tref") }) else { return [] }
    return try MovieBox.children(of: box.content, in: bytes, &reading).boxes.map { reference in
      let starts = stride(from: reference.contentStart, to: reference.range.upperBound - 3, by: 4)
      return (reference.type, starts.map { MovieBytes.word(bytes, at: $0) })
    }
  }

  /// The kind by the handler's type (ISO/IEC 14496-12, 12; QuickTime File Format, "Media Handler
  /// Reference Atoms"), or by the media header where the handler is unknown.
  private static func kind(_ handler: UInt32, _ boxes: [MovieBox]) -> MovieTrackKind {
    switch FourCharacters.name(handler) {
    case "vide", "pict", "auxv": .video
    case "soun", "m1a ": .audio
    case "text", "sbtl", "subt", "clcp", "subp": .text
    case "meta", "tmcd", "hint", "camm", "gpmd", "sdsm", "odsm", "ocsm", "mebx", "data", "url ":
      .other
    default:
      boxes.contains { $0.isA("vmhd") }
        ? .video : boxes.contains { $0.isA("smhd") } ? .audio : .other
    }
  }
}
