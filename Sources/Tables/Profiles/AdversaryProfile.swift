/// An adversary with stated knowledge: what is known of a person, how exactly, from which source.
public struct AdversaryProfile: Sendable, Equatable {
  /// A stable name in kebab case.
  public var id: String
  /// A title of a few words.
  public var title: String
  /// Where this adversary's knowledge comes from, in words.
  public var source: String
  /// The probability that a person sought is in the release at all, in (0, 1].
  public var prior: Double
  /// What is known; each channel at most once but for attributes.
  public var knowledge: [ProfileKnowledge]

  /// A profile.
  public init(
    id: String, title: String, source: String, prior: Double = 1, knowledge: [ProfileKnowledge]
  ) {
    self.id = id
    self.title = title
    self.source = source
    self.prior = prior
    self.knowledge = knowledge
  }
}

/// What an adversary knows of a person in one channel.
public enum ProfileKnowledge: Sendable, Equatable {
  /// Values of attributes. `columns` as the manifest names them; `nil` for all quasi-identifiers
  /// that no other entry of the profile names.
  case attributes(columns: [String]?, exactness: ValueExactness)
  /// The device as it was last seen by somebody else.
  case device
  /// So many sightings of the person, each some metres and minutes off.
  case sightings(count: Int, metres: Double, minutes: Double)
  /// All places of an earlier period.
  case earlierPlaces
  /// When the person was active in an earlier period.
  case earlierTimes
  /// Whom the person dealt with in an earlier period.
  case earlierContacts(ContactKnowledge)
  /// What the person wrote in an earlier period.
  case earlierTexts
  /// Files that the person made or shared earlier.
  case earlierFiles
  /// So many things that the person chose, rated or bought, `wrong` of them mistaken.
  case choices(count: Int, wrong: Int)
  /// Everything chosen in an earlier period.
  case earlierChoices
  /// This share of all ties of the network, in (0, 1].
  case ties(share: Double)
  /// What the manifest declares as another party's records (`auxiliary`), in every table.
  case declaredRecords
}

/// Whether contacts can be recognised.
public enum ContactKnowledge: String, Sendable, Equatable, CaseIterable {
  /// Contacts carry the same names or pseudonyms as in the release.
  case kept
  /// Everybody's pseudonym is new.
  case hidden
}

/// How exactly values are known.
public struct ValueExactness: Sendable, Equatable {
  /// The share of values that are right.
  public var right: Double
  /// Numbers and days lie at most so far from the truth, in the column's unit; 0 for exact.
  public var within: Double
  /// The share of values that are known at all.
  public var known: Double

  /// An exactness; everything known and right unless told otherwise.
  public init(right: Double = 1, within: Double = 0, known: Double = 1) {
    self.right = right
    self.within = within
    self.known = known
  }
}
