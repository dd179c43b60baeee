/// What decoders are set up with, without what encoders left there (RFC 9559, 5.1.4.1.22; Matroska
/// codec specifications).
struct MatroskaCodec {
  private let codec: String
  /// How the track's frames are looked through.
  private(set) var stream = MovieStreamKind.opaque

  /// The codec of an id, such as "V_MPEG4/ISO/AVC".
  init(_ codec: String) {
    self.codec = codec
    switch codec {
    case "V_MPEG1", "V_MPEG2": stream = .startCodes(isMPEG4: false)
    case "V_MJPEG": stream = .jpeg
    case "V_AV1": stream = .av1
    default:
      if codec.hasPrefix("V_MPEG4/ISO/"), codec != "V_MPEG4/ISO/AVC" {
        stream = .startCodes(isMPEG4: true)
      } else if codec.hasPrefix("A_AAC") {
        stream = .aac
      }
    }
  }

  /// The set-up that stays, for one of the input.
  mutating func cleaned(
    _ old: [UInt8]?, at path: String, _ reading: inout Reading
  ) throws(MediaError) -> [UInt8]? {
    guard let old else { return nil }
    switch codec {
    case "V_MPEG4/ISO/AVC": return try box("avcC", old, at: path, &reading)
    case "V_MPEGH/ISO/HEVC": return try box("hvcC", old, at: path, &reading)
    case "V_AV1": return try box("av1C", old, at: path, &reading)
    case "V_MS/VFW/FOURCC":
      if old.count >= 20 {
        let four = old[16..<20].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        stream = MovieFormatTable.stream(four, .opaque)
      }
      return userData(old, at: path, &reading)
    case "A_VORBIS", "V_THEORA":
      let inner = codec == "A_VORBIS" ? OggCodec.vorbis : .theora
      return try known(XiphHeaders.withoutComments(old, of: inner, at: path, &reading))
    case "A_FLAC": return try known(flac(old, at: path, &reading))
    case "S_TEXT/WEBVTT": return try known(webText(old, at: path, &reading))
    case "S_VOBSUB": return lines(old, at: path, &reading, Self.vobSubLines)
    default:
      if codec.hasPrefix("S_TEXT/ASS") || codec.hasPrefix("S_TEXT/SSA") || codec.hasSuffix("_ASS") {
        return styles(old, at: path, &reading)
      }
      return userData(old, at: path, &reading)
    }
  }

  /// A set-up without what is on no list; one that can't be read may hold anything.
  private func known(_ setup: [UInt8]?) throws(MediaError) -> [UInt8] {
    guard let setup else {
      throw .malformed(.matroska, offset: 0, reason: "a decoder's set-up can't be read")
    }
    return setup
  }

  /// A configuration that MP4 keeps in a box.
  private mutating func box(
    _ name: StaticString, _ old: [UInt8], at path: String, _ reading: inout Reading
  ) throws(MediaError) -> [UInt8] {
    let type = FourCharacters.code(name)
    var whole: [UInt8] = []
    whole.append(bigEndian: UInt64(old.count + 8), 4)
    whole.append(bigEndian: UInt64(type), 4)
    whole += old
    let source = MediaSource(whole)
    guard let header = try BoxHeader.read(source, at: 0, within: 0..<whole.count),
      let box = MovieBox.read(whole, at: 0, end: whole.count)
    else { return try known(nil) }
    var facts = MovieEntryFacts(format: type)
    var rebuilder = try MovieRebuilder(source, header, .matroska, reading)
    switch codec {
    case "V_AV1": try rebuilder.av1Configuration(box, &facts, at: path, &reading)
    case "V_MPEG4/ISO/AVC": try rebuilder.avcConfiguration(box, &facts, at: path, &reading)
    default: try rebuilder.hevcConfiguration(box, &facts, at: path, &reading)
    }
    stream = facts.stream
    return Array(rebuilder.output.bytes.dropFirst(8))
  }

  /// User data after start codes become zeros.
  private func userData(
    _ old: [UInt8], at path: String, _ reading: inout Reading
  ) -> [UInt8] {
    guard case .startCodes(let isMPEG4) = stream, reading.policy.blanksStreamUserData else {
      return old
    }
    var new = old
    for run in MovieUserDataCodes.runs(in: old[...]) where !run.isEmpty {
      let kept = MovieUserDataCodes.kept(old[run], isMPEG4: isMPEG4, reading.policy)
      if !old[run].elementsEqual(kept.bytes) {
        reading.disclose(
          .software, .medium, at: path, "user data inside the video stream",
          value: PrintableText.runs(in: old[run]))
        new.replaceSubrange(run, with: kept.bytes)
      }
    }
    return new
  }

