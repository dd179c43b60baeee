/// What the learned detector takes a field for.
public enum FieldKind: Int, Sendable, Codable, CaseIterable {
  /// Numbers, settings, versions, names of formats: what a reader needs or learns little from.
  case structure
  /// A program, library or encoder.
  case software
  /// A date, a time, a duration since an epoch.
  case time
  /// A person's or an organisation's name.
  case person
  /// A user's or account's name, or a path that holds one.
  case account
  /// An e-mail, a phone number, a postal address.
  case contact
  /// A maker's or model's name.
  case model
  /// A serial number or hardware address.
  case serial
  /// A GUID, a digest, a counter: what ties this file to others.
  case identifier
  /// Coordinates or the name of a place.
  case place
  /// Words that somebody wrote.
  case text

  /// In words, behind "looks like".
  public var phrase: String {
    switch self {
    case .structure: "a technical value"
    case .software: "a program's name"
    case .time: "a time"
    case .person: "a person's or an organisation's name"
    case .account: "a user's name or a path with one"
    case .contact: "an address or a phone number"
    case .model: "a device's model"
    case .serial: "a device's serial number"
    case .identifier: "an identifier"
    case .place: "a place"
    case .text: "words that somebody wrote"
    }
  }

  /// Whether it alone goes far towards a person, a device or a place: only these are flagged.
  public var isTelling: Bool {
    switch self {
    case .person, .account, .contact, .serial, .identifier, .place: true
    case .structure, .software, .time, .model, .text: false
    }
  }
}
