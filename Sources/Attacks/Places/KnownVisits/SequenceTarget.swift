import Numerics

/// Finds the smallest set of people whose visits hold some k of one target's visits in their order.
///
/// Depth first over the next place known: of each person left, and of the target, only the earliest
/// way to have visited the places so far matters, as it leaves most visits for the rest. A person
/// whose remaining visits hold all of the target's remaining visits will never fall out: where as
/// many are left as the best found, the branch is left.
struct SequenceTarget {
  private let index: VisitIndex
  private let target: Int
  private let visits: ArraySlice<UInt32>
  private let row: Range<Int>
  private let stepLimit: Int
  private var outcome: SearchOutcome
  private var floor = 1
  /// For each person met: for the last n of the target's visits the latest position from which the
  /// person's visits hold them all, n from 0 up to where they do.
  private var latestStarts: [Int: [UInt32]] = [:]

  private struct Trail {
    let person: Int
    /// The first position not used up.
    let next: UInt32
  }

  private struct Step {
    let place: UInt32
    let next: UInt32
    let people: [Trail]
  }

  init(_ index: VisitIndex, target: Int, visits: ArraySlice<UInt32>, stepLimit: Int) {
    self.index = index
    self.target = target
    self.visits = visits
    self.row = index.items.entries(ofRow: target)
    self.stepLimit = stepLimit
    self.outcome = SearchOutcome(matching: .max, steps: 0, isCutShort: false)
  }

  /// The smallest number of people who share `known` visits in order, the target among them.
  mutating func search(known: Int) -> SearchOutcome {
    for entry in row {
      outcome.matching = min(
        outcome.matching, index.people.entries(ofRow: Int(index.items.columns[entry])).count)
    }
    outcome.steps += row.count
    guard outcome.matching > 1, known > 1 else { return outcome }
    descend(from: nil, next: 0, budget: min(known, visits.count))
    return outcome
  }

  private var isOver: Bool { outcome.isCutShort || outcome.matching <= floor }

  private mutating func descend(from people: [Trail]?, next: UInt32, budget: Int) {
    if let people {
      if survivors(people, next: next) >= outcome.matching { return }
    }
    if budget == 1, let people {
      countLast(people, next: next)
      return
    }
    var steps: [Step] = []
    for entry in row {
      guard let position = index.position(ofEntry: entry, from: next) else { continue }
      let place = index.items.columns[entry]
      let left = follow(people, to: place)
      outcome.matching = min(outcome.matching, left.count)
      steps.append(Step(place: place, next: position + 1, people: left))
      if outcome.steps > stepLimit { outcome.isCutShort = true }
      if isOver { return }
    }
    if budget == 1 { return }
    steps.sort { ($0.people.count, $0.place) < ($1.people.count, $1.place) }
    for step in steps {
      descend(from: step.people, next: step.next, budget: budget - 1)
      if isOver { return }
    }
  }

  /// The people who go on to `place`; all its visitors where there were no visits before.
  private mutating func follow(_ people: [Trail]?, to place: UInt32) -> [Trail] {
    guard let people else {
      let visitors = index.people.entries(ofRow: Int(place))
      outcome.steps += visitors.count
      return visitors.compactMap { visitor in
        advance(Trail(person: Int(index.people.columns[visitor]), next: 0), to: place)
      }
    }
    outcome.steps += people.count
    return people.compactMap { advance($0, to: place) }
  }

  private func advance(_ trail: Trail, to place: UInt32) -> Trail? {
    guard
      let entry = index.items.entry(of: place, in: index.items.entries(ofRow: trail.person)),
      let position = index.position(ofEntry: entry, from: trail.next)
    else { return nil }
    return Trail(person: trail.person, next: position + 1)
  }

  /// The last visit known: only how many people have it after theirs before.
  private mutating func countLast(_ people: [Trail], next: UInt32) {
    for entry in row where index.last(ofEntry: entry) >= next {
      let place = index.items.columns[entry]
      var left = 0
      for trail in people {
        if let own = index.items.entry(of: place, in: index.items.entries(ofRow: trail.person)),
          index.last(ofEntry: own) >= trail.next
        {
          left += 1
        }
      }
      outcome.steps += people.count
      outcome.matching = min(outcome.matching, left)
      if outcome.steps > stepLimit { outcome.isCutShort = true }
      if isOver { return }
    }
  }

  /// How many of `people` hold all that is left of the target's visits.
  private mutating func survivors(_ people: [Trail], next: UInt32) -> Int {
    let rest = visits.count - Int(next)
    outcome.steps += people.count
    var count = 0
    for trail in people {
      let starts = latestStarts(of: trail.person)
      if rest < starts.count, trail.next <= starts[rest] { count += 1 }
    }
    return count
  }

  private mutating func latestStarts(of person: Int) -> [UInt32] {
    if let known = latestStarts[person] { return known }
    let own = index.items.entries(ofRow: person)
    var starts = [UInt32(index.totals[person])]
    for place in visits.reversed() {
      guard let last = starts.last, let entry = index.items.entry(of: place, in: own),
        let position = index.position(ofEntry: entry, before: last)
      else { break }
      starts.append(position)
    }
    outcome.steps += starts.count
    latestStarts[person] = starts
    return starts
  }
}

extension VisitIndex {
  /// The last position of an entry.
  @inline(__always)
  func last(ofEntry entry: Int) -> UInt32 { positions[positionOffsets[entry + 1] - 1] }
}