  /// FLAC's description of the stream, without the blocks of tags and pictures behind it; nil where
  /// it is none.
  private func flac(_ old: [UInt8], at path: String, _ reading: inout Reading) -> [UInt8]? {
    guard old.count >= 42, old.starts(with: Array("fLaC".utf8)), old[4] & 0x7f == 0,
      Array(old[5..<8]) == [0, 0, 34]
    else { return nil }
    let new = Array(old[..<4]) + [0x80] + old[5..<42]
    if new != old {
      reading.disclose(
        .content, .high, at: path + "/FLAC blocks", "tags and other blocks beside the sound",
        value: PrintableText.runs(in: old[42...]))
    }
    return new
  }
}

// MARK: - Subtitles

extension MatroskaCodec {
  private static let vobSubLines = [
    "size:", "org:", "scale:", "alpha:", "smooth:", "fadein/out:", "align:", "time offset:",
    "forced subs:", "palette:", "custom colors:",
  ]
  /// What a script says of how it is shown; its title, authors and files are not among it.
  private static let scriptLines = [
    "scripttype:", "playresx:", "playresy:", "layoutresx:", "layoutresy:", "wrapstyle:",
    "scaledborderandshadow:", "collisions:", "playdepth:", "timer:", "ycbcr matrix:", "kerning:",
  ]

  /// The lines that start as one of `kept` does.
  private func lines(
    _ old: [UInt8], at path: String, _ reading: inout Reading, _ kept: [String]
  ) -> [UInt8] {
    var new: [UInt8] = []
    var dropped: [UInt8] = []
    for line in Self.split(old) {
      let text = String(decoding: line, as: UTF8.self).lowercased()
      if kept.contains(where: { text.hasPrefix($0) }) { new += line } else { dropped += line }
    }
    note(dropped, at: path, &reading)
    return new
  }

  /// A script's styles, and of its other lines those that say how it is shown.
  private func styles(_ old: [UInt8], at path: String, _ reading: inout Reading) -> [UInt8] {
    var new: [UInt8] = []
    var dropped: [UInt8] = []
    var section = ""
    for line in Self.split(old) {
      let text = String(decoding: line, as: UTF8.self).lowercased()
      let plain = text.hasPrefix("\u{feff}") ? String(text.dropFirst()) : text
      if plain.hasPrefix("[") {
        section = String(plain.prefix { $0 != "]" && $0 != "\r" && $0 != "\n" && $0 != "\r\n" })
      }
      let stays: Bool
      switch section {
      case "[script info": stays = plain.hasPrefix("[script info]") || isShown(plain)
      case "[v4+ styles", "[v4 styles", "[v4 styles+":
        stays = ["[", "format:", "style:"].contains { plain.hasPrefix($0) }
      case "[events": stays = ["[", "format:"].contains { plain.hasPrefix($0) }
      default: stays = false
      }
      if stays { new += line } else { dropped += line }
    }
    if !dropped.allSatisfy({ $0 <= 0x20 || $0 == 0 }) { note(dropped, at: path, &reading) }
    return new
  }

  /// The head of WebVTT (WebVTT, 4.1) with nothing but its mark, styles and regions; nil without
  /// the mark.
  private func webText(
    _ old: [UInt8], at path: String, _ reading: inout Reading
  ) -> [UInt8]? {
    let mark = Array("WEBVTT".utf8)
    let lines = Self.split(old)
    guard let first = lines.first, first.starts(with: mark) else { return nil }
    var new = mark + [0x0a]
    var dropped = Array(first.dropFirst(mark.count))
    // What a block's first line is decides over the block; the mark's own block has other lines.
    var stays: Bool? = false
    for line in lines.dropFirst() {
      if line.allSatisfy({ $0 <= 0x20 }) {
        stays = nil
        continue
      }
      if stays == nil {
        stays = ["STYLE", "REGION"].contains { name in
          line.starts(with: name.utf8) && line.dropFirst(name.utf8.count).allSatisfy { $0 <= 0x20 }
        }
        if stays == true { new.append(0x0a) }
      }
      if stays == true { new += line } else { dropped += line }
    }
    if !dropped.allSatisfy({ $0 <= 0x20 }) { note(dropped, at: path, &reading) }
    return new
  }

  private func isShown(_ line: String) -> Bool {
    Self.scriptLines.contains { line.hasPrefix($0) }
  }

  private func note(_ dropped: [UInt8], at path: String, _ reading: inout Reading) {
    guard !dropped.isEmpty else { return }
    reading.disclose(
      .content, .high, at: path, "title, authors, files and comments of the subtitles",
      value: PrintableText.runs(in: dropped[...]))
  }

  /// Lines with their ends.
  private static func split(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    var start = 0
    for (index, byte) in bytes.enumerated() where byte == 0x0a {
      lines.append(bytes[start...index])
      start = index + 1
    }
    if start < bytes.count { lines.append(bytes[start...]) }
    return lines
  }
}
