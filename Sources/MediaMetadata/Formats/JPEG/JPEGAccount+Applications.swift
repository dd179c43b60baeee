extension JPEGAccount {
  /// Accounts for an application segment; what is spread over several is read at the first.
  mutating func application(_ index: Int, _ reading: inout Reading) throws(MediaError) {
    let segment = walk.segments[index]
    let kind = JPEGApplicationKind.kind(of: segment, in: bytes)
    let end = segment.range.upperBound
    if applications.followers.contains(index) {
      return kept.contains(index) ? keep(to: end, kind.name) : drop(to: end, kind.name)
    }
    let before = reading.disclosures.count + reading.unlisted
    switch kind.role {
    case .density where index == applications.density: keepDensity(segment, kind, &reading)
    case .colourTransform where index == applications.colourTransform:
      keepColourTransform(segment, kind, &reading)
    case .exif where applications.members[index] != nil: try replaceExif(index, kind, &reading)
    case .colourProfile where applications.members[index] != nil:
      try replaceColourProfile(index, kind, &reading)
    case .provenance where applications.members[index] != nil:
      try provenance(index, kind, &reading)
    default:
      try disclose(index, kind, &reading)
      drop(to: end, kind.name)
    }
    // What is dropped without a word of its own still is part of what the file told.
    let isQuiet = reading.disclosures.count + reading.unlisted == before
    if isQuiet, isChanged {
      reading.disclose(kind.category, .low, at: kind.name, "a segment that display does not need")
    }
  }

  private mutating func keepDensity(
    _ segment: JPEGSegment, _ kind: JPEGApplicationKind, _ reading: inout Reading
  ) {
    let content = bytes[segment.content]
    let plain = JPEGDensity.plain(content)
    show(segment.marker, segment.content.lowerBound..<(segment.content.lowerBound + 12))
    if content.elementsEqual(plain) { return keep(to: segment.range.upperBound, kind.name) }
    reading.disclose(
      .content, .high, at: kind.name + " thumbnail",
      "a thumbnail, which may show the uncropped picture",
      value: PrintableText.runs(in: content.dropFirst(JPEGDensity.count)))
    let new = JPEGSegment.bytes(marker: segment.marker, content: plain)
    replace(to: segment.range.upperBound, with: new ?? [], kind.name)
  }

  private mutating func keepColourTransform(
    _ segment: JPEGSegment, _ kind: JPEGApplicationKind, _ reading: inout Reading
  ) {
    let start = segment.content.lowerBound
    let needed = start..<(start + Self.colourTransformCount)
    show(segment.marker, needed)
    if segment.content == needed { return keep(to: segment.range.upperBound, kind.name) }
    reading.discloseUnknown(
      bytes[needed.upperBound..<segment.content.upperBound], at: kind.name + " extra bytes")
    let new = JPEGSegment.bytes(marker: segment.marker, content: bytes[needed])
    replace(to: segment.range.upperBound, with: new ?? [], kind.name)
  }

  private mutating func replaceExif(
    _ index: Int, _ kind: JPEGApplicationKind, _ reading: inout Reading
  ) throws(MediaError) {
    let segment = walk.segments[index]
    let contents = contents(of: index)
    var block = contents[0].dropFirst(Self.exifHeader.count)
    if contents.count > 1 {
      block += contents.dropFirst().flatMap { $0.dropFirst(Self.exifHeader.count) }
    }
    let summary = try ExifBlock.read(block, at: kind.name, &reading)
    guard index == applications.exif,
      let replacement = ExifBlock.replacement(for: summary, under: reading.policy),
      let new = JPEGSegment.bytes(marker: segment.marker, content: Self.exifHeader + replacement)
    else { return drop(to: segment.range.upperBound, kind.name) }
    if contents.count == 1, bytes[segment.range].elementsEqual(new) {
      return keep(to: segment.range.upperBound, kind.name)
    }
    replace(to: segment.range.upperBound, with: new, kind.name)
  }

  private mutating func replaceColourProfile(
    _ index: Int, _ kind: JPEGApplicationKind, _ reading: inout Reading
  ) throws(MediaError) {
    let end = walk.segments[index].range.upperBound
    guard let chunks = JPEGColourChunks(contents(of: index)) else {
      for member in members(of: index) {
        reading.discloseUnknown(
          bytes[walk.segments[member].content], at: kind.name, "a colour profile in loose parts")
      }
      return drop(to: end, kind.name)
    }
    let replacement = try ColourProfile.replacement(
      for: chunks.profile, at: kind.name, &reading)
    guard let replacement, let new = JPEGColourChunks.segments(of: replacement) else {
      return drop(to: end, kind.name)
    }
    if chunks.isInOrder, ByteComparison.areEqual(replacement, chunks.profile) {
      kept.formUnion(members(of: index))
      return keep(to: end, kind.name)
    }
    replace(to: end, with: new, kind.name)
  }

  private mutating func provenance(
    _ index: Int, _ kind: JPEGApplicationKind, _ reading: inout Reading
  ) throws(MediaError) {
    let end = walk.segments[index].range.upperBound
    let contents = contents(of: index)
    let box = JPEGBoxParts.joined(contents)
    guard JPEGBoxParts.isSuperbox(contents[0]) else {
      reading.discloseUnknown(
        box[...], at: "APP11 box", "a box beside the picture, such as a wider brightness")
      return drop(to: end, kind.name)
    }
    guard reading.policy.provenance == .keep else {
      try ProvenanceBlock.read(box[...], at: kind.name, fate: .removed, &reading)
      return drop(to: end, kind.name)
    }
    try ProvenanceBlock.read(box[...], at: kind.name, fate: .kept, &reading)
    kept.formUnion(members(of: index))
    keep(to: end, kind.name)
  }

  /// Notes what a segment gives away that goes whatever it says.
  private func disclose(
    _ index: Int, _ kind: JPEGApplicationKind, _ reading: inout Reading
  ) throws(MediaError) {
    let content = bytes[walk.segments[index].content]
    let rest = content.dropFirst(kind.prefix.count)
    switch kind.role {
    case .xmp: try XMPBlock.read(rest, at: kind.name, &reading)
    case .xmpExtension where applications.members[index] != nil:
      let packet = JPEGExtendedXMP.joined(contents(of: index))
      try XMPBlock.read(packet[...], at: kind.name, &reading)
    case .photoshop:
      let resources = contents(of: index).flatMap { $0.dropFirst(kind.prefix.count) }
      try PhotoshopBlock.read(resources[...], at: kind.name, &reading)
    case .thumbnail:
      reading.disclose(
        kind.category, kind.severity, at: kind.name, kind.meaning,
        value: PrintableText.runs(in: rest))
      // JFIF 1.02, p. 6: 10 is a thumbnail coded with JPEG.
      guard rest.first == 0x10, reading.depth < reading.limits.depth else { return }
      let start = rest.startIndex + 1
      _ = try reading.embedded(source.extracting(start..<rest.endIndex), at: kind.name)
    case .density, .colourTransform:
      reading.disclose(
        .unknown, .low, at: kind.name, "a header that stands twice, or is cut short",
        value: PrintableText.runs(in: rest))
    default:
      reading.disclose(
        kind.category, kind.severity, at: kind.name, kind.meaning,
        value: PrintableText.runs(in: rest))
    }
  }

  /// The segments that hold parts of what starts at `index`.
  private func members(of index: Int) -> [Int] { applications.members[index] ?? [index] }

  private func contents(of index: Int) -> [ArraySlice<UInt8>] {
    members(of: index).map { bytes[walk.segments[$0].content] }
  }
}
