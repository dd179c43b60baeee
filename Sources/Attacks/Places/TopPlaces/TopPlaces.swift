public import Evaluation
public import Findings
public import Numerics

/// How many people have the same most visited places: home, work, and one more.
///
/// The adversary knows a person's N most visited places, as a set or in their order, and that the
/// person is in the release; it names one of those who fit.
///
/// **Guarantee** exact for the release: the risk of a data subject is one over the number of people
/// with the same places.
/// **Source** Golle and Partridge, *On the Anonymity of Home/Work Location Pairs*, Pervasive 2009,
/// LNCS 5538, doi:10.1007/978-3-642-01516-8_26; Zang and Bolot, *Anonymization of Location Data
/// Does Not Work*, MobiCom 2011, for N = 1, 2, 3.
/// **Cost** O(points) for the ranking, O(people * N) for the groups.
/// **Does not protect against** an adversary who knows single visits (`Unicity`), or habits in
/// time.
public struct TopPlaces: ExactAttack {
  /// What it is.
  public let description = AttackDescription(
    id: "places/top-places", title: "Home and work", channel: .places, risk: .singlingOut,
    failureMode: .semanticInference,
    source: "Golle and Partridge 2009, Pervasive, LNCS 5538; Zang and Bolot 2011, MobiCom",
    doesNotCover: "single visits, hours and habits, and an adversary who knows a place wrongly")

  /// For each data subject with a place how many people have the same places, itself included.
  public let sizes: [UInt32]
  /// How many groups of people with the same places there are.
  public let groupCount: Int

  /// Groups people by their `count` most visited places; those with fewer places by all of theirs.
  ///
  /// - Parameter isOrdered: whether the adversary knows which place is visited more.
  /// - Throws: `NumericsError` where there are more people than the kernels take.
  /// - Precondition: 1 <= `count` <= the number of ranks.
  public init(_ ranking: PlaceRanking, count: Int, isOrdered: Bool) throws(NumericsError) {
    precondition((1...ranking.columns.count).contains(count), "as many places as were ranked")
    var columns = Array(ranking.columns.prefix(count))
    if !isOrdered {
      for person in ranking.subjects.indices {
        let set = columns.map { $0[person] }.sorted()
        for rank in 0..<count { columns[rank][person] = set[rank] }
      }
    }
    try self.init(
      columns: columns, cardinalities: columns.map { _ in ranking.cardinality },
      people: ranking.subjects.count)
  }

  /// Groups people by home and work: the place most visited at night, and the one most visited in
  /// working hours.
  ///
  /// People without a visit in one of the two have no such place; people without both are left out.
  ///
  /// - Parameters:
  ///   - home: the visits from 20:00 to 07:00 by the clock of the place.
  ///   - work: the visits on weekdays from 09:00 to 17:00.
  /// - Throws: `NumericsError` where there are more people than the kernels take.
  /// - Precondition: both are about the same data subjects.
  public init(home: Visits, work: Visits) throws(NumericsError) {
    precondition(home.subjectCount == work.subjectCount, "home and work of the same people")
    let columns = [home, work].map { visits -> [UInt32] in
      let ranking = PlaceRanking(visits, depth: 1)
      var places = [UInt32](repeating: 0, count: visits.subjectCount)
      for (subject, place) in zip(ranking.subjects, ranking.columns[0]) {
        places[Int(subject)] = place
      }
      return places
    }
    let known = (0..<home.subjectCount).filter { columns[0][$0] > 0 || columns[1][$0] > 0 }
    try self.init(
      columns: columns.map { column in known.map { column[$0] } },
      cardinalities: [home.cellCount + 1, work.cellCount + 1], people: known.count)
  }

  private init(columns: [[UInt32]], cardinalities: [Int], people: Int) throws(NumericsError) {
    let classes = EquivalenceClasses(
      try CodeColumns(columns: columns, cardinalities: cardinalities, rowCount: people))
    self.sizes = classes.classOfRow.map { classes.sizes[Int($0)] }
    self.groupCount = classes.sizes.count
  }

  /// The risk of each data subject with a place: one over the size of its group.
  public func subjectRisks() -> [Double] { sizes.map { 1 / Double($0) } }

  /// The share of people whose places nobody else has.
  var shareAlone: Double {
    sizes.isEmpty ? 0 : Double(sizes.count { $0 == 1 }) / Double(sizes.count)
  }

  /// How many people share the places of the middle person, itself included.
  var medianSize: Int {
    sizes.isEmpty ? 0 : Int(sizes.sorted()[sizes.count / 2])
  }

  /// Pairs of a group's size and the number of groups of that size.
  var sizeHistogram: [(size: Int, sets: Int)] {
    var people: [UInt32: Int] = [:]
    for size in sizes { people[size, default: 0] += 1 }
    return people.sorted { $0.key < $1.key }.map { (Int($0.key), $0.value / Int($0.key)) }
  }
}
