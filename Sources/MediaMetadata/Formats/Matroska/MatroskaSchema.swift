/// The elements that a player needs, by id (RFC 9559, section 5; the codec mappings).
indirect enum MatroskaRule: Sendable {
  /// A number or flag, of at most eight bytes.
  case number
  /// Bytes that a decoder needs.
  case data
  /// A language's code, or another word of letters, digits and marks.
  case word
  /// An id, which becomes a running number.
  case running
  /// A text that must be there, and says nothing.
  case fixed
  /// A text that is content.
  case content
  /// Elements within.
  case master([UInt32: MatroskaRule])
}

/// Ids that the reader acts upon.
enum MatroskaID {
  static let header: UInt32 = 0x1a45_dfa3
  static let docType: UInt32 = 0x4282
  static let segment: UInt32 = 0x1853_8067
  static let seekHead: UInt32 = 0x114d_9b74
  static let info: UInt32 = 0x1549_a966
  static let tracks: UInt32 = 0x1654_ae6b
  static let track: UInt32 = 0xae
  static let trackNumber: UInt32 = 0xd7
  static let trackUID: UInt32 = 0x73c5
  static let trackType: UInt32 = 0x83
  static let codec: UInt32 = 0x86
  static let codecPrivate: UInt32 = 0x63a2
  static let encodings: UInt32 = 0x6d80
  static let encryption: UInt32 = 0x5035
  static let cues: UInt32 = 0x1c53_bb6b
  static let chapters: UInt32 = 0x1043_a770
  static let attachments: UInt32 = 0x1941_a469
  static let tags: UInt32 = 0x1254_c367
  static let cluster: UInt32 = 0x1f43_b675
  static let void: UInt32 = 0xec
  static let checksum: UInt32 = 0xbf
  static let simpleBlock: UInt32 = 0xa3
  static let blockGroup: UInt32 = 0xa0
  static let block: UInt32 = 0xa1
  static let encryptedBlock: UInt32 = 0xaf
  static let timestamp: UInt32 = 0xe7

  /// What stands in a segment, and so ends a cluster of unknown size.
  static let topLevel: Set<UInt32> = [
    seekHead, info, tracks, cues, chapters, attachments, tags, cluster, header, segment,
  ]
}

/// The allow-list.
enum MatroskaSchema {
  static let header: [UInt32: MatroskaRule] = [
    0x4286: .number, 0x42f7: .number, 0x42f2: .number, 0x42f3: .number, 0x4282: .word,
    0x4287: .number, 0x4285: .number,
  ]
  static let info: [UInt32: MatroskaRule] = [
    0x2a_d7b1: .number, 0x4489: .number, 0x4d80: .fixed, 0x5741: .fixed,
  ]
  static let track: [UInt32: MatroskaRule] = [
    0xd7: .number, 0x73c5: .running, 0x83: .number, 0xb9: .number, 0x88: .number,
    0x55aa: .number, 0x55ab: .number, 0x55ac: .number, 0x55ad: .number, 0x55ae: .number,
    0x55af: .number, 0x9c: .number, 0x6de7: .number, 0x6df8: .number, 0x23_e383: .number,
    0x23_4e7a: .number, 0x23_314f: .number, 0x55ee: .number, 0x22_b59c: .word,
    0x22_b59d: .word, 0x86: .word, 0x63a2: .data, 0xaa: .number, 0x56aa: .number,
    0x56bb: .number, 0x41e4: .master([0x41f0: .number, 0x41e7: .number, 0x41ed: .data]),
    0xe0: .master(video), 0xe1: .master(audio), 0x6d80: .master([0x6240: .master(encoding)]),
  ]
  private static let video: [UInt32: MatroskaRule] = [
    0x9a: .number, 0x9d: .number, 0x53b8: .number, 0x53c0: .number, 0x53b9: .number,
    0xb0: .number, 0xba: .number, 0x54aa: .number, 0x54bb: .number, 0x54cc: .number,
    0x54dd: .number, 0x54b0: .number, 0x54ba: .number, 0x54b2: .number, 0x54b3: .number,
    0x2e_b524: .number, 0x2f_b523: .number, 0x23_83e3: .number, 0x55b0: .master(colour),
    0x7670: .master([
      0x7671: .number, 0x7672: .data, 0x7673: .number, 0x7674: .number, 0x7675: .number,
    ]),
  ]
  private static let colour: [UInt32: MatroskaRule] = {
    var rules: [UInt32: MatroskaRule] = [:]
    for id in UInt32(0x55b1)...0x55bd { rules[id] = .number }
    var mastering: [UInt32: MatroskaRule] = [:]
    for id in UInt32(0x55d1)...0x55da { mastering[id] = .number }
    rules[0x55d0] = .master(mastering)
    return rules
  }()
  private static let audio: [UInt32: MatroskaRule] = [
    0xb5: .number, 0x78b5: .number, 0x9f: .number, 0x6264: .number, 0x52f1: .number,
  ]
  private static let encoding: [UInt32: MatroskaRule] = [
    0x5031: .number, 0x5032: .number, 0x5033: .number,
    0x5034: .master([0x4254: .number, 0x4255: .data]),
  ]
  static let chapters: [UInt32: MatroskaRule] = [
    0x45b9: .master([
      0x45bd: .number, 0x45db: .number, 0x45dd: .number, 0xb6: .master(chapter(depth: 4)),
    ])
  ]
  private static func chapter(depth: Int) -> [UInt32: MatroskaRule] {
    var rules: [UInt32: MatroskaRule] = [
      0x73c4: .running, 0x91: .number, 0x92: .number, 0x98: .number, 0x4598: .number,
      0x80: .master([0x85: .content, 0x437c: .word, 0x437d: .word, 0x437e: .word]),
    ]
    if depth > 0 { rules[0xb6] = .master(chapter(depth: depth - 1)) }
    return rules
  }
  /// What stays within a group of one block; the lengths and links of frames.
  static func staysInGroup(_ element: MatroskaElement) -> Bool {
    switch element.id {
    case MatroskaID.block, 0x75a1, 0xa4: true
    // Numbers: what is longer is none.
    case 0x9b, 0xfa, 0xfb, 0xfd, 0x75a2: element.content.count <= 8
    default: false
    }
  }
}

