/// The chunks that may stay as they are, and under which conditions decoders heed them.
enum PNGAllowList {
  /// What must not have come before a chunk for decoders to heed it.
  private enum Place {
    case beforePalette
    case beforeData
  }

  /// Colour, size and animation (PNG 3rd edition, 11.3.2 to 11.3.4 and 5.6).
  private static let places: [UInt32: Place] = [
    FourCharacters.code("cHRM"): .beforePalette, FourCharacters.code("gAMA"): .beforePalette,
    FourCharacters.code("sRGB"): .beforePalette, FourCharacters.code("sBIT"): .beforePalette,
    FourCharacters.code("cICP"): .beforePalette, FourCharacters.code("mDCV"): .beforePalette,
    FourCharacters.code("cLLI"): .beforePalette,
    // As the two were spelt in drafts and in files of 2022 to 2024.
    FourCharacters.code("mDCv"): .beforePalette, FourCharacters.code("cLLi"): .beforePalette,
    PNGType.background: .beforeData, FourCharacters.code("pHYs"): .beforeData,
    PNGType.animation: .beforeData,
  ]

  private static let counts: [UInt32: Int] = [
    FourCharacters.code("cHRM"): 32, FourCharacters.code("gAMA"): 4,
    FourCharacters.code("sRGB"): 1, FourCharacters.code("cICP"): 4,
    FourCharacters.code("mDCV"): 24, FourCharacters.code("cLLI"): 8,
    FourCharacters.code("mDCv"): 24, FourCharacters.code("cLLi"): 8,
    FourCharacters.code("pHYs"): 9, PNGType.animation: 8,
  ]

  private static let shown: Set<UInt32> = [
    PNGType.header, PNGType.palette, PNGType.transparency, PNGType.animation, PNGType.frame,
    FourCharacters.code("cHRM"), FourCharacters.code("gAMA"), FourCharacters.code("sRGB"),
    FourCharacters.code("cICP"),
  ]

  /// Whether what is shown depends on chunks of this type.
  ///
  /// Colour profiles are left out: a canonical one may stand for another.
  static func isShown(_ type: UInt32) -> Bool { shown.contains(type) }

  /// Whether decoders heed a chunk of this type and length here; nil for types that are not listed.
  static func isHeeded(
    _ type: UInt32, _ count: Int, _ picture: PNGPicture, pastPalette: Bool, pastData: Bool
  ) -> Bool? {
    guard let place = places[type] else { return nil }
    if pastData || pastPalette && place == .beforePalette { return false }
    switch type {
    case PNGType.significantBits:
      return count == (picture.isIndexed ? 3 : picture.channelCount)
    case PNGType.background:
      if picture.isIndexed { return count == 1 && pastPalette }
      return count == (picture.colourType & 2 == 0 ? 2 : 6)
    default: return count == counts[type]
    }
  }
}

extension PNGRebuild {
  /// Whether the chunk is on the allow-list, whole, in its place and the first of its type.
  mutating func mayStay(_ chunk: PNGChunk) throws(MediaError) -> Bool {
    if chunk.type == PNGType.transparency { return try mayStayTransparent(chunk) }
    let isAnimation = chunk.type == PNGType.animation
    guard !isAnimation || chunks.isAnimated else { return false }
    guard
      PNGAllowList.isHeeded(
        chunk.type, chunk.count, picture, pastPalette: seen.contains(PNGType.palette),
        pastData: plan != nil) == true
    else { return false }
    // Decoders that know animations don't all check the sum.
    guard chunk.check == .right || isAnimation && chunk.check == .wrong else { return false }
    if isAnimation, seen.contains(chunk.type) {
      throw .malformed(.png, offset: chunk.start, reason: "an animation is announced twice")
    }
    return seen.insert(chunk.type).inserted
  }

  /// The chunk of transparent colours: it changes the picture, and decoders differ in heeding one
  /// with a wrong check sum, or with more entries than the palette has.
  private mutating func mayStayTransparent(_ chunk: PNGChunk) throws(MediaError) -> Bool {
    guard plan == nil, chunk.check != .missing else { return false }
    let isHeeded =
      switch picture.colourType {
      case 0: chunk.count == 2
      case 2: chunk.count == 6
      case 3: (1...256).contains(chunk.count) && seen.contains(PNGType.palette)
      default: false
      }
    guard isHeeded else { return false }
    guard let first = transparency else {
      transparency = chunk
      return true
    }
    // Some decoders take the first, some the last.
    guard bytes[first.content] == bytes[chunk.content], first.check == chunk.check else {
      throw .malformed(.png, offset: chunk.start, reason: "transparency is given twice")
    }
    return false
  }
}
