/// What a publisher misses of the most that a release could earn: benefit lost with information,
/// and damages where an attack pays.
///
/// **Source**: Wan et al., A game theoretic framework for analyzing re-identification risk, PLOS
/// ONE 10 (2015); as ARX 3.9.2 computes it ("PublisherBenefit"). **Cost**: O(classes x
/// quasi-identifiers).
public struct PublisherPayoutLoss: LossModel {
  /// Amounts for one record.
  public struct Game: Sendable, Equatable, Codable {
    /// What an original record earns the publisher.
    public let publisherBenefit: Double
    /// What a successful attack on a record costs the publisher.
    public let publisherLoss: Double
    /// What a successful attack on a record earns the attacker.
    public let attackerGain: Double
    /// What an attack on a record costs the attacker.
    public let attackerCost: Double

    /// Amounts; the defaults are those of the paper's study, as in ARX.
    public init(
      publisherBenefit: Double = 1200, publisherLoss: Double = 300, attackerGain: Double = 300,
      attackerCost: Double = 4
    ) {
      self.publisherBenefit = publisherBenefit
      self.publisherLoss = publisherLoss
      self.attackerGain = attackerGain
      self.attackerCost = attackerCost
    }

    /// What the publisher expects from a record that lost part of its information and is
    /// re-identified with some probability by an attacker who attacks where it pays.
    public func payout(informationLoss: Double, successProbability: Double) -> Double {
      let isAttacked = attackerGain * successProbability - attackerCost > 0
      return publisherBenefit * (1 - informationLoss)
        - (isAttacked ? publisherLoss * successProbability : 0)
    }
  }

  /// The amounts.
  public let game: Game
  /// Whether the attacker only knows the population (journalist), not who is in the release.
  public let isJournalist: Bool
  /// How generalised and suppressed records weigh.
  public let balance: LossBalance

  /// The measure's name.
  public var name: String { "publisher payout (\(isJournalist ? "journalist" : "prosecutor"))" }

  /// The measure.
  public init(game: Game = Game(), isJournalist: Bool = false, balance: LossBalance = .equal) {
    self.game = game
    self.isJournalist = isJournalist
    self.balance = balance
  }

  /// Makes the measure ready.
  ///
  /// - Throws: `DeidentificationError.parameter` for an amount that is negative or not finite.
  public func prepared(
    for table: SearchTable
  ) throws(DeidentificationError) -> any PreparedLoss {
    let amounts = [
      game.publisherBenefit, game.publisherLoss, game.attackerGain, game.attackerCost,
    ]
    guard amounts.allSatisfy({ $0 >= 0 && $0.isFinite }) else {
      throw .parameter(name: "game", rule: "must have amounts that are finite and not negative")
    }
    return PreparedPublisherPayout(
      information: RecordInformation(DomainShares(table)), model: self)
  }
}

/// Payouts missed.
///
/// Not monotone: larger classes lower the damages. But damages are never negative, so a kept row
/// that lost x misses at least g B x, a suppressed one s B; as for the entropy-based loss, each row
/// misses at least B min(g x, s) here and above, and from the levels alone at least B x min(g, s).
struct PreparedPublisherPayout: PreparedLoss {
  let information: RecordInformation
  let model: PublisherPayoutLoss

  var isMonotone: Bool { false }

  func loss(
    of node: GeneralizationNode, classes: ClassTable, isSuppressed: [Bool]
  ) -> Double {
    let benefit = model.game.publisherBenefit
    var loss = 0.0
    for index in 0..<classes.count {
      let rows = Double(classes.rows[index])
      if index < isSuppressed.count, isSuppressed[index] {
        loss += model.balance.suppression * rows * benefit
      } else {
        let payout = model.game.payout(
          informationLoss: information.loss(of: index, node, classes),
          successProbability: successProbability(index, classes))
        loss += model.balance.generalization * rows * (benefit - payout)
      }
    }
    return loss
  }

  func lowerBound(of node: GeneralizationNode, classes: ClassTable) -> Double {
    let entropy = PreparedEntropyInformation(information: information, balance: model.balance)
    return lowered(entropy.lowerBound(of: node, classes: classes))
  }

  func lowerBound(of node: GeneralizationNode) -> Double {
    let entropy = PreparedEntropyInformation(information: information, balance: model.balance)
    return lowered(entropy.lowerBound(of: node))
  }

  func classLoss(of index: Int, at node: GeneralizationNode, classes: ClassTable) -> Double {
    let payout = model.game.payout(
      informationLoss: information.loss(of: index, node, classes),
      successProbability: successProbability(index, classes))
    return Double(classes.rows[index]) * (model.game.publisherBenefit - payout)
  }

  /// By more than the rounding of the products.
  private func lowered(_ bound: Double) -> Double {
    model.game.publisherBenefit
      * max(0, bound - 1e-12 * Double(information.rowCount + 1))
  }

  private func successProbability(_ index: Int, _ classes: ClassTable) -> Double {
    let isPopulation = model.isJournalist && !classes.populationSizes.isEmpty
    let size = isPopulation ? classes.populationSizes[index] : classes.sizes[index]
    return size == 0 ? 0 : 1 / Double(size)
  }
}
