/// Streams the clusters: blocks stay byte for byte but for user data inside them, which is blanked.
struct MatroskaClusters {
  /// The account of the bytes so far.
  var list = PieceList()
  /// What the frames gave away, by track.
  private var findings: [UInt64: MovieStreamFindings] = [:]
  private var collector: MovieSampleCollector
  private var edits = 0
  private let source: MediaSource
  private let tracks: [UInt64: MatroskaHeaders.Track]
  /// Blocks of no known track, elements that no player needs; counted.
  private var dropped: [UInt32: (count: Int, first: Range<Int>)] = [:]
  private var cut = 0

  private enum Action { case keep, drop, block, group }

  /// A walk over the clusters of a file with these tracks.
  init(
    _ source: MediaSource, _ tracks: [UInt64: MatroskaHeaders.Track], _ limits: Limits
  ) {
    self.source = source
    self.tracks = tracks
    collector = MovieSampleCollector(source, .matroska, limits)
  }

  /// Plans one cluster; returns how many bytes the output has for it.
  mutating func take(
    _ cluster: MatroskaElement, _ reading: inout Reading
  ) throws(MediaError) -> Int {
    var actions: [(element: MatroskaElement, action: Action, size: Int)] = []
    var size = 0
    var position = cluster.content.lowerBound
    let end = cluster.content.upperBound
    while position < end {
      guard let element = try child(at: position, end) else {
        guard reading.policy.salvage || cluster.isCut else {
          throw .malformed(.matroska, offset: position, reason: "a cluster can't be followed")
        }
        cut += 1
        break
      }
      let (action, count) = try plan(element)
      guard actions.count < reading.limits.structures else {
        throw .limit(.structures, allowed: reading.limits.structures)
      }
      actions.append((element, action, count))
      size += count
      position = element.range.upperBound
    }
    let headerEnd = cluster.content.lowerBound
    let isSame = cluster.size == size
    let width = cluster.size == nil || headerEnd - cluster.start < 12 ? nil : 8
    let header = MatroskaWriter.header(cluster.id, size: size, width: width)
    if isSame {
      list.keep(to: headerEnd, "Cluster")
    } else {
      list.replace(to: headerEnd, with: header, "Cluster header")
    }
    for (element, action, _) in actions { try emit(element, action, reading.policy) }
    list.drop(to: end, "Cluster, the cut end")
    return size + (isSame ? headerEnd - cluster.start : header.count)
  }

  private mutating func child(
    at position: Int, _ end: Int
  ) throws(MediaError) -> MatroskaElement? {
    guard let element = try MatroskaLayout.read(at: position, end, &collector.window),
      element.size != nil, !element.isCut
    else { return nil }
    return element
  }

  /// What becomes of an element of a cluster, and how long it is in the output.
  private mutating func plan(
    _ element: MatroskaElement
  ) throws(MediaError) -> (Action, Int) {
    switch element.id {
    case MatroskaID.timestamp where element.content.count <= 8:
      return (.keep, element.range.count)
    case MatroskaID.simpleBlock:
      let isKept = try track(of: element)?.track.isKept ?? false
      return isKept ? (.block, element.range.count) : (.drop, 0)
    case MatroskaID.encryptedBlock:
      throw .encrypted(.matroska, offset: element.start)
    case MatroskaID.blockGroup:
      guard let content = try groupContent(element) else { return (.drop, 0) }
      let isSame = content == element.content.count
      let header = MatroskaWriter.header(element.id, size: content).count
      return (.group, isSame ? element.range.count : header + content)
    default: return (.drop, 0)
    }
  }

  /// How long a group's content is in the output; nil where its block goes.
  private mutating func groupContent(_ group: MatroskaElement) throws(MediaError) -> Int? {
    var size = 0
    var hasBlock = false
    var position = group.content.lowerBound
    while position < group.content.upperBound {
      guard let element = try child(at: position, group.content.upperBound) else { return nil }
      if element.id == MatroskaID.encryptedBlock {
        throw .encrypted(.matroska, offset: element.start)
      }
      if MatroskaSchema.staysInGroup(element) { size += element.range.count }
      if element.id == MatroskaID.block {
        guard try track(of: element)?.track.isKept == true else { return nil }
        hasBlock = true
      }
      position = element.range.upperBound
    }
    return hasBlock ? size : nil
  }

