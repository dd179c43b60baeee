extension ProfileKnowledge {
  /// The word that a document has for each case of knowledge.
  public enum Kind: String, Sendable, CaseIterable {
    case attributes
    case device
    case sightings
    case earlierPlaces = "earlier-places"
    case earlierTimes = "earlier-times"
    case earlierContacts = "earlier-contacts"
    case earlierTexts = "earlier-texts"
    case earlierFiles = "earlier-files"
    case choices
    case earlierChoices = "earlier-choices"
    case ties
    case declaredRecords = "declared-records"

    /// The knowledge that the word alone stands for; `nil` where settings must be given.
    public var bare: ProfileKnowledge? {
      switch self {
      case .attributes: .attributes(columns: nil, exactness: ValueExactness())
      case .device: .device
      case .earlierPlaces: .earlierPlaces
      case .earlierTimes: .earlierTimes
      case .earlierTexts: .earlierTexts
      case .earlierFiles: .earlierFiles
      case .earlierChoices: .earlierChoices
      case .declaredRecords: .declaredRecords
      case .sightings, .earlierContacts, .choices, .ties: nil
      }
    }

    /// Whether settings may stand behind the word.
    public var hasSettings: Bool { bare == nil || self == .attributes }
  }

  /// Which kind of knowledge this is.
  public var kind: Kind {
    switch self {
    case .attributes: .attributes
    case .device: .device
    case .sightings: .sightings
    case .earlierPlaces: .earlierPlaces
    case .earlierTimes: .earlierTimes
    case .earlierContacts: .earlierContacts
    case .earlierTexts: .earlierTexts
    case .earlierFiles: .earlierFiles
    case .choices: .choices
    case .earlierChoices: .earlierChoices
    case .ties: .ties
    case .declaredRecords: .declaredRecords
    }
  }
}
