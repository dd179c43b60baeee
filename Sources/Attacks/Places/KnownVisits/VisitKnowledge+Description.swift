import Findings

extension VisitKnowledge {
  /// A stable name.
  var name: String {
    switch self {
    case .location: "location"
    case .sequence: "location-sequence"
    case .locationAndTime: "location-time"
    case .uniqueLocation: "unique-location"
    case .frequency: "location-frequency"
    case .probability: "location-probability"
    case .proportion: "location-proportion"
    case .homeAndWork: "home-and-work"
    }
  }

  /// What is known, after "the adversary knows".
  func words(known: Int) -> String {
    let visits = "where \(known) visits were"
    let places = "\(known) different places"
    let close = tolerance > 0 ? ", within \(Phrase.perCent(tolerance))" : ""
    switch self {
    case .location: return visits
    case .sequence: return "\(visits), and their order"
    case .locationAndTime(let precision): return "\(visits), and the \(precision.rawValue) of each"
    case .uniqueLocation: return places
    case .frequency: return "\(places), and how often each was visited\(close)"
    case .probability: return "\(places), and the share of all visits to each\(close)"
    case .proportion: return "\(places), and the proportions between their visits\(close)"
    case .homeAndWork(.mostVisited): return "the two places visited most"
    case .homeAndWork(.leastVisited): return "the two places visited least"
    }
  }

  /// What the attack is.
  var description: AttackDescription {
    AttackDescription(
      id: "places/known-visits/\(name)", title: title, channel: .places, risk: .singlingOut,
      failureMode: .semanticInference,
      source: "Pellungrini, Pappalardo, Pratesi, Monreale 2017, ACM TIST 9(3):31; semantics of "
        + "scikit-mobility 1.3.1",
      doesNotCover:
        "knowledge that is wrong or less precise than the places and times of the release, and "
        + "evidence beyond places")
  }

  private var title: String {
    switch self {
    case .location: "The visits that give most away"
    case .sequence: "The visits that give most away, in their order"
    case .locationAndTime: "The visits that give most away, with their times"
    case .uniqueLocation: "The places that give most away"
    case .frequency: "The places that give most away, and how often each was visited"
    case .probability: "The places that give most away, and their share of all visits"
    case .proportion: "The places that give most away, and their proportions"
    case .homeAndWork: "Home and work"
    }
  }
}
