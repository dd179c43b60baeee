/// Which application segments a picture needs, and which ones hold parts of one thing.
///
/// What follows the first scan is never needed: decoders have made up their minds by then.
struct JPEGApplicationIndex {
  /// How many things are put together; the rest is shown as it stands, segment by segment.
  private static let memberLimit = 1024
  /// No segment that counts is shorter.
  private static let leastCount = 6

  /// The segment of the JFIF header.
  private(set) var density: Int?
  /// The segment of the Adobe marker: the last one before the first scan, as decoders take it.
  private(set) var colourTransform: Int?
  /// The first segment of the Exif block that counts.
  private(set) var exif: Int?
  /// For the first segment of a thing that is spread over several, all of its segments.
  private(set) var members: [Int: [Int]] = [:]
  /// Segments that belong to one before them.
  private(set) var followers: Set<Int> = []

  /// What ties parts together.
  private enum Tie: Hashable {
    case colourProfile
    case photoshop
    case extendedXMP(ArraySlice<UInt8>)
    case box(ArraySlice<UInt8>)
  }

  private var leaders: [Tie: Int] = [:]
  private var lastExif: (leader: Int, segment: Int)?

  /// Looks at all application segments of a walk.
  init(_ walk: JPEGWalk) {
    for (index, segment) in walk.segments.enumerated()
    where JPEGMarker.isApplication(segment.marker) && segment.content.count >= Self.leastCount {
      let isEarly = index < walk.firstScan ?? 0
      let kind = JPEGApplicationKind.kind(of: segment, in: walk.bytes)
      add(index, kind.role, walk.bytes[segment.content], isEarly: isEarly)
    }
    leaders = [:]
  }

  private mutating func add(
    _ index: Int, _ role: JPEGApplicationKind.Role, _ content: ArraySlice<UInt8>, isEarly: Bool
  ) {
    switch role {
    case .density where isEarly && density == nil && content.count >= JPEGDensity.count:
      density = index
    case .colourTransform where isEarly && content.count >= JPEGAccount.colourTransformCount:
      colourTransform = index
    case .exif: addExif(index, content, isEarly: isEarly)
    case .colourProfile where isEarly && content.count > JPEGColourChunks.headerCount:
      tie(index, by: .colourProfile)
    case .photoshop: tie(index, by: .photoshop)
    case .xmpExtension where content.count >= JPEGExtendedXMP.headerCount:
      tie(index, by: .extendedXMP(JPEGExtendedXMP.identifier(content)))
    case .provenance where isEarly && content.count >= JPEGBoxParts.headerCount:
      tie(index, by: .box(JPEGBoxParts.identifier(content)))
    default: break
    }
  }

  private mutating func tie(_ index: Int, by tie: Tie) {
    if let leader = leaders[tie] {
      members[leader, default: []].append(index)
      followers.insert(index)
    } else if members.count < Self.memberLimit {
      leaders[tie] = index
      members[index] = [index]
    }
  }

  /// A block above 64 KiB goes on in the next segment, which then has no TIFF header of its own.
  private mutating func addExif(_ index: Int, _ content: ArraySlice<UInt8>, isEarly: Bool) {
    let head = content.dropFirst(JPEGAccount.exifHeader.count).prefix(2)
    let startsAnew = head.elementsEqual("II".utf8) || head.elementsEqual("MM".utf8)
    if let last = lastExif, last.segment == index - 1, !startsAnew {
      members[last.leader, default: []].append(index)
      followers.insert(index)
      lastExif = (last.leader, index)
      return
    }
    guard members.count < Self.memberLimit else { return }
    members[index] = [index]
    lastExif = (index, index)
    if isEarly, exif == nil { exif = index }
  }
}
