import Findings

/// What somebody has to bring to carry out an attack, in words.
///
/// The yardstick is the motivated intruder of the ICO's guidance: a determined person of ordinary
/// skill without prior knowledge, who has the internet and libraries, asks around, and breaks no
/// law. Times are orders of magnitude; nobody measured them.
///
/// **Source** ICO, *Anonymisation* guidance (28 March 2025), the motivated intruder test.
struct IntruderEffort: Sendable, Equatable {
  /// How far from the motivated intruder that is.
  enum Reach: Sendable, CaseIterable {
    /// The facts can be found by searching and asking around.
    case ordinary
    /// The facts come of knowing or watching the person.
    case acquaintance
    /// Only who holds a certain collection of data can do it.
    case holder

    /// In a sentence.
    var sentence: String {
      switch self {
      case .ordinary:
        "A motivated intruder without prior knowledge can do this with public sources."
      case .acquaintance:
        "A motivated intruder can do this after asking or watching people around the person; who "
          + "knows the person already can do it at once."
      case .holder:
        "A motivated intruder without prior knowledge can do this only where those data are public "
          + "or can be had; for who holds them already nothing stands in the way."
      }
    }
  }

  /// The stand-in for the number of known columns, in `data`.
  static let factsMark = "{facts}"

  /// The ids that it is about: an attack's id, or the start of one that ends with a slash.
  let id: String
  /// What is needed in data, after "needs".
  let data: String
  /// What skill it takes, without an article's verb.
  let skill: String
  /// How long it takes, about.
  let time: String
  /// How far from the motivated intruder that is.
  let reach: Reach

  /// The effort in words.
  ///
  /// - Parameter columns: how many columns of a person are known.
  func sentence(knowing columns: Int) -> String {
    let facts =
      columns > 0
      ? Phrase.count(columns, "fact", "facts") + " about each person sought"
      : "facts about each person sought"
    let data = data.replacing(Self.factsMark, with: facts)
    return "Needs \(data). Skill: \(skill). Time: \(time). \(reach.sentence)"
  }

  /// The effort of an attack: by its id, or else by its scenario.
  static func of(_ result: AttackResult) -> IntruderEffort {
    known(attack: result.attack.id)
      ?? (result.attack.channel == .fused ? fused : byScenario(result.setting.scenario))
  }

  /// The effort that the table names for an attack.
  static func known(attack id: String) -> IntruderEffort? {
    table.first { $0.id == id }
      ?? table.filter { $0.id.hasSuffix("/") && id.hasPrefix($0.id) }
      .max { $0.id.count < $1.id.count }
  }

  /// The effort of an attack that the table does not name.
  static func byScenario(_ name: String) -> IntruderEffort {
    switch Scenario(rawValue: name) {
    case .groupSizes: facts
    case .knownPoints: points
    case .auxiliaryTable: records
    case .timeSplit: earlierPeriod
    case .originalBesideRelease: original
    case nil: unknown
    }
  }
}
