import Attacks
import Engines
import Tables

/// The order of the attacks on what a table tells of devices.
struct DeviceAudit {
  /// How many steps `run` tells of.
  static let stepCount = 2

  init(
    _ declaration: TableDeclaration, request: AuditRequest, engine: Engine, steps: Steps
  ) throws {
    try steps.next("\(declaration.name): reading devices")
  }

  /// Attacks, and adds what was found to `outcome`.
  func run(into outcome: inout Outcome) throws {}
}
