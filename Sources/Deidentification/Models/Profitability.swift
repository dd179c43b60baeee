#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What publishing and attacking one row costs and brings, in one currency.
public struct AttackEconomics: Sendable, Equatable {
  /// What the publisher earns by a row that has lost nothing.
  public let publisherBenefit: Double
  /// What the publisher loses by a row that is re-identified.
  public let publisherLoss: Double
  /// What the adversary earns by a row that is re-identified.
  public let adversaryGain: Double
  /// What trying one row costs the adversary.
  public let adversaryCost: Double

  /// Amounts for one row; the defaults are those of Wan et al. (and of ARX).
  ///
  /// - Throws: `DeidentificationError.parameter` where an amount is below 0 or no number.
  public init(
    publisherBenefit: Double = 1200, publisherLoss: Double = 300, adversaryGain: Double = 300,
    adversaryCost: Double = 4
  ) throws(DeidentificationError) {
    try ModelParameter.notNegative(publisherBenefit, "publisherBenefit")
    try ModelParameter.notNegative(publisherLoss, "publisherLoss")
    try ModelParameter.notNegative(adversaryGain, "adversaryGain")
    try ModelParameter.notNegative(adversaryCost, "adversaryCost")
    self.publisherBenefit = publisherBenefit
    self.publisherLoss = publisherLoss
    self.adversaryGain = adversaryGain
    self.adversaryCost = adversaryCost
  }

  /// What an adversary can expect of one row that they find with `probability`.
  public func adversaryPayoff(probability: Double) -> Double {
    adversaryGain * probability - adversaryCost
  }

  /// What the publisher can expect of one row that lost `loss` of its information, against an
  /// adversary who attacks only where it pays.
  public func publisherPayoff(loss: Double, probability: Double) -> Double {
    let isAttacked = adversaryPayoff(probability: probability) > 0
    return publisherBenefit * (1 - loss) - (isAttacked ? publisherLoss * probability : 0)
  }

  /// The least number of people behind a row that makes attacking it not pay.
  var sizeThatDeters: Int {
    if adversaryGain == 0 { return 1 }
    let threshold = adversaryGain / adversaryCost
    guard threshold < Double(Int32.max) else { return Int(Int32.max) }
    return threshold == threshold.rounded(.down)
      ? Int(threshold) + 1 : Int(threshold.rounded(.up))
  }
}

/// Who attacks: one who knows that the target is in the release, or in the population only.
public enum Attacker: String, Sendable, Equatable, CaseIterable {
  /// Knows that the target is in the release: 1 over the class's size.
  case prosecutor
  /// Knows that the target is in the population: 1 over the class's size there.
  case journalist
}

/// Profitability: each row published earns the publisher more than its re-identification costs.
///
/// **Guarantee**: against an adversary who attacks where the expected gain exceeds the cost, the
/// publisher expects a profit on each class that stays. It bounds money, not risk: a class of one
/// may stay where its benefit exceeds the damage. Not monotone: generalisation takes benefit away.
/// No least size follows.
///
/// **Source**: Wan, Vorobeychik, Xia, Clayton, Kantarcioglu, Ganta, Heatherly and Malin, "A game
/// theoretic framework for analyzing re-identification risk", PLOS ONE 10(3), 2015; ARX 3.9.2
/// `ProfitabilityProsecutor`, `ProfitabilityJournalist`, with the paper's entropy-based loss.
///
/// **Cost**: O(quasi-identifiers) for a class.
///
/// **Does not protect against**: an adversary who attacks for other reasons than money, or at other
/// prices; people whose damage is not the publisher's.
public struct Profitability: PrivacyModel {
  /// The amounts.
  public let economics: AttackEconomics
  /// Who attacks.
  public let attacker: Attacker
  /// The model in words.
  public var name: String { "profitability (\(attacker.rawValue))" }
  /// What an adversary can still do.
  public var doesNotProtectAgainst: String {
    "attacks for other reasons than money, or at other prices; damage that is not the publisher's"
  }

  /// The model for amounts and an attacker.
  public init(_ economics: AttackEconomics, attacker: Attacker) {
    self.economics = economics
    self.attacker = attacker
  }

