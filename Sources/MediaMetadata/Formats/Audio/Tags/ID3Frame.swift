/// One frame of an ID3v2 tag, with its content as it is meant: joined, inflated.
struct ID3Frame: Sendable {
  /// Its name in version 2.3 and 2.4, or in 2.2 where that has no other.
  let name: String
  /// What it holds; nil where it is encrypted or can't be inflated.
  let content: ArraySlice<UInt8>?
  /// The bytes as they stand.
  let raw: ArraySlice<UInt8>
  /// Of the tag.
  let version: Int

  /// Notes what the frame gives away under `path`.
  func disclose(at path: String, _ reading: inout Reading) throws(MediaError) {
    let kind = ID3FrameTable.kind(of: name)
    let location = path + "/" + (kind == nil ? "other frame" : name)
    let field = kind?.field ?? AudioField.unknown
    let frameText = reading.wantsValues ? text(kind?.form ?? .bytes) : nil
    reading.disclose(
      field, at: location,
      value: (kind == nil ? name + " " : "") + (frameText ?? ""))
    guard reading.wantsValues else { return }
    if let picture, reading.depth < reading.limits.depth {
      _ = try reading.embedded(MediaSource(Array(picture)), at: location)
    }
    if let inner = chapterFrames {
      var walk = ID3FrameWalk(inner, version: version, isUnsynchronised: false)
      while let frame = try walk.next(&reading) {
        try reading.countStructure()
        // Chapters within chapters are no part of the standard: one level is walked.
        if frame.chapterFrames == nil { try frame.disclose(at: location, &reading) }
      }
    }
  }

  private func text(_ form: ID3FrameTable.Form) -> String? {
    guard let content else { return PrintableText.runs(in: raw) }
    switch form {
    case .text(let skipped):
      guard let encoding = content.first else { return nil }
      return ID3Text.strings(content.dropFirst(1 + skipped), encoding: encoding)
        ?? PrintableText.runs(in: content)
    case .latin: return ExifText.strings(content)
    case .bytes: return PrintableText.runs(in: content)
    }
  }

  /// The picture in an APIC or PIC frame, without type and description.
  var picture: ArraySlice<UInt8>? {
    guard let content, content.count > 4, name == "APIC" || name == "PIC" else { return nil }
    let encoding = content[content.startIndex]
    var position = content.startIndex + 1
    if name == "PIC" {
      position += 3
    } else {
      guard let end = content[position...].firstIndex(of: 0) else { return nil }
      position = end + 1
    }
    position += 1
    guard position < content.endIndex,
      let start = ID3Frame.end(of: content[position...], encoding: encoding)
    else { return nil }
    return content[start...]
  }

  /// After the zero that ends a string.
  private static func end(of text: ArraySlice<UInt8>, encoding: UInt8) -> Int? {
    guard encoding == 1 || encoding == 2 else { return text.firstIndex(of: 0).map { $0 + 1 } }
    var position = text.startIndex
    while position + 1 < text.endIndex {
      if text[position] == 0, text[position + 1] == 0 { return position + 2 }
      position += 2
    }
    return nil
  }

  /// The frames in a chapter or in a table of contents (ID3v2 Chapter Frame Addendum).
  private var chapterFrames: ArraySlice<UInt8>? {
    guard let content, name == "CHAP" || name == "CTOC",
      let end = content.firstIndex(of: 0)
    else { return nil }
    if name == "CHAP" { return content[min(end + 17, content.endIndex)...] }
    guard end + 2 < content.endIndex else { return nil }
    var position = end + 3
    for _ in 0..<content[end + 2] {
      guard position < content.endIndex, let zero = content[position...].firstIndex(of: 0) else {
        return nil
      }
      position = zero + 1
    }
    return content[min(position, content.endIndex)...]
  }
}
