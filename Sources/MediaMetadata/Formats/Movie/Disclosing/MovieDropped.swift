/// Says what the dropped boxes of a movie give away.
struct MovieDropped {
  /// The bytes that the boxes' ranges are indices of.
  let bytes: [UInt8]

  /// A dropped box at `path`.
  func box(
    _ box: MovieBox, at path: String, _ reading: inout Reading
  ) throws(MediaError) {
    let place = path + "/" + box.name
    let content = bytes[box.content]
    switch box.name {
    case "udta": try userData(box, at: place, &reading)
    case "meta": try metadata(box, at: place, &reading)
    case "free", "skip", "wide", "JUNK": try padding(content, at: place, &reading)
    case "uuid":
      let identifier = Array(bytes[(box.contentStart - 16)..<box.contentStart])
      try Self.extended(identifier, content, at: place, &reading)
    case "iods", "sdtp", "btrt", "ctab", "load", "sidx", "ssix", "mfra", "leva", "saiz", "saio",
      "senc",
      "trep":
      reading.disclose(.unknown, .low, at: place, "structure that players can do without")
    case "prft":
      reading.disclose(.time, .high, at: place, "when it was broadcast, to the second")
    case "pssh":
      reading.disclose(
        .identifier, .medium, at: place, "rights of use", value: PrintableText.runs(in: content))
    default: try opaque(content, at: place, &reading)
    }
  }

  /// Bytes that say nothing if they are zero.
  func padding(
    _ content: ArraySlice<UInt8>, at place: String, _ reading: inout Reading
  ) throws(MediaError) {
    if MovieBytes.areZero(content) {
      reading.disclose(.unknown, .low, at: place, "padding")
    } else {
      try opaque(content, at: place, &reading)
    }
  }

  /// Bytes of no known structure: an embedded picture is looked into, else their text is shown.
  func opaque(
    _ content: ArraySlice<UInt8>, at place: String, _ reading: inout Reading
  ) throws(MediaError) {
    if let start = Self.picture(in: content) {
      let source = MediaSource(Array(content[start...]))
      let inside = try reading.embedded(source, at: place)
      reading.disclose(
        .content, .high, at: place, "an embedded picture",
        value: inside == nil ? PrintableText.runs(in: content) : nil)
      return
    }
    reading.discloseUnknown(content, at: place)
  }

  /// Where a JPEG or PNG starts within the first bytes.
  private static func picture(in content: ArraySlice<UInt8>) -> Int? {
    let head = content.prefix(128)
    for start in head.indices where content.endIndex - start >= 8 {
      if head[start] == 0xff, content[start...].starts(with: [0xff, 0xd8, 0xff]) { return start }
      if head[start] == 0x89, content[start...].starts(with: [0x89, 0x50, 0x4e, 0x47]) {
        return start
      }
    }
    return nil
  }

  /// A `uuid` box by its type of 16 bytes.
  static func extended(
    _ identifier: [UInt8], _ content: ArraySlice<UInt8>, at place: String, _ reading: inout Reading
  ) throws(MediaError) {
    switch kinds[identifier] {
    case "XMP": try XMPBlock.read(content, at: place + " XMP", &reading)
    case "C2PA":
      // A purpose in text, then an offset where the purpose is a manifest (C2PA 2.1, A.5).
      let rest = content.dropFirst(4)
      let purpose = rest.prefix { $0 != 0 }
      let skipped = purpose.elementsEqual("manifest".utf8) ? 9 : 1
      try ProvenanceBlock.read(
        rest.dropFirst(purpose.count + skipped), at: place + " C2PA", fate: .removed, &reading)
    case "PROF":
      reading.disclose(.software, .low, at: place + " PROF", "the profile of the file")
    case "USMT":
      reading.disclose(
        .device, .high, at: place + " USMT", "what the camera or its owner noted",
        value: PrintableText.runs(in: content))
    case "Canon":
      reading.disclose(
        .device, .high, at: place + " Canon", "what the camera noted",
        value: PrintableText.runs(in: content))
    default: try MovieDropped(bytes: []).opaque(content, at: place, &reading)
    }
  }

  /// What the types of `uuid` boxes are known for.
  private static let kinds: [[UInt8]: String] = [
    [
      0xbe, 0x7a, 0xcf, 0xcb, 0x97, 0xa9, 0x42, 0xe8, 0x9c, 0x71, 0x99, 0x94, 0x91, 0xe3, 0xaf,
      0xac,
    ]: "XMP",
    [
      0xd8, 0xfe, 0xc3, 0xd6, 0x1b, 0x0e, 0x48, 0x3c, 0x92, 0x97, 0x58, 0x28, 0x87, 0x7e, 0xc4,
      0x81,
    ]: "C2PA",
    [
      0x50, 0x52, 0x4f, 0x46, 0x21, 0xd2, 0x4f, 0xce, 0xbb, 0x88, 0x69, 0x5c, 0xfa, 0xc9, 0xc7,
      0x40,
    ]: "PROF",
    [
      0x55, 0x53, 0x4d, 0x54, 0x21, 0xd2, 0x4f, 0xce, 0xbb, 0x88, 0x69, 0x5c, 0xfa, 0xc9, 0xc7,
      0x40,
    ]: "USMT",
    [
      0x85, 0xc0, 0xb6, 0x87, 0x82, 0x0f, 0x11, 0xe0, 0x81, 0x11, 0xf4, 0xce, 0x46, 0x2b, 0x6a,
      0x48,
    ]: "Canon",
  ]
}
