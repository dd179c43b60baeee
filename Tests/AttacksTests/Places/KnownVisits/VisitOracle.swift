import Attacks
import Numerics
import Tables

/// The slow and obvious way: every combination of records, matched by definition, one person after
/// the other.
struct VisitOracle {
  /// The visits of each person in order of time: a place from 1, and a time.
  let people: [[(place: UInt32, time: Int64)]]

  var trace: EventTrace {
    var offsets = [0]
    for person in people { offsets.append((offsets.last ?? 0) + person.count) }
    return EventTrace(
      offsets: offsets, times: people.flatMap { $0.map(\.time) },
      places: people.flatMap { $0.map(\.place) })
  }

  /// One record that can be known: a place, its bin of time, and how often (or what share).
  struct Record: Equatable {
    let place: UInt32
    var bin: Int64 = 0
    var weight = 0.0
  }

  /// The records of a person as the kind of knowledge sees them.
  func records(of person: Int, _ knowledge: VisitKnowledge) -> [Record] {
    let visits = people[person]
    switch knowledge {
    case .location, .sequence: return visits.map { Record(place: $0.place) }
    case .locationAndTime(let precision):
      return visits.map { Record(place: $0.place, bin: Self.bin($0.time, precision)) }
    default: break
    }
    var counts: [UInt32: Int] = [:]
    for visit in visits { counts[visit.place, default: 0] += 1 }
    let vector = counts.sorted { $0.key < $1.key }.map { place, count in
      Record(place: place, weight: Double(count))
    }
    switch knowledge {
    case .probability:
      return vector.map { Record(place: $0.place, weight: $0.weight / Double(visits.count)) }
    case .homeAndWork(let choice):
      let ranked = vector.enumerated().sorted {
        if $0.element.weight != $1.element.weight {
          return ($0.element.weight < $1.element.weight) == (choice == .leastVisited)
        }
        return $0.offset < $1.offset
      }
      return ranked.prefix(2).map(\.element)
    default: return vector
    }
  }

  /// Whether a person's records match an instance: what `_match` of scikit-mobility answers.
  func matches(_ instance: [Record], _ person: [Record], _ knowledge: VisitKnowledge) -> Bool {
    switch knowledge {
    case .location, .locationAndTime:
      return instance.allSatisfy { known in
        person.count { $0 == known } >= instance.count { $0 == known }
      }
    case .sequence:
      var rest = instance[...]
      for record in person where record == rest.first { rest = rest.dropFirst() }
      return rest.isEmpty
    case .uniqueLocation, .homeAndWork:
      return instance.allSatisfy { known in person.contains { $0.place == known.place } }
    case .frequency(let tolerance), .probability(let tolerance):
      return instance.allSatisfy { known in
        person.contains {
          $0.place == known.place && Self.within(known.weight, $0.weight, tolerance)
        }
      }
    case .proportion(let tolerance):
      let own = instance.compactMap { known in person.first { $0.place == known.place }?.weight }
      guard own.count == instance.count, let most = own.max(),
        let mostKnown = instance.map(\.weight).max()
      else { return false }
      return zip(instance, own).allSatisfy {
        Self.within($0.weight / mostKnown, $1 / most, tolerance)
      }
    }
  }

  /// How many people match an instance.
  func matching(_ instance: [Record], _ knowledge: VisitKnowledge) -> Int {
    people.indices.count { matches(instance, records(of: $0, knowledge), knowledge) }
  }

  /// The fewest people who match any combination of `known` records of a person.
  func fewest(of person: Int, _ knowledge: VisitKnowledge, known: Int) -> Int {
    let all = records(of: person, knowledge)
    if case .homeAndWork = knowledge { return matching(all, knowledge) }
    return Self.combinations(all, min(known, all.count)).map { matching($0, knowledge) }.min() ?? 0
  }

  static func combinations<T>(_ items: [T], _ count: Int) -> [[T]] {
    if count == 0 { return [[]] }
    guard items.count >= count, let first = items.first else { return [] }
    let rest = Array(items.dropFirst())
    return combinations(rest, count - 1).map { [first] + $0 } + combinations(rest, count)
  }

  private static func within(_ known: Double, _ own: Double, _ tolerance: Double) -> Bool {
    known >= own - own * tolerance && known <= own + own * tolerance
  }

  /// The calendar the slow way, for times after 1970: year after year, month after month.
  static func bin(_ time: Int64, _ precision: TimePrecision) -> Int64 {
    var days = time / 86_400_000_000
    if precision == .hour { return time / 3_600_000_000 }
    if precision == .day { return days }
    var year: Int64 = 1970
    func isLeap(_ year: Int64) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }
    while days >= (isLeap(year) ? 366 : 365) {
      days -= isLeap(year) ? 366 : 365
      year += 1
    }
    if precision == .year { return year }
    let lengths: [Int64] = [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    var month: Int64 = 0
    while days >= lengths[Int(month)] {
      days -= lengths[Int(month)]
      month += 1
    }
    return year * 12 + month
  }

  /// People with random visits; of few places and short gaps, so that matches are common.
  static func random(
    people: Int, places: Int, mostVisits: Int, seed: UInt64
  ) -> VisitOracle {
    var source = SeededGenerator(seed: seed, stream: "visit-oracle")
    return VisitOracle(
      people: (0..<people).map { _ in
        var time: Int64 = 1_296_720_000_000_000
        return (0..<Int.random(in: 1...mostVisits, using: &source)).map { _ in
          time += Int64.random(in: 0...40, using: &source) * 3_600_000_000
          return (UInt32.random(in: 1...UInt32(places), using: &source), time)
        }
      })
  }
}

extension VisitKnowledge {
  /// Each of the eight kinds with each of its options, tolerances at the ends and between.
  static let all: [VisitKnowledge] =
    [.location, .sequence, .uniqueLocation]
    + TimePrecision.allCases.map { .locationAndTime($0) }
    + [0, 0.25, 0.5, 1].flatMap {
      [.frequency(tolerance: $0), .probability(tolerance: $0), .proportion(tolerance: $0)]
    }
    + HomeAndWorkChoice.allCases.map { .homeAndWork($0) }
}
