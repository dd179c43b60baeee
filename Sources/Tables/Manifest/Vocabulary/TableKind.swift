/// What the rows of a table are.
public enum TableKind: String, Sendable, CaseIterable {
  /// One row describes one data subject by attributes.
  case users
  /// One row is something that a data subject did, often with a time or a place.
  case events
  /// One row ties two data subjects to each other.
  case edges
  /// One row is a text that a data subject wrote.
  case text
  /// One row names a file (picture, sound, document) of a data subject.
  case media

  /// The roles that a column of such a table may have.
  public var allowedRoles: [ColumnRole] {
    switch self {
    case .users:
      [
        .subject, .directIdentifier, .quasiIdentifier, .sensitive, .household, .weight, .time,
        .latitude, .longitude, .place, .text, .file, .device, .other,
      ]
    case .events:
      [
        .subject, .directIdentifier, .quasiIdentifier, .sensitive, .time, .latitude, .longitude,
        .place, .item, .rating, .text, .file, .device, .other,
      ]
    case .text, .media:
      [
        .subject, .directIdentifier, .quasiIdentifier, .sensitive, .time, .latitude, .longitude,
        .place, .text, .file, .device, .other,
      ]
    case .edges:
      [
        .source, .target, .directIdentifier, .quasiIdentifier, .sensitive, .weight, .time, .other,
      ]
    }
  }

  /// The roles that such a table can't do without.
  public var requiredRoles: [ColumnRole] {
    switch self {
    case .users: []
    case .events: [.subject]
    case .edges: [.source, .target]
    case .text: [.subject, .text]
    case .media: [.file]
    }
  }

  /// The roles that at most one column of such a table may have.
  ///
  /// A table of people may hold several times (birth, joining); a row of any other table happened
  /// once.
  public var uniqueRoles: [ColumnRole] {
    let always: [ColumnRole] = [
      .subject, .household, .weight, .latitude, .longitude, .source, .target, .item, .rating,
    ]
    return self == .users ? always : always + [.time]
  }
}
