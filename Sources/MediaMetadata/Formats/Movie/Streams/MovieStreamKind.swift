/// How the samples of a sample entry are built, as far as user data inside them goes.
enum MovieStreamKind: Sendable, Equatable {
  /// Samples stay as they are: the codec has no user data, or none that we know.
  case opaque
  /// H.264 in length-prefixed units (ISO/IEC 14496-15, 5).
  case avc(MovieUnitFormat)
  /// H.265 in length-prefixed units (ISO/IEC 14496-15, 8).
  case hevc(MovieUnitFormat)
  /// MPEG-4 part 2, or MPEG-1 and MPEG-2 video: start codes.
  case startCodes(isMPEG4: Bool)
  /// AV1 open bitstream units.
  case av1
  /// JPEG pictures.
  case jpeg
  /// AAC frames.
  case aac
}

/// How units are framed, and which of them a player needs.
struct MovieUnitFormat: Sendable, Equatable {
  /// The bytes of a unit's length: 1, 2 or 4 (3 is read as well).
  let lengthSize: Int
  /// Whether unspecified units carry Dolby Vision.
  let hasDolbyVision: Bool
  /// H.264 in 4:4:4, in which players work around a fault of one encoder's old versions.
  let isFullChroma: Bool
}

/// What was found inside a track's streams: one entry a kind, however often it comes.
struct MovieStreamFindings {
  /// One kind of find.
  struct Find {
    let category: Disclosure.Category
    let severity: Disclosure.Severity
    let meaning: String
    let fate: Disclosure.Fate
    let value: String?
    var count: Int
  }

  private var order: [String] = []
  private var finds: [String: Find] = [:]
  /// Texts that differ from one another within one kind are listed up to this many.
  private static let limit = 64

  /// Notes a find at `place` in the stream; a value is made for the first of its kind only.
  mutating func note(
    _ place: String, _ category: Disclosure.Category, _ severity: Disclosure.Severity,
    _ meaning: String, fate: Disclosure.Fate = .removed, value: @autoclosure () -> String?
  ) {
    if finds[place] != nil {
      finds[place]?.count += 1
      return
    }
    guard order.count < Self.limit else { return }
    order.append(place)
    finds[place] = Find(
      category: category, severity: severity, meaning: meaning, fate: fate, value: value(), count: 1
    )
  }

  /// Passes the finds on, under `path`.
  func disclose(at path: String, _ reading: inout Reading) {
    for place in order {
      guard let find = finds[place] else { continue }
      let often = find.count > 1 ? ", \(find.count) times" : ""
      reading.disclose(
        find.category, find.severity, at: path + "/" + place, find.meaning + often,
        fate: find.fate, value: find.value)
    }
  }
}
