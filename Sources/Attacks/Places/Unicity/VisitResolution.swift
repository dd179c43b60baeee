import Findings
public import Numerics

/// The points of a release at one size of cells and of time slots, read when they are asked for.
///
/// Points of many resolutions never stand in memory together: each reading is a pass over the
/// events.
public struct VisitResolution {
  /// The height of a cell in meters; `nil` for named places.
  public let sizeMeters: Double?
  /// The length of a time slot in seconds; `nil` where time is not used.
  public let slotSeconds: Int64?
  private let reading: () throws -> Visits

  /// A resolution whose points are in memory.
  public init(sizeMeters: Double?, slotSeconds: Int64?, visits: Visits) {
    self.init(sizeMeters: sizeMeters, slotSeconds: slotSeconds) { visits }
  }

  /// A resolution whose points are read anew each time.
  public init(
    sizeMeters: Double?, slotSeconds: Int64?, reading: @escaping () throws -> Visits
  ) {
    self.sizeMeters = sizeMeters
    self.slotSeconds = slotSeconds
    self.reading = reading
  }

  /// Who was where when, at this resolution.
  ///
  /// - Throws: what the reading throws.
  public func visits() throws -> Visits { try reading() }

  /// The size of a cell, as a reader wants it: "500 m", "1 km", "named places".
  var sizeText: String {
    guard let sizeMeters else { return "named places" }
    return Self.distance(sizeMeters)
  }

  /// The length of a slot, as a reader wants it: "1 hour", "7 days", "no time".
  var slotText: String {
    guard let slotSeconds else { return "no time" }
    return Self.duration(Double(slotSeconds))
  }

  /// Both in words after "to": "1 km and 1 hour", "the named place and 1 hour", "1 km".
  var phrase: String {
    let place = sizeMeters == nil ? "the named place" : sizeText
    return slotSeconds == nil ? place : "\(place) and \(slotText)"
  }

  /// What to do to get there: "Release places and times to 1 km and 1 hour".
  var advice: String {
    guard slotSeconds == nil else { return "Release places and times to \(phrase)" }
    let places = sizeMeters == nil ? "the named places" : "places to \(sizeText)"
    return "Release \(places), and no times"
  }

  /// Both as a label: "1 km x 1 hour".
  var label: String { "\(sizeText) x \(slotText)" }

  /// Whether neither its cells nor its slots are finer than those of `other`, and they are not all
  /// the same.
  func isCoarser(than other: VisitResolution) -> Bool {
    let (size, otherSize) = (sizeMeters ?? 0, other.sizeMeters ?? 0)
    let (slot, otherSlot) = (slotSeconds ?? .max, other.slotSeconds ?? .max)
    return size >= otherSize && slot >= otherSlot && (size > otherSize || slot > otherSlot)
  }

  /// How coarse it is: the area of a cell in square meters times the slot's length in seconds.
  ///
  /// Named places count as 1, unused time as ten thousand years: one slot for all that happens.
  var coarseness: Double {
    let size = sizeMeters ?? 1
    return size * size * (slotSeconds.map(Double.init) ?? 3e11)
  }

  /// A distance in words.
  static func distance(_ meters: Double) -> String {
    meters >= 1000
      ? "\(Phrase.decimals(meters / 1000, 1)) km" : "\(Phrase.decimals(meters, 0)) m"
  }

  /// A duration in words: whole days from two days on, else hours, minutes or seconds.
  static func duration(_ seconds: Double) -> String {
    func words(_ unit: Double, _ noun: String) -> String {
      let count = Phrase.decimals(seconds / unit, 1)
      return count == "1" ? "1 \(noun)" : "\(count) \(noun)s"
    }
    if seconds > 86_400, seconds.truncatingRemainder(dividingBy: 86_400) == 0 {
      return words(86_400, "day")
    }
    if seconds >= 3_600 { return words(3_600, "hour") }
    if seconds >= 60 { return words(60, "minute") }
    return words(1, "second")
  }
}
