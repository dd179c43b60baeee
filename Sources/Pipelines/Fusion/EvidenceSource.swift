import Attacks
import Evaluation
import Tables

/// What one reading of a table says about who is who, to adversaries with different knowledge.
protocol EvidenceSource: AnyObject {
  /// The key of each data subject, by the source's own numbers; `nil` where a row has none.
  var keys: [String?] { get }

  /// The evidence of an adversary with such knowledge, by the source's own numbers; empty where
  /// there is nothing of it, or too little.
  ///
  /// - Parameters:
  ///   - columns: the columns that the knowledge is about.
  ///   - profile: the adversary's id, so that each makes its own mistakes.
  /// - Throws: `EngineError`, and what the channel throws.
  func evidence(
    for knowledge: ProfileKnowledge, columns: [String], profile: String
  ) throws -> GatheredEvidence
}

/// Evidence of some features, and whom it is about.
struct GatheredEvidence {
  /// The features.
  var evidence: [ChannelEvidence] = []
  /// Data subjects with enough data on both sides, rising.
  var eligible: [UInt32] = []
  /// People that the adversary knows and who are not in the release, rising, by numbers from the
  /// number of the source's data subjects on.
  var outsiders: [UInt32] = []
  /// Data subjects whom the adversary knows by the names of the release, rising: nobody to find.
  var named: [UInt32] = []

  /// No evidence.
  static let none = GatheredEvidence()
}

extension GatheredEvidence {
  init(_ known: PeriodEvidence) {
    self.init(evidence: known.evidence, eligible: known.eligible)
  }

  /// - Parameter subjectCount: how many data subjects the source has.
  init(_ known: KnownEvidence, subjectCount: Int) {
    self.init(
      evidence: known.evidence, eligible: known.eligible,
      outsiders: known.candidates.filter { $0 >= subjectCount })
  }
}

/// The ways in which a table is read for evidence.
enum EvidenceReading: Hashable {
  case attributes
  case devices
  case events
  case texts
  case files
  case choices
  case ties

  /// How a table is read for such knowledge; `nil` where it has nothing of it.
  init?(_ knowledge: ProfileKnowledge, of table: TableDeclaration) {
    switch knowledge {
    case .attributes: self = .attributes
    case .device: self = .devices
    case .sightings, .earlierPlaces, .earlierTimes, .earlierContacts: self = .events
    case .earlierTexts: self = .texts
    case .earlierFiles: self = .files
    case .choices, .earlierChoices: self = .choices
    case .ties: self = .ties
    case .declaredRecords: self.init(recordsOf: table)
    }
  }

  /// How another party's records of a table are read.
  private init?(recordsOf table: TableDeclaration) {
    if LoadedNetwork.ends(of: table) != nil {
      self = .ties
    } else if LoadedTexts.columns(of: table) != nil {
      self = .texts
    } else if LoadedHistories.isThere(in: table) {
      self = .choices
    } else if table.kind == .users {
      self = .attributes
    } else {
      return nil
    }
  }
}
