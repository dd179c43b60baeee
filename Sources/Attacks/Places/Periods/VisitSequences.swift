import Numerics
import Tables

/// The places that each data subject went to, in order: a stay of any number of events counts once.
struct VisitSequences: Sendable, Equatable {
  /// Stands between visits that lie too far apart in time to say where somebody went next.
  static let gap = UInt32.max

  /// For each data subject the places and gaps.
  let visits: [[UInt32]]

  /// Reads sequences from a trace.
  ///
  /// - Parameters:
  ///   - places: the place of each event.
  ///   - longestGap: two events further apart than this, in microseconds, are no transition.
  /// - Complexity: O(events).
  init(_ trace: EventTrace, places: [UInt32], longestGap: Int64) {
    visits = (0..<trace.subjectCount).map { subject in
      var sequence: [UInt32] = []
      var lastTime: Int64?
      for event in trace.events(ofSubject: subject) where places[event] != CodedPlaces.missing {
        if !trace.times.isEmpty {
          let time = trace.times[event]
          if let lastTime {
            let (wait, overflow) = time.subtractingReportingOverflow(lastTime)
            if overflow || wait > longestGap { sequence.append(Self.gap) }
          }
          lastTime = time
        }
        if sequence.last != places[event] { sequence.append(places[event]) }
      }
      return sequence
    }
  }

  /// The places in order, without gaps and repetitions; the last `limit` of them.
  func places(ofSubject subject: Int, limit: Int) -> [UInt32] {
    var places: [UInt32] = []
    for place in visits[subject] where place != Self.gap && place != places.last {
      places.append(place)
    }
    return Array(places.suffix(limit))
  }
}

extension CodedPlaces {
  /// How often each data subject went through each run of `length` places, without a gap.
  ///
  /// Runs of two are the transitions of a first-order Markov chain.
  ///
  /// - Complexity: O(visits * `length`) expected.
  func runs(_ periods: TracePeriods, length: Int, longestGap: Int64) -> PeriodHistograms {
    var coders = [KeyCoder](repeating: KeyCoder(), count: max(length - 1, 0))
    func pairs(_ sequences: VisitSequences) -> [(row: UInt32, column: UInt32)] {
      var pairs: [(row: UInt32, column: UInt32)] = []
      for (subject, visits) in sequences.visits.enumerated() where visits.count >= length {
        for start in 0...(visits.count - length) {
          let run = visits[start..<(start + length)]
          guard !run.contains(VisitSequences.gap) else { continue }
          var code = visits[start]
          for step in 1..<max(length, 1) {
            code = coders[step - 1].code(of: UInt64(code) << 32 | UInt64(visits[start + step]))
          }
          pairs.append((UInt32(subject), code))
        }
      }
      return pairs
    }
    let before = pairs(
      VisitSequences(periods.earlier, places: earlier, longestGap: longestGap))
    let after = pairs(VisitSequences(periods.later, places: later, longestGap: longestGap))
    let columns = coders.last?.count ?? count
    let rows = periods.earlier.subjectCount
    return PeriodHistograms(
      earlier: SparseCounts(rowCount: rows, columnCount: columns, pairs: before),
      later: SparseCounts(rowCount: rows, columnCount: columns, pairs: after))
  }
}
