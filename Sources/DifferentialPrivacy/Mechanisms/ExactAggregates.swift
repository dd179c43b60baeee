// Releases of aggregates that an engine has made exactly: the same noise, cost and sensitivity as
// those of values, for whoever clamps and adds as the mechanism's `steps` say.

extension BoundedSum {
  /// The integers to which values are clamped before they are added.
  public var steps: ClosedRange<Int64> { range }

  /// The noisy sum of integers that were clamped to `steps` one by one and added exactly.
  public func released<Source: RandomSource & ~Copyable>(
    exactTotal total: Int128, from source: inout Source
  ) -> Double {
    grid.value(of: total + Int128(noise.draw(from: &source)))
  }
}

extension SubjectSum {
  /// The grid of the values.
  public var grid: IntegerGrid { sum.grid }
  /// The noise in use.
  public var noise: GridNoise { sum.noise }
  /// The integers to which each subject's exact total is clamped.
  public var steps: ClosedRange<Int64> { sum.range }

  /// The noisy sum of subjects' totals, each clamped to `steps`, added exactly.
  public func released<Source: RandomSource & ~Copyable>(
    exactTotal total: Int128, from source: inout Source
  ) -> Double {
    sum.released(exactTotal: total, from: &source)
  }
}

extension BoundedMean {
  /// The grid of distances from the bounds' middle.
  public var grid: IntegerGrid { sum.grid }
  /// The integers to which distances from the middle are clamped.
  public var steps: ClosedRange<Int64> { sum.range }
  /// The point from which distances are measured.
  public var origin: Double { middle }
  /// The noise of the sum of distances.
  public var sumNoise: GridNoise { sum.noise }
  /// The noise of the number of rows; nil where that is public.
  public var countNoise: GridNoise? { count?.noise }

  /// The noisy mean and the noisy number of rows that it was divided by.
  ///
  /// - Parameters:
  ///   - rows: the exact number of rows.
  ///   - total: the exact sum of their distances from the middle, clamped to `steps` one by one.
  public func released<Source: RandomSource & ~Copyable>(
    exactRows rows: Int, exactTotal total: Int128, from source: inout Source
  ) -> (mean: Double, rows: Int) {
    let noisyTotal = total + Int128(sum.noise.draw(from: &source))
    let noisyRows = count?.released(of: rows, from: &source) ?? size ?? 1
    let mean = sum.grid.value(of: noisyTotal) / Double(max(noisyRows, 1)) + middle
    return (min(max(mean, bounds.lowerBound), bounds.upperBound), noisyRows)
  }
}

extension PrivateQuantile {
  /// The candidates, in steps of the grid; values are clamped to them.
  public var steps: ClosedRange<Int64> { range }

  /// How many rows a released quantile's rank is off at most, but for a probability of `failure`;
  /// nil where several quantiles are released, whose errors depend on one another.
  ///
  /// A candidate of loss 0 exists, so one of loss l comes out with probability exp(-rate l) at
  /// most (McSherry and Talwar 2007, theorem 6): c candidates, loss ln(c / failure) / rate.
  public func rankError(failure: Double) -> Double? {
    guard let only = probabilities.first, probabilities.count == 1 else { return nil }
    let share =
      Double(max(only.steps, ProbabilityStep.whole - only.steps)) / Double(ProbabilityStep.whole)
    let candidates = Double(range.upperBound) - Double(range.lowerBound) + 1
    return 2 * share * Double(rows) / rate.approximate * SafeMath.logarithm(candidates / failure)
  }
}

extension GridNoise {
  /// The scale of Laplace noise or the standard deviation of Gaussian noise, in steps.
  public var scale: Double {
    switch law {
    case .laplace(let scale): scale.approximate
    case .gaussian(let variance): variance.approximate.squareRoot()
    }
  }

  /// Whether the noise is discrete Gaussian.
  public var isGaussian: Bool {
    switch law {
    case .laplace: false
    case .gaussian: true
    }
  }

  /// The smallest distance, in steps, that a draw's magnitude exceeds with probability `failure`
  /// at most.
  public func reach(failure: Double) throws(PrivacyError) -> Int64 {
    // P(|X| > d) = 2 P(X >= d + 1).
    let distance: Int64 =
      switch law {
      case .laplace(let scale):
        try ThresholdDelta.smallest(within: failure / 2) {
          ThresholdDelta.laplaceTail($0, scale: scale)
        }
      case .gaussian(let variance):
        try ThresholdDelta.smallest(within: failure / 2) {
          ThresholdDelta.gaussianTail($0, variance: variance)
        }
      }
    return distance - 1
  }
}
