/// The boxes of a new `meta` beside its table of locations.
extension HEIFRebuild {
  /// The children of the new box in their old order; what no list knows is noted.
  func parts(
    _ kept: [Int], _ replacements: [Int: [UInt8]], _ references: [HEIFReferences.List],
    _ inline: HEIFInlineData, _ isKept: (UInt32) -> Bool, _ reading: inout Reading
  ) throws(MediaError) -> [HEIFPlan.Part] {
    var parts: [HEIFPlan.Part] = []
    let first = HEIFMeta.firstOfEach(meta.children)
    for child in meta.children {
      guard first[child.name] == child else {
        try ItemHeader.dropChild(child, meta.bytes, &reading)
        continue
      }
      switch child.name {
      case "hdlr": parts.append(.bytes(handler(child, &reading)))
      case "pitm": parts.append(.bytes(primary(child)))
      case "iinf": parts.append(.bytes(meta.items.encoded(kept) { selection.isHidden($0, meta) }))
      case "iloc": parts.append(.locations)
      case "iref": parts.append(.bytes(meta.references.encoded(references)))
      case "iprp": parts.append(.bytes(meta.properties.encoded(replacements, isKept)))
      case "idat":
        if !inline.bytes.isEmpty { parts.append(.bytes(HEIFBox.encoded("idat", inline.bytes))) }
      case "grpl":
        parts.append(.bytes(try HEIFGroups.encoded(child, meta, isKept, &reading)))
      case "dinf" where Array(meta.bytes[child.range]) == Self.ownData:
        parts.append(.bytes(Self.ownData))
      default: try ItemHeader.dropChild(child, meta.bytes, &reading)
      }
    }
    return parts
  }

  /// The new form of each property that a kept item has, by its index from 1.
  func properties(
    _ kept: [Int], _ reading: inout Reading
  ) throws(MediaError) -> [Int: [UInt8]] {
    var isEssential: [Int: Bool] = [:]
    for index in kept {
      for (number, _, essential) in meta.properties.boxes(of: meta.items.items[index].id) {
        isEssential[number] = (isEssential[number] ?? false) || essential
      }
    }
    let used = Set(meta.properties.associations.values.joined().map(\.index))
    var replacements: [Int: [UInt8]] = [:]
    for (index, box) in meta.properties.boxes.enumerated() {
      let property = HEIFProperty(box: box, bytes: meta.bytes)
      guard let essential = isEssential[index + 1] else {
        try property.note(isUsed: used.contains(index + 1), &reading)
        continue
      }
      replacements[index + 1] = try property.cleaned(isEssential: essential, meta, &reading)
    }
    for (name, range) in meta.properties.strays {
      reading.discloseUnknown(meta.bytes[range], at: "meta/iprp/\(name)")
    }
    return replacements
  }

  /// The handler without its name (ISO/IEC 14496-12, 8.4.3).
  func handler(_ box: BoxHeader, _ reading: inout Reading) -> [UInt8] {
    var content = HEIFBox.versionAndFlags(0) + [0, 0, 0, 0] + Array("pict".utf8)
    content += [UInt8](repeating: 0, count: 13)
    let new = HEIFBox.encoded("hdlr", content)
    if !meta.bytes[box.range].elementsEqual(new) {
      reading.disclose(
        .software, .low, at: "meta/hdlr", "the name of the program's part that made the pictures",
        value: PrintableText.runs(in: meta.bytes[box.content].dropFirst(12)))
    }
    return new
  }

  func primary(_ box: BoxHeader) -> [UInt8] {
    let version = meta.bytes[box.contentStart]
    var content = HEIFBox.versionAndFlags(version == 0 ? 0 : 1)
    content.append(bigEndian: UInt64(meta.primary ?? 0), version == 0 ? 2 : 4)
    return HEIFBox.encoded("pitm", content)
  }

  /// Adds to the payload what kept pictures are and how they hang together.
  mutating func describe(
    _ kept: [Int], _ replacements: [Int: [UInt8]], _ references: [HEIFReferences.List]
  ) {
    var header: [UInt8] = []
    header.append(bigEndian: UInt64(meta.primary ?? 0), 4)
    for index in kept where selection.roles[index] != .exif {
      let item = meta.items.items[index]
      header.append(bigEndian: UInt64(item.id), 4)
      header += item.type.utf8 + [selection.isHidden(index, meta) ? 1 : 0]
    }
    let identifiers = Set(kept.map { meta.items.items[$0].id })
    header += meta.properties.encoded(replacements) { identifiers.contains($0) }
    for list in references where list.type != "cdsc" {
      header += list.type.utf8
      for id in [list.from] + list.to { header.append(bigEndian: UInt64(id), 4) }
    }
    payload.append(.header(header))
  }
}
