extension PNGRebuild {
  /// The name that every profile gets: one must be there (PNG 3rd edition, 11.3.2.3).
  private static let profileName: [UInt8] = Array("0".utf8)

  /// The longest profile: libpng's limit for what is inflated from a chunk.
  private static let longestProfile = 8_000_000

  /// The embedded colour profile: kept for display, as far as `ColourProfile` lets it.
  mutating func takeProfile(_ chunk: PNGChunk, _ reading: inout Reading) throws(MediaError) {
    let content = bytes[chunk.content]
    let name = content.prefix(80).prefix { $0 != 0 }
    let stream = content.dropFirst(name.count + 2)
    // Without a name, with another method or in a broken stream it is ignored by decoders.
    guard (1...79).contains(name.count), content.dropFirst(name.count + 1).first == 0,
      let profile = try? Inflate.zlib(
        stream, limit: min(Self.longestProfile, reading.limits.inflatedBytes))
    else { return try drop(chunk, &reading) }
    if Array(name) != Self.profileName {
      reading.disclose(
        .device, .medium, at: "iCCP name", "the name of the colour profile",
        value: PrintableText.text(name))
    }
    if profile.consumed < stream.count {
      reading.discloseUnknown(
        stream.dropFirst(profile.consumed), at: chunk.name, "bytes behind the colour profile")
    }
    let count = reading.disclosures.count
    guard
      let kept = try ColourProfile.replacement(for: profile.bytes, at: chunk.name, &reading)
    else {
      if reading.disclosures.count == count {
        reading.disclose(.device, .medium, at: chunk.name, "a colour profile")
      }
      return list.drop(to: chunk.end, chunk.name)
    }
    let replacement = Self.profileName + [0, 0] + Deflate.zlib(kept[...])
    if content == replacement[...] { return keep(chunk, &reading) }
    reading.disclose(.software, .low, at: chunk.name, "how the colour profile was compressed")
    replace(chunk, with: replacement[...])
  }

  /// The Exif block: what the policy lets stay of it, such as the orientation.
  mutating func takeExif(_ chunk: PNGChunk, _ reading: inout Reading) throws(MediaError) {
    let content = bytes[chunk.content]
    let count = reading.disclosures.count
    let summary = try ExifBlock.read(content, at: chunk.name, &reading)
    let kept = ExifBlock.replacement(for: summary, under: reading.policy)
    if let kept, kept[...] == content { return keep(chunk, &reading) }
    if reading.disclosures.count == count {
      reading.disclose(.software, .low, at: chunk.name, "how the Exif block was written")
    }
    guard let kept else { return list.drop(to: chunk.end, chunk.name) }
    replace(chunk, with: kept[...])
  }
}
