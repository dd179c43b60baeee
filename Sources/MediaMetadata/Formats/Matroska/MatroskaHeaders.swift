/// Rebuilds the headers of a Matroska file in memory, by the allow-list.
struct MatroskaHeaders {
  /// What the rest of the reader needs of a track.
  struct Track {
    /// Whether its blocks stay.
    let isKept: Bool
    /// How its frames are looked through.
    let stream: MovieStreamKind
    /// Its name in paths.
    let path: String
  }

  /// The tracks by the number that blocks name.
  private(set) var tracks: [UInt64: Track] = [:]
  /// Whether subtitles with styles stay, which may need attached fonts.
  private(set) var hasStyledText = false
  /// The next number for tracks and chapters.
  private var running = 1
  /// The header that is looked at, from its first byte.
  private var bytes: [UInt8] = []

  /// The text that stands for programs: it must be there.
  private static let fixedText: [UInt8] = Array("-".utf8)

  private mutating func load(
    _ element: MatroskaElement, _ source: MediaSource, _ reading: inout Reading
  ) throws(MediaError) -> [MatroskaElement] {
    guard element.range.count <= reading.limits.headerBytes else {
      throw .limit(.headerBytes, allowed: reading.limits.headerBytes)
    }
    bytes = try source.bytes(element.content)
    guard !element.isCut,
      let children = try MatroskaElement.children(of: 0..<bytes.count, in: bytes, &reading)
    else {
      throw .truncated(.matroska, offset: element.start, reason: "a header is cut off or broken")
    }
    return children
  }

  /// The element of an allowed header.
  mutating func rebuilt(
    _ element: MatroskaElement, _ rules: [UInt32: MatroskaRule], at path: String,
    _ source: MediaSource, _ reading: inout Reading
  ) throws(MediaError) -> [UInt8] {
    running = 1
    let children = try load(element, source, &reading)
    return MatroskaWriter.element(
      element.id, try content(children, rules, at: path, depth: 0, &reading))
  }

  /// The content of a master element that stays.
  private mutating func content(
    _ children: [MatroskaElement], _ rules: [UInt32: MatroskaRule], at path: String, depth: Int,
    _ reading: inout Reading
  ) throws(MediaError) -> [UInt8] {
    guard depth < reading.limits.depth else {
      throw .limit(.depth, allowed: reading.limits.depth)
    }
    var output: [UInt8] = []
    for child in children {
      let value = bytes[child.content]
      switch rules[child.id] {
      case .number where value.count <= 8: output += copy(child)
      case .data: output += copy(child)
      case .word where Self.isWord(value): output += copy(child)
      case .content:
        let known = MatroskaNames.table[child.id]
        reading.disclose(
          .content, .medium, at: "\(path)/\(known?.name ?? "text")", known?.meaning ?? "a text",
          fate: .kept, value: PrintableText.text(value))
        output += copy(child)
      case .running:
        let new = MatroskaWriter.element(child.id, running, width: 4)
        running += 1
        if !value.elementsEqual(new.suffix(4)) { note(child, at: path, &reading) }
        output += new
      case .fixed:
        if !value.elementsEqual(Self.fixedText) { note(child, at: path, &reading) }
        output += MatroskaWriter.element(child.id, Self.fixedText)
      case .master(let inner):
        guard
          let elements = try MatroskaElement.children(of: child.content, in: bytes, &reading)
        else {
          throw .malformed(
            .matroska, offset: child.start, reason: "a header's elements pass its end")
        }
        let name = MatroskaNames.table[child.id]?.name ?? Self.name(child.id)
        let content = try content(
          elements, inner, at: "\(path)/\(name)", depth: depth + 1, &reading)
        output += MatroskaWriter.element(child.id, content)
      default: try drop(child, at: path, depth: depth, &reading)
      }
    }
    return output
  }

  private func copy(_ element: MatroskaElement) -> [UInt8] {
    MatroskaWriter.element(element.id, Array(bytes[element.content]))
  }

  private static func isWord(_ value: ArraySlice<UInt8>) -> Bool {
    let text = value.prefix { $0 != 0 }
    return value.count <= 40 && text.count + 1 >= value.count
      && text.allSatisfy {
        (0x30...0x39).contains($0) || (0x41...0x5a).contains($0) || (0x61...0x7a).contains($0)
          || [0x2d, 0x2e, 0x2f, 0x5f].contains($0)
      }
  }

  private static func name(_ id: UInt32) -> String { "0x" + String(id, radix: 16) }

