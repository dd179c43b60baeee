import Attacks
import Engines
import Tables

extension LoadedEvents {
  /// What a trace of where people were is made of; `nil` where no event has a place.
  var traceKind: EventTable.TraceKind? {
    placing.map { $0 == .coordinates ? .coordinates : .namedPlaces }
  }

  /// When people are active in both periods: by the events of their own, and, where two people take
  /// part in each, by those of others toward them.
  ///
  /// - Throws: `EngineError`.
  func cadenceFeatures() throws -> [CadenceFeature] {
    try streams().flatMap { try CadenceFeature.all(of: $0.table, stream: $0.name) }
  }

  /// The same, and when people's days begin and end.
  ///
  /// - Throws: `EngineError`.
  func cadenceEvidence() throws -> [CadenceFeature] {
    try streams().flatMap {
      try CadenceFeature.all(of: $0.table, stream: $0.name)
        + CadenceFeature.days(of: $0.table, stream: $0.name)
    }
  }

  /// The events that people are in as either side.
  private func streams() throws -> [(name: String, table: EventTable)] {
    guard let received = try mirrored() else { return [("", table)] }
    return [(Self.ownStream, table), ("received", received)]
  }

  /// What a person's own events are called, where two people take part in each.
  static let ownStream = "sent"

  /// Who had to do with whom in a period, or in both, in whole seconds.
  func interactions(period: Int?) throws -> InteractionEvents {
    let trace = try table.trace(of: .contacts, period: period)
    var sources: [UInt32] = []
    sources.reserveCapacity(trace.eventCount)
    for subject in 0..<trace.subjectCount {
      sources += repeatElement(UInt32(subject), count: trace.events(ofSubject: subject).count)
    }
    return InteractionEvents(
      subjectCount: trace.subjectCount, sources: sources, targets: trace.contacts,
      seconds: trace.times.map { $0 / 1_000_000 })
  }
}
