/// How blame is laid.
public struct BlameOptions: Sendable, Equatable {
  /// The seed of resampled people and of sampled orders.
  public var seed: UInt64
  /// The confidence level of intervals.
  public var level = 0.95
  /// How often people are resampled.
  public var resamples = 1_000
  /// Up to so many channels all their sets are tried.
  public var exactChannelLimit = 8
  /// Above that, so many orders of the channels are drawn at most.
  public var orders = 200
  /// So many times the fusion is fitted again at most; what one removal needs is always done.
  public var refitLimit = 2_000

  /// Options with a seed.
  public init(seed: UInt64) { self.seed = seed }
}

/// How far the laying of blame has come.
public struct BlameProgress: Sendable, Equatable {
  /// What is under way.
  public enum Stage: String, Sendable, CaseIterable {
    case columns
    case channels
    case removal
  }

  /// What is under way.
  public let stage: Stage
  /// How many times the fusion was fitted so far.
  public let refits: Int
}
