/// What an image resource's number means.
///
/// **Source**: Adobe Photoshop File Formats Specification (2019), Image Resource IDs.
struct PhotoshopResourceKind {
  /// How the content is written.
  enum Form {
    case iptc, xmp, exif, profile, thumbnail
    case text, pascalStrings, unicodeStrings, labels, digest, number, other
  }

  let name: String
  let category: Disclosure.Category
  let severity: Disclosure.Severity
  let meaning: String
  let form: Form

  private init(
    _ name: String, _ category: Disclosure.Category, _ severity: Disclosure.Severity,
    _ meaning: String, _ form: Form = .other
  ) {
    self.name = name
    self.category = category
    self.severity = severity
    self.meaning = meaning
    self.form = form
  }

  /// The kind of a number.
  static func of(_ id: UInt16) -> PhotoshopResourceKind {
    if let known = table[id] { return known }
    switch id {
    case 0x07d0...0x0bb6: return PhotoshopResourceKind("Path", .content, .medium, "a drawn path")
    case 0x0fa0...0x1387:
      return PhotoshopResourceKind("PlugIn", .unknown, .high, "data of a plug-in", .labels)
    default:
      return PhotoshopResourceKind(
        "unknown resource", .unknown, .high, "bytes that no list knows", .labels)
    }
  }

  private static let view = "settings of the program or of a printer"
  private static let printer = "the printer it was set up for"

  private static let table: [UInt16: PhotoshopResourceKind] = {
    var table = embedded
    for (id, name) in settings {
      table[id] = PhotoshopResourceKind(name, .software, .low, view, .other)
    }
    for (id, name) in numbers {
      table[id] = PhotoshopResourceKind(name, .software, .low, view, .number)
    }
    for (id, name) in printers {
      table[id] = PhotoshopResourceKind(name, .device, .medium, printer, .other)
    }
    return table
  }()

  private static let embedded: [UInt16: PhotoshopResourceKind] = [
    0x0404: PhotoshopResourceKind("IPTC", .content, .high, "captions and names", .iptc),
    0x0409: PhotoshopResourceKind("ThumbnailBGR", .content, .high, thumbnail, .thumbnail),
    0x040c: PhotoshopResourceKind("Thumbnail", .content, .high, thumbnail, .thumbnail),
    0x040f: PhotoshopResourceKind("ICC", .device, .medium, "a colour profile", .profile),
    0x0422: PhotoshopResourceKind("Exif", .device, .high, "an Exif block", .exif),
    0x0423: PhotoshopResourceKind("Exif3", .device, .high, "an Exif block", .exif),
    0x0424: PhotoshopResourceKind("XMP", .content, .high, "an XMP packet", .xmp),
    0x0425: PhotoshopResourceKind(
      "IPTCDigest", .identifier, .medium, "the digest of the captions", .digest),
    0x03ee: PhotoshopResourceKind(
      "AlphaChannelNames", .content, .high, "what someone called a layer or channel",
      .pascalStrings),
    0x0415: PhotoshopResourceKind(
      "UnicodeAlphaNames", .content, .high, "what someone called a layer or channel",
      .unicodeStrings),
    0x03f0: PhotoshopResourceKind("Caption", .content, .high, caption, .pascalStrings),
    0x03ea: PhotoshopResourceKind("XMLData", .content, .high, caption, .text),
    0x040a: PhotoshopResourceKind(
      "CopyrightFlag", .person, .low, "whether rights are reserved", .number),
    0x040b: PhotoshopResourceKind("URL", .person, .high, "the owner's address on the web", .text),
    0x041b: PhotoshopResourceKind(
      "WorkflowURL", .person, .high, "the owner's address on the web", .unicodeStrings),
    0x041e: PhotoshopResourceKind(
      "URLList", .person, .high, "the owner's address on the web", .labels),
    0x041a: PhotoshopResourceKind(
      "Slices", .content, .high, "what someone called the picture's parts", .labels),
    0x0421: PhotoshopResourceKind(
      "VersionInfo", .software, .medium, "the program that made or changed it", .labels),
    0x0414: PhotoshopResourceKind(
      "DocumentIDsBase", .identifier, .high, "a document's number", .number),
    0x041d: PhotoshopResourceKind(
      "AlphaIdentifiers", .identifier, .medium, "the numbers of channels", .digest),
    0x042d: PhotoshopResourceKind(
      "LayerSelectionIDs", .identifier, .medium, "the numbers of layers", .digest),
    0x0429: PhotoshopResourceKind(
      "LayerComps", .content, .high, "what someone called a layer or channel", .labels),
    0x0bb7: PhotoshopResourceKind(
      "ClippingPathName", .content, .medium, "what someone called a path", .pascalStrings),
    0x1b58: PhotoshopResourceKind("ImageReadyVariables", .content, .high, caption, .text),
    0x1b59: PhotoshopResourceKind("ImageReadyDataSets", .content, .high, caption, .text),
    0x1f40: PhotoshopResourceKind(
      "LightroomWorkflow", .software, .medium, "the program that made or changed it"),
    0x043e: PhotoshopResourceKind(
      "AutoSaveFilePath", .identifier, .high, "a path on its maker's machine", .unicodeStrings),
    0x0401: PhotoshopResourceKind("WorkingPath", .content, .medium, "a drawn path"),
    0x0432: PhotoshopResourceKind("MeasurementScale", .content, .medium, "a scale of measurement"),
    0x0438: PhotoshopResourceKind("CountInfo", .content, .medium, "what someone counted in it"),
    0x0433: PhotoshopResourceKind("TimelineInfo", .content, .medium, "an animation's plan"),
  ]

