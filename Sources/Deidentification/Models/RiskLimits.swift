/// A limit on the average risk of re-identification: classes over people.
///
/// **Guarantee**: an adversary who links every row to a random person of its class is right for at
/// most this share of rows, in expectation. Monotone with and without suppression: after merging,
/// the unions that hold only suppressed classes have no more rows than those, and the others are
/// fewer and larger; of any number of classes the smallest leave the largest mean behind. Nothing
/// is claimed of the relaxed form, nor where one person can be in two classes. No least size
/// follows.
///
/// **Source**: El Emam, "Guide to the de-identification of personal health information", 2013
/// (marketer risk); ARX 3.9.2 `AverageReidentificationRisk`, its relaxed form included, which
/// limits the share of people in classes above a highest risk as well.
///
/// **Cost**: O(classes log classes) for a recoding.
///
/// **Does not protect against**: single people at high risk behind a low mean; attribute
/// disclosure.
public struct AverageRisk: PrivacyModel {
  /// The largest mean risk.
  public let threshold: Double
  /// Of the relaxed form: the risk that few may exceed.
  public let highestRisk: Double?
  /// Of the relaxed form: the share of people that may exceed it.
  public let shareAtRisk: Double
  /// The model in words.
  public var name: String {
    guard let highestRisk else { return "average risk of at most \(threshold)" }
    return "average risk of at most \(threshold), \(shareAtRisk) of people above \(highestRisk)"
  }
  /// What an adversary can still do.
  public var doesNotProtectAgainst: String {
    "single people at high risk behind a low mean; learning what a whole class has in common"
  }

  /// A limit on the mean; with `highestRisk`, on the share of people above that risk too.
  public init(threshold: Double, highestRisk: Double? = nil, shareAtRisk: Double = 0) {
    self.threshold = threshold
    self.highestRisk = highestRisk
    self.shareAtRisk = shareAtRisk
  }

  /// Makes the model ready.
  public func prepared(for table: SearchTable) throws(DeidentificationError) -> PreparedModel {
    try ModelParameter.share(threshold, "threshold")
    try ModelParameter.share(shareAtRisk, "shareAtRisk")
    let isMonotone = table.subjectOfTuple == nil && highestRisk == nil
    guard let highestRisk else {
      return .table(
        MeanRiskLimit(
          threshold: threshold, largestRiskySize: 0, shareAtRisk: 1, isMonotone: isMonotone))
    }
    guard highestRisk > 0, highestRisk <= 1 else {
      throw .parameter(name: "highestRisk", rule: "must be above 0 and at most 1")
    }
    let size = Self.riskySize(of: highestRisk)
    return .table(
      MeanRiskLimit(
        threshold: threshold, largestRiskySize: size, shareAtRisk: shareAtRisk,
        isMonotone: isMonotone))
  }

  /// The largest class size that counts as above the risk; ARX's rounding, in whose favour a class
  /// at the risk itself counts.
  private static func riskySize(of risk: Double) -> Int {
    let size = 1 / risk
    var floor = size.rounded(.down)
    if 1 / floor - 1 / size >= 0.01 * risk { floor += 1 }
    return Int(min(floor, Double(UInt32.max)))
  }
}

private struct MeanRiskLimit: SmallestFirstCriterion {
  let threshold: Double
  let largestRiskySize: Int
  let shareAtRisk: Double
  /// Proven for the mean alone, and where a union's size is the sum of its parts'.
  let isMonotone: Bool
  var monotonicity: Monotonicity { isMonotone ? .full : .none }

  func holds(for remaining: RemainingClasses) -> Bool {
    let people = Double(remaining.personCount)
    guard 1 / (people / Double(remaining.classCount)) <= threshold else { return false }
    guard largestRiskySize > 0 else { return true }
    let risky = remaining.classesOfSize.reduce(0) {
      $0 + ($1.key <= largestRiskySize ? $1.key * $1.value : 0)
    }
    return Double(risky) / people <= shareAtRisk
  }
}

/// A limit on the share of people who are alone in their class.
///
/// **Guarantee**: at most this share of the people left are unique in the release. Monotone with
/// and without suppression: merging makes nobody unique, and what was suppressed is single. Nothing
/// is claimed where one person can be in two classes. No least size follows.
///
/// **Source**: Skinner and Elliot, "A measure of disclosure risk for microdata", JRSS B 64, 2002;
/// ARX 3.9.2 `SampleUniqueness`.
///
/// **Cost**: O(classes log classes) for a recoding.
///
/// **Does not protect against**: linking people in classes of two; attribute disclosure.
public struct SampleUniquenessLimit: PrivacyModel {
  /// The largest share of unique people.
  public let threshold: Double
  /// The model in words.
  public var name: String { "sample uniqueness of at most \(threshold)" }
  /// What an adversary can still do.
  public var doesNotProtectAgainst: String {
    "linking people in classes of two or three; learning what a whole class has in common"
  }

  /// A limit on the share of unique people.
  public init(threshold: Double) { self.threshold = threshold }

  /// Makes the model ready.
  public func prepared(for table: SearchTable) throws(DeidentificationError) -> PreparedModel {
    try ModelParameter.share(threshold, "threshold")
    return .table(
      UniqueShareLimit(threshold: threshold, isMonotone: table.subjectOfTuple == nil))
  }
}

private struct UniqueShareLimit: SmallestFirstCriterion {
  let threshold: Double
  let isMonotone: Bool
  var monotonicity: Monotonicity { isMonotone ? .full : .none }

  func holds(for remaining: RemainingClasses) -> Bool {
    Double(remaining.classesOfSize[1] ?? 0) / Double(remaining.personCount) <= threshold
  }
}
