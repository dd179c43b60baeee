import Numerics

/// t-closeness: the attribute is spread in each class nearly as it is in the whole release.
///
/// **Guarantee**: the earth mover's distance between a class's distribution and the whole table's
/// is at most t, so that finding the class teaches little about the attribute beyond what the table
/// shows anyway. The table's distribution is taken before suppression and stays. Monotone where
/// nothing is suppressed: the distance to a fixed distribution is convex. With suppression it is
/// not. No least size follows.
///
/// **Source**: Li, Li and Venkatasubramanian, "t-closeness", ICDE 2007; decided as ARX 3.9.2 does
/// (`EqualDistanceTCloseness`, `OrderedDistanceTCloseness`, `HierarchicalDistanceTCloseness`).
///
/// **Cost**: for a class O(its values), with an order or a hierarchy O(all values).
///
/// **Does not protect against**: what the whole table tells by itself; a rare and grave value whose
/// share multiplies while the distance hardly moves (see `BetaLikeness`).
public struct TCloseness: PrivacyModel {
  /// How far apart two values are.
  public enum Distance: Sendable, Equatable, CaseIterable {
    /// Any two different values: 1.
    case equal
    /// By ranks, the largest distance being 1.
    case ordered
    /// By the level at which their branches meet, over the hierarchy's height.
    case hierarchical
  }

  /// The sensitive attribute.
  public let attribute: String
  /// The largest distance.
  public let t: Double
  /// The ground distance.
  public let distance: Distance
  /// The model in words.
  public var name: String { "\(t)-closeness (\(distance) distance) for \(attribute)" }
  /// What an adversary can still do.
  public var doesNotProtectAgainst: String {
    "what the whole table tells; a rare value that becomes many times as likely in a class"
  }

  /// The model for one sensitive attribute.
  public init(attribute: String, t: Double, distance: Distance) {
    self.attribute = attribute
    self.t = t
    self.distance = distance
  }

  /// Makes the model ready.
  public func prepared(for table: SearchTable) throws(DeidentificationError) -> PreparedModel {
    try ModelParameter.share(t, "t")
    let shares = try SensitiveShares(of: attribute, in: table)
    switch distance {
    case .equal: return .classes(EqualCloseness(t: t, shares: shares))
    case .ordered:
      let order = try ValueOrder(of: table.sensitive[shares.index], at: shares.index, in: table)
      return .classes(OrderedCloseness(t: t, shares: shares, order: order))
    case .hierarchical:
      guard let hierarchy = table.sensitive[shares.index].hierarchy else {
        throw .column(name: attribute, rule: "must have a hierarchy for hierarchical t-closeness")
      }
      return .classes(
        HierarchicalCloseness(t: t, shares: shares, tree: ValueTree(hierarchy, shares.counts)))
    }
  }
}

/// Half the sum of |p - q|, over the class's own values only: the others add what is missing to 1.
struct EqualCloseness: ClassCriterion {
  let t: Double
  let shares: SensitiveShares
  var monotonicity: Monotonicity { .withoutSuppression }
  var minimumSize: Int { 1 }

  func holds(for index: Int, in classes: ClassTable) -> Bool {
    distance(of: index, in: classes) <= t + TieTolerance.share
  }

  func distance(of index: Int, in classes: ClassTable) -> Double {
    let values = classes.sensitive[shares.index]
    let rows = Double(classes.rows[index])
    var sum = 1.0
    for place in values.range(of: index) {
      let whole = shares.shares[Int(values.values[place])]
      sum += abs(whole - Double(values.counts[place]) / rows) - whole
    }
    return sum / 2
  }
}

/// The sum of |cumulated p - cumulated q| over the values in order, over one less than their
/// number.
struct OrderedCloseness: ClassCriterion {
  let t: Double
  let shares: SensitiveShares
  let order: ValueOrder
  var monotonicity: Monotonicity { .withoutSuppression }
  var minimumSize: Int { 1 }

  func holds(for index: Int, in classes: ClassTable) -> Bool {
    let limit = (t + TieTolerance.share) * Double(order.positions - 1)
    return distance(of: index, in: classes, until: limit) <= limit
  }

  /// The distance times one less than the number of values; stops where it exceeds `limit`.
  ///
  /// - Complexity: O(all values).
  func distance(of index: Int, in classes: ClassTable, until limit: Double = .infinity) -> Double {
    let values = classes.sensitive[shares.index]
    let rows = Double(classes.rows[index])
    var own = [Double](repeating: 0, count: order.positions)
    for place in values.range(of: index) {
      guard let position = order.position[Int(values.values[place])] else { return .infinity }
      own[position] += Double(values.counts[place]) / rows
    }
    var (cumulated, distance) = (0.0, 0.0)
    for position in 0..<order.positions {
      cumulated += own[position] - order.shares[position]
      distance += abs(cumulated)
      if distance > limit { break }
    }
    return distance
  }
}

/// The values that the release has, from the smallest to the largest; equal ranks share a position.
struct ValueOrder: Sendable {
  /// The position of each code, where it occurs.
  let position: [Int?]
  /// The number of positions.
  let positions: Int
  /// The share of the rows of the release at each position.
  let shares: [Double]

  /// - Throws: `DeidentificationError.column` where there are no ranks, too few, or a cell is
  ///   missing: what is missing has no place in an order.
  init(
    of attribute: SearchTable.Sensitive, at index: Int, in table: SearchTable
  ) throws(DeidentificationError) {
    guard let ranks = attribute.ranks, ranks.count == attribute.cardinality else {
      throw .column(name: attribute.name, rule: "must have ranks for ordered t-closeness")
    }
    let column = table.tuples.columns[table.quasiIdentifiers.count + index]
    let codes = Set(zip(column, table.counts).lazy.filter { $0.1 > 0 }.map(\.0))
    guard !codes.contains(0) else {
      throw .column(
        name: attribute.name, rule: "must have no missing cells for ordered t-closeness")
    }
    let occurring = Set(codes.map { ranks[Int($0)] }).sorted()
    let places = Dictionary(uniqueKeysWithValues: occurring.enumerated().map { ($1, $0) })
    var position = [Int?](repeating: nil, count: attribute.cardinality)
    for code in codes { position[Int(code)] = places[ranks[Int(code)]] }
    let whole = SensitiveShares(at: index, in: table)
    var counts = [Int](repeating: 0, count: occurring.count)
    for (code, place) in position.enumerated() {
      if let place { counts[place] += whole.counts[code] }
    }
    self.position = position
    positions = occurring.count
    shares = counts.map { Double($0) / Double(max(whole.total, 1)) }
  }
}
