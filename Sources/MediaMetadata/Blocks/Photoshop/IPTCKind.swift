/// What a data set of IPTC-IIM means.
///
/// **Source**: IPTC-NAA Information Interchange Model, version 4.2, chapters 5 (record 1), 6
/// (record 2) and 7 to 10; Photoshop's and Photo Mechanic's own numbers above 2:180.
struct IPTCKind {
  /// How the content is written.
  enum Form {
    case text, number, bytes
  }

  let name: String
  let category: Disclosure.Category
  let severity: Disclosure.Severity
  let meaning: String
  let form: Form

  /// The kind of a data set.
  static func of(_ record: UInt8, _ number: UInt8) -> IPTCKind {
    if let known = table[UInt16(record) << 8 | UInt16(number)] { return known }
    switch record {
    case 3:
      return IPTCKind(
        name: "NewsPhoto", category: .software, severity: .low, meaning: "how the file is built",
        form: .bytes)
    case 7, 9:
      return IPTCKind(
        name: "ObjectSize", category: .software, severity: .low, meaning: "how the file is built",
        form: .number)
    case 8:
      return IPTCKind(
        name: "SubFile", category: .content, severity: .high, meaning: "an embedded file",
        form: .bytes)
    default:
      return IPTCKind(
        name: "unknown data set", category: .unknown, severity: .high,
        meaning: "bytes that no list knows", form: .text)
    }
  }

  private static let table: [UInt16: IPTCKind] = {
    var table: [UInt16: IPTCKind] = [:]
    for row in rows {
      for entry in row.sets.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
        let parts = entry.split(separator: ":")
        guard parts.count == 3, let record = UInt16(parts[0]), let number = UInt16(parts[1]) else {
          continue
        }
        table[record << 8 | number] = IPTCKind(
          name: "\(record):\(number) \(parts[2])", category: row.category, severity: row.severity,
          meaning: row.meaning, form: row.form)
      }
    }
    return table
  }()

  private struct Row {
    let category: Disclosure.Category
    let severity: Disclosure.Severity
    let meaning: String
    let form: Form
    let sets: String

    init(
      _ category: Disclosure.Category, _ severity: Disclosure.Severity, _ meaning: String,
      _ sets: String, form: Form = .text
    ) {
      self.category = category
      self.severity = severity
      self.meaning = meaning
      self.sets = sets
      self.form = form
    }
  }

  private static let rows: [Row] = [
    Row(
      .place, .high, "a place that it names",
      """
      2:26:ContentLocationCode 2:27:ContentLocationName 2:90:City 2:92:Sub-location
      2:95:Province-State 2:100:CountryCode 2:101:CountryName
      """),
    Row(
      .person, .high, "who made it",
      """
      2:80:By-line 2:85:By-lineTitle 2:110:Credit 2:118:Contact 2:122:Writer-Editor 2:188:OwnerID
      """),
    Row(.person, .high, "who holds the rights", "2:116:CopyrightNotice"),
    Row(
      .time, .medium, "when it was taken, made or sent",
      """
      1:70:DateSent 1:80:TimeSent 2:30:ReleaseDate 2:35:ReleaseTime 2:37:ExpirationDate
      2:38:ExpirationTime 2:47:ReferenceDate 2:55:DateCreated 2:60:TimeCreated
      2:62:DigitalCreationDate 2:63:DigitalCreationTime
      """),
    Row(
      .identifier, .high, "an id that ties it to other files",
      """
      1:50:ProductID 1:100:UniqueObjectName 1:30:ServiceIdentifier 1:40:EnvelopeNumber
      2:22:FixtureIdentifier 2:45:ReferenceService 2:50:ReferenceNumber
      2:103:OriginalTransmissionReference 2:184:JobID 2:185:MasterDocumentID
      2:186:ShortDocumentID 2:187:UniqueDocumentID
      """),
    Row(
      .content, .high, "what someone wrote about it",
      """
      2:4:ObjectAttribute 2:5:ObjectName 2:7:EditStatus 2:12:SubjectReference 2:15:Category
      2:20:SupplementalCategories 2:25:Keywords 2:40:SpecialInstructions 2:105:Headline
      2:115:Source 2:120:Caption-Abstract 2:121:LocalCaption 2:154:AudioOutcue
      2:230:DocumentNotes 2:231:DocumentHistory 2:255:CatalogSets 2:221:Prefs
      2:225:ClassifyState 2:228:SimilarityIndex 1:5:Destination 2:3:ObjectType
      """),
    Row(.device, .medium, "the camera and its settings", "2:232:ExifCameraInfo"),
    Row(
      .content, .high, "an embedded picture, which may show more",
      "2:125:RasterizedCaption 2:202:ObjectPreviewData", form: .bytes),
    Row(
      .software, .medium, "the program that made or changed it",
      "2:65:OriginatingProgram 2:70:ProgramVersion"),
    Row(
      .software, .low, "how the file is built",
      """
      1:60:EnvelopePriority 1:90:CodedCharacterSet 2:8:EditorialUpdate 2:10:Urgency
      2:42:ActionAdvised 2:75:ObjectCycle 2:130:ImageType 2:131:ImageOrientation
      2:135:LanguageIdentifier 2:150:AudioType 2:151:AudioSamplingRate
      2:152:AudioSamplingResolution 2:153:AudioDuration
      """),
    Row(
      .software, .low, "how the file is built",
      """
      1:0:EnvelopeVersion 1:20:FileFormat 1:22:FileVersion 1:120:ARMIdentifier 1:122:ARMVersion
      2:0:RecordVersion 2:200:PreviewFormat 2:201:PreviewVersion
      """, form: .number),
  ]
}
