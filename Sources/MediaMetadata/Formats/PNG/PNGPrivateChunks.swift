/// What chunks outside the allow-list give away, by their type.
enum PNGPrivateChunks {
  typealias Entry = (
    category: Disclosure.Category, severity: Disclosure.Severity, meaning: String
  )

  /// The meaning of a type; nil for unknown ones.
  static func entry(_ type: UInt32) -> Entry? { entries[FourCharacters.name(type)] }

  private static let entries: [String: Entry] = [
    // Of the specification and its extensions, but not needed for display or out of place.
    "PLTE": (.content, .low, "a palette that displays don't use"),
    "tRNS": (.content, .low, "transparent colours that decoders ignore here"),
    "hIST": (.content, .low, "how often each colour occurs"),
    "sPLT": (.content, .medium, "a palette with a name"),
    "tIME": (.time, .medium, "when the picture was last changed"),
    "oFFs": (.content, .low, "where the picture lay on a page or screen"),
    "pCAL": (.device, .medium, "how pixels map to measurements"),
    "sCAL": (.content, .low, "the size of what the picture shows"),
    "sTER": (.content, .low, "that it holds two pictures for two eyes"),
    "dSIG": (.person, .high, "a digital signature"),
    "gIFg": (.software, .low, "timing of the GIF that it was made from"),
    "gIFt": (.content, .high, "text of the GIF that it was made from"),
    "gIFx": (.software, .high, "data of a program in the GIF that it was made from"),
    "fRAc": (.content, .medium, "parameters of a fractal"),
    "acTL": (.content, .low, "an animation that decoders ignore here"),
    "fcTL": (.content, .low, "a frame that decoders ignore here"),
    "fdAT": (.content, .high, "data of a frame that decoders ignore here"),
    "gAMA": (.device, .low, "a gamma that decoders ignore here"),
    "cHRM": (.device, .low, "primary colours that decoders ignore here"),
    "sRGB": (.device, .low, "a colour space that decoders ignore here"),
    "iCCP": (.device, .high, "a colour profile that decoders ignore here"),
    "cICP": (.device, .low, "a colour space that decoders ignore here"),
    "sBIT": (.device, .low, "a depth of colour that decoders ignore here"),
    "bKGD": (.content, .low, "a background that decoders ignore here"),
    "pHYs": (.device, .low, "a resolution that decoders ignore here"),
    "caBX": (.identifier, .high, "a statement of provenance"),
    // Of programs.
    "iDOT": (.software, .low, "that an Apple device wrote the file"),
    "vpAg": (.software, .low, "the page size that ImageMagick kept"),
    "caNv": (.software, .low, "the page size that ImageMagick kept"),
    "orNT": (.software, .low, "the orientation that ImageMagick kept"),
    "prVW": (.content, .high, "a preview that Fireworks made"),
    "mkBF": (.content, .high, "the whole document that Fireworks kept"),
    "mkBS": (.content, .high, "the whole document that Fireworks kept"),
    "mkBT": (.content, .high, "the whole document that Fireworks kept"),
    "mkTS": (.content, .high, "the whole document that Fireworks kept"),
    "skMf": (.content, .high, "the drawing that Skitch kept beside the picture"),
    "skRf": (.content, .high, "the picture as it was before Skitch drew on it"),
    "cpIp": (.content, .high, "an OLE property set with properties of the document"),
    "cmOD": (.content, .high, "properties that Picture It! kept"),
    "msOG": (.content, .high, "an animated GIF that Office kept"),
    "tXMP": (.identifier, .high, "properties of the file"),
    "meTa": (.identifier, .high, "properties of the file"),
    "exIf": (.device, .high, "an Exif block that decoders ignore here"),
    "zxIf": (.device, .high, "an Exif block that decoders ignore here"),
    "eXIf": (.device, .high, "an Exif block that decoders ignore here"),
    "gdAT": (.content, .medium, "a gain map, which is a second picture"),
    "seAl": (.identifier, .high, "a seal that names who signed the file"),
    "npTc": (.software, .low, "how Android stretches the picture"),
    "npLb": (.software, .low, "how Android stretches the picture"),
    "npOl": (.software, .low, "how Android stretches the picture"),
  ]
}
