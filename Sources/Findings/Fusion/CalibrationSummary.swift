/// Whether stated probabilities hold: how often the adversary's first candidate was right.
public struct CalibrationSummary: Codable, Sendable, Equatable {
  /// Targets whose stated probability lies between two numbers.
  public struct Bin: Codable, Sendable, Equatable {
    /// The lower end, included.
    public let from: Double
    /// The upper end, not included but for 1.
    public let to: Double
    /// How many targets were given such a probability.
    public let count: Int
    /// The mean of their probabilities.
    public let stated: Double
    /// The share of them that were found.
    public let found: Estimate

    /// A bin.
    public init(from: Double, to: Double, count: Int, stated: Double, found: Estimate) {
      self.from = from
      self.to = to
      self.count = count
      self.stated = stated
      self.found = found
    }

    /// The fewest targets on which a bin is held to its promise.
    public static let fewestForPromise = 100

    /// Whether the share found lies within five points of the bin's ends; `nil` where too few
    /// targets are in it to tell.
    public var keepsPromise: Bool? {
      guard count >= Self.fewestForPromise else { return nil }
      return found.value >= from - 0.05 && found.value <= to + 0.05
    }
  }

  /// Expected calibration error: the mean distance of stated from found, bins weighted by count.
  public let error: Estimate
  /// What that error would be, on average, if every stated probability were right: with so few
  /// targets chance alone moves the shares that much.
  public let errorByChance: Double
  /// The error beyond chance; 0 where there is none to be seen.
  public let errorBeyondChance: Estimate
  /// The targets by tenths of their stated probability; empty ones left out.
  public let bins: [Bin]

  /// A calibration.
  public init(
    error: Estimate, errorByChance: Double, errorBeyondChance: Estimate, bins: [Bin]
  ) {
    self.error = error
    self.errorByChance = errorByChance
    self.errorBeyondChance = errorBeyondChance
    self.bins = bins
  }
}
