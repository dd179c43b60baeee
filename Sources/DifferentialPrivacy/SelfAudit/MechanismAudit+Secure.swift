package import Numerics

/// The audits that the command makes: releases from the system's secure source, and no seed.
///
/// They stand in this target so that the mechanisms' code is made for that very source.
extension MechanismAudit {
  /// The catalogue's entries for an epsilon.
  package static func catalogue(
    epsilon: Double
  ) throws -> [AuditedMechanism<SystemRandomSource>] {
    try MechanismCatalogue<SystemRandomSource>(epsilon: epsilon).mechanisms()
  }

  /// The mechanisms that are broken on purpose.
  package static func planted() throws -> [AuditedMechanism<SystemRandomSource>] {
    try PlantedCatalogue<SystemRandomSource>().mechanisms()
  }

  /// The results of mechanisms, in order; `begins` is told the number of each pair.
  package func results(
    _ mechanisms: [AuditedMechanism<SystemRandomSource>], workers: Workers = .automatic,
    begins: @Sendable (Int) throws -> Void = { _ in }
  ) throws -> [Result] {
    try results(
      mechanisms, workers: workers, makeSource: { _ in SystemRandomSource() }, begins: begins)
  }
}
