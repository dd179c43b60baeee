import Numerics

/// Finds the smallest set of people that share what is known of one target, where each fact is
/// shared or not by itself: all kinds of knowledge but order, proportion, and home and work.
///
/// A fact is an item with a number of records m: the target has at least m there (`location`,
/// `locationAndTime`), and m facts are spent on it. For the other kinds m is 1.
struct ConjunctionTarget {
  private let index: VisitIndex
  private let target: Int
  private let knowledge: VisitKnowledge
  /// The facts of the target: its entry in the index, and how many records it takes.
  private let facts: [(entry: Int, records: Int)]

  init(_ index: VisitIndex, target: Int, knowledge: VisitKnowledge, known: Int) {
    self.index = index
    self.target = target
    self.knowledge = knowledge
    var facts: [(entry: Int, records: Int)] = []
    for entry in index.items.entries(ofRow: target) {
      let most = knowledge.countsRecords ? min(known, Int(index.items.counts[entry])) : 1
      for records in 1...most { facts.append((entry, records)) }
    }
    self.facts = facts
  }

  /// The smallest number of people who match `known` facts, the target among them.
  ///
  /// First among those who share the target's rarest fact: they tell the floor, and most searches
  /// end there.
  func search(known: Int, stepLimit: Int) -> SearchOutcome {
    let row = index.items.entries(ofRow: target)
    let rarest = row.min { visitors($0).count < visitors($1).count } ?? row.lowerBound
    let first = sharing(
      among: visitors(rarest).compactMap { visitor in
        let person = Int(index.people.columns[visitor])
        let own = index.items.entries(ofRow: person)
        let entry = index.items.entry(of: index.items.columns[rarest], in: own)
        return entry.map { shares(person, entry: $0, (rarest, 1)) } == true ? person : nil
      })
    var found = SearchOutcome(matching: first.universe, steps: first.steps, isCutShort: false)
    if known > 1 {
      var search = IntersectionSearch(
        universe: first.universe, words: first.words, costs: facts.map(\.records),
        upperBound: first.universe, floor: first.matchingAll, stepLimit: stepLimit / 2)
      let within = search.run(budget: known - 1)
      found.matching = within.matching
      found.steps += within.steps
    }
    return widen(found, known: known, floor: first.matchingAll, stepLimit: stepLimit)
  }

  /// Goes on, from what was found, among everyone who shares anything with the target.
  private func widen(
    _ found: SearchOutcome, known: Int, floor: Int, stepLimit: Int
  ) -> SearchOutcome {
    var found = found
    guard found.matching > floor else { return found }
    let row = index.items.entries(ofRow: target)
    let reading = row.reduce(0) { $0 + visitors($1).count }
    guard found.steps + reading <= stepLimit else {
      found.isCutShort = true
      return found
    }
    let people = Set(row.flatMap { visitors($0).map { Int(index.people.columns[$0]) } })
    let all = sharing(among: people.sorted())
    found.steps += all.steps
    var search = IntersectionSearch(
      universe: all.universe, words: all.words, costs: facts.map(\.records),
      upperBound: found.matching, floor: floor, stepLimit: max(0, stepLimit - found.steps))
    let outcome = search.run(budget: known)
    found.steps += outcome.steps
    found.matching = outcome.matching
    found.isCutShort = outcome.isCutShort
    return found
  }

  private func visitors(_ entry: Int) -> Range<Int> {
    index.people.entries(ofRow: Int(index.items.columns[entry]))
  }

  /// For each fact the people who share it, as bit sets.
  private struct Sharing {
    var universe = 0
    var words: [UInt64] = []
    /// How many share all of the target's facts.
    var matchingAll = 0
    var steps = 0
  }

  private func sharing(among people: [Int]) -> Sharing {
    let width = (people.count + 63) / 64
    var sharing = Sharing(universe: people.count)
    sharing.words = [UInt64](repeating: 0, count: facts.count * width)
    for (number, person) in people.enumerated() {
      let row = index.items.entries(ofRow: person)
      var own = row.lowerBound
      var shared = 0
      for (fact, known) in facts.enumerated() {
        let item = index.items.columns[known.entry]
        while own < row.upperBound, index.items.columns[own] < item { own += 1 }
        guard own < row.upperBound, index.items.columns[own] == item,
          shares(person, entry: own, known)
        else { continue }
        sharing.words[fact * width + number / 64] |= 1 << UInt64(number % 64)
        shared += 1
      }
      if shared == facts.count { sharing.matchingAll += 1 }
      sharing.steps += row.count + facts.count
    }
    return sharing
  }

  private func shares(_ person: Int, entry: Int, _ fact: (entry: Int, records: Int)) -> Bool {
    let own = Double(index.items.counts[entry])
    let known = Double(index.items.counts[fact.entry])
    switch knowledge {
    case .location, .locationAndTime: return Int(index.items.counts[entry]) >= fact.records
    case .frequency(let tolerance): return known.isWithin(tolerance, of: own)
    case .probability(let tolerance):
      return (known / Double(index.totals[target]))
        .isWithin(tolerance, of: own / Double(index.totals[person]))
    default: return true
    }
  }
}

extension VisitKnowledge {
  /// Whether several records of one item are facts of their own.
  var countsRecords: Bool {
    switch self {
    case .location, .locationAndTime: true
    default: false
    }
  }
}

extension Double {
  /// Whether `own` may stand behind this known value: own - own t <= value <= own + own t, in the
  /// order of operations of scikit-mobility, so that borderline cases round alike.
  func isWithin(_ tolerance: Double, of own: Double) -> Bool {
    self >= own - own * tolerance && self <= own + own * tolerance
  }
}
