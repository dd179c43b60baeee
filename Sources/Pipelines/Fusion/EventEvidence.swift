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

  init(
    _ declaration: TableDeclaration, columns: EventColumns, request: AuditRequest, engine: Engine
  ) throws {
    events = try LoadedEvents(
      declaration, columns: columns, folder: request.folder, engine: engine)
    seed = request.seed
    keys = try events.table.subjectKeys()
  }

  func evidence(
    for knowledge: ProfileKnowledge, columns: [String], profile: String
  ) throws -> GatheredEvidence {
    switch knowledge {
    case .earlierPlaces: try earlierPlaces()
    case .earlierTimes: try earlierTimes()
    case .earlierContacts(let contacts): try earlierContacts(contacts)
    case .sightings(let count, let metres, let minutes):
      try sightings(count, SightingNoise(meters: metres, minutes: minutes), profile: profile)
    default: .none
    }
  }

  private var table: String { events.declaration.name }
  private var timeColumn: String { events.columns.time?.name ?? "" }
  private var placeColumns: [String] {
    events.placing == .coordinates
      ? [events.columns.latitude, events.columns.longitude].compactMap { $0?.name }
      : [events.columns.place].compactMap(\.self)
  }

  /// Parts the events, once, so that all channels have the same two periods.
  private func periods() throws -> EventPeriods {
    if let parted { return parted }
    let periods = try EventPeriods(events)
    parted = periods
    return periods
  }

  private func earlierTimes() throws -> GatheredEvidence {
    guard events.hasTime else { return .none }
    _ = try periods()
    return GatheredEvidence(
      CadencePeriods.evidence(
        features: try events.cadenceEvidence(), table: table, timeColumn: timeColumn,
        contactColumn: events.columns.contact, ownStream: LoadedEvents.ownStream))
  }

  private func earlierContacts(_ contacts: ContactKnowledge) throws -> GatheredEvidence {
    guard events.hasTime, events.table.contactCount > 0, let contact = events.columns.contact
    else { return .none }
    _ = try periods()
    let names = ContactNames.everySecond(
      of: events.table.subjectCount, seed: seed, table: table)
    var gathered = GatheredEvidence(
      InteractionPeriods.evidence(
        earlier: InteractionPeriod(try events.interactions(period: 0)),
        later: InteractionPeriod(try events.interactions(period: 1)),
        contacts: contacts == .kept ? .kept : .hidden, names: names, table: table,
        timeColumn: timeColumn, contactColumn: contact))
    if contacts == .kept {
      gathered.named = (names.isNamed ?? []).indices.filter { names.isNamed?[$0] ?? false }
        .map(UInt32.init)
    }
    return gathered
  }

  private func earlierPlaces() throws -> GatheredEvidence {
    guard events.hasTime, let kind = events.traceKind else { return .none }
    let periods = try periods()
    let traces = TracePeriods(
      earlier: try events.table.trace(of: kind, period: 0),
      later: try events.table.trace(of: kind, period: 1),
      minimumEvents: EventPeriods.minimumEvents,
      minimumDays: periods.isCommon ? 0 : EventPeriods.minimumDays)
    return GatheredEvidence(
      PlacePeriods.evidence(
        periods: traces, table: table, placeColumns: placeColumns, timeColumn: timeColumn))
  }

  private func sightings(
    _ count: Int, _ noise: SightingNoise, profile: String
  ) throws -> GatheredEvidence {
    guard let kind = events.traceKind else { return .none }
    let columns = NoisyTraces.SightingColumns(
      places: placeColumns, time: events.hasTime ? timeColumn : nil)
    return GatheredEvidence(
      NoisyTraces.evidence(
        table: table, columns: columns, trace: try events.table.trace(of: kind), count: count,
        noise: noise, seed: seed &+ profile.stableSeed),
      subjectCount: keys.count)
  }
}

extension String {
  /// A number by which each profile draws its own mistakes (FNV-1a).
  var stableSeed: UInt64 {
    utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  }
}