  /// Notes one element that goes or changes.
  private func note(_ element: MatroskaElement, at path: String, _ reading: inout Reading) {
    let known = MatroskaNames.table[element.id]
    let value = bytes[element.content]
    if element.id == MatroskaID.void, MovieBytes.areZero(value) {
      return reading.disclose(.software, .low, at: "\(path)/Void", "room left for later changes")
    }
    reading.disclose(
      known?.category ?? .unknown, known?.severity ?? .high,
      at: "\(path)/\(known?.name ?? Self.name(element.id))",
      known?.meaning ?? "an element no player needs",
      value: known.flatMap { MatroskaNames.value(value, $0.form) } ?? PrintableText.runs(in: value))
  }

  /// Notes an element that goes, and the elements of a tag or a file within it.
  private mutating func drop(
    _ element: MatroskaElement, at path: String, depth: Int, _ reading: inout Reading
  ) throws(MediaError) {
    let masters: [UInt32: String] = [
      0x7373: "Tag", 0x67c8: "SimpleTag", 0x61a7: "AttachedFile", 0x45b9: "EditionEntry",
      0xb6: "ChapterAtom", 0x80: "ChapterDisplay", 0xae: "TrackEntry",
    ]
    if let name = masters[element.id], depth < reading.limits.depth,
      let children = try MatroskaElement.children(of: element.content, in: bytes, &reading)
    {
      let label = children.first { $0.id == 0x45a3 }.map {
        "/" + PrintableText.cleaned(PrintableText.text(bytes[$0.content]))
      }
      for child in children where child.id != 0x45a3 && child.id != 0x63c0 {
        try drop(child, at: "\(path)/\(name)\(label ?? "")", depth: depth + 1, &reading)
      }
      return
    }
    if element.id == 0x465c {
      reading.disclose(
        .content, .high, at: "\(path)/FileData", "an attached file",
        value: "\(element.content.count) bytes")
      if reading.wantsValues, reading.depth == 0 {
        let file = MediaSource(Array(bytes[element.content]))
        _ = try reading.embedded(file, at: "\(path)/FileData")
      }
      return
    }
    note(element, at: path, &reading)
  }

  /// Notes a whole header that goes.
  mutating func drop(
    _ element: MatroskaElement, at path: String, _ source: MediaSource, _ reading: inout Reading
  ) throws(MediaError) {
    guard element.range.count <= reading.limits.headerBytes else {
      return reading.disclose(.unknown, .high, at: path, "bytes that no player needs")
    }
    bytes = try source.bytes(element.content)
    let count = reading.disclosures.count + reading.unlisted
    let children = try MatroskaElement.children(of: 0..<bytes.count, in: bytes, &reading)
    if reading.wantsValues, element.id != MatroskaID.void, let children {
      for child in children { try drop(child, at: path, depth: 1, &reading) }
    }
    if reading.disclosures.count + reading.unlisted == count {
      if element.id == MatroskaID.void, MovieBytes.areZero(bytes[...]) {
        reading.disclose(.software, .low, at: path, "room left for later changes")
      } else {
        reading.discloseUnknown(bytes[...], at: path, "an element that no player needs")
      }
    }
  }
}

// MARK: - Tracks and attachments

extension MatroskaHeaders {
  /// The tracks that stay.
  mutating func rebuiltTracks(
    _ element: MatroskaElement, _ source: MediaSource, _ reading: inout Reading
  ) throws(MediaError) -> [UInt8] {
    running = 1
    var output: [UInt8] = []
    for (index, child) in try load(element, source, &reading).enumerated() {
      guard child.id == MatroskaID.track,
        let children = try MatroskaElement.children(of: child.content, in: bytes, &reading)
      else {
        try drop(child, at: "Tracks", depth: 0, &reading)
        continue
      }
      let path = "Tracks/\(index + 1)"
      if let entry = try track(children, at: path, &reading) {
        output += MatroskaWriter.element(MatroskaID.track, entry)
      }
    }
    guard !output.isEmpty else {
      throw .malformed(.matroska, offset: element.start, reason: "there is no track to play")
    }
    return MatroskaWriter.element(element.id, output)
  }