  private static let thumbnail = "a thumbnail, which may show the uncropped picture"
  private static let caption = "what someone wrote about it"

  private static let printers: [(UInt16, String)] = [
    (0x03e9, "MacPrintInfo"), (0x042f, "PrintInfo"), (0x043a, "PrintInfo2"),
    (0x043b, "PrintStyle"), (0x043c, "MacPrintInfo2"), (0x043d, "WindowsPrinter"),
  ]

  private static let numbers: [(UInt16, String)] = [
    (0x0400, "TargetLayer"), (0x0410, "Watermark"), (0x0411, "ICCUntagged"),
    (0x0412, "EffectsVisible"), (0x0416, "IndexedColours"), (0x0417, "TransparentIndex"),
    (0x0419, "GlobalAltitude"), (0x040d, "GlobalAngle"), (0x03fb, "EffectiveBW"),
    (0x0402, "LayersGroup"), (0x0430, "LayerGroupsEnabled"), (0x0440, "PathSelection"),
  ]

  private static let settings: [(UInt16, String)] = [
    (0x03e8, "Photoshop2Info"), (0x03eb, "Photoshop2Colours"), (0x03ed, "Resolution"),
    (0x03ef, "DisplayInfo"), (0x03f1, "Border"), (0x03f2, "Background"), (0x03f3, "PrintFlags"),
    (0x03f4, "HalftoneBW"), (0x03f5, "Halftone"), (0x03f6, "DuotoneHalftone"),
    (0x03f7, "TransferBW"), (0x03f8, "Transfer"), (0x03f9, "DuotoneTransfer"),
    (0x03fa, "DuotoneInfo"), (0x03fc, "Obsolete1"), (0x03fd, "EPSOptions"), (0x03fe, "QuickMask"),
    (0x03ff, "Obsolete2"), (0x0403, "Obsolete3"), (0x0405, "RawImageMode"),
    (0x0406, "JPEGQuality"), (0x0408, "GridGuides"), (0x040e, "ColourSamplers"),
    (0x0413, "SpotHalftone"), (0x041c, "JumpTo"), (0x0426, "PrintScale"), (0x0428, "PixelAspect"),
    (0x042a, "AlternateDuotones"), (0x042b, "AlternateSpots"), (0x042e, "HDRToning"),
    (0x0431, "ColourSamplers2"), (0x0434, "SheetDisclosure"), (0x0435, "DisplayInfo2"),
    (0x0436, "OnionSkins"), (0x043f, "AutoSaveFormat"), (0x0bb8, "OriginPath"),
    (0x2710, "PrintFlagsInfo"),
  ]
}
