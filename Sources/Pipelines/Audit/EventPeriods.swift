import Engines
import Numerics

/// How a table's events were parted into an earlier and a later period.
///
/// The periods part at the median event, as a receiver of two deliveries would have them. Where
/// people are there at different times, so that few of them have events on both sides, each one's
/// own days are halved instead.
struct EventPeriods {
  /// How many events somebody needs in each period to be counted as there.
  static let minimumEvents = 10

  /// How many days somebody needs whose own days are halved.
  static let minimumDays = 10

  /// Whether the periods part at one time for all.
  let isCommon: Bool

  /// Parts the events.
  ///
  /// - Throws: `EngineError`.
  init(_ events: LoadedEvents) throws {
    try events.table.split(.medianTime)
    let days = try events.table.counts(.days).periods
    var there = 0
    var active = 0
    for subject in 0..<events.table.subjectCount {
      let counts = days.map { $0.total(ofRow: subject) }
      if counts.allSatisfy({ $0 >= Self.minimumEvents }) { there += 1 }
      if counts.reduce(0, +) >= 2 * Self.minimumEvents { active += 1 }
    }
    isCommon = 2 * there >= active
    if !isCommon { try events.table.split(.subjectDays) }
  }

  /// How the periods were made, for the report's notes.
  var sentence: String {
    isCommon
      ? "the earlier and the later period part at the median event."
      : "people are there at different times, so each person's own days were halved to make the "
        + "earlier and the later period."
  }
}
