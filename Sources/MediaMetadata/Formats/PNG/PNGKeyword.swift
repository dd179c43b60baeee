/// What the keywords of text chunks disclose.
enum PNGKeyword {
  /// What a keyword's text is; `name` is nil for keywords that people may have chosen.
  struct Rule {
    let name: String?
    let category: Disclosure.Category
    let severity: Disclosure.Severity
    let meaning: String
  }

  private typealias Entry = (Disclosure.Category, Disclosure.Severity, String)

  /// The keywords of the standard (PNG 3rd edition, 11.3.3.1), and of widespread programs.
  private static let known: [String: Entry] = [
    "Author": (.person, .high, "who made the picture"),
    "Artist": (.person, .high, "who made the picture"),
    "Copyright": (.person, .high, "who holds the rights"),
    "Title": (.content, .medium, "a title"),
    "Description": (.content, .high, "a description"),
    "Comment": (.content, .high, "a comment"),
    "Disclaimer": (.content, .medium, "a disclaimer"),
    "Warning": (.content, .medium, "a warning about the content"),
    "Collection": (.content, .medium, "the collection it belongs to"),
    "Creation Time": (.time, .medium, "when the picture was made"),
    "create-date": (.time, .medium, "when the picture was made"),
    "modify-date": (.time, .medium, "when the file was changed"),
    "date:create": (.time, .medium, "when the original file was made"),
    "date:modify": (.time, .medium, "when the original file was changed"),
    "date:timestamp": (.time, .medium, "when the file was read"),
    "Software": (.software, .medium, "the program that wrote the file"),
    "software": (.software, .medium, "the program that wrote the file"),
    "Source": (.device, .medium, "the device that took the picture"),
    "Model": (.device, .medium, "the camera's model"),
    "Make": (.device, .medium, "the camera's maker"),
    "GPS": (.place, .high, "where it was taken"),
    "Location": (.place, .high, "where it was taken"),
    "Latitude": (.place, .high, "where it was taken"),
    "Longitude": (.place, .high, "where it was taken"),
    "Screenshot": (.software, .low, "that it is a picture of a screen"),
    "Thumb::URI": (.person, .high, "the path of the original file"),
    "Thumb::MTime": (.time, .medium, "when the original file was changed"),
    "Thumb::Size": (.identifier, .medium, "the size of the original file"),
    "Thumb::Mimetype": (.software, .low, "the type of the original file"),
    "Thumb::Image::Width": (.content, .low, "the size of the original picture"),
    "Thumb::Image::Height": (.content, .low, "the size of the original picture"),
    "Thumb::Document::Pages": (.content, .low, "the pages of the original document"),
    "signature": (.identifier, .high, "a digest of the pixels"),
    "parameters": (.content, .high, "the words that a generator made the picture of"),
    "prompt": (.content, .high, "the words that a generator made the picture of"),
    "workflow": (.content, .high, "the steps by which a generator made the picture"),
    "Dream": (.content, .high, "the words that a generator made the picture of"),
    "sd-metadata": (.content, .high, "the words that a generator made the picture of"),
    "invokeai_metadata": (.content, .high, "the words that a generator made the picture of"),
    "invokeai_graph": (.content, .high, "the steps by which a generator made the picture"),
    "mxfile": (.content, .high, "the whole diagram that the picture shows"),
    "mxGraphModel": (.content, .high, "the whole diagram that the picture shows"),
    "application/vnd.excalidraw+json": (
      .content, .high, "the whole drawing that the picture shows"
    ),
    "chara": (.content, .high, "a character's description"),
    "XML:com.adobe.xmp": (.identifier, .high, "properties of the file"),
  ]

  /// The beginnings of keywords by which ImageMagick and others hand properties on.
  private static let prefixes: [(String, Entry)] = [
    ("exif:GPS", (.place, .high, "where it was taken")),
    ("exif:DateTime", (.time, .medium, "when it was taken")),
    ("exif:", (.device, .high, "a camera's setting or number")),
    ("xmp:", (.identifier, .high, "a property of the file")),
    ("dc:", (.content, .high, "a property of the picture")),
    ("photoshop:", (.content, .high, "a property of the picture")),
    ("pdf:", (.software, .medium, "a property of the original document")),
    ("icc:", (.device, .medium, "a text of the colour profile")),
    ("jpeg:", (.software, .low, "how the original was compressed")),
    ("png:", (.software, .low, "how the original was written")),
    ("tiff:", (.software, .medium, "a property of the original file")),
    ("psd:", (.software, .medium, "a property of the original file")),
    ("svg:", (.software, .medium, "a property of the original file")),
    ("Thumb::", (.content, .medium, "a property of the original file")),
  ]

  /// The rule for a keyword.
  static func rule(for keyword: String) -> Rule {
    let entry = known[keyword] ?? prefixes.first { keyword.hasPrefix($0.0) }?.1
    guard let entry else {
      return Rule(
        name: nil, category: .unknown, severity: .high, meaning: "a text under a keyword of its own"
      )
    }
    let isWhole = known[keyword] != nil
    return Rule(
      name: isWhole ? keyword : nil, category: entry.0, severity: entry.1, meaning: entry.2)
  }
}
