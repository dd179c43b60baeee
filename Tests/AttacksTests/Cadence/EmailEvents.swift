import Engines
import Evaluation
import Foundation
import Numerics
import TestSupport

@testable import Attacks

/// The e-mails of a European research institution: who wrote to whom, when.
enum EmailEvents {
  static let source = DataSource(
    SharedFolder.file("data/email-eu/email-Eu-core-temporal.txt.gz").path, format: .csv,
    csv: CSVFormat(delimiter: " ", hasHeader: false))

  static func features() throws -> (subjectCount: Int, features: [CadenceFeature]) {
    let engine = try Engine()
    func table(_ subject: String, _ contact: String) throws -> EventTable {
      try engine.events(
        of: source,
        columns: EventColumns(
          subject: subject, time: .init("column3", unit: .seconds), contact: contact),
        split: .medianTime)
    }
    let sent = try table("column1", "column2")
    let features = try CadenceFeature.all(of: sent, stream: "sent")
    let received = try table("column2", "column1")
    return (
      sent.subjectCount, features + (try CadenceFeature.all(of: received, stream: "received"))
    )
  }

  static func edges() throws -> InteractionEvents {
    let engine = try Engine()
    let columns = try ["column1", "column2", "column3"].map {
      try engine.readNumbers(source: source, column: $0)
    }
    var numbers: [Double: UInt32] = [:]
    for key in Set(columns[0] + columns[1]).sorted() { numbers[key] = UInt32(numbers.count) }
    return InteractionEvents(
      subjectCount: numbers.count, sources: columns[0].map { numbers[$0] ?? 0 },
      targets: columns[1].map { numbers[$0] ?? 0 }, seconds: columns[2].map { Int64($0) })
  }

  static func setting(_ subjectCount: Int, targets: Int = 10_000) -> EventSetting {
    EventSetting(
      table: "emails", subjectCount: subjectCount, columns: ["time", "contact"],
      evaluator: Evaluator(seed: 5), seed: 5, targetCount: targets, controlShare: 0,
      reproduce: "palimpsest audit")
  }
}
