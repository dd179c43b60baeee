/// How a field's value is turned into text.
enum ExifForm: Sendable {
  /// By its type.
  case plain
  /// Text behind the code of a character set.
  case coded
  /// Text in little-endian UTF-16, whatever the structure's order.
  case wide
  /// Digits, as the bytes are an id.
  case hexadecimal
  /// Three numbers that are a time of day.
  case clock
  /// A number with at least ten digits, as it is engraved on the camera.
  case tenDigits
  /// A year in two bytes, a month and a day (Pentax), most significant first.
  case shortDate
  /// Hours, minutes and seconds in a byte each (Pentax).
  case shortTime
  /// A year in two bytes of the structure's order, then month, day, hour, minute, second (Nikon).
  case longTime
  /// A count of pictures, hidden by the date and time beside it (Pentax).
  case hiddenCount
  /// A block enciphered byte by byte (Sony), with serial numbers at known places.
  case enciphered
  /// XMP, IPTC, Photoshop's resources or a colour profile: taken apart by their own readers.
  case xmp, iptc, resources, profile
  /// An offset or a length: it says where something stands and nothing else.
  case pointer
}

/// What a tag discloses.
struct ExifTag: Sendable {
  /// Its name in the standard, or as ExifTool has it.
  let name: String
  /// What kind of knowledge it is.
  let category: Disclosure.Category
  /// How telling it is.
  let severity: Disclosure.Severity
  /// In words.
  let meaning: String
  /// How its value becomes text.
  let form: ExifForm
}

/// Tags that disclose the same, as the tables list them.
struct ExifTagGroup: Sendable {
  private let tags: [(number: UInt16, tag: ExifTag)]

  /// The tags with these names.
  init(
    _ category: Disclosure.Category, _ severity: Disclosure.Severity, _ meaning: String,
    _ form: ExifForm, _ names: KeyValuePairs<UInt16, String>
  ) {
    tags = names.map { number, name in
      (
        number,
        ExifTag(
          name: name, category: category, severity: severity, meaning: meaning, form: form)
      )
    }
  }

  /// The tags with these names, whose values become text by their types.
  init(
    _ category: Disclosure.Category, _ severity: Disclosure.Severity, _ meaning: String,
    _ names: KeyValuePairs<UInt16, String>
  ) {
    self.init(category, severity, meaning, .plain, names)
  }

  /// The groups as a table by number.
  static func table(_ groups: [ExifTagGroup]) -> [UInt16: ExifTag] {
    var table: [UInt16: ExifTag] = [:]
    for group in groups { for entry in group.tags { table[entry.number] = entry.tag } }
    return table
  }
}