/// What elements that go are called, and what they give away.
enum MatroskaNames {
  /// How a value is shown.
  enum Form { case text, hexadecimal, date, number }

  /// What an element discloses.
  struct Meaning {
    let name: String
    let category: Disclosure.Category
    let severity: Disclosure.Severity
    let meaning: String
    let form: Form

    init(
      _ name: String, _ category: Disclosure.Category, _ severity: Disclosure.Severity,
      _ meaning: String, _ form: Form = .text
    ) {
      self.name = name
      self.category = category
      self.severity = severity
      self.meaning = meaning
      self.form = form
    }
  }

  static let table: [UInt32: Meaning] = [
    0x73a4: Meaning("SegmentUUID", .identifier, .high, "a number only this film has", .hexadecimal),
    0x7384: Meaning("SegmentFilename", .content, .high, "the name of the file"),
    0x3c_b923: Meaning("PrevUUID", .identifier, .high, "the number of another film", .hexadecimal),
    0x3c_83ab: Meaning("PrevFilename", .content, .high, "the name of another file"),
    0x3e_b923: Meaning("NextUUID", .identifier, .high, "the number of another film", .hexadecimal),
    0x3e_83bb: Meaning("NextFilename", .content, .high, "the name of another file"),
    0x4444: Meaning("SegmentFamily", .identifier, .high, "a number some films share", .hexadecimal),
    0x4461: Meaning("DateUTC", .time, .high, "when it was made", .date),
    0x7ba9: Meaning("Title", .content, .high, "the film's title"),
    0x4d80: Meaning("MuxingApp", .software, .medium, "the program that wrote it"),
    0x5741: Meaning("WritingApp", .software, .medium, "the program that wrote it"),
    0x73c5: Meaning("TrackUID", .identifier, .medium, "a number only this track has", .hexadecimal),
    0x536e: Meaning("Name", .content, .medium, "the track's name"),
    0x25_8688: Meaning("CodecName", .software, .low, "the codec's name"),
    0x3a_9697: Meaning("CodecSettings", .software, .medium, "how it was encoded"),
    0x3b_4040: Meaning("CodecInfoURL", .software, .medium, "an address about the codec"),
    0x26_b240: Meaning("CodecDownloadURL", .software, .medium, "an address about the codec"),
    0x73c4: Meaning("ChapterUID", .identifier, .medium, "a number of a chapter", .hexadecimal),
    0x45bc: Meaning("EditionUID", .identifier, .medium, "a number of the chapters", .hexadecimal),
    0x5654: Meaning("ChapterStringUID", .identifier, .medium, "a number of a chapter"),
    0x85: Meaning("ChapString", .content, .medium, "a chapter's name"),
    0x466e: Meaning("FileName", .content, .high, "an attached file's name"),
    0x467e: Meaning("FileDescription", .content, .high, "an attached file's description"),
    0x4660: Meaning("FileMediaType", .content, .low, "an attached file's kind"),
    0x46ae: Meaning("FileUID", .identifier, .medium, "a number of a file", .hexadecimal),
    0x45a3: Meaning("TagName", .content, .low, "what a tag is called"),
    0x4487: Meaning("TagString", .content, .high, "what a tag says"),
    0x4485: Meaning("TagBinary", .content, .high, "what a tag holds"),
    0xec: Meaning("Void", .unknown, .high, "room that is not empty"),
    0xbf: Meaning("CRC-32", .software, .low, "a checksum", .hexadecimal),
    0x55b0: Meaning("Colour", .software, .low, "colours"),
    0x45b9: Meaning("EditionEntry", .content, .medium, "chapters"),
    0xb6: Meaning("ChapterAtom", .content, .medium, "a chapter"),
    0x80: Meaning("ChapterDisplay", .content, .medium, "a chapter's name"),
    0xe0: Meaning("Video", .software, .low, "how pictures are shown"),
    0xe1: Meaning("Audio", .software, .low, "how sound is played"),
  ]

  /// The value of an element as text.
  static func value(_ bytes: ArraySlice<UInt8>, _ form: Form) -> String? {
    switch form {
    case .text: return PrintableText.text(bytes)
    case .hexadecimal: return ExifText.hexadecimal(bytes.prefix(32))
    case .number: return String(bytes.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
    case .date:
      guard bytes.count == 8 else { return nil }
      let raw = bytes.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      // Nanoseconds since the start of 2001.
      let seconds = Int(Int64(bitPattern: raw) / 1_000_000_000)
      return MovieTime.text(secondsSince1970: seconds + 978_307_200)
    }
  }
}
