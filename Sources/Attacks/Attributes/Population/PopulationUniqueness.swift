/// Population uniqueness estimated from the class sizes of a simple random sample.
///
/// Nothing here depends on the clock or on chance; the same histogram gives the same bits.
/// Where no row of the sample is unique, each estimate is 0 (as in ARX): Zayatz' and the slide
/// negative binomial's equations say so, and for Pitman it is a convention.
///
/// **Source**: Dankar, El Emam, Neisa, Roffey 2012, "Estimating the re-identification risk of
/// clinical data sets", BMC Medical Informatics and Decision Making 12:66. **Cost**: independent of
/// rows; below a millisecond for some hundreds of distinct sizes. **Does not protect against**: a
/// sample that is not random, or a model that does not fit: see `EstimatorValidation`.
public struct PopulationUniqueness: Sendable {
  /// The class sizes of the sample.
  public let histogram: ClassSizeHistogram
  /// Sample rows over population rows, in (0, 1].
  public let samplingFraction: Double
  /// The number of people in the population, not necessarily whole.
  public let populationSize: Double

  /// Prepares estimates for a sample of `samplingFraction` of its population.
  ///
  /// - Throws: `PopulationError.parameter` where the fraction is not in (0, 1].
  public init(
    _ histogram: ClassSizeHistogram, samplingFraction: Double
  ) throws(PopulationError) {
    guard samplingFraction > 0, samplingFraction <= 1 else {
      throw .parameter(name: "the sampling fraction", allowed: "above 0 and at most 1")
    }
    let size = Double(histogram.rowCount) / samplingFraction
    guard size.isFinite else {
      throw .parameter(name: "the sampling fraction", allowed: "large enough for a finite size")
    }
    self.histogram = histogram
    self.samplingFraction = samplingFraction
    self.populationSize = size
  }

  /// Prepares estimates for a population of `populationSize` people.
  ///
  /// - Throws: `PopulationError.parameter` where the population is smaller than the sample.
  public init(_ histogram: ClassSizeHistogram, populationSize: Int) throws(PopulationError) {
    guard populationSize >= histogram.rowCount else {
      throw .parameter(name: "the population size", allowed: "at least the number of rows")
    }
    self.histogram = histogram
    self.samplingFraction = Double(histogram.rowCount) / Double(populationSize)
    self.populationSize = Double(populationSize)
  }

  /// The fit of Pitman's sampling formula; `pitman` and `pitmanExact` read their answers from it.
  ///
  /// - Complexity: about 100 x (distinct sizes) reciprocals and some thousand logarithms.
  public func pitmanFit() -> Result<PitmanFit, FitFailure> { PitmanFit.fit(histogram) }

  /// Hoshino's estimate under Pitman's sampling formula.
  public func pitman() -> UniquenessEstimate {
    if histogram.classes(ofSize: 1) == 0 { return .converged(people: 0, share: 0) }
    switch pitmanFit() {
    case .success(let fit): return fit.asymptoticUniques(populationSize: populationSize)
    case .failure(let failure): return .notConverged(failure.reason)
    }
  }

  /// The exact expectation under Pitman's sampling formula, which never exceeds the population.
  public func pitmanExact() -> UniquenessEstimate {
    if histogram.classes(ofSize: 1) == 0 { return .converged(people: 0, share: 0) }
    switch pitmanFit() {
    case .success(let fit): return fit.expectedUniques(populationSize: populationSize)
    case .failure(let failure): return .notConverged(failure.reason)
    }
  }

  /// Zayatz' estimate.
  public func zayatz() -> UniquenessEstimate {
    ZayatzModel.uniques(histogram, populationSize: populationSize)
  }

  /// The slide negative binomial's estimate.
  public func slideNegativeBinomial() -> UniquenessEstimate {
    SlideNegativeBinomialFit.uniques(
      histogram, samplingFraction: samplingFraction, populationSize: populationSize)
  }

  /// Dankar's decision rule: Pitman up to a sampling fraction of 10 %; above, the smaller of Zayatz
  /// and the slide negative binomial.
  ///
  /// Zayatz stands in where the wanted model did not converge.
  ///
  /// - Parameter slideNegativeBinomial: `false` leaves that model out. ARX 3.9.2 answers so, since
  ///   its solver for that model never converges.
  public func dankar(slideNegativeBinomial used: Bool = true) -> ChosenEstimate {
    if samplingFraction <= 0.1 {
      let pitman = pitman()
      if pitman.share != nil { return ChosenEstimate(estimator: .pitman, estimate: pitman) }
      return ChosenEstimate(estimator: .zayatz, estimate: zayatz())
    }
    let zayatz = zayatz()
    guard used else { return ChosenEstimate(estimator: .zayatz, estimate: zayatz) }
    return Self.smaller(zayatz: zayatz, slideNegativeBinomial: slideNegativeBinomial())
  }

  /// The estimate of one estimator.
  public func estimate(_ estimator: UniquenessEstimator) -> UniquenessEstimate {
    switch estimator {
    case .pitman: pitman()
    case .pitmanExact: pitmanExact()
    case .zayatz: zayatz()
    case .slideNegativeBinomial: slideNegativeBinomial()
    case .dankar: dankar().estimate
    case .dankarWithoutSlideNegativeBinomial: dankar(slideNegativeBinomial: false).estimate
    }
  }

  private static func smaller(
    zayatz: UniquenessEstimate, slideNegativeBinomial: UniquenessEstimate
  ) -> ChosenEstimate {
    guard let negativeBinomial = slideNegativeBinomial.share else {
      return ChosenEstimate(estimator: .zayatz, estimate: zayatz)
    }
    if let share = zayatz.share, share < negativeBinomial {
      return ChosenEstimate(estimator: .zayatz, estimate: zayatz)
    }
    return ChosenEstimate(estimator: .slideNegativeBinomial, estimate: slideNegativeBinomial)
  }
}
