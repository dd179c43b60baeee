import Foundation

/// What the classes of a table disclose about one sensitive attribute.
///
/// **Guarantee**: exact. Missing sensitive values count as a value of their own; what a missing
/// quasi-identifier means was decided where classes were made.
/// **Source**: see `DisclosureMeasures`; agrees with pycanon 1.3.5 (Sáinz-Pardo Díaz, López García
/// 2022), and per class with sdcMicro 5.8.1's `ldiversity`, which leaves missing values out of the
/// recursive measure.
/// **Cost**: one pass over rows, then O(values in classes times log values).
/// **Does not protect against**: attributes that are sensitive only together.
public struct DisclosureProfile: Sendable, Equatable {
  /// How often each value occurs in each class.
  public let histograms: SensitiveHistograms
  /// Each class, in the order of class ids.
  public let classes: [ClassDisclosure]
  /// The measures over all classes.
  public let measures: DisclosureMeasures
  /// The largest equal distance of a class.
  public let equalCloseness: Double
  /// The largest ordered distance of a class; `nil` where values have no order.
  public let orderedCloseness: Double?

  /// Measures one sensitive attribute.
  ///
  /// - Parameters:
  ///   - classOfRow: A dense class id for each row, from 0, or `SensitiveHistograms.noClass`.
  ///   - sensitiveCodes: The sensitive value's code for each row; 0 is missing.
  ///   - order: The number behind each code (of code c at index c - 1), for ordered distances.
  ///   - recursiveConstant: c of recursive (c, l)-diversity of each class; sdcMicro's is 2.
  /// - Throws: `DisclosureError` when no row has a class, or arrays do not fit together.
  /// - Complexity: O(rows + v log v) for v pairs of class and value.
  public init(
    classOfRow: [UInt32], sensitiveCodes: [UInt32], order: [Double]? = nil,
    recursiveConstant: Double = 2
  ) throws(DisclosureError) {
    let histograms = try SensitiveHistograms(
      classOfRow: classOfRow, sensitiveCodes: sensitiveCodes, order: order)
    self.init(histograms, recursiveConstant: recursiveConstant)
  }

  /// Measures histograms that were counted before.
  ///
  /// - Complexity: O(v log v) for v pairs of class and value.
  public init(_ histograms: SensitiveHistograms, recursiveConstant: Double = 2) {
    let reference = ReferenceDistribution(
      totals: histograms.totals, rowCount: histograms.rowCount)
    let classes = (0..<histograms.classCount).map {
      ClassDisclosure(
        histograms, class: $0, reference: reference, recursiveConstant: recursiveConstant)
    }
    self.histograms = histograms
    self.classes = classes
    equalCloseness = classes.reduce(0) { max($0, $1.equalDistance) }
    let ordered = classes.reduce(0) { max($0, $1.orderedDistance) }
    orderedCloseness = histograms.isOrdered ? ordered : nil
    measures = Self.measures(
      histograms, classes, smallestShare: reference.shares.min() ?? 1,
      closeness: histograms.isOrdered ? ordered : equalCloseness)
  }

  private static func measures(
    _ histograms: SensitiveHistograms, _ classes: [ClassDisclosure], smallestShare: Double,
    closeness: Double
  ) -> DisclosureMeasures {
    let diversity = classes.reduce(Int.max) { min($0, $1.distinctCount) }
    let entropy = classes.reduce(Double.infinity) { min($0, $1.entropy) }
    let beta = classes.reduce(-1) { max($0, $1.betaGain) }
    return DisclosureMeasures(
      k: classes.reduce(Int.max) { min($0, $1.size) },
      alpha: classes.reduce(0) { max($0, $1.modalShare) },
      distinctDiversity: diversity,
      entropyDiversity: exp(entropy),
      entropyDiversityTruncated: Int(pow(M_E, entropy)),
      recursiveConstant: recursiveConstant(histograms, diversity: diversity),
      basicBeta: beta,
      enhancedBeta: min(beta, -log(smallestShare)),
      closeness: closeness,
      delta: classes.reduce(0) { max($0, $1.logRatio) })
  }

  /// pycanon's c at l = `diversity`, or `nil` where a class holds a single value.
  private static func recursiveConstant(
    _ histograms: SensitiveHistograms, diversity: Int
  ) -> Int? {
    guard diversity > 1 else { return nil }
    var constant = 1
    for index in 0..<histograms.classCount {
      let ascending = histograms.ascendingCounts(ofClass: index)
      guard ascending.count >= diversity else { continue }
      constant = max(constant, ascending[0] / ascending[(diversity - 1)...].reduce(0, +) + 1)
    }
    return constant
  }

  /// The worst of each measure over several sensitive attributes of one table, as pycanon combines
  /// them.
  ///
  /// - Throws: `DisclosureError.nothingToCombine` for no profile, or profiles of unlike classes.
  /// - Complexity: O(v log v) for v pairs of class and value.
  public static func worst(
    of profiles: [DisclosureProfile]
  ) throws(DisclosureError) -> DisclosureMeasures {
    guard let first = profiles.first,
      profiles.allSatisfy({ $0.histograms.sizes == first.histograms.sizes })
    else { throw .nothingToCombine }
    let all = profiles.map(\.measures)
    let diversity = all.reduce(Int.max) { min($0, $1.distinctDiversity) }
    let constants = profiles.compactMap {
      recursiveConstant($0.histograms, diversity: diversity)
    }
    return DisclosureMeasures(
      k: first.measures.k,
      alpha: all.reduce(0) { max($0, $1.alpha) },
      distinctDiversity: diversity,
      entropyDiversity: all.reduce(Double.infinity) { min($0, $1.entropyDiversity) },
      entropyDiversityTruncated: all.reduce(Int.max) { min($0, $1.entropyDiversityTruncated) },
      recursiveConstant: constants.max(),
      basicBeta: all.reduce(-1) { max($0, $1.basicBeta) },
      enhancedBeta: all.reduce(-1) { max($0, $1.enhancedBeta) },
      closeness: all.reduce(0) { max($0, $1.closeness) },
      delta: all.reduce(0) { max($0, $1.delta) })
  }
}
