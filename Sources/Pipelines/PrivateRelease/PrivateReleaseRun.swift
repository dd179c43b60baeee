import DifferentialPrivacy
public import Engines
public import Findings
import Foundation

/// Answers a private query: request, exact aggregate, mechanism, document.
///
/// **Guarantee**: what the document's `cost` and `neighbours` say, by the mechanism named in it.
/// Missing cells (NULL, NaN, text that is no number) are left out, and so are rows without a data
/// subject; infinities are clamped. No value of a row becomes an error.
/// **Cost**: one pass over the file.
/// **Does not protect against**: several queries of which each counts by itself: their costs add
/// up; bounds, keys and limits chosen by looking at the data; the time that the answer takes; a
/// damaged file, which is an error.
public struct PrivateReleaseRun: Sendable {
  let request: PrivateReleaseRequest
  let engine: Engine

  /// A query that was checked, on an engine.
  ///
  /// - Throws: `PrivateReleaseError`; `EngineError` where a column is not there.
  public init(_ request: PrivateReleaseRequest, on engine: Engine) throws {
    try RequestCheck.check(request)
    let columns = try engine.columns(of: request.source)
    if request.bounds != nil, let name = request.column,
      let column = columns.first(where: { $0.name == name }),
      column.type == .date || column.type == .timestamp
    {
      throw PrivateReleaseError.notNumeric(column: name)
    }
    (self.request, self.engine) = (request, engine)
  }

  /// The answer, with noise from the system's secure source.
  public func release() throws -> PrivateRelease {
    var source = SystemRandomSource()
    return try release(from: &source)
  }

  /// The answer, with noise from a source.
  func release<Source: RandomSource & ~Copyable>(
    from source: inout Source
  ) throws -> PrivateRelease {
    switch request.question {
    case .count: try count(from: &source)
    case .sum: try sum(from: &source)
    case .mean: try mean(from: &source)
    case .quantile(_, let probabilities): try quantiles(probabilities, from: &source)
    case .histogram(let column, let keys?):
      try histogram(column, declared: keys, from: &source)
    case .histogram(let column, nil): try histogram(ofSecretKeysIn: column, from: &source)
    }
  }

  // MARK: Budget

  /// The budget of a release whose whole delta goes into the noise.
  func budget(delta: Double? = nil) throws -> NoiseBudget {
    switch request.noise {
    case .laplace: return .laplace(epsilon: request.epsilon)
    case .gaussian:
      guard let delta = delta ?? request.delta else { throw PrivateReleaseError.deltaWanted }
      let rho = try ConcentratedConversion.rhoRoundedDown(epsilon: request.epsilon, delta: delta)
      return .gaussian(rho: rho)
    }
  }

  /// The limits of a subject's rows; one row where each is protected by itself.
  func limits() throws -> SubjectLimits { try SubjectLimits(rows: request.subjects?.rows ?? 1) }

  // MARK: Document

  func document(
    _ kind: PrivateRelease.Kind, mechanism: PrivateRelease.Mechanism, cost: PrivateRelease.Cost,
    accuracy: PrivateRelease.Accuracy?, results: [PrivateRelease.Result], step: Double? = nil,
    declaresKeys: Bool? = nil
  ) -> PrivateRelease {
    let file = URL(fileURLWithPath: request.source.paths.first ?? "").lastPathComponent
    let query = PrivateRelease.Query(
      kind: kind, file: file, column: request.column,
      lower: step == nil ? nil : request.bounds?.lowerBound,
      upper: step == nil ? nil : request.bounds?.upperBound, step: step,
      declaresKeys: declaresKeys)
    let subjects = request.subjects
    let neighbours = PrivateRelease.Neighbours(
      relation: .addRemove, unit: subjects == nil ? .row : .dataSubject, subject: subjects?.column,
      rowsPerSubject: subjects?.rows, groupsPerSubject: subjects?.groups)
    return PrivateRelease(
      tool: request.tool, createdAt: Timestamp.now(), query: query, neighbours: neighbours,
      mechanism: mechanism, cost: cost, accuracy: accuracy, results: results, notes: notes())
  }

  private func notes() -> [String] {
    var notes: [String] = []
    if request.subjects == nil {
      notes.append(
        "each row is protected by itself; where a person can have several rows, name the column of "
          + "people with --subject")
    }
    if request.delta != nil, !request.needsDelta {
      notes.append("delta was not needed and is not spent")
    }
    return notes
  }

  func cost(_ cost: PrivacyCost) throws -> PrivateRelease.Cost {
    let delta = request.noise == .gaussian ? request.delta ?? 0 : 0
    return PrivateRelease.Cost(
      epsilon: try cost.epsilonRoundedUp(delta: delta), delta: delta, rho: cost.rhoRoundedUp)
  }

  func mechanism(
    _ noise: GridNoise, step: Double = 1, threshold: Int? = nil
  ) -> PrivateRelease.Mechanism {
    PrivateRelease.Mechanism(
      name: noise.isGaussian ? "discrete Gaussian" : "discrete Laplace", scale: noise.scale * step,
      threshold: threshold)
  }

  func accuracy(_ noise: GridNoise, step: Double = 1) throws -> PrivateRelease.Accuracy {
    PrivateRelease.Accuracy(
      level: 0.95, measure: .value, reach: Double(try noise.reach(failure: 0.05)) * step)
  }
}