  /// The track that a block is of, and where its frames start.
  private mutating func track(
    of block: MatroskaElement
  ) throws(MediaError) -> (number: UInt64, track: MatroskaHeaders.Track, header: Int)? {
    let count = min(12, block.content.count)
    guard count >= 4 else { return nil }
    let index = try collector.window.index(of: block.content.lowerBound, count)
    let head = collector.window.bytes[index..<index + count]
    guard let (value, width) = MatroskaElement.number(head), let number = value,
      let track = tracks[number], count >= width + 3
    else { return nil }
    let isLaced = head[head.startIndex + width + 2] & 6 != 0
    return (number, track, isLaced ? block.content.count : width + 3)
  }

  private mutating func emit(
    _ element: MatroskaElement, _ action: Action, _ policy: ScrubPolicy
  ) throws(MediaError) {
    switch action {
    case .keep:
      collector.compare(element.range)
      list.keep(to: element.range.upperBound, "Cluster")
    case .drop:
      dropped[element.id, default: (0, element.content)].count += 1
      list.drop(to: element.range.upperBound, "Cluster, what goes")
    case .block: try emitBlock(element, policy)
    case .group:
      let first = element.content.lowerBound
      let content = try groupContent(element) ?? 0
      if content == element.content.count {
        list.keep(to: first, "Cluster")
      } else {
        list.replace(
          to: first, with: MatroskaWriter.header(element.id, size: content),
          "BlockGroup header")
      }
      var position = first
      while position < element.content.upperBound,
        let child = try child(at: position, element.content.upperBound)
      {
        position = child.range.upperBound
        if child.id == MatroskaID.block {
          try emitBlock(child, policy)
        } else if MatroskaSchema.staysInGroup(child) {
          collector.compare(child.range)
          list.keep(to: position, "Cluster")
        } else {
          dropped[child.id, default: (0, child.content)].count += 1
          list.drop(to: position, "Cluster, what goes")
        }
      }
    }
  }

  private mutating func emitBlock(
    _ block: MatroskaElement, _ policy: ScrubPolicy
  ) throws(MediaError) {
    guard let (number, track, header) = try track(of: block), track.stream != .opaque,
      header < block.content.count
    else {
      collector.compare(block.range)
      return list.keep(to: block.range.upperBound, "Cluster")
    }
    let start = block.content.lowerBound + header
    collector.compare(block.start..<start)
    collector.findings = findings[number] ?? MovieStreamFindings()
    findings[number] = nil
    try collector.keep(start..<block.range.upperBound, as: track.stream, policy)
    findings[number] = collector.findings
    collector.putEdits(from: &edits, into: &list, "Cluster")
    list.keep(to: block.range.upperBound, "Cluster")
  }

  /// Notes what was found; returns the payload.
  mutating func finish(_ reading: inout Reading) throws(MediaError) -> [PayloadPart] {
    for (number, finds) in findings.sorted(by: { $0.key < $1.key }) {
      finds.disclose(at: tracks[number]?.path ?? "Tracks", &reading)
    }
    for (id, (count, first)) in dropped.sorted(by: { $0.key < $1.key }) {
      let isBlock = id == MatroskaID.simpleBlock || id == MatroskaID.blockGroup
      let known = MatroskaNames.table[id]
      let head = first.prefix(1 << 16)
      let value = reading.wantsValues ? PrintableText.runs(in: try source.bytes(head)[...]) : nil
      reading.disclose(
        isBlock ? .content : known?.category ?? .software, isBlock ? .high : .low,
        at: "Cluster/" + (known?.name ?? "0x" + String(id, radix: 16)),
        (isBlock ? "frames of a track that goes" : "an element that no player needs")
          + ", \(count) times", value: value)
    }
    if cut > 0 {
      reading.disclose(.content, .low, at: "Cluster", "a frame that is cut off")
    }
    let digest = collector.digest.bytes
    return [.header(digest), .bytes(collector.endTrack())]
  }
}
