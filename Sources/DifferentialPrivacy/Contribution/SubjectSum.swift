/// A sum in which each data subject's own total is clamped: any number of rows a subject.
///
/// **Guarantee**: `cost`: a subject's values are rounded one by one and added exactly, the total is
/// clamped to public bounds, and only then are subjects added up.
/// **Source**: Amin, Kulesza, Muñoz Medina, Vassilvitskii 2019. **Cost**: one pass, one draw.
/// **Does not protect against**: bounds chosen by looking at the data (find them with
/// `privateBound`); subjects under several codes.
public struct SubjectSum: Sendable {
  let sum: BoundedSum

  /// What one release costs.
  public var cost: PrivacyCost { sum.cost }

  /// A sum of subjects' totals within public bounds.
  public init(
    bounds: ClosedRange<Double>, budget: NoiseBudget, neighbours: Neighbours = .addRemove,
    grid: IntegerGrid? = nil
  ) throws(PrivacyError) {
    sum = try BoundedSum(
      bounds: bounds, budget: budget, limits: SubjectLimits(rows: 1, neighbours: neighbours),
      grid: grid)
  }

  /// The noisy sum.
  public func released<Source: RandomSource & ~Copyable>(
    of values: [Double], subjects: [UInt32], subjectCount: Int, from source: inout Source
  ) throws(PrivacyError) -> Double {
    guard values.count == subjects.count, subjectCount >= 0 else {
      throw .parameter(name: "subjects", rule: "must be one for each value")
    }
    var totals = [Int128](repeating: 0, count: subjectCount)
    // 2^52 steps times 2^63 rows stay within 128 bits.
    for (value, subject) in zip(values, subjects) where Int(subject) < subjectCount {
      totals[Int(subject)] += Int128(
        sum.grid.integer(of: value, clampedTo: -(1 << 52)...(1 << 52)))
    }
    let (least, most) = (Int128(sum.range.lowerBound), Int128(sum.range.upperBound))
    // A code without rows is no subject: it must not count as the least total.
    var present = [Bool](repeating: false, count: subjectCount)
    for subject in subjects where Int(subject) < subjectCount { present[Int(subject)] = true }
    var total: Int128 = 0
    for (index, own) in totals.enumerated() where present[index] {
      total += min(max(own, least), most)
    }
    return sum.grid.value(of: total + Int128(sum.noise.draw(from: &source)))
  }

  /// A bound that covers about `share` of what subjects contribute, found at a cost of its own.
  ///
  /// **Guarantee**: `cost`: one contribution a subject, in `PrivateQuantile`.
  /// - Parameter contributions: one number for each subject, such as its number of rows.
  public static func privateBound<Source: RandomSource & ~Copyable>(
    _ contributions: [Double], share: Double, within bounds: ClosedRange<Double>, epsilon: Double,
    neighbours: Neighbours = .addRemove, from source: inout Source
  ) throws(PrivacyError) -> (bound: Double, cost: PrivacyCost) {
    let quantile = try PrivateQuantile(
      [share], bounds: bounds, epsilon: epsilon,
      limits: SubjectLimits(rows: 1, neighbours: neighbours))
    return (quantile.released(of: contributions, from: &source)[0], quantile.cost)
  }
}
