import Attacks
import Engines
import Numerics

/// At which sizes of cells and time slots the points of a table are looked at.
struct ResolutionPlan {
  /// Sizes of cells in meters, the finest first; one `nil` where places have names only.
  let sizes: [Double?]
  /// Lengths of slots in seconds, the shortest first; one `nil` where there is no time.
  let slots: [Int?]

  /// Tables with more events than this are looked at at fewer sizes: each is a pass over them.
  static let manyEvents = 3_000_000
  private static let day = 86_400

  /// The sizes for `events`.
  ///
  /// - Throws: `EngineError`.
  init(_ events: LoadedEvents) throws {
    let isLarge = events.table.eventCount > Self.manyEvents
    if events.placing == .coordinates {
      sizes = isLarge ? [1_000, 5_000] : [500, 1_000, 2_000, 5_000, 10_000]
    } else {
      sizes = [nil]
    }
    guard events.hasTime else {
      slots = [nil]
      return
    }
    // Where all events are at one hour of the day, the table tells days only.
    let hours = try events.table.counts(.hoursOfDay).periods
    let used = Set(hours.flatMap(\.columns))
    if used.count <= 1 {
      slots = [Self.day, 7 * Self.day, 28 * Self.day]
    } else {
      slots = isLarge ? [3_600, Self.day] : [3_600, 4 * 3_600, Self.day, 7 * Self.day]
    }
  }

  /// The size of cells at which a release is judged: what a passer-by can tell of a place.
  var declaredSize: Double? { sizes.contains(1_000) ? 1_000 : sizes[0] }
  /// The length of slots at which a release is judged.
  var declaredSlot: Int? { slots[0] }

  /// Each size with each slot.
  func resolutions(of table: EventTable) -> [VisitResolution] {
    sizes.flatMap { size in slots.map { Self.resolution(of: table, size, $0) } }
  }

  /// Each size, time left aside.
  func sizesOnly(of table: EventTable) -> [VisitResolution] {
    sizes.map { Self.resolution(of: table, $0, nil) }
  }

  private static func resolution(
    of table: EventTable, _ size: Double?, _ slot: Int?
  ) -> VisitResolution {
    VisitResolution(sizeMeters: size, slotSeconds: slot.map(Int64.init)) {
      try table.visits(places(size), slotSeconds: slot).visits
    }
  }

  /// What tells one place from another at a size.
  static func places(_ size: Double?) -> PlaceResolution {
    size.map { .grid(meters: $0) } ?? .named
  }
}
