/// A box of JUMBF.
struct JUMBFBox {
  let type: UInt32
  let content: ArraySlice<UInt8>
  let rest: ArraySlice<UInt8>

  /// The box at the start of `bytes`; nil where no whole box stands there.
  ///
  /// **Source**: ISO/IEC 15444-1, I.4: length, type, and a long length where the short one is 1.
  static func first(of bytes: ArraySlice<UInt8>) -> JUMBFBox? {
    let reader = ICCBytes(bytes)
    guard let short = reader.u32(0), let type = reader.u32(4) else { return nil }
    var length = UInt64(short)
    var head = 8
    if short == 1 {
      guard let high = reader.u32(8), let low = reader.u32(12) else { return nil }
      length = UInt64(high) << 32 | UInt64(low)
      head = 16
    } else if short == 0 {
      length = UInt64(bytes.count)
    }
    guard length >= UInt64(head), length <= UInt64(bytes.count) else { return nil }
    let end = bytes.startIndex + Int(length)
    return JUMBFBox(
      type: type, content: bytes[(bytes.startIndex + head)..<end], rest: bytes[end...])
  }
}

/// A superbox's description (ISO 19566-5, B.3).
struct JUMBFDescription {
  /// The type of the contents.
  let type: ArraySlice<UInt8>
  /// The label, empty where there is none.
  let label: String
  /// An id and a digest, empty where there are none.
  let numbers: ArraySlice<UInt8>
  /// Private boxes, such as a salt.
  let boxes: ArraySlice<UInt8>

  /// Whether the type is one of a list's: four letters and ISO's constant, or the fixed ones.
  var hasKnownType: Bool {
    let constant: [UInt8] = [0, 0x11, 0, 0x10, 0x80, 0, 0, 0xaa, 0, 0x38, 0x9b, 0x71]
    return type.isEmpty || type.dropFirst(4).elementsEqual(constant)
      || type.starts(with: [0x40, 0xcb, 0x0c, 0x32])
  }

  init(_ content: ArraySlice<UInt8>) {
    type = content.prefix(16)
    // After the type one byte of switches.
    let switches = content.count > 16 ? content[content.startIndex + 16] : 0
    var body = content.dropFirst(17)
    if switches & 2 != 0, let end = body.firstIndex(of: 0) {
      label = XMLText.text(body[..<end].prefix(1_000))
      body = body[(end + 1)...]
    } else {
      label = ""
    }
    let count = (switches & 4 == 0 ? 0 : 4) + (switches & 8 == 0 ? 0 : 32)
    let hasBoxes = switches & 16 != 0
    numbers = hasBoxes ? body.prefix(count) : body
    boxes = hasBoxes ? body.dropFirst(count) : []
  }
}

/// Walks superboxes and hands their contents on.
enum JUMBFWalker {
  /// How deep superboxes may nest.
  static let depthLimit = 32

  /// Notes all boxes of `bytes`, which stand in a superbox called `label`.
  static func walk(
    _ bytes: ArraySlice<UInt8>, at location: String, label: String, depth: Int,
    _ notes: inout ProvenanceNotes, _ reading: inout Reading
  ) throws(MediaError) {
    guard depth < depthLimit else {
      return reading.discloseUnknown(bytes, at: location, fate: notes.fate)
    }
    var rest = bytes
    while notes.hasRoom, let box = JUMBFBox.first(of: rest) {
      try note(box, at: location, label: label, depth: depth, &notes, &reading)
      rest = box.rest
    }
    if rest.contains(where: { $0 != 0 }) {
      reading.discloseUnknown(
        rest, at: location, "bytes that form no box of a statement", fate: notes.fate)
    }
  }

  private static func note(
    _ box: JUMBFBox, at location: String, label: String, depth: Int,
    _ notes: inout ProvenanceNotes, _ reading: inout Reading
  ) throws(MediaError) {
    switch FourCharacters.name(box.type) {
    case "jumb":
      try superbox(box.content, at: location, depth: depth, &notes, &reading)
    case "jumd":
      let description = JUMBFDescription(box.content)
      describe(description, at: location, &notes, &reading)
      try walk(
        description.boxes, at: location, label: label, depth: depth + 1, &notes, &reading)
    case "json":
      var json = ProvenanceJSON(box.content)
      try json.walk(at: location, &notes, &reading)
    case "cbor":
      var reader = CBORWalker(box.content, isSignature: label.hasPrefix("c2pa.signature"))
      try reader.walk(at: location, &notes, &reading)
    case "bfdb":
      // One byte of switches, then the media type and the name of the file.
      for (index, part) in box.content.dropFirst().split(separator: 0).prefix(2).enumerated() {
        notes.disclose(
          index == 0 ? .software : .identifier, index == 0 ? .low : .high, at: location,
          index == 0 ? "the kind of an embedded file" : "the name of an embedded file",
          XMLText.text(part.prefix(1_000)), &reading)
      }
    case "bidb": try notes.embedded(box.content, at: location, &reading)
    case "c2sh":
      notes.disclose(
        .identifier, .low, at: location, "a random number of the statement",
        PhotoshopText.hexadecimal(box.content), &reading)
    default:
      if box.content.contains(where: { $0 != 0 }) {
        reading.discloseUnknown(box.content, at: location, fate: notes.fate)
      }
    }
  }

  private static func superbox(
    _ content: ArraySlice<UInt8>, at location: String, depth: Int,
    _ notes: inout ProvenanceNotes, _ reading: inout Reading
  ) throws(MediaError) {
    var label = ""
    if let first = JUMBFBox.first(of: content), first.type == FourCharacters.code("jumd") {
      label = JUMBFDescription(first.content).label
    }
    let step = ProvenanceRules.isStandard(label: label) ? label : "box"
    try walk(
      content, at: "\(location)/\(step)", label: label, depth: depth + 1, &notes, &reading)
  }

  private static func describe(
    _ description: JUMBFDescription, at location: String, _ notes: inout ProvenanceNotes,
    _ reading: inout Reading
  ) {
    if !description.label.isEmpty, !ProvenanceRules.isStandard(label: description.label) {
      notes.disclose(
        .identifier, .high, at: location, "the id or name of a statement", description.label,
        &reading)
    }
    if !description.hasKnownType {
      notes.disclose(
        .unknown, .medium, at: location, "a kind of statement that no list knows",
        PrintableText.runs(in: description.type)
          ?? PhotoshopText.hexadecimal(description.type), &reading)
    }
    if description.numbers.contains(where: { $0 != 0 }) {
      notes.disclose(
        .identifier, .medium, at: location, "an id or digest of a statement",
        PrintableText.runs(in: description.numbers)
          ?? PhotoshopText.hexadecimal(description.numbers), &reading)
    }
  }
}
