/// A walk through all directories of a block, which notes what each field gives away.
///
/// Hostile blocks point anywhere: a directory is entered once, fields and bytes of text and
/// pictures are drawn from budgets that grow with the block, and what no field claims is noted at
/// the end, so that nothing is overlooked. Complexity: O(bytes · log bytes).
struct ExifWalk {
  /// How many directories may be around one: cameras need five (a preview in a part of a maker
  /// note of an Exif directory of IFD0), and each takes room on the stack.
  private static let deepest = 8

  /// The block.
  let bytes: ExifBytes
  /// The path of the block.
  let location: String
  /// What may stay of it.
  let summary: ExifSummary
  /// Where the field with the kept orientation starts; nil where none is kept.
  let keptOrientation: Int?
  /// The tag that the coarse day was taken from.
  let coarsenedDay: UInt16?

  /// The camera's maker, by which some maker notes are known.
  var make = ""
  /// Where directories that were entered start.
  private var visited: Set<Int> = []
  /// The bytes that directories, values and pictures own.
  private(set) var claimed: [Range<Int>] = [0..<8]
  /// How many more fields are looked at: a block has no more than fit into it without an overlap.
  private var fieldsLeft: Int
  /// How many more bytes are turned into text.
  private var textLeft: Int
  /// How many more bytes are taken apart as pictures.
  private var pictureLeft: Int

  /// A walk through `block`, of which `summary` may stay.
  init(
    _ block: ExifBytes, at location: String, _ summary: ExifSummary, under policy: ScrubPolicy
  ) {
    bytes = block
    self.location = location
    self.summary = summary
    fieldsLeft = block.count / 12 + 16
    textLeft = 4 * block.count + 65_536
    pictureLeft = block.count
    let first = block.uint32(4).flatMap { ExifDirectory(at: Int($0), in: block) }
    if policy.keepsOrientation, let first, let found = ExifQuickLook.orientation(in: first),
      found.value > 1
    {
      keptOrientation = first.offset + 2 + 12 * found.index
    } else {
      keptOrientation = nil
    }
    coarsenedDay = summary.day == nil ? nil : first.flatMap { ExifQuickLook.day(in: $0)?.tag }
  }

  /// Walks through the block, and notes what it gives away.
  mutating func run(_ reading: inout Reading) throws(MediaError) {
    let before = reading.disclosures.count + reading.unlisted
    if let first = bytes.uint32(4).flatMap({ ExifDirectory(at: Int($0), in: bytes) }) {
      make = first.first(0x010f).flatMap { ExifText.strings(bytes.slice($0.value)) } ?? ""
    }
    var next = bytes.uint32(4).map { Int($0) }
    var index = 0
    while let offset = next, let directory = enter(offset, base: 0, in: bytes) {
      try fields(of: directory, as: .main("IFD\(index)"), depth: 0, &reading)
      next = directory.next
      index += 1
    }
    try noteUnclaimed(&reading)
    if reading.disclosures.count + reading.unlisted == before {
      reading.disclose(
        .software, .low, at: location, "how a program laid the block out", value: nil)
    }
  }

  /// The directory at `offset`, unless it was entered before.
  mutating func enter(_ offset: Int, base: Int, in bytes: ExifBytes) -> ExifDirectory? {
    guard fieldsLeft > 0, !visited.contains(offset),
      let directory = ExifDirectory(at: offset, base: base, in: bytes)
    else { return nil }
    visited.insert(offset)
    fieldsLeft -= 1
    claim(directory.range)
    return directory
  }

  /// Notes all fields of a directory.
  mutating func fields(
    of directory: ExifDirectory, as room: ExifRoom, depth: Int, _ reading: inout Reading
  ) throws(MediaError) {
    guard depth < min(Self.deepest, reading.limits.depth) else { return }
    if case .place = room { notePlace(directory, &reading) }
    for index in 0..<directory.count {
      guard fieldsLeft > 0, let entry = directory.entry(index) else { break }
      fieldsLeft -= 1
      try reading.countStructure()
      claim(entry.value)
      let field = ExifField(
        entry: entry, directory: directory, room: room,
        position: directory.offset + 2 + 12 * index)
      if try follow(field, depth: depth, &reading) { continue }
      if field.position != keptOrientation { try note(field, &reading) }
    }
    try notePictures(of: directory, in: room, &reading)
  }

  /// Says that bytes are accounted for.
  mutating func claim(_ range: Range<Int>) {
    if !range.isEmpty { claimed.append(range) }
  }

  /// Takes back the claim on `range`, but for the signature at its start: what stands in it is
  /// claimed piece by piece.
  mutating func release(_ range: Range<Int>, signature: Int) {
    if let index = claimed.lastIndex(of: range) { claimed.remove(at: index) }
    claim(range.lowerBound..<(range.lowerBound + min(signature, range.count)))
  }

  /// Takes `count` bytes from the budget for text; false where it is spent.
  mutating func spendText(_ count: Int) -> Bool {
    guard textLeft > 0 else { return false }
    textLeft -= count
    return true
  }

  /// Takes `count` bytes from the budget for pictures; false where they are too many.
  mutating func spendPicture(_ count: Int) -> Bool {
    guard pictureLeft >= count else { return false }
    pictureLeft -= count
    return true
  }
}

/// Which tags a directory's numbers mean.
enum ExifRoom {
  /// IFD0, Exif, thumbnails, subdirectories; with its name in paths.
  case main(String)
  case place
  case interoperability
  /// A maker note, or a part of one.
  case maker(ExifMaker, String, [UInt16: ExifTag])

  /// Its name in paths.
  var name: String {
    switch self {
    case .main(let name): name
    case .place: "GPS"
    case .interoperability: "Interop"
    case .maker(_, let name, _): name
    }
  }

  /// What a tag means here; nil where no list knows it.
  func tag(_ number: UInt16) -> ExifTag? {
    switch self {
    case .main: ExifTags.table[number]
    case .place: ExifPlaceTags.table[number]
    case .interoperability: ExifPlaceTags.interoperability[number]
    case .maker(_, _, let table): table[number]
    }
  }
}

/// A field with all that is needed to understand it.
struct ExifField {
  let entry: ExifEntry
  let directory: ExifDirectory
  let room: ExifRoom
  /// Where it starts.
  let position: Int
  /// The bytes, read in the directory's order.
  var bytes: ExifBytes { directory.bytes }
  /// The part of the value that lies within the block.
  var value: ArraySlice<UInt8> { directory.bytes.slice(entry.value) }
}
