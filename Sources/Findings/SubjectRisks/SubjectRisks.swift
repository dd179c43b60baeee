/// The risk of each data subject under a keyed pseudonym: a file for the data's owner alone.
///
/// It is never part of a report. Whoever has the key and the data finds a person's entry again, to
/// leave that person out, to protect first, or to minimise; without the key a pseudonym is noise.
/// **Does not protect against**: whoever has the key; the count of data subjects and the
/// distribution of their risks, which stand open.
public struct SubjectRisks: Codable, Sendable, Equatable {
  /// The version of this document's schema that the code writes.
  public static let currentSchemaVersion = "1.0"

  /// The schema's version, `major.minor`.
  public let schemaVersion: String
  /// Where the risks come from.
  public let origin: SubjectRiskOrigin
  /// Which key the pseudonyms are made with: 16 hexadecimal digits that tell nothing of it.
  public let keyID: String
  /// The data subjects, pseudonyms strictly rising: their order tells nothing.
  public let subjects: [SubjectRiskEntry]

  enum CodingKeys: String, CodingKey {
    case schemaVersion, origin, keyID, subjects
  }

  /// A document; the order of `subjects` doesn't matter.
  ///
  /// - Throws: `ReportDocumentError` where two data subjects have one pseudonym, or an entry breaks
  ///   a rule of the schema.
  /// - Complexity: O(n log n).
  public init(
    origin: SubjectRiskOrigin, keyID: String, subjects: [SubjectRiskEntry]
  ) throws(ReportDocumentError) {
    schemaVersion = Self.currentSchemaVersion
    self.origin = origin
    self.keyID = keyID
    self.subjects = subjects.sorted {
      $0.pseudonym.utf8.lexicographicallyPrecedes($1.pseudonym.utf8)
    }
    if let broken = brokenRule() { throw .valueInvalid(path: broken.path, rule: broken.rule) }
  }

  /// Reads a document.
  ///
  /// - Throws: `DecodingError` where a key is missing, a type is wrong, or a rule is broken.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    schemaVersion = try container.decode(String.self, forKey: .schemaVersion)
    origin = try container.decode(SubjectRiskOrigin.self, forKey: .origin)
    keyID = try container.decode(String.self, forKey: .keyID)
    subjects = try container.decode([SubjectRiskEntry].self, forKey: .subjects)
  }
}

/// Where the risks of data subjects come from.
public struct SubjectRiskOrigin: Codable, Sendable, Equatable {
  /// Who wrote it: name and version.
  public let tool: String
  /// When, UTC, ISO 8601 to the second.
  public let createdAt: String
  /// SHA-256 of the dataset's files, in hexadecimal, as the report has it.
  public let datasetDigest: String
  /// SHA-256 of the report's file, in hexadecimal.
  public let reportDigest: String
  /// The id of the adversary's profile.
  public let profile: String
  /// The seed of every random choice, in decimal.
  public let seed: String

  /// An origin.
  public init(
    tool: String, createdAt: String, datasetDigest: String, reportDigest: String, profile: String,
    seed: UInt64
  ) {
    self.tool = tool
    self.createdAt = createdAt
    self.datasetDigest = datasetDigest
    self.reportDigest = reportDigest
    self.profile = profile
    self.seed = String(seed)
  }
}

/// The risk of one data subject.
public struct SubjectRiskEntry: Codable, Sendable, Equatable {
  /// HMAC-SHA-256 of the data subject's key, the first 128 bits in hexadecimal.
  public let pseudonym: String
  /// The calibrated probability that the adversary finds this person, in [0, 1].
  public let probability: Double
  /// The lower end of its interval.
  public let lower: Double
  /// The upper end of its interval.
  public let upper: Double
  /// Where the person stood among the adversary's candidates.
  public let rank: RankGroup
  /// The channel that helped most; `nil` where none did.
  public let channel: Channel?

  /// The risk of one data subject.
  public init(
    pseudonym: String, probability: Double, lower: Double, upper: Double, rank: RankGroup,
    channel: Channel?
  ) {
    self.pseudonym = pseudonym
    self.probability = probability
    self.lower = lower
    self.upper = upper
    self.rank = rank
    self.channel = channel
  }
}

/// Where a person stood among an adversary's candidates, in steps: exact ranks would tell more of a
/// person than any use of the file needs.
public enum RankGroup: String, Codable, Sendable, CaseIterable {
  case first = "1"
  case upToFive = "2-5"
  case upToTen = "6-10"
  case beyondTen = ">10"

  /// The group of a rank, counted from 1.
  ///
  /// - Precondition: `rank` is at least 1.
  public init(rank: Int) {
    precondition(rank >= 1, "ranks are counted from 1")
    self =
      switch rank {
      case 1: .first
      case 2...5: .upToFive
      case 6...10: .upToTen
      default: .beyondTen
      }
  }
}

extension SubjectRisks: FileDocument {}
