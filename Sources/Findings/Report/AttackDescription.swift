/// What an attack is, independent of any data.
public struct AttackDescription: Codable, Sendable, Equatable {
  /// A stable name, `channel/what`, such as `attributes/group-sizes`.
  public let id: String
  /// A title of a few words.
  public let title: String
  /// The evidence it uses.
  public let channel: Channel
  /// The risk that it measures.
  public let risk: IdentificationRisk
  /// The failure mode that it exposes.
  public let failureMode: FailureMode
  /// The publication that the method comes from.
  public let source: String
  /// What a low result does not prove.
  public let doesNotCover: String

  /// Describes an attack.
  public init(
    id: String, title: String, channel: Channel, risk: IdentificationRisk,
    failureMode: FailureMode, source: String, doesNotCover: String
  ) {
    self.id = id
    self.title = title
    self.channel = channel
    self.risk = risk
    self.failureMode = failureMode
    self.source = source
    self.doesNotCover = doesNotCover
  }
}
