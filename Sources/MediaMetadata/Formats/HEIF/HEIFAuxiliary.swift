/// What an auxiliary picture adds to its master (`auxC`; ISO/IEC 23008-12, 6.5.8).
enum HEIFAuxiliary: Sendable {
  /// Transparency: part of what is shown.
  case alpha
  /// How much brighter a bright display shows each place (Apple, 2020).
  ///
  /// How far to go stands in the maker's notes, or in XMP: without them the map is of no use. Maps
  /// of the standard (`tmap`) say it themselves and are no auxiliary pictures.
  case gainMap
  /// How far away each place is.
  case depth
  /// Where skin, hair, teeth, the person stand in the picture (Apple's portrait mattes).
  case matte
  /// Anything else: readers ignore it.
  case unknown

  /// Reads the type in the content of an `auxC`, after version and flags.
  init(_ reader: ByteReader) {
    var reader = reader
    _ = reader.skip(4)
    let text = String(decoding: reader.heifString(), as: UTF8.self)
    switch text {
    case "urn:mpeg:mpegB:cicp:systems:auxiliary:alpha", "urn:mpeg:hevc:2015:auxid:1",
      "urn:mpeg:avc:2015:auxid:1":
      self = .alpha
    case "urn:mpeg:mpegB:cicp:systems:auxiliary:depth", "urn:mpeg:hevc:2015:auxid:2",
      "urn:mpeg:avc:2015:auxid:2":
      self = .depth
    default:
      guard text.hasPrefix("urn:com:apple:photo:") else {
        self = .unknown
        return
      }
      if text.hasSuffix(":aux:hdrgainmap") {
        self = .gainMap
      } else if text.hasSuffix("matte") {
        self = .matte
      } else {
        self = text.hasSuffix(":disparity") ? .depth : .unknown
      }
    }
  }

  /// Whether it stays under a policy.
  func stays(_ policy: ScrubPolicy) -> Bool {
    switch self {
    case .alpha: true
    case .depth, .matte: !policy.dropsHiddenContent
    case .gainMap, .unknown: false
    }
  }

  /// What it is, in words.
  var meaning: String {
    switch self {
    case .alpha: "a picture of transparency"
    case .gainMap: "a gain map for bright displays, whose scale stands in the maker's notes"
    case .depth: "a depth map: the shape of the scene and of faces"
    case .matte: "a mask of a person's outline, skin, hair or teeth"
    case .unknown: "an auxiliary picture that viewers don't show"
    }
  }
}
