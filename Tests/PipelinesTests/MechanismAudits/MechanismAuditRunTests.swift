import Findings
import Synchronization
import Testing

@testable import Pipelines

@Suite("Audits of mechanisms")
struct MechanismAuditRunTests {
  private static func run(
    _ selection: MechanismAuditRun.Selection, epsilons: [Double] = [1], samples: Int = 2_000
  ) throws -> MechanismAuditReport {
    try MechanismAuditRun(selection, samples: samples, epsilons: epsilons, confidence: 0.999999)
      .run(tool: "t")
  }

  @Test("find a mechanism by its name, and all settings of a type by the type's")
  func names() throws {
    let one = try Self.run(.named(["randomized-response"]), epsilons: [0.5, 2])
    #expect(one.mechanisms.map(\.epsilon) == [0.5, 2])
    #expect(one.mechanisms.allSatisfy { $0.name == "randomized-response" && !$0.isCaught })
    #expect(one.tests == 4 && one.source == "system" && !one.isPlanted)
    let type = try Self.run(.named(["NoisyMax"]), samples: 200)
    #expect(type.mechanisms.count == 4)
    #expect(try MechanismAuditRun.list().map(\.name).contains("noisy-max-geometric"))
  }

  @Test("refuse unknown names and numbers that are none")
  func refusals() throws {
    #expect(throws: MechanismAuditError.unknown(name: "nothing")) {
      try Self.run(.named(["nothing"]))
    }
    #expect(throws: MechanismAuditError.self) { try Self.run(.all, epsilons: []) }
    #expect(throws: MechanismAuditError.self) { try Self.run(.all, epsilons: [-1]) }
    #expect(throws: MechanismAuditError.self) { try Self.run(.all, epsilons: [.nan]) }
    #expect(throws: MechanismAuditError.self) { try Self.run(.planted, samples: 3) }
  }

  @Test("catch what is planted, with both sides of the claim, and stop when asked to")
  func planted() throws {
    let report = try Self.run(.planted, samples: 20_000)
    #expect(report.isPlanted && report.caught.count == report.mechanisms.count)
    for claim in report.mechanisms.flatMap(\.claims) {
      // The same two interval ends prove both.
      #expect(claim.deltaLowerBound > claim.delta)
      #expect(claim.likely[0] > claim.rare[1])
    }
    let told = Mutex(0)
    let progress = Progress(
      step: { _, _, _ in told.withLock { $0 += 1 } },
      isCancelled: { told.withLock { $0 > 2 } })
    #expect(throws: PipelineError.cancelled) {
      try MechanismAuditRun(.planted, samples: 200, epsilons: [1], confidence: 0.9)
        .run(tool: "t", progress: progress)
    }
  }
}
