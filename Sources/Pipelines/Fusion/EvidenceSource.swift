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
  ///   - profile: the adversary's id, so that each draws its own mistakes.
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

  /// No evidence.
  static let none = GatheredEvidence()
}

/// The ways in which a table is read for evidence.
enum EvidenceReading: Hashable {
  case attributes
  case devices
  case events
  case texts
  case choices
  case ties

  /// How a table is read for such knowledge; `nil` where it has nothing of it.
  init?(_ knowledge: ProfileKnowledge, of table: TableDeclaration) {
    switch knowledge {
    case .attributes: self = .attributes
    case .device: self = .devices
    case .sightings, .earlierPlaces, .earlierTimes, .earlierContacts: self = .events
    case .earlierTexts: self = .texts
    case .choices, .earlierChoices: self = .choices
    case .ties: self = .ties
    case .declaredRecords:
      if table.kind == .edges {
        self = .ties
      } else if table.kind == .text {
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
}
