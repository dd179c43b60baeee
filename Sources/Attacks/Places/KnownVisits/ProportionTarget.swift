import Numerics

/// Finds the smallest set of people who visited some k of one target's places in the proportions in
/// which the target did.
///
/// Proportions are taken to the commonest of the k places, the target's and each person's own, so
/// one more place can let a person match who did not: sets don't only shrink, and exactly k places
/// are tried (all where there are fewer). Let r be the ratio of the target's visits to a person's
/// at a place. The person's scale, its commonest count over the target's, lies between 1 / max r
/// and 1 / min r over the known places, so one whose max r / min r is at most 1 + t and at least
/// 1 / (1 - t) over all places still possible matches whatever is chosen: where as many of those
/// are left as the best found, the branch is left.
struct ProportionTarget {
  private let tolerance: Double
  private let stepLimit: Int
  /// The visits of the target at each of its places, the rarest places first.
  private let known: [Double]
  /// The visits of each person at those places, person after person; 0 where there are none.
  private var own: [Double]
  /// For each person and place the smallest and the largest ratio from that place on.
  private var lowest: [Double]
  private var highest: [Double]
  private let peopleCount: Int
  private var outcome: SearchOutcome
  private var floor = 1
  private var chosen: [Int] = []

  private struct Match {
    let person: Int
    let lowest: Double
    let highest: Double
  }

  init(_ index: VisitIndex, target: Int, tolerance: Double, stepLimit: Int) {
    self.tolerance = tolerance
    self.stepLimit = stepLimit
    let entries = index.items.entries(ofRow: target).sorted {
      let (left, right) = (index.visitors(ofEntry: $0).count, index.visitors(ofEntry: $1).count)
      return (left, $0) < (right, $1)
    }
    known = entries.map { Double(index.items.counts[$0]) }
    let rare = entries.count
    var numbers: [UInt32: Int] = [:]
    own = []
    for (place, entry) in entries.enumerated() {
      for visitor in index.visitors(ofEntry: entry) {
        let person = index.people.columns[visitor]
        let number = numbers[person] ?? numbers.count
        if number == numbers.count {
          numbers[person] = number
          own += [Double](repeating: 0, count: rare)
        }
        own[number * rare + place] = Double(index.people.counts[visitor])
      }
    }
    peopleCount = numbers.count
    lowest = own
    highest = own
    outcome = SearchOutcome(matching: peopleCount, steps: own.count, isCutShort: false)
    for person in 0..<peopleCount {
      var (low, high) = (Double.infinity, 0.0)
      for place in stride(from: rare - 1, through: 0, by: -1) {
        // Nobody who was never there shares the place: an infinite ratio.
        let ratio = known[place] / own[person * rare + place]
        (low, high) = (min(low, ratio), max(high, ratio))
        lowest[person * rare + place] = low
        highest[person * rare + place] = high
      }
    }
  }

  /// How many numbers a search for a target would hold: those who share a place, times its places.
  static func size(_ index: VisitIndex, target: Int) -> Int {
    let row = index.items.entries(ofRow: target)
    return row.reduce(0) { $0 + index.visitors(ofEntry: $1).count } * row.count
  }

  /// The smallest number of people who share `count` places in proportion, the target among them.
  mutating func search(known count: Int) -> SearchOutcome {
    let everyone = (0..<peopleCount).map { Match(person: $0, lowest: .infinity, highest: 0) }
    floor = everyone.count { isCertain($0, from: 0) }
    choose(min(count, known.count), from: 0, among: everyone)
    return outcome
  }

  private var isOver: Bool { outcome.isCutShort || outcome.matching <= floor }

  private mutating func choose(_ count: Int, from first: Int, among people: [Match]) {
    guard count > 0 else {
      outcome.matching = min(outcome.matching, people.count { matches($0.person) })
      outcome.steps += people.count * chosen.count
      if outcome.steps > stepLimit { outcome.isCutShort = true }
      return
    }
    for place in first...(known.count - count) {
      if isOver { return }
      outcome.steps += people.count
      if people.count(where: { isCertain($0, from: place) }) >= outcome.matching { return }
      let left = people.compactMap { visiting(place, $0) }
      chosen.append(place)
      choose(count - 1, from: place + 1, among: left)
      chosen.removeLast()
    }
  }

  private func visiting(_ place: Int, _ match: Match) -> Match? {
    let visits = own[match.person * known.count + place]
    guard visits > 0 else { return nil }
    let ratio = known[place] / visits
    return Match(
      person: match.person, lowest: min(match.lowest, ratio), highest: max(match.highest, ratio))
  }

  /// Whether a person matches whatever places from `place` on are chosen beside the chosen ones.
  private func isCertain(_ match: Match, from place: Int) -> Bool {
    let low = min(match.lowest, lowest[match.person * known.count + place])
    let high = max(match.highest, highest[match.person * known.count + place])
    guard high.isFinite else { return false }
    // A little inside the bounds, so that no rounding at them can be read as certainty.
    return high == low
      || (high <= low * (1 + tolerance) * (1 - 1e-9) && low >= high * (1 - tolerance) * (1 + 1e-9))
  }

  private func matches(_ person: Int) -> Bool {
    var (mostKnown, mostOwn) = (0.0, 0.0)
    for place in chosen {
      mostKnown = max(mostKnown, known[place])
      mostOwn = max(mostOwn, own[person * known.count + place])
    }
    for place in chosen {
      let proportion = own[person * known.count + place] / mostOwn
      guard (known[place] / mostKnown).isWithin(tolerance, of: proportion) else { return false }
    }
    return true
  }
}

extension VisitIndex {
  /// The people of an entry's item, as entries of `people`.
  func visitors(ofEntry entry: Int) -> Range<Int> {
    people.entries(ofRow: Int(items.columns[entry]))
  }
}
