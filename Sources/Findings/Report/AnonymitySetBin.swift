/// One bar of the histogram of anonymity sets.
public struct AnonymitySetBin: Codable, Sendable, Equatable {
  /// The smallest anonymity set counted here.
  public let minimumSize: Int
  /// The largest anonymity set counted here, or `nil` for all above.
  public let maximumSize: Int?
  /// The share of data subjects who stand in such a set.
  public let subjectShare: Double
  /// The number of sets.
  public let setCount: Int

  /// A bar of the histogram.
  public init(minimumSize: Int, maximumSize: Int?, subjectShare: Double, setCount: Int) {
    self.minimumSize = minimumSize
    self.maximumSize = maximumSize
    self.subjectShare = subjectShare
    self.setCount = setCount
  }
}