  /// Makes the model ready; a journalist needs a population.
  public func prepared(for table: SearchTable) throws(DeidentificationError) -> PreparedModel {
    guard attacker == .prosecutor || table.populationCounts != nil else {
      throw .parameter(name: "population", rule: "must be given for the journalist's risk")
    }
    return .classes(
      PublisherProfit(
        economics: economics, attacker: attacker, loss: EntropyOfRecoding(table.quasiIdentifiers)))
  }
}

/// No-attack profitability: attacking any row costs the adversary at least what it brings.
///
/// **Guarantee**: k-anonymity (prosecutor) or k-map (journalist) with the least k above gain over
/// cost. Monotone with and without suppression. Least size k for the prosecutor.
///
/// **Source**: as `Profitability`; ARX 3.9.2 `ProfitabilityProsecutorNoAttack`,
/// `ProfitabilityJournalistNoAttack`.
///
/// **Cost**: O(1) for a class.
///
/// **Does not protect against**: an adversary who attacks for other reasons than money, or at other
/// prices; what k-anonymity or k-map do not.
public struct NoAttackProfitability: PrivacyModel {
  /// The amounts.
  public let economics: AttackEconomics
  /// Who attacks.
  public let attacker: Attacker
  /// The model in words.
  public var name: String { "no-attack profitability (\(attacker.rawValue))" }
  /// What an adversary can still do.
  public var doesNotProtectAgainst: String {
    "attacks for other reasons than money, or at other prices; what a whole class has in common"
  }

  /// The model for amounts and an attacker.
  public init(_ economics: AttackEconomics, attacker: Attacker) {
    self.economics = economics
    self.attacker = attacker
  }

  /// Makes the model ready; a journalist needs a population.
  public func prepared(for table: SearchTable) throws(DeidentificationError) -> PreparedModel {
    guard attacker == .journalist else {
      return .classes(SizeThreshold(minimumSize: economics.sizeThatDeters))
    }
    guard table.populationCounts != nil else {
      throw .parameter(name: "population", rule: "must be given for the journalist's risk")
    }
    return .classes(PopulationThreshold(least: economics.sizeThatDeters))
  }
}

private struct PublisherProfit: ClassCriterion {
  let economics: AttackEconomics
  let attacker: Attacker
  let loss: EntropyOfRecoding
  var monotonicity: Monotonicity { .none }
  var minimumSize: Int { 1 }

  func holds(for index: Int, in classes: ClassTable) -> Bool {
    var people = classes.sizes[index]
    if attacker == .journalist {
      guard classes.populationSizes.indices.contains(index) else { return false }
      if classes.populationSizes[index] > 0 { people = classes.populationSizes[index] }
    }
    guard people > 0, let loss = loss.loss(of: index, in: classes) else { return false }
    return economics.publisherPayoff(loss: loss, probability: 1 / Double(people)) > 0
  }
}

/// The information a row loses by a recoding, as Wan et al. count it: the logarithm of the number
/// of values that each cell stands for, over that of the whole domain.
struct EntropyOfRecoding: Sendable {
  /// For each quasi-identifier, level and group: the share of the domain that it stands for.
  private let shares: [[[Double]]]
  private let logOfDomain: Double

  init(_ hierarchies: [Hierarchy]) {
    shares = hierarchies.map { hierarchy in
      hierarchy.levels.map { level in
        var sizes = [Int](repeating: 0, count: level.cardinality)
        for group in level.groupOfCode.dropFirst() { sizes[Int(group)] += 1 }
        // A missing cell stands for itself alone.
        sizes[0] = 1
        return sizes.map { Double($0) / Double(max(level.groupOfCode.count - 1, 1)) }
      }
    }
    logOfDomain = log10(
      hierarchies.reduce(1.0) { $0 * Double(max($1.levels[0].groupOfCode.count - 1, 1)) })
  }

  /// The loss in [0, 1]; `nil` where the classes don't say at which levels they stand.
  func loss(of index: Int, in classes: ClassTable) -> Double? {
    guard classes.levels.count == shares.count else { return nil }
    guard logOfDomain > 0 else { return 0 }
    var product = 1.0
    for (column, level) in classes.levels.enumerated() {
      product *= shares[column][level][Int(classes.codes[column][index])]
    }
    return min(max(log10(product) / logOfDomain + 1, 0), 1)
  }
}
