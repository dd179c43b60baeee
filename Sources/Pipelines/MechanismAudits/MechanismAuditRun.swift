import DifferentialPrivacy
public import Findings
import Numerics

/// `palimpsest audit-mechanism`: which mechanisms, how many releases, at which level.
public struct MechanismAuditRun: Sendable {
  /// Which mechanisms are audited.
  public enum Selection: Sendable, Equatable {
    /// Those of the catalogue with these names.
    case named([String])
    /// The whole catalogue.
    case all
    /// The ones that are broken on purpose.
    case planted
  }

  /// Which mechanisms are audited.
  public let selection: Selection
  /// The epsilons that each is built for.
  public let epsilons: [Double]
  private let audit: MechanismAudit

  /// A run.
  ///
  /// - Throws: `MechanismAuditError.parameter` where a number is outside of its range.
  public init(
    _ selection: Selection, samples: Int, epsilons: [Double], confidence: Double
  ) throws(MechanismAuditError) {
    guard !epsilons.isEmpty else { throw .parameter("epsilon: give at least one") }
    self.selection = selection
    self.epsilons = epsilons
    do {
      audit = try MechanismAudit(samples: samples, confidence: confidence)
    } catch {
      throw .parameter("\(error)")
    }
  }

  /// What is in the catalogue: each mechanism's name and setting.
  public static func list() throws -> [(name: String, setting: String)] {
    try MechanismAudit.catalogue(epsilon: 1).map { ($0.name, $0.setting) }
  }

  /// The audit's report.
  ///
  /// The inputs, views and claims are fixed; releases come from the system's secure source, so that
  /// two runs differ in their samples, each right at its level of confidence.
  ///
  /// - Throws: `MechanismAuditError.unknown` for a name that is not in the catalogue;
  ///   `PipelineError.cancelled` once the user asked to stop.
  public func run(tool: String, progress: Progress = .silent) throws -> MechanismAuditReport {
    let chosen = try mechanisms()
    let audited = chosen.map(\.mechanism)
    let names = audited.flatMap { mechanism in mechanism.pairs.map { _ in mechanism.name } }
    let results = try audit.results(audited) { unit in
      try progress.check()
      progress.step(names[unit], unit + 1, names.count)
    }
    return MechanismAuditReport(
      tool: tool, createdAt: Timestamp.now(), source: "system", samples: audit.samples,
      confidence: audit.confidence, tests: audited.reduce(0) { $0 + $1.testCount },
      isPlanted: selection == .planted,
      mechanisms: zip(chosen, results).map { chosen, result in
        MechanismAuditReport.Mechanism(
          name: chosen.mechanism.name, types: chosen.mechanism.types,
          setting: chosen.mechanism.setting, epsilon: chosen.epsilon, isCaught: result.isCaught,
          claims: result.claims.map(MechanismAuditReport.Claim.init))
      })
  }

  private typealias Chosen = (epsilon: Double, mechanism: AuditedMechanism<SystemRandomSource>)

  private func mechanisms() throws -> [Chosen] {
    if selection == .planted { return try MechanismAudit.planted().map { (1, $0) } }
    var chosen: [Chosen] = []
    for epsilon in epsilons {
      let catalogue: [AuditedMechanism<SystemRandomSource>]
      do {
        catalogue = try MechanismAudit.catalogue(epsilon: epsilon)
      } catch {
        throw MechanismAuditError.parameter("\(error)")
      }
      guard case .named(let names) = selection else {
        chosen += catalogue.map { (epsilon, $0) }
        continue
      }
      for name in names {
        // A type's name stands for all of its entries.
        let found = catalogue.filter { $0.name == name || $0.types.first == name }
        guard !found.isEmpty else { throw MechanismAuditError.unknown(name: name) }
        chosen += found.map { (epsilon, $0) }
      }
    }
    return chosen
  }
}

extension MechanismAuditReport.Claim {
  /// What the audit found, as numbers.
  init(_ result: MechanismAudit.ClaimResult) {
    let evidence = result.evidence
    let (event, value): (String, Int64) =
      switch evidence.event {
      case .atMost(let end): ("at-most", end)
      case .atLeast(let end): ("at-least", end)
      case .equal(let output): ("equal", output)
      case .among(let outputs): ("among", Int64(outputs.count))
      }
    let upper = evidence.eventUpperBound
    self.init(
      epsilon: result.claim.epsilon, delta: result.claim.delta,
      epsilonLowerBound: evidence.lowerBound, eventUpperBound: upper.isFinite ? upper : nil,
      deltaLowerBound: evidence.deltaLowerBound(epsilon: result.claim.epsilon),
      likely: [evidence.likely.lower, evidence.likely.upper],
      rare: [evidence.rare.lower, evidence.rare.upper], pair: result.pair, view: result.view,
      event: event, eventValue: value, favoursFirst: evidence.favoursFirst)
  }
}
