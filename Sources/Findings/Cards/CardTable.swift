/// A table on a dataset's card.
public struct CardTable: Codable, Sendable, Equatable {
  /// Its name.
  public let name: String
  /// Its kind: `users`, `events`, `edges`, `text`, `media`.
  public let kind: String
  /// The number of rows.
  public let rows: Int
  /// The number of data subjects, where it is known.
  public let subjects: Int?
  /// Its files.
  public let files: [CardFile]
  /// Its columns.
  public let columns: [CardColumn]

  /// A table.
  public init(
    name: String, kind: String, rows: Int, subjects: Int?, files: [CardFile],
    columns: [CardColumn]
  ) {
    self.name = name
    self.kind = kind
    self.rows = rows
    self.subjects = subjects
    self.files = files
    self.columns = columns
  }
}

/// A file on a dataset's card.
public struct CardFile: Codable, Sendable, Equatable {
  /// Its path from the manifest, or its bare name: never a folder of the machine.
  public let name: String
  /// Its size.
  public let byteCount: Int
  /// SHA-256 of its bytes, in hexadecimal, as `sha256sum` prints it.
  public let sha256: String
  /// Its media type.
  public let mediaType: String

  /// A file.
  public init(name: String, byteCount: Int, sha256: String, mediaType: String) {
    self.name = name
    self.byteCount = byteCount
    self.sha256 = sha256
    self.mediaType = mediaType
  }
}

/// A column on a dataset's card.
public struct CardColumn: Codable, Sendable, Equatable {
  /// Its name, as in the file.
  public let name: String
  /// What it is to an adversary: a manifest's word, `undeclared` for a column that it leaves out.
  public let role: String
  /// `text`, `integer`, `real`, `boolean`, `date`, `timestamp`.
  public let type: String
  /// What was done to it: names of steps.
  public let measures: [String]

  /// A column.
  public init(name: String, role: String, type: String, measures: [String]) {
    self.name = name
    self.role = role
    self.type = type
    self.measures = measures
  }
}

/// A protection on a dataset's card.
public struct CardMeasure: Codable, Sendable, Equatable {
  /// The step's name in the plan.
  public let kind: String
  /// The columns that it worked on.
  public let columns: [String]
  /// What it did, with its numbers.
  public let sentence: String
  /// What it does not protect against.
  public let doesNotProtectAgainst: String

  /// A protection.
  public init(kind: String, columns: [String], sentence: String, doesNotProtectAgainst: String) {
    self.kind = kind
    self.columns = columns
    self.sentence = sentence
    self.doesNotProtectAgainst = doesNotProtectAgainst
  }
}

/// Where a protected dataset comes from.
///
/// The digest of the table before is not here: a card is public, and whoever knows all of that
/// table but one person's row could try that person's values out on it.
public struct CardLineage: Codable, Sendable, Equatable {
  /// SHA-256 of the plan.
  public let plan: String
  /// SHA-256 of the table after.
  public let release: String
  /// Models that hold for it.
  public let models: [String]

  /// A lineage.
  public init(plan: String, release: String, models: [String]) {
    self.plan = plan
    self.release = release
    self.models = models
  }
}

/// A measured risk on a dataset's card.
public struct CardRisk: Codable, Sendable, Equatable {
  /// The attack.
  public let title: String
  /// Which of WP216's risks it measures.
  public let risk: IdentificationRisk
  /// How often it succeeded.
  public let success: Estimate
  /// How often it succeeds without the release.
  public let baseline: Estimate
  /// The columns that the adversary knew.
  public let knownColumns: [String]

  /// A risk.
  public init(
    title: String, risk: IdentificationRisk, success: Estimate, baseline: Estimate,
    knownColumns: [String]
  ) {
    self.title = title
    self.risk = risk
    self.success = success
    self.baseline = baseline
    self.knownColumns = knownColumns
  }
}
