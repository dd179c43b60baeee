extension PNGRebuild {
  /// The palette of an indexed picture stays, as far as its bit depth can use it.
  ///
  /// In other pictures it is a suggestion that displays don't follow.
  mutating func takePalette(_ chunk: PNGChunk, _ reading: inout Reading) throws(MediaError) {
    guard picture.isIndexed, plan == nil else { return try drop(chunk, &reading) }
    guard seen.insert(chunk.type).inserted else {
      throw .malformed(.png, offset: chunk.start, reason: "a second palette")
    }
    guard (1...256).contains(chunk.count / 3), chunk.count % 3 == 0, chunk.check != .missing else {
      throw .malformed(.png, offset: chunk.start, reason: "a palette of no allowed length")
    }
    let content = bytes[chunk.content]
    var palette = Array(content.prefix(3 << picture.bitDepth))
    if palette.count < chunk.count {
      reading.discloseUnknown(
        content.dropFirst(palette.count), at: chunk.name, "colours beyond those a pixel can name")
    }
    let isCut = palette.count < chunk.count
    let isBlanked = blankTransparent(&palette, chunk, &reading)
    if isCut || isBlanked {
      replace(chunk, with: palette[...])
    } else {
      keep(chunk, &reading)
    }
  }

  /// Tells of fully transparent entries that differ in colour, and sets them to zero where the policy
  /// wants it; returns whether it did.
  private func blankTransparent(
    _ palette: inout [UInt8], _ chunk: PNGChunk, _ reading: inout Reading
  ) -> Bool {
    let following = chunks.all[index...].prefix { $0.type != PNGType.data }
    // A decoder that ignores the transparency shows these colours: then they are not hidden.
    guard let alpha = following.first(where: { $0.type == PNGType.transparency }),
      alpha.check == .right, alpha.count <= palette.count / 3
    else { return false }
    let entries = alpha.content.indices.filter { bytes[alpha.content.lowerBound + $0] == 0 }
    let hidden = entries.map { Array(palette[($0 * 3)..<($0 * 3 + 3)]) }
    guard hidden.contains(where: { $0 != hidden[0] }) else { return false }
    let blanks = reading.policy.dropsHiddenContent
    reading.disclose(
      .content, .medium, at: chunk.name, "colours of fully transparent palette entries",
      fate: blanks ? .removed : .kept, value: PrintableText.runs(in: hidden.flatMap { $0 }[...]))
    guard blanks else { return false }
    for entry in entries {
      for place in (entry * 3)..<(entry * 3 + 3) { palette[place] = 0 }
    }
    return true
  }
}
