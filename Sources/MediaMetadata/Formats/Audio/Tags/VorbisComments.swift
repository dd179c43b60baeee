/// Xiph's comments: a vendor and fields, in FLAC, Vorbis, Opus, Speex and Theora.
///
/// **Source**: Vorbis I specification, 5.
enum VorbisComments {
  /// No vendor, no fields.
  static let empty = [UInt8](repeating: 0, count: 8)

  /// Notes what vendor and fields give away.
  static func disclose(
    _ bytes: ArraySlice<UInt8>, at path: String, _ reading: inout Reading
  ) throws(MediaError) {
    reading.disclose(.software, .low, at: path, "comments: a song's description")
    var position = bytes.startIndex
    guard let vendor = string(bytes, at: &position) else {
      return reading.discloseUnknown(bytes, at: path)
    }
    if !vendor.isEmpty {
      reading.disclose(
        .software, .medium, at: path + "/vendor", "the program that made it",
        value: PrintableText.text(vendor))
    }
    let count = AudioBytes.little(bytes, at: position, 4) ?? 0
    position = min(position + 4, bytes.endIndex)
    for _ in 0..<count {
      guard let field = string(bytes, at: &position) else { break }
      try reading.countStructure()
      try disclose(field: field, at: path, &reading)
    }
    // One bit ends Vorbis' packet.
    let rest = bytes[position...]
    if !AudioBytes.areZero(rest), rest.first != 1 || !AudioBytes.areZero(rest.dropFirst()) {
      reading.discloseUnknown(rest, at: path + "/surplus", "bytes behind the comments")
    }
  }

  private static func disclose(
    field: ArraySlice<UInt8>, at path: String, _ reading: inout Reading
  ) throws(MediaError) {
    guard let equals = field.firstIndex(of: 0x3d) else {
      return reading.discloseUnknown(field, at: path + "/other field")
    }
    let name = field[..<equals]
    let value = field[(equals + 1)...]
    AudioField.disclose(name, at: path, &reading) { PrintableText.text(value) }
    guard reading.wantsValues, reading.depth < reading.limits.depth else { return }
    let plain = String(decoding: name.prefix(64), as: UTF8.self).uppercased()
    guard plain == "METADATA_BLOCK_PICTURE" || plain == "COVERART",
      let decoded = XMPBase64.decoded(value)
    else { return }
    if plain == "COVERART" {
      _ = try reading.embedded(MediaSource(decoded), at: path + "/COVERART")
    } else {
      try FLACPicture.disclose(decoded[...], at: path + "/METADATABLOCKPICTURE", &reading)
    }
  }

  /// A length of four bytes, and so many bytes.
  private static func string(
    _ bytes: ArraySlice<UInt8>, at position: inout Int
  ) -> ArraySlice<UInt8>? {
    guard let count = AudioBytes.little(bytes, at: position, 4),
      count <= bytes.endIndex - position - 4
    else { return nil }
    defer { position += 4 + count }
    return bytes[position + 4..<position + 4 + count]
  }
}
