import Numerics

/// Draws who is whose friend: likes befriend likes, and friends of friends meet.
struct Friendships {
  /// The indices of two people, the smaller first.
  struct Tie: Hashable {
    let first: Int32
    let second: Int32

    init(_ a: Int, _ b: Int) {
      first = Int32(min(a, b))
      second = Int32(max(a, b))
    }
  }

  private let people: [Person]
  private var neighbours: [[Int32]]
  private var random: SeededGenerator

  /// The ties of everyone, in the order of their ends.
  ///
  /// - Complexity: O(ties log ties) expected.
  static func make(for people: [Person], habits: [Habits], seed: UInt64) -> [Tie] {
    var draw = Friendships(people: people, seed: seed)
    return draw.ties(habits: habits)
  }

  private init(people: [Person], seed: UInt64) {
    self.people = people
    neighbours = Array(repeating: [], count: people.count)
    random = SeededGenerator(seed: seed, purpose: 6)
  }

  private mutating func ties(habits: [Habits]) -> [Tie] {
    let indices = Array(people.indices)
    let groups = [
      Grouping(indices) { Int(people[$0].household) },
      Grouping(indices) { Int(people[$0].city) * City.districtCount + Int(people[$0].district) },
      Grouping(indices) { habits[$0].workKey >= 0 ? habits[$0].workKey : -1 - $0 },
      Grouping(indices) { Int(people[$0].city) * 8 + people[$0].ageBand },
      Grouping(indices) { Int(people[$0].city) * 8 + Int(people[$0].education) },
    ]
    for index in indices {
      for member in groups[0].members(of: index) where member > index { tie(index, member) }
      let wanted = 1 + random.heavy(2)
      var tries = wanted * 4
      var made = 0
      while made < wanted, tries > 0 {
        tries -= 1
        guard let other = candidate(for: index, groups), accepts(index, other) else { continue }
        if tie(index, other) { made += 1 }
      }
    }
    var ties: [Tie] = []
    for index in indices {
      for other in neighbours[index].sorted() where other > index {
        ties.append(Tie(index, Int(other)))
      }
    }
    return ties
  }

  /// A neighbour, a colleague, one of the same age, of the same schooling, a friend's friend, or
  /// anyone.
  private mutating func candidate(for index: Int, _ groups: [Grouping]) -> Int? {
    switch random.index(of: [0.25, 0.25, 0.20, 0.10, 0.15, 0.05]) {
    case 0: return groups[1].draw(index, &random)
    case 1: return groups[2].draw(index, &random)
    case 2: return groups[3].draw(index, &random)
    case 3: return groups[4].draw(index, &random)
    case 4:
      guard !neighbours[index].isEmpty else { return nil }
      let friend = Int(neighbours[index][random.below(neighbours[index].count)])
      return Int(neighbours[friend][random.below(neighbours[friend].count)])
    default: return random.below(people.count)
    }
  }

  /// Likeness makes a tie likelier: 0.25, plus 0.35 within five years of age, 0.2 for the same
  /// education, 0.2 for the same language.
  private mutating func accepts(_ a: Int, _ b: Int) -> Bool {
    let (one, other) = (people[a], people[b])
    var chance = 0.25
    if abs(Int(one.age) - Int(other.age)) <= 5 { chance += 0.35 }
    if one.education == other.education { chance += 0.2 }
    if one.city == other.city, one.language == other.language { chance += 0.2 }
    return random.bernoulli(chance)
  }

  @discardableResult
  private mutating func tie(_ a: Int, _ b: Int) -> Bool {
    guard a != b, !neighbours[a].contains(Int32(b)) else { return false }
    neighbours[a].append(Int32(b))
    neighbours[b].append(Int32(a))
    return true
  }
}

/// People by a key that some share.
struct Grouping {
  private var groupOf: [Int]
  private var groups: [[Int]] = []

  init(_ indices: [Int], key: (Int) -> Int) {
    groupOf = []
    groupOf.reserveCapacity(indices.count)
    var number: [Int: Int] = [:]
    for index in indices {
      let key = key(index)
      if let group = number[key] {
        groups[group].append(index)
        groupOf.append(group)
      } else {
        number[key] = groups.count
        groupOf.append(groups.count)
        groups.append([index])
      }
    }
  }

  func members(of index: Int) -> [Int] { groups[groupOf[index]] }

  func draw(_ index: Int, _ random: inout SeededGenerator) -> Int {
    let group = groups[groupOf[index]]
    return group[random.below(group.count)]
  }
}
