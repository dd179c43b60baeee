/// Something that an audit did not look at.
public struct Gap: Codable, Sendable, Equatable {
  /// What was not measured, in a few words.
  public let what: String
  /// Why, and what to do about it.
  public let why: String
  /// The channel that was left out, where it is one.
  public let channel: Channel?
  /// The risk that was left out, where it is one.
  public let risk: IdentificationRisk?
  /// The failure mode that was left out, where it is one.
  public let failureMode: FailureMode?
  /// Something not measured.
  public init(
    what: String, why: String, channel: Channel? = nil, risk: IdentificationRisk? = nil,
    failureMode: FailureMode? = nil
  ) {
    self.what = what
    self.why = why
    self.channel = channel
    self.risk = risk
    self.failureMode = failureMode
  }
}
