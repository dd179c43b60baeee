/// Which SEI messages stay: those that display and timing need, by an allow-list.
enum MovieSEIRules {
  /// What becomes of a message.
  enum Verdict: Equatable {
    case keep
    /// Filler already, or nothing at all.
    case filler
    case drop(Find)
    /// Stays as it is content, and is reported.
    case content(Find)
    /// Is replaced by a shorter one that carries only what decoders rely on.
    case shorten([UInt8], Find)
  }

  /// What a message gives away.
  struct Find: Equatable {
    let name: String
    let category: Disclosure.Category
    let severity: Disclosure.Severity
    let meaning: String
  }

  /// Types that stay in H.264.
  ///
  /// Rec. ITU-T H.264, D.1: 2 to 8 and 13, 14 steer display, 19 to 23 describe film grain, filters
  /// and tone, 24 to 47 scalable and multiview streams, but for nests.
  private static let avc: Set<Int> = Set([0, 1, 2, 6, 7, 8, 10, 11, 12, 13, 14, 18, 19, 20, 21, 22])
    .union([23, 24, 25, 26, 27, 28, 29, 31, 32, 33, 34, 35, 36, 38, 39, 40, 41, 42, 43, 44, 45])
    .union([46, 47, 137, 142, 144, 147, 148, 149, 150, 151, 154, 155, 156])

  /// Types that stay in H.265, after its annex D.2.
  private static let hevc: Set<Int> = Set([0, 1, 2, 6, 19, 22, 23, 45, 47, 128, 129, 130, 131, 132])
    .union([134, 135, 137, 138, 139, 140, 141, 142, 143, 144, 145, 146, 147, 148, 149, 150, 151])
    .union([152, 154, 155, 156, 165, 168, 176, 177, 178, 179])

  /// The verdict on a message under a policy.
  static func verdict(
    _ type: Int, _ payload: ArraySlice<UInt8>, isHEVC: Bool, _ format: MovieUnitFormat,
    _ policy: ScrubPolicy
  ) -> Verdict {
    // Filler without a payload too: it is put in where two bytes are to be filled.
    if type == 3 { return .filler }
    if payload.isEmpty { return .keep }
    switch type {
    case 4: return registered(payload, policy)
    case 5: return unregistered(payload, isHEVC: isHEVC, format)
    case 136 where isHEVC:
      return .drop(Find(name: "SEI 136", .time, .medium, "the time code of each picture"))
    default:
      if (isHEVC ? hevc : avc).contains(type) { return .keep }
      return .drop(Find(name: "SEI \(type)", .unknown, .high, "a message that no list knows"))
    }
  }

  /// User data registered by ITU-T T.35: captions and high dynamic range.
  static func registered(_ payload: ArraySlice<UInt8>, _ policy: ScrubPolicy) -> Verdict {
    let head = Array(payload.prefix(8))
    func starts(_ bytes: [UInt8]) -> Bool { head.starts(with: bytes) }
    let captions = starts([0xb5, 0, 0x31] + Array("GA94".utf8) + [3]) || starts([0xb5, 0, 0x2f])
    if captions {
      let find = Find(name: "closed captions", .content, .medium, "closed captions")
      return policy.dropsHiddenContent ? .drop(find) : .content(find)
    }
    // Active format (DTG1), bars (GA94 6), HDR10+, Dolby Vision, film grain, HDR Vivid.
    let known: [[UInt8]] = [
      [0xb5, 0, 0x31] + Array("DTG1".utf8), [0xb5, 0, 0x31] + Array("GA94".utf8) + [6],
      [0xb5, 0, 0x3c], [0xb5, 0, 0x3b], [0xb5, 0x58, 0x90], [0x26, 0, 4, 0, 5],
    ]
    if known.contains(where: starts) { return .keep }
    return .drop(Find(name: "SEI 4", .unknown, .high, "registered user data that no list knows"))
  }

  /// User data under an id of 16 bytes.
  private static func unregistered(
    _ payload: ArraySlice<UInt8>, isHEVC: Bool, _ format: MovieUnitFormat
  ) -> Verdict {
    let name = "SEI 5"
    let text = payload.dropFirst(16)
    if payload.starts(with: x264) {
      let find = Find(
        name: "\(name) x264", .software, .medium, "the program that encoded it, with its settings")
      if !isHEVC, let version = neededVersion(text, format) {
        let short = Array(payload.prefix(16)) + version
        return short.count == payload.count ? .keep : .shorten(short, find)
      }
      return .drop(find)
    }
    if payload.starts(with: x265) {
      return .drop(
        Find(
          name: "\(name) x265", .software, .medium, "the program that encoded it, with its settings"
        ))
    }
    if payload.starts(with: camera) {
      return .drop(
        Find(
          name: "\(name) MDPM", .time, .high, "when, where and with which settings it was recorded")
      )
    }
    if MovieBytes.starts(text, with: "MISP") || payload.starts(with: Array("MISP".utf8)) {
      return .drop(Find(name: "\(name) MISP", .time, .high, "the time of each picture"))
    }
    return .drop(Find(name: name, .unknown, .high, "user data inside the video stream"))
  }

  /// The start of x264's text where decoders work around faults of its old versions: up to 33 in
  /// direct prediction, up to 150 in 4:4:4 (libavcodec, h264_direct.c and h264_cabac.c).
  private static func neededVersion(
    _ text: ArraySlice<UInt8>, _ format: MovieUnitFormat
  ) -> [UInt8]? {
    let start = Array("x264 - core ".utf8)
    guard text.starts(with: start) else { return nil }
    let digits = text.dropFirst(start.count).prefix(6).prefix { (0x30...0x39).contains($0) }
    guard let version = Int(String(decoding: digits, as: UTF8.self)),
      version <= 33 || (format.isFullChroma && version < 151)
    else { return nil }
    return start + digits + [0]
  }

  private static let x264: [UInt8] = [
    0xdc, 0x45, 0xe9, 0xbd, 0xe6, 0xd9, 0x48, 0xb7, 0x96, 0x2c, 0xd8, 0x20, 0xd9, 0x23, 0xee, 0xef,
  ]
  private static let x265: [UInt8] = [
    0x2c, 0xa2, 0xde, 0x09, 0xb5, 0x17, 0x47, 0xdb, 0xbb, 0x55, 0xa4, 0xfe, 0x7f, 0xc2, 0xfc, 0x4e,
  ]
  /// AVCHD's "Modified DV Pack Meta".
  private static let camera: [UInt8] = [
    0x17, 0xee, 0x8c, 0x60, 0xf8, 0x4d, 0x11, 0xd9, 0x8c, 0xd6, 0x08, 0x00, 0x20, 0x0c, 0x9a, 0x66,
  ]
}

extension MovieSEIRules.Find {
  init(
    name: String, _ category: Disclosure.Category, _ severity: Disclosure.Severity,
    _ meaning: String
  ) {
    self.init(name: name, category: category, severity: severity, meaning: meaning)
  }
}
