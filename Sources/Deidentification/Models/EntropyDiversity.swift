#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Entropy l-diversity: the entropy of the attribute in each class is at least log l.
///
/// **Guarantee**: with Shannon's estimator, an adversary who finds the class is as uncertain as
/// among l equally likely values, in the sense of entropy. Monotone where nothing is suppressed
/// (entropy is concave); with suppression it is not. Grassberger's estimator corrects the bias of
/// small classes; nothing is claimed of its monotony. Least size: l, rounded up.
///
/// **Source**: Machanavajjhala et al., "l-diversity", TKDD 1(1), 2007, definition 4.2; Grassberger,
/// "Entropy estimates from insufficient samplings", arXiv physics/0307138; Stammler, Katzenbeisser
/// and Hamacher, PSD 2016. Decided as ARX 3.9.2 does (`EntropyLDiversity`), the requirement of l
/// different values included.
///
/// **Cost**: O(values) for a class.
///
/// **Does not protect against**: one value that is quite likely beside many rare ones; values that
/// mean nearly the same.
public struct EntropyDiversity: PrivacyModel {
  /// How entropy is estimated from counts.
  public enum Estimator: Sendable, Equatable, CaseIterable {
    /// The entropy of the counts themselves.
    case shannon
    /// Grassberger's correction for few rows.
    case grassberger
  }

  /// The sensitive attribute.
  public let attribute: String
  /// The number of equally likely values to be as uncertain as.
  public let l: Double
  /// The estimator.
  public let estimator: Estimator
  /// The model in words.
  public var name: String {
    let kind = estimator == .shannon ? "entropy" : "Grassberger entropy"
    return "\(kind) \(l)-diversity for \(attribute)"
  }
  /// What an adversary can still do.
  public var doesNotProtectAgainst: String {
    "one quite likely value beside many rare ones; values that mean nearly the same"
  }

  /// The model for one sensitive attribute.
  public init(attribute: String, l: Double, estimator: Estimator = .shannon) {
    self.attribute = attribute
    self.l = l
    self.estimator = estimator
  }

  /// Makes the model ready.
  public func prepared(for table: SearchTable) throws(DeidentificationError) -> PreparedModel {
    try ModelParameter.atLeastOne(l, "l")
    guard l <= Double(Int32.max) else {
      throw .parameter(name: "l", rule: "must be a number of values that an attribute can have")
    }
    return .classes(
      EntropyThreshold(
        attribute: try table.sensitiveIndex(of: attribute), logL: log(l),
        minimumSize: Int(l.rounded(.up)), estimator: estimator))
  }
}

private struct EntropyThreshold: ClassCriterion {
  let attribute: Int
  let logL: Double
  let minimumSize: Int
  let estimator: EntropyDiversity.Estimator

  var monotonicity: Monotonicity { estimator == .shannon ? .withoutSuppression : .none }

  func holds(for index: Int, in classes: ClassTable) -> Bool {
    let values = classes.sensitive[attribute]
    let range = values.range(of: index)
    guard range.count >= minimumSize, Int(classes.sizes[index]) >= minimumSize else { return false }
    let rows = classes.rows[index]
    let most = Double(rows) * (pseudoLogarithm(rows) - logL)
    var sum = 0.0
    for place in range {
      sum += Double(values.counts[place]) * pseudoLogarithm(values.counts[place])
    }
    return sum <= most
  }

  /// What stands for log n in H = psi(N) - (1/N) sum n psi(n).
  private func pseudoLogarithm(_ count: UInt32) -> Double {
    estimator == .shannon ? log(Double(count)) : GrassbergerLogarithm.value(count)
  }
}

/// Grassberger's G(n): digamma(n) and a correction, by his recursion.
///
/// G(1) = -gamma - ln 2, G(2) = 2 - gamma - ln 2, G(2j + 1) = G(2j) and
/// G(2j + 2) = G(2j) + 2 / (2j + 1).
enum GrassbergerLogarithm {
  private static let table: [Double] = {
    var sums = [-0.577215664901532860607 - 0.693147180559945309417]
    for j in 1...50 { sums.append(sums[j - 1] + 2 / Double(2 * j - 1)) }
    return sums
  }()

  /// G(`count`) for `count` of at least 1.
  ///
  /// Up to 101 by the recursion, above by ln 2j + m/24 - 7m^2/960 + 31m^3/8064 with m = 1/j^2,
  /// digamma's expansion.
  static func value(_ count: UInt32) -> Double {
    let half = Int(count / 2)
    if half < table.count { return table[half] }
    let m = 1 / (Double(half) * Double(half))
    return log(2 * Double(half)) + m * (1.0 / 24 - m * (7.0 / 960 - m * (31.0 / 8064)))
  }
}
