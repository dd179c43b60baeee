/// What the files of a folder give away: each file's items, and the collection's view of them.
///
/// Values of data subjects stand in it only where the caller asked to see them.
public struct FileReport: Codable, Sendable, Equatable {
  /// The version of this document's schema that the code writes.
  public static let currentSchemaVersion = "1.1"

  /// The schema's version, `major.minor`.
  public let schemaVersion: String
  /// Who wrote it: "palimpsest 0.1.0".
  public let tool: String
  /// The collection's view, the most telling first.
  public let collection: [CollectionItem]
  /// Each file, in the order of the paths.
  public let files: [FileInspection]

  /// A report.
  public init(tool: String, collection: [CollectionItem], files: [FileInspection]) {
    self.schemaVersion = Self.currentSchemaVersion
    self.tool = tool
    self.collection = collection
    self.files = files
  }
}

/// What one file gives away.
public struct FileInspection: Codable, Sendable, Equatable {
  /// Its path below the folder that was looked at.
  public let path: String
  /// Its format by its bytes; nil where it is unknown.
  public let format: String?
  /// Its size.
  public let byteCount: Int
  /// What it gives away, in the order of the bytes.
  public let items: [FileItem]
  /// Items beyond the listed ones.
  public let unlisted: Int
  /// Why it could not be read to its end; nil where it was.
  public let refusal: String?
  /// What can be done about the refusal.
  public let remedy: String?

  /// A file's inspection.
  public init(
    path: String, format: String?, byteCount: Int, items: [FileItem], unlisted: Int,
    refusal: String?, remedy: String?
  ) {
    self.path = path
    self.format = format
    self.byteCount = byteCount
    self.items = items
    self.unlisted = unlisted
    self.refusal = refusal
    self.remedy = remedy
  }
}

/// One thing that a file gives away.
public struct FileItem: Codable, Sendable, Equatable {
  /// The structure's path in the file: "APP1 Exif/GPS/GPSLatitude".
  public let location: String
  /// place, time, device, person, software, content, identifier or unknown.
  public let category: String
  /// low, medium or high.
  public let severity: Severity
  /// In words: "where it was taken".
  public let meaning: String
  /// The value, where the caller asked for it.
  public let value: String?
  /// removed, coarsened or kept: what `scrub` does with it.
  public let fate: String
  /// What the learned detector takes it for, where rules are silent or it stays; else nil.
  ///
  /// "looks like a device's serial number (p = 0.93)". It decides nothing.
  public let flag: String?

  /// An item.
  public init(
    location: String, category: String, severity: Severity, meaning: String, value: String?,
    fate: String, flag: String? = nil
  ) {
    self.location = location
    self.category = category
    self.severity = severity
    self.meaning = meaning
    self.value = value
    self.fate = fate
    self.flag = flag
  }
}

/// One kind of item across all files.
public struct CollectionItem: Codable, Sendable, Equatable {
  /// Where it stands in a file.
  public let location: String
  /// What it discloses.
  public let category: String
  /// How telling it is alone.
  public let severity: Severity
  /// In words.
  public let meaning: String
  /// How many files carry it.
  public let files: Int
  /// How many different values it has.
  public let values: Int
  /// The most files that share one value: whoever knows one of them finds the others.
  public let largestGroup: Int
  /// How many bits it gives, on average over all files, towards knowing which file it is: log2 of
  /// the files over those that share the value (no item counts as a value).
  public let bits: Double

  /// A kind of item.
  public init(
    location: String, category: String, severity: Severity, meaning: String, files: Int,
    values: Int, largestGroup: Int, bits: Double
  ) {
    self.location = location
    self.category = category
    self.severity = severity
    self.meaning = meaning
    self.files = files
    self.values = values
    self.largestGroup = largestGroup
    self.bits = bits
  }
}
