extension PNGRebuild {
  /// The palette of an indexed picture stays.
  ///
  /// In other pictures it is a suggestion that displays don't follow.
  mutating func takePalette(_ chunk: PNGChunk, _ reading: inout Reading) throws(MediaError) {
    guard picture.isIndexed, plan == nil else {
      // Decoders ignore what describes colours behind any palette, even one they don't use.
      if plan == nil { seen.insert(chunk.type) }
      return try drop(chunk, &reading)
    }
    // Decoders stop at a palette of another length, or go on without it.
    guard (1...256).contains(chunk.count / 3), chunk.count % 3 == 0, chunk.check != .missing else {
      return try drop(chunk, &reading)
    }
    guard seen.insert(chunk.type).inserted else {
      throw .malformed(.png, offset: chunk.start, reason: "a second palette")
    }
    var palette = Array(bytes[chunk.content])
    let isCut = cutUnused(&palette, chunk, &reading)
    let isBlanked = blankTransparent(&palette, chunk, &reading)
    if isCut || isBlanked {
      replace(chunk, with: palette[...])
    } else {
      keep(chunk, &reading)
    }
  }

  /// Tells of entries that no pixel can name, and cuts them off where the policy wants it; returns
  /// whether it did.
  ///
  /// They are not shown, but some decoders hand the whole palette on.
  private func cutUnused(
    _ palette: inout [UInt8], _ chunk: PNGChunk, _ reading: inout Reading
  ) -> Bool {
    let used = 3 << picture.bitDepth
    guard palette.count > used else { return false }
    let cuts = reading.policy.dropsHiddenContent
    reading.discloseUnknown(
      palette[used...], at: chunk.name, "colours beyond those that a pixel can name",
      fate: cuts ? .removed : .kept)
    if cuts { palette.removeSubrange(used...) }
    return cuts
  }

  /// Tells of fully transparent entries that differ in colour, and sets them to zero where the
  /// policy wants it; returns whether it did.
  private func blankTransparent(
    _ palette: inout [UInt8], _ chunk: PNGChunk, _ reading: inout Reading
  ) -> Bool {
    let following = chunks.all[index...].prefix { $0.type != PNGType.data }
    // A decoder that ignores the transparency shows these colours: then they are not hidden.
    guard let alpha = following.first(where: { $0.type == PNGType.transparency }),
      alpha.check == .right, alpha.count <= palette.count / 3
    else { return false }
    let entries = (0..<alpha.count).filter { bytes[alpha.content.lowerBound + $0] == 0 }
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
