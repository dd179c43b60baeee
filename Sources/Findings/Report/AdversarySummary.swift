/// What the adversary is assumed to know.
public struct AdversarySummary: Codable, Sendable, Equatable {
  /// The assumption in a sentence.
  public let sentence: String
  /// The columns known for each table.
  public let knownColumns: [String: [String]]
  /// How many people the data subjects were drawn from, where declared.
  public let populationSize: Int?
  /// An adversary.
  public init(sentence: String, knownColumns: [String: [String]], populationSize: Int?) {
    self.sentence = sentence
    self.knownColumns = knownColumns
    self.populationSize = populationSize
  }
}
