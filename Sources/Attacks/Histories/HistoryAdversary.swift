public import Evaluation
public import Numerics

/// What an adversary knows of a target's history, and how wrong it is.
public struct HistoryAdversary: Sendable, Equatable {
  /// How many items are known at most.
  public let knownItems: Int
  /// How many of them are wrong: another item altogether, with another value, at the same day.
  public let wrongItems: Int
  /// How far a known day is off at most, either way, evenly spread.
  public let dayError: Double
  /// By how much a known value is off: this much less, right, or this much more, a third each, kept
  /// within the values there are.
  public let valueError: Double
  /// Whether days are known at all.
  public let knowsDays: Bool

  /// Eight items, two of them wrong, days to a fortnight: the setting that Narayanan and Shmatikov
  /// are known for.
  public static let headline = HistoryAdversary(
    unchecked: 8, wrongItems: 2, dayError: 14, valueError: 0, knowsDays: true)

  /// An adversary.
  public init(
    knownItems: Int, wrongItems: Int = 0, dayError: Double = 0, valueError: Double = 0,
    knowsDays: Bool = true
  ) throws(HistoryError) {
    guard knownItems >= 1, (0...knownItems).contains(wrongItems) else {
      throw .knowledge(known: knownItems, wrong: wrongItems)
    }
    for error in [dayError, valueError] where !(error >= 0 && error.isFinite) {
      throw .magnitude(error)
    }
    self.init(
      unchecked: knownItems, wrongItems: wrongItems, dayError: dayError, valueError: valueError,
      knowsDays: knowsDays)
  }

  private init(
    unchecked knownItems: Int, wrongItems: Int, dayError: Double, valueError: Double,
    knowsDays: Bool
  ) {
    self.knownItems = knownItems
    self.wrongItems = wrongItems
    self.dayError = dayError
    self.valueError = valueError
    self.knowsDays = knowsDays
  }

  /// The same adversary with `count` known items, as large a share of them wrong.
  func knowing(_ count: Int) -> HistoryAdversary {
    let wrong = Double(count) * Double(wrongItems) / Double(knownItems)
    return HistoryAdversary(
      unchecked: count, wrongItems: Int(wrong), dayError: dayError, valueError: valueError,
      knowsDays: knowsDays)
  }

  /// The same adversary with no item altogether wrong.
  var withoutWrongItems: HistoryAdversary {
    HistoryAdversary(
      unchecked: knownItems, wrongItems: 0, dayError: dayError, valueError: valueError,
      knowsDays: knowsDays)
  }

  /// The same adversary without days.
  var withoutDays: HistoryAdversary {
    HistoryAdversary(
      unchecked: knownItems, wrongItems: wrongItems, dayError: 0, valueError: valueError,
      knowsDays: false)
  }
}

/// Draws what adversaries know out of the histories themselves.
public struct HistorySampler: Sendable {
  private let histories: SparseHistories
  private let levels: [Float]

  /// Prepares to draw from `histories`.
  ///
  /// - Complexity: O(entries).
  public init(_ histories: SparseHistories) {
    self.histories = histories
    self.levels = histories.valueLevels
  }

  /// What `adversary` knows of `subject`: entries drawn at random from its own, without
  /// replacement, some of them spoilt.
  ///
  /// Somebody with fewer entries than the adversary knows is known wholly.
  public func clue(
    of subject: UInt32, for adversary: HistoryAdversary, using source: inout some RandomSource
  ) -> [HistoryEntry] {
    let entries = histories.entries(of: Int(subject))
    let chosen = source.sample(
      count: min(adversary.knownItems, entries.count), of: entries.count)
    return chosen.enumerated().map { position, offset in
      let entry = histories.entry(entries.lowerBound + offset)
      // The sample comes in a random order: its first entries are as random as any.
      return position < adversary.wrongItems
        ? wrong(entry, adversary, &source) : blurred(entry, adversary, &source)
    }
  }

  /// The trials of people in the release and of people who are not.
  public func trials(
    targets: [UInt32], controls: [UInt32] = [], for adversary: HistoryAdversary,
    using source: inout some RandomSource
  ) -> TrialSet<[HistoryEntry]> {
    TrialSet(
      targets: targets.map {
        Trial(clue: clue(of: $0, for: adversary, using: &source), truth: $0)
      },
      controls: controls.map {
        Trial(clue: clue(of: $0, for: adversary, using: &source), truth: nil)
      })
  }

  private func blurred(
    _ entry: HistoryEntry, _ adversary: HistoryAdversary, _ source: inout some RandomSource
  ) -> HistoryEntry {
    var value = entry.value
    if adversary.valueError > 0, let least = levels.first, let most = levels.last, !value.isNaN {
      value += Float(adversary.valueError) * Float(source.index(below: 3) - 1)
      value = min(max(value, least), most)
    }
    return HistoryEntry(item: entry.item, value: value, day: day(entry, adversary, &source))
  }

  private func wrong(
    _ entry: HistoryEntry, _ adversary: HistoryAdversary, _ source: inout some RandomSource
  ) -> HistoryEntry {
    HistoryEntry(
      item: UInt32(source.index(below: histories.itemCount)),
      value: levels.isEmpty ? .nan : levels[source.index(below: levels.count)],
      day: day(entry, adversary, &source))
  }

  private func day(
    _ entry: HistoryEntry, _ adversary: HistoryAdversary, _ source: inout some RandomSource
  ) -> Float {
    guard adversary.knowsDays, !entry.day.isNaN else { return .nan }
    guard adversary.dayError > 0 else { return entry.day }
    return entry.day + Float((2 * source.unit() - 1) * adversary.dayError)
  }
}
