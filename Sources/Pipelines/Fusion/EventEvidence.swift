import Attacks
import Engines
import Evaluation
import Numerics
import Tables

/// What a table of events says about who is who.
final class EventEvidence: EvidenceSource {
  let keys: [String?]
  private let events: LoadedEvents
  private let seed: UInt64
  private var parted: EventPeriods?

  init(_ events: LoadedEvents, seed: UInt64) throws {
    self.events = events
    self.seed = seed
    self.keys = try events.table.subjectKeys()
  }

  func evidence(for knowledge: ProfileKnowledge) throws -> GatheredEvidence {
    switch knowledge {
    case .earlierPlaces: try earlierPlaces()
    case .earlierTimes: try earlierTimes()
    case .earlierContacts(let contacts): try earlierContacts(contacts)
    case .sightings(let count, let metres, let minutes):
      try sightings(count: count, metres: metres, minutes: minutes)
    default: .none
    }
  }

  private var table: String { events.declaration.name }
  private var timeColumn: String { events.columns.time?.name ?? "" }

  /// Parts the events, once, so that all channels have the same two periods.
  private func periods() throws -> EventPeriods {
    if let parted { return parted }
    let periods = try EventPeriods(events)
    parted = periods
    return periods
  }
}