  /// The content of a track's entry; nil for one that goes.
  private mutating func track(
    _ children: [MatroskaElement], at path: String, _ reading: inout Reading
  ) throws(MediaError) -> [UInt8]? {
    let number = number(children, MatroskaID.trackNumber) ?? 0
    let type = self.number(children, MatroskaID.trackType)
    let codec =
      children.first { $0.id == MatroskaID.codec }.map {
        PrintableText.text(bytes[$0.content])
      } ?? ""
    let encodings = children.first { $0.id == MatroskaID.encodings }
    if let encodings { try refuseEncrypted(encodings, &reading) }
    let isText = type == 17
    guard type == 1 || type == 2 || isText && !reading.policy.dropsHiddenContent else {
      tracks[number] = Track(isKept: false, stream: .opaque, path: path)
      reading.disclose(
        .content, isText ? .medium : .high, at: path,
        isText ? "subtitles" : "a track that is neither seen nor heard", value: codec)
      for child in children { try drop(child, at: path, depth: 1, &reading) }
      return nil
    }
    if isText {
      reading.disclose(.content, .low, at: path, "subtitles", fate: .kept)
      if codec.hasPrefix("S_TEXT/ASS") || codec.hasPrefix("S_TEXT/SSA") || codec == "S_ASS" {
        hasStyledText = true
      }
    }
    let old = children.first { $0.id == MatroskaID.codecPrivate }.map {
      Array(bytes[$0.content])
    }
    var setup = MatroskaCodec(codec)
    let new = try setup.cleaned(old, at: path + "/CodecPrivate", &reading)
    let isScanned = encodings == nil && reading.policy.blanksStreamUserData
    tracks[number] = Track(
      isKept: true, stream: isScanned ? setup.stream : .opaque, path: path)
    let rest = children.filter { $0.id != MatroskaID.codecPrivate }
    let content = try content(rest, MatroskaSchema.track, at: path, depth: 1, &reading)
    return content + (new.map { MatroskaWriter.element(MatroskaID.codecPrivate, $0) } ?? [])
  }

  private func number(_ children: [MatroskaElement], _ id: UInt32) -> UInt64? {
    children.first { $0.id == id }.map {
      bytes[$0.content].suffix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    }
  }

  private func refuseEncrypted(
    _ encodings: MatroskaElement, _ reading: inout Reading
  ) throws(MediaError) {
    for encoding in try MatroskaElement.children(of: encodings.content, in: bytes, &reading) ?? [] {
      let inner = try MatroskaElement.children(of: encoding.content, in: bytes, &reading) ?? []
      if inner.contains(where: { $0.id == MatroskaID.encryption }) {
        throw .encrypted(.matroska, offset: encoding.start)
      }
    }
  }

  /// The attached fonts that subtitles need; nil where nothing stays.
  mutating func rebuiltAttachments(
    _ element: MatroskaElement, _ source: MediaSource, _ reading: inout Reading
  ) throws(MediaError) -> [UInt8]? {
    var output: [UInt8] = []
    var fonts = 0
    for child in try load(element, source, &reading) {
      let parts =
        child.id == 0x61a7
        ? try MatroskaElement.children(of: child.content, in: bytes, &reading) ?? [] : []
      let data = parts.first { $0.id == 0x465c }.map { bytes[$0.content] } ?? []
      guard hasStyledText, let kind = Self.fontKind(data) else {
        try drop(child, at: "Attachments", depth: 0, &reading)
        continue
      }
      fonts += 1
      let file =
        MatroskaWriter.element(0x466e, Array("\(fonts).\(kind)".utf8))
        + MatroskaWriter.element(0x4660, Array(Self.fontType(kind).utf8))
        + MatroskaWriter.element(0x465c, Array(data))
        + MatroskaWriter.element(0x46ae, fonts, width: 4)
      let whole = MatroskaWriter.element(0x61a7, file)
      if !bytes[child.range].elementsEqual(whole) {
        for part in parts where part.id != 0x465c {
          try drop(part, at: "Attachments/\(fonts)", depth: 1, &reading)
        }
      }
      reading.disclose(
        .content, .low, at: "Attachments/\(fonts)", "a font that subtitles may need", fate: .kept)
      output += whole
    }
    return output.isEmpty ? nil : MatroskaWriter.element(element.id, output)
  }

  /// The names by which players know fonts.
  private static func fontType(_ kind: String) -> String {
    kind == "otf" ? "application/vnd.ms-opentype" : "application/x-truetype-font"
  }

  private static func fontKind(_ data: ArraySlice<UInt8>) -> String? {
    if data.starts(with: Array("OTTO".utf8)) { return "otf" }
    if data.starts(with: [0, 1, 0, 0]) || data.starts(with: Array("true".utf8)) { return "ttf" }
    return data.starts(with: Array("ttcf".utf8)) ? "ttc" : nil
  }
}
