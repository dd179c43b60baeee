/// What an identifier that ties files says; the raw value is its name in reports.
public enum IdentifierKind: String, Sendable, Codable, CaseIterable {
  case cameraSerial = "camera-serial"
  case lensSerial = "lens-serial"
  case imageID = "image-id"
  /// XMP's DocumentID, OriginalDocumentID, InstanceID, DerivedFrom, History and ancestors.
  case documentID = "document-id"
  case pdfID = "pdf-id"
  /// Numbers of editing sessions (`rsid`), each one an identifier.
  case revisionID = "revision-id"
  case recordingID = "recording-id"
  /// Who made, wrote, changed or owns it.
  case personName = "person-name"
  /// The name of an account, in a path.
  case accountName = "account-name"
  case company
  case computer
  case printer
  case template
  /// The folder of an absolute path.
  case folder
  case cameraModel = "camera-model"
  case lensModel = "lens-model"
  /// Programs, encoders and firmware, by name and version.
  case software
  case quantisation = "quantisation-tables"
  case thumbnail
  case colourProfile = "colour-profile"
  case timeZone = "time-zone"
  /// Where it was taken, to a hundredth of a degree.
  case locationCell = "location-cell"
  /// How a device names its files: letters and the number of digits, not the digits.
  case namePattern = "name-pattern"
  /// A camera's running number, by the thousand.
  case counter
  /// What the file shows or plays.
  case payload

  /// What a value of the kind names.
  public enum Nature: Sendable {
    /// One device, document, picture or account: two things share it only by descent.
    case individual
    /// A type or a group: how many share it is learned from the files.
    case typical
  }

  /// Kinds that follow from one another, such as a model and its quantisation tables.
  ///
  /// Of one family only the rarest identifier counts where the chance of a coincidence is stated.
  public enum Family: String, Sendable, Codable, CaseIterable {
    case device
    case lens
    case document
    case person
    case workplace
    case place
    case picture
  }

  /// What a value names.
  public var nature: Nature {
    switch self {
    case .cameraSerial, .lensSerial, .imageID, .documentID, .pdfID, .revisionID, .recordingID,
      .thumbnail, .payload:
      .individual
    default: .typical
    }
  }

  /// The kinds that it follows from, or that follow from it.
  public var family: Family {
    switch self {
    case .cameraSerial, .cameraModel, .software, .quantisation, .colourProfile, .namePattern,
      .counter:
      .device
    case .lensSerial, .lensModel: .lens
    case .documentID, .pdfID, .revisionID, .recordingID: .document
    case .personName, .accountName: .person
    case .company, .computer, .printer, .template, .folder: .workplace
    case .timeZone, .locationCell: .place
    case .imageID, .thumbnail, .payload: .picture
    }
  }

  /// Whether it is read off what the file shows, which no removal of metadata takes away.
  public var isOfPayload: Bool {
    switch self {
    case .quantisation, .colourProfile, .payload: true
    default: false
    }
  }

  /// Whether it is read off the name of the file.
  public var isOfName: Bool { self == .namePattern }

  /// The kind in words, for a sentence.
  public var title: String {
    switch self {
    case .cameraSerial: "serial numbers of cameras"
    case .lensSerial: "serial numbers of lenses"
    case .imageID: "ids of single pictures"
    case .documentID: "document ids"
    case .pdfID: "ids of PDF files"
    case .revisionID: "numbers of editing sessions"
    case .recordingID: "ids of recordings"
    case .personName: "names of people"
    case .accountName: "names of accounts"
    case .company: "companies"
    case .computer: "names of computers"
    case .printer: "printers"
    case .template: "templates"
    case .folder: "folders"
    case .cameraModel: "models of cameras"
    case .lensModel: "models of lenses"
    case .software: "programs and encoders"
    case .quantisation: "quantisation tables"
    case .thumbnail: "thumbnails"
    case .colourProfile: "colour profiles"
    case .timeZone: "time zones"
    case .locationCell: "places"
    case .namePattern: "patterns of file names"
    case .counter: "camera counters"
    case .payload: "identical content"
    }
  }
}

extension IdentifierKind: Comparable {
  /// The order of the cases, the most telling first.
  public static func < (one: IdentifierKind, other: IdentifierKind) -> Bool {
    one.rank < other.rank
  }

  private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
