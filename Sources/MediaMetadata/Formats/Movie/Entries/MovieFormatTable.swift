/// What the four characters of a sample entry say of its samples.
enum MovieFormatTable {
  /// How samples are looked through, where no configuration box told it.
  static func stream(_ format: UInt32, _ known: MovieStreamKind) -> MovieStreamKind {
    guard known == .opaque else { return known }
    let name = FourCharacters.name(format)
    if ["jpeg", "mjpa", "AVDJ", "dmb1", "mjpg", "MJPG"].contains(name) { return .jpeg }
    if ["mp4v", "XVID", "xvid", "DIVX", "divx", "DX50", "fmp4", "FMP4"].contains(name) {
      return .startCodes(isMPEG4: true)
    }
    let starts = ["hdv", "xdv", "xd5", "xd4", "xd3", "xdh", "mx3", "mx4", "mx5", "AVmp", "mpg2"]
    let isMPEG2 =
      ["mp1v", "mp2v", "m1v ", "m1v1", "m2v1", "mpeg", "MPEG"].contains(name)
      || starts.contains { name.hasPrefix($0) }
    return isMPEG2 ? .startCodes(isMPEG4: false) : .opaque
  }

  /// How many bytes uncompressed or evenly compressed sound takes, by libavformat's rules.
  ///
  /// Nil where a table of sizes tells it.
  static func soundUnit(_ facts: MovieEntryFacts, constantSize: Int) -> MovieSoundUnit? {
    let name = FourCharacters.name(facts.format)
    switch name {
    case "MAC3": return MovieSoundUnit(samples: 6, bytes: 2 * facts.channels)
    case "MAC6": return MovieSoundUnit(samples: 6, bytes: facts.channels)
    case "ima4": return MovieSoundUnit(samples: 64, bytes: 34 * facts.channels)
    case "agsm": return MovieSoundUnit(samples: 160, bytes: 33)
    default: break
    }
    if let packet = facts.packet, packet.samples > 1 { return packet }
    let size = bits(name, facts.bits) / 8 * facts.channels
    if size > 0 { return MovieSoundUnit(samples: 1, bytes: size) }
    return constantSize > 0 ? MovieSoundUnit(samples: 1, bytes: constantSize) : nil
  }

  /// Bits of a sample of uncompressed sound; 0 for other codecs.
  private static func bits(_ name: String, _ stated: Int) -> Int {
    switch name {
    case "ulaw", "alaw": 8
    case "in24": 24
    case "in32", "fl32": 32
    case "fl64": 64
    case "raw ", "NONE": stated == 16 ? 16 : 8
    case "twos", "sowt": [8, 24, 32].contains(stated) ? stated : 16
    case "lpcm", "ipcm", "fpcm": stated
    default: 0
    }
  }

  /// Formats that are wrapped in encryption.
  static let encrypted: Set<String> = [
    "encv", "enca", "enct", "encs", "encm", "encf", "drms", "drmi", "drmt", "p608",
  ]
}
