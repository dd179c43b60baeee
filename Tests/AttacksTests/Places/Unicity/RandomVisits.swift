import Evaluation
import Numerics

@testable import Attacks

/// Visits made from a seed.
enum RandomVisits {
  /// A few people at few places and times.
  static func few(
    people: Int, cells: Int, slots: Int, events: Int, seed: UInt64
  ) -> Visits {
    var source = SeededGenerator(seed: seed, stream: "visits")
    return Visits(
      subjectCount: people, cellCount: cells, slotCount: slots,
      events: (0..<events).map { _ in
        (
          UInt32(source.index(below: people)), UInt32(source.index(below: cells)),
          UInt32(source.index(below: slots))
        )
      })
  }

  /// Independent people who each have `each` points drawn evenly.
  static func even(
    people: Int, cells: Int, slots: Int, each: Int, using source: inout SeededGenerator
  ) -> Visits {
    let events = (0..<people).flatMap { person in
      source.sample(count: each, of: cells * slots).map {
        (subject: UInt32(person), cell: UInt32($0 / slots), slot: UInt32($0 % slots))
      }
    }
    return Visits(subjectCount: people, cellCount: cells, slotCount: slots, events: events)
  }

  /// Each subject's points, the slow way.
  static func traces(_ visits: Visits) -> [Set<VisitPoint>] {
    (0..<visits.subjectCount).map { subject in
      Set(visits.points(ofSubject: subject).map { visits.point(at: $0) })
    }
  }

  /// The setting of a test.
  static func setting(
    people: Int, targets: Int = 1_000, controlShare: Double = 0, seed: UInt64 = 1
  ) -> EventSetting {
    EventSetting(
      table: "events", subjectCount: people, columns: ["time", "latitude", "longitude"],
      evaluator: Evaluator(seed: seed), seed: seed, targetCount: targets,
      controlShare: controlShare, reproduce: "test")
  }
}
