public import Findings
import Numerics

extension FusionBlame {
  /// What removing each column alone would do, the most effective first.
  public var columns: [ColumnContribution] {
    removals.flatMap { removal in
      removal.columns.map {
        ColumnContribution(
          table: $0.table, column: $0.column, without: removal.without, drop: removal.drop)
      }
    }
  }

  /// The worst column removed, then the next: what is left after each.
  public var removal: [RemovalStep] {
    curve.map { RemovalStep(column: $0.columns[0].name, risk: $0.without) }
  }

  /// What is to blame, in sentences: the column to remove first, the channel, how far removal gets.
  public var sentences: [String] {
    [columnSentence, channelSentence, curveSentence].compactMap(\.self) + omissions
  }

  private var columnSentence: String? {
    guard let first = removals.first else { return nil }
    guard first.drop.value > 0 else {
      return "No single column lowers the fused risk when it is removed: what it gives, others "
        + "give as well."
    }
    let change =
      "\(first.names) lowers the share of people found from "
      + "\(Phrase.perCent(risk.value)) to \(Phrase.perCent(first.without.value))"
    guard let lead, removals.count > 1 else { return "Removing \(change)." }
    let next = removals[1]
    let words = "removing \(next.names) would leave \(Phrase.perCent(next.without.value))"
    guard lead.lower > 0 else {
      return "Removing \(change); \(words), which these people don't tell apart from it."
    }
    return "Removing \(change), more than any other single column: \(words)."
  }

  private var channelSentence: String? {
    guard let first = channels.first, channels.count > 1, excess.value > 0 else { return nil }
    return "Of the \(Phrase.perCent(excess.value)) of people found beyond what a guess finds, "
      + "\(Phrase.perCent(max(first.shapley.value, 0))) are owed to the channel "
      + "\(first.channel.rawValue), averaged over all orders in which channels could be added; "
      + "alone it finds \(Phrase.perCent(first.alone.value))."
  }

  private var curveSentence: String? {
    guard let last = curve.last, curve.count > 1 else { return nil }
    let end =
      last.without.lower <= chance
      ? ", which is not told from a guess" : ""
    return "Removing \(Phrase.list(curve.map(\.names))), in that order, leaves "
      + "\(Phrase.perCent(last.without.value))\(end)."
  }
}

extension ColumnRemoval {
  /// The columns in words: those that do the same are named together.
  public var names: String {
    let first = columns[0].name
    guard columns.count > 1 else { return first }
    let others = Phrase.list(columns.dropFirst().map(\.name))
    return "\(first) (or \(others), which the same evidence needs)"
  }
}

extension Estimate {
  /// With the error of a mean over drawn orders, independent of who the people are.
  ///
  /// Ends move as in the MOVER method: distances add up in squares.
  func widened(byStandardError error: Double) -> Estimate {
    guard error > 0 else { return self }
    let reach = NormalDistribution.quantile(1 - (1 - level) / 2) * error
    func distance(_ own: Double) -> Double { (own * own + reach * reach).squareRoot() }
    return Estimate(
      value: value, lower: value - distance(value - lower),
      upper: value + distance(upper - value), level: level, method: method)
  }
}
