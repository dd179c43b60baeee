/// The boxes that may stand in a sample entry, and how each is written again.
enum MovieEntryRules {
  /// How a box is written.
  enum Rule: Equatable {
    /// At most so many bytes of content, as they are: numbers only.
    case fixed(Int)
    /// The same, with so many first bytes zero (a maker's code).
    case vendor(Int, of: Int)
    /// As it is: the configuration of a codec, which nothing says how to shorten.
    case whole
    case avc, hevc, av1, elementaryStream, colour, wave, flac, spherical, auxiliary, layout
    /// A container of boxes under the same rules.
    case container
    /// The content is encrypted.
    case encrypted
  }

  /// The rule of a box by its type; nil where it is not on the list.
  static func rule(_ name: String) -> Rule? { rules[name] }

  private static let rules: [String: Rule] = [
    // Pictures: ISO/IEC 14496-12, 12.1; QuickTime's "Video Sample Description Extensions".
    "pasp": .fixed(8), "clap": .fixed(32), "fiel": .fixed(2), "gama": .fixed(4),
    "mdcv": .fixed(24), "clli": .fixed(4), "SmDm": .fixed(28), "CoLL": .fixed(8),
    "amve": .fixed(8), "ccst": .fixed(8), "colr": .colour, "auxi": .auxiliary,
    "st3d": .fixed(5), "sv3d": .spherical, "vexu": .container, "eyes": .container,
    "proj": .container, "prhd": .fixed(16), "equi": .fixed(20), "cbmp": .fixed(12),
    "stri": .fixed(5), "hero": .fixed(5), "cams": .container, "blin": .fixed(8),
    "cmfy": .container, "dadj": .fixed(8), "must": .fixed(12), "hfov": .fixed(4),
    "prji": .fixed(8), "pack": .container, "pkin": .fixed(8),
    // Codecs of pictures: ISO/IEC 14496-15, and each codec's own binding.
    "avcC": .avc, "avcE": .avc, "mvcC": .avc, "svcC": .avc, "hvcC": .hevc, "hvcE": .hevc,
    "lhvC": .whole, "av1C": .av1, "vpcC": .whole, "vvcC": .whole, "evcC": .whole, "apvC": .whole,
    "dvcC": .fixed(24), "dvvC": .fixed(24), "dvwC": .fixed(24), "d263": .vendor(4, of: 7),
    "bitr": .fixed(8), "glbl": .whole, "SMI ": .whole, "strf": .whole, "jp2h": .whole,
    "dvc1": .whole, "jsub": .fixed(4), "orfo": .fixed(2), "ACLR": .fixed(24), "APRG": .fixed(24),
    "AALP": .fixed(24), "ARES": .fixed(120), "ADHR": .fixed(24),
    // Sound: ISO/IEC 14496-12, 12.2; QuickTime's `wave`; ETSI TS 102 366, 103 190 and others.
    "esds": .elementaryStream, "wave": .wave, "chan": .layout, "chnl": .fixed(80),
    "srat": .fixed(8), "pcmC": .fixed(6), "SA3D": .fixed(12 + 4 * 256), "dmix": .fixed(64),
    "dOps": .fixed(11 + 2 + 255), "dfLa": .flac, "alac": .fixed(52), "dac3": .fixed(3),
    "dec3": .fixed(64), "dac4": .fixed(256), "ddts": .fixed(20), "dmlp": .fixed(10),
    "mhaC": .whole, "damr": .vendor(5, of: 9), "devc": .vendor(5, of: 6),
    "dqcp": .vendor(5, of: 6), "dsmv": .vendor(5, of: 6), "frma": .fixed(4), "enda": .fixed(2),
    "QDCA": .whole, "QDCP": .whole,
    // Text: 3GPP TS 26.245; ISO/IEC 14496-30.
    "ftab": .whole, "vttC": .whole, "mime": .whole, "txtC": .whole,
    // Protection (ISO/IEC 14496-12, 8.12).
    "sinf": .encrypted,
  ]
}

/// The boxes inside sample entries.
extension MovieRebuilder {
  /// Writes the allowed boxes of a sample entry from `offset` on.
  mutating func entryBoxes(
    _ entry: MovieBox, from offset: Int, _ facts: inout MovieEntryFacts, at path: String,
    _ reading: inout Reading
  ) throws(MediaError) {
    let inside = try children(
      of: entry, after: offset - entry.contentStart, at: path, &reading)
    facts.hasDolbyVision = inside.contains { ["dvcC", "dvvC", "dvwC"].contains($0.name) }
    if MovieFormatTable.encrypted.contains(entry.name), inside.contains(where: { $0.isA("sinf") }) {
      throw .encrypted(format, offset: origin + entry.range.lowerBound)
    }
    if entry.isA("resv") {
      throw .unclassified(
        format, offset: origin + entry.range.lowerBound, count: entry.range.count,
        structure: "restricted video")
    }
    for box in inside { try entryBox(box, &facts, depth: 0, at: path, &reading) }
  }

