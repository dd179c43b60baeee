/// A score by which a recoding can be chosen with differential privacy, as a loss: its negative.
///
/// Each score has sensitivity 1: one row more or less changes it by at most 1, for release by random
/// sampling and suppression of classes below k. The release of the table is the sample; its
/// population is the whole table.
/// **Source**: Bild, Kuhn, Prasser, SafePub: A truthful data anonymization algorithm with strong
/// privacy guarantees, PoPETs 2018 (1), sections 5.1 to 5.5; as ARX 3.9.2 computes them.
/// **Does not protect against** anything by itself: the choice must be made by the exponential
/// mechanism. **Cost**: O(classes x quasi-identifiers).
public struct SafePubLoss: LossModel {
  /// What is scored.
  public enum Measure: Sendable, Equatable {
    /// Shares of domains (5.1).
    case domainShare
    /// Heights (5.1).
    case precision
    /// Class sizes (5.2).
    case discernibility
    /// Frequencies of values (5.3).
    case nonUniformEntropy
    /// The number of classes (5.4).
    case averageClassSize
    /// Majorities of columns (5.5).
    case classification(responses: [String])
  }

  /// What is scored.
  public let measure: Measure
  /// The least class size that the release has, k.
  public let minimumSize: Int

  /// The measure's name.
  public var name: String { "SafePub score" }

  /// A score.
  public init(_ measure: Measure, minimumSize: Int) {
    self.measure = measure
    self.minimumSize = minimumSize
  }

  /// Makes the score ready.
  ///
  /// - Throws: `DeidentificationError` for a minimum size below 1, or a response the table lacks.
  public func prepared(
    for table: SearchTable
  ) throws(DeidentificationError) -> any PreparedLoss {
    guard minimumSize >= 1 else {
      throw .parameter(name: "minimumSize", rule: "must be at least 1")
    }
    var responses: Responses?
    if case .classification(let names) = measure {
      responses = try Responses(names, in: table)
    }
    return PreparedSafePub(table, model: self, responses: responses)
  }
}

/// Scores; no bound is claimed, as suppression below k makes none of them monotone.
struct PreparedSafePub: PreparedLoss {
  let model: SafePubLoss
  let responses: Responses?
  let shares: DomainShares
  let heights: [Int]
  /// For each quasi-identifier and level, which codes are the hierarchy's root.
  let isRoot: [[[Bool]]]
  /// The rows of the whole table.
  let populationRows: Int

  init(_ table: SearchTable, model: SafePubLoss, responses: Responses?) {
    self.model = model
    self.responses = responses
    shares = DomainShares(table)
    heights = table.quasiIdentifiers.map(\.height)
    isRoot = table.quasiIdentifiers.map(Self.roots(of:))
    populationRows = table.populationCounts?.reduce(0) { $0 + Int($1) } ?? table.rowCount
  }

  var isMonotone: Bool { false }

  /// The negative score.
  func loss(
    of node: GeneralizationNode, classes: ClassTable, isSuppressed: [Bool]
  ) -> Double {
    let suppressed = SuppressedClasses(isSuppressed, in: classes)
    let (k, dimensions) = (Double(model.minimumSize), Double(heights.count))
    let linear = dimensions * max(1, k - 1)
    let quadratic = Double(populationRows) * (k == 1 ? 5 : k * k / (k - 1) + 1)
    switch model.measure {
    case .domainShare: return domainShares(node, suppressed) / linear
    case .precision: return precision(node, suppressed) / linear
    case .discernibility: return discernibility(suppressed) / quadratic
    case .nonUniformEntropy: return entropy(node, suppressed) / (quadratic * dimensions)
    case .averageClassSize:
      let isAnyLost = unreleased(suppressed) > 0
      return -Double(classes.count - suppressed.indices.count + (isAnyLost ? 1 : 0))
    case .classification:
      return -majorities(node, classes, isSuppressed) / (k * Double(responses?.count ?? 1))
    }
  }

  func lowerBound(of node: GeneralizationNode, classes: ClassTable) -> Double { -.infinity }

  func lowerBound(of node: GeneralizationNode) -> Double { -.infinity }

  /// Rows of the table that are not in the sample, or suppressed.
  private func unreleased(_ suppressed: SuppressedClasses) -> Int {
    populationRows - shares.rowCount + suppressed.rowCount
  }

  private func domainShares(
    _ node: GeneralizationNode, _ suppressed: SuppressedClasses
  ) -> Double {
    var sum = Double(unreleased(suppressed) * heights.count)
    for (dimension, level) in node.levels.enumerated() {
      let lost = suppressed.sum(shares.valuesOfCode[dimension][level], dimension: dimension)
      let kept = shares.coverage[dimension][level] - lost
      sum += Double(kept) / Double(shares.domainSizes[dimension])
    }
    return sum
  }

  private func precision(
    _ node: GeneralizationNode, _ suppressed: SuppressedClasses
  ) -> Double {
    let kept = Double(shares.rowCount - suppressed.rowCount)
    return zip(node.levels, heights).reduce(Double(unreleased(suppressed) * heights.count)) {
      $1.1 == 0 ? $0 : $0 + kept * Double($1.0) / Double($1.1)
    }
  }

  private func discernibility(_ suppressed: SuppressedClasses) -> Double {
    var sum = Double(unreleased(suppressed)) * Double(populationRows)
    for rows in suppressed.classes.rows { sum += Double(rows) * Double(rows) }
    for index in suppressed.indices {
      let rows = Double(suppressed.classes.rows[index])
      sum -= rows * rows
    }
    return sum
  }

  /// A value that is suppressed, or generalised to the root, is like all rows of the table.
  private func entropy(
    _ node: GeneralizationNode, _ suppressed: SuppressedClasses
  ) -> Double {
    var sum = 0.0
    for (dimension, level) in node.levels.enumerated() {
      let all = shares.rowsOfCode[dimension][level]
      let lost = suppressed.rowsOfCode(dimension: dimension, cardinality: all.count)
      var like = unreleased(suppressed)
      for (code, rows) in all.enumerated() {
        let kept = rows - lost[code]
        if isRoot[dimension][level][code] {
          like += kept
        } else {
          sum += Double(kept) * Double(kept)
        }
      }
      sum += Double(like) * Double(populationRows)
    }
    return sum
  }

  private func majorities(
    _ node: GeneralizationNode, _ classes: ClassTable, _ isSuppressed: [Bool]
  ) -> Double {
    guard let responses else { return 0 }
    func isKept(_ index: Int) -> Bool { index >= isSuppressed.count || !isSuppressed[index] }
    var sum = 0.0
    for column in responses.sensitive {
      for index in 0..<classes.count where isKept(index) {
        sum += Double(majority(classes.sensitive[column], index).first)
      }
    }
    for index in responses.quasiIdentifiers {
      var first = 0
      for group in responses.groups(without: index, node, classes) {
        first += group.filter(isKept).map { Int(classes.rows[$0]) }.max() ?? 0
      }
      let height = heights[index]
      let scale = height == 0 ? 1 : 1 - Double(node.levels[index]) / Double(height)
      sum += Double(first) * scale
    }
    return sum
  }

  /// Groups with the label that all values have at the top.
  private static func roots(of hierarchy: Hierarchy) -> [[Bool]] {
    let top = hierarchy.levels.last?.labels ?? []
    return hierarchy.levels.map { level in
      [false] + level.labels.map { top.count == 1 && $0 == top[0] }
    }
  }
}