  private mutating func entryBox(
    _ box: MovieBox, _ facts: inout MovieEntryFacts, depth: Int, at path: String,
    _ reading: inout Reading
  ) throws(MediaError) {
    guard let rule = MovieEntryRules.rule(box.name), depth < reading.limits.depth else {
      try drop(box, at: path, &reading)
      return
    }
    let inner = path + "/" + box.name
    switch rule {
    case .fixed(let count): try copy(box, count: count, at: path, &reading)
    case .whole: try copy(box, count: box.content.count, at: path, &reading)
    case .vendor(let zeros, let count):
      let fields: [MovieField] = [
        .zero(zeros), .keep(max(0, min(count, box.content.count) - zeros)),
      ]
      try write(box, fields, at: path, &reading)
    case .encrypted: throw .encrypted(format, offset: origin + box.range.lowerBound)
    case .avc: try avcConfiguration(box, &facts, at: inner, &reading)
    case .hevc: try hevcConfiguration(box, &facts, at: inner, &reading)
    case .av1: try av1Configuration(box, &facts, at: inner, &reading)
    case .elementaryStream: try elementaryStream(box, &facts, at: inner, &reading)
    case .colour: try colour(box, at: inner, &reading)
    case .flac: try flacConfiguration(box, at: inner, &reading)
    case .spherical: try spherical(box, at: inner, &reading)
    case .auxiliary: try auxiliary(box, at: path, &reading)
    case .layout: try layout(box, at: path, &reading)
    case .wave, .container:
      let start = output.begin(box.type)
      for child in try children(of: box, at: inner, &reading) {
        try waveBox(child, &facts, depth: depth + 1, at: inner, &reading)
      }
      output.end(start)
    }
  }

  /// A box of QuickTime's `wave`: besides the others, its terminator, an empty `mp4a`, and formats
  /// of Windows ("ms" and a number).
  private mutating func waveBox(
    _ box: MovieBox, _ facts: inout MovieEntryFacts, depth: Int, at path: String,
    _ reading: inout Reading
  ) throws(MediaError) {
    if box.type == 0 {
      try copy(box, count: 0, at: path, &reading)
    } else if box.isA("mp4a") {
      try copy(box, count: 4, at: path, &reading)
    } else if box.type >> 16 == 0x6d73 {
      try copy(box, count: 64, at: path, &reading)
    } else {
      try entryBox(box, &facts, depth: depth, at: path, &reading)
    }
  }

  /// QuickTime's layout of channels; that of one or two plain channels says nothing, and goes.
  private mutating func layout(
    _ box: MovieBox, at path: String, _ reading: inout Reading
  ) throws(MediaError) {
    let isPlain = [100 << 16 | 1, 101 << 16 | 2].contains(
      MovieBytes.word(bytes, at: box.contentStart + 4))
    guard box.content.count >= 16, !isPlain else {
      reading.disclose(.unknown, .low, at: path + "/chan", "a layout of plain channels")
      return
    }
    let count = min(64, MovieBytes.word(bytes, at: box.contentStart + 12))
    try copy(box, count: 16 + 20 * count, at: path, &reading)
  }

  /// Spherical video: the projection stays, the program's name goes (Google, Spherical Video V2).
  private mutating func spherical(
    _ box: MovieBox, at path: String, _ reading: inout Reading
  ) throws(MediaError) {
    let start = output.begin(box.type)
    for child in try children(of: box, at: path, &reading) {
      if child.isA("proj") {
        let inner = output.begin(child.type)
        for part in try children(of: child, at: path + "/proj", &reading) {
          let limits = ["prhd": 16, "equi": 20, "cbmp": 12]
          if let limit = limits[part.name] {
            try copy(part, count: limit, at: path + "/proj", &reading)
          } else {
            try drop(part, at: path + "/proj", &reading)
          }
        }
        output.end(inner)
      } else if child.isA("svhd") {
        let isNamed = child.content.count > 5
        if isNamed {
          reading.disclose(
            .software, .medium, at: path + "/svhd", "the program that made it spherical",
            value: PrintableText.text(bytes[child.content].dropFirst(4)))
        }
        let inner = output.begin(child.type)
        output.zeros(5)
        output.end(inner)
      } else {
        try drop(child, at: path, &reading)
      }
    }
    output.end(start)
  }

  /// What an auxiliary picture track is for: only kinds of the standards stay.
  private mutating func auxiliary(
    _ box: MovieBox, at path: String, _ reading: inout Reading
  ) throws(MediaError) {
    let text = PrintableText.text(bytes[box.content].dropFirst(4))
    if text.hasPrefix("urn:mpeg:") {
      try copy(box, count: 5 + text.utf8.count, at: path, &reading)
    } else {
      try drop(box, at: path, &reading)
    }
  }
}
