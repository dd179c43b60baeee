import Numerics

/// How badly the release's classes predict the columns that are to be predicted.
///
/// A row counts where its class has another majority, where there is a tie, or where it is
/// suppressed; a response that is itself generalised counts towards the highest penalty.
/// **Source**: Iyengar, Transforming data to satisfy privacy constraints, KDD 2002 (classification
/// metric); as ARX 3.9.2 computes it. **Cost**: O(classes x quasi-identifiers) for each response.
public struct ClassificationLoss: LossModel {
  /// The columns to be predicted: sensitive attributes or quasi-identifiers.
  public let responses: [String]
  /// How the penalties weigh: minorities by the weight of generalisation, ties by that of
  /// suppression, and suppressed rows by the factor itself, as in ARX.
  public let balance: LossBalance

  /// The measure's name.
  public var name: String { "classification accuracy" }

  /// The measure.
  public init(responses: [String], balance: LossBalance = .equal) {
    self.responses = responses
    self.balance = balance
  }

  /// Makes the measure ready.
  ///
  /// - Throws: `DeidentificationError.column` for a response that the table doesn't have.
  public func prepared(
    for table: SearchTable
  ) throws(DeidentificationError) -> any PreparedLoss {
    PreparedClassification(
      responses: try Responses(responses, in: table), rowCount: table.rowCount,
      penalties: [balance.factor, balance.generalization, balance.suppression])
  }
}

/// The columns to be predicted, found in a table.
struct Responses: Sendable {
  /// Indices of sensitive attributes.
  let sensitive: [Int]
  /// Indices of quasi-identifiers.
  let quasiIdentifiers: [Int]
  /// For each such quasi-identifier and level: the number of its groups, missing left out.
  let groupCounts: [[Int]]
  /// For each quasi-identifier and level, the number of codes.
  let cardinalities: [[Int]]

  init(_ names: [String], in table: SearchTable) throws(DeidentificationError) {
    var (sensitive, quasiIdentifiers) = ([Int](), [Int]())
    for name in names {
      if let index = table.sensitive.firstIndex(where: { $0.name == name }) {
        sensitive.append(index)
      } else if let index = table.quasiIdentifiers.firstIndex(where: { $0.column == name }) {
        quasiIdentifiers.append(index)
      } else {
        throw .column(name: name, rule: "is neither sensitive nor a quasi-identifier")
      }
    }
    self.sensitive = sensitive.sorted()
    self.quasiIdentifiers = quasiIdentifiers.sorted()
    groupCounts = self.quasiIdentifiers.map {
      table.quasiIdentifiers[$0].levels.map(\.labels.count)
    }
    cardinalities = table.quasiIdentifiers.map { $0.levels.map(\.cardinality) }
  }

  var count: Int { sensitive.count + quasiIdentifiers.count }

  /// The classes that are equal in all quasi-identifiers but one.
  ///
  /// - Complexity: O(classes x quasi-identifiers).
  func groups(
    without index: Int, _ node: GeneralizationNode, _ classes: ClassTable
  ) -> [[Int]] {
    let others = node.levels.indices.filter { $0 != index }
    let columns = try? CodeColumns(
      columns: others.map { classes.codes[$0] },
      cardinalities: others.map { cardinalities[$0][node.levels[$0]] },
      rowCount: classes.count, workers: .single)
    guard let columns else { return classes.sizes.indices.map { [$0] } }
    let merged = EquivalenceClasses(columns, workers: .single)
    var groups = [[Int]](repeating: [], count: merged.count)
    for (row, group) in merged.classOfRow.enumerated() { groups[Int(group)].append(row) }
    return groups
  }
}

/// The size of a class of values, and of its two most frequent values.
struct Majority {
  var count = 0
  var first = 0
  var second = 0

  mutating func add(_ frequency: Int) {
    count += frequency
    if frequency > first {
      (first, second) = (frequency, first)
    } else {
      second = max(second, frequency)
    }
  }
}

/// Penalties of rows.
///
/// Not monotone: a tie may end in a majority. But the most frequent value of a union is at most as
/// frequent as those of its parts together, so the rows outside their class's majority never get
/// fewer on the way up; each of them, or the suppressed row it has become, counts at least the
/// smallest penalty. Responses that are quasi-identifiers are bounded by 0.
struct PreparedClassification: PreparedLoss {
  let responses: Responses
  let rowCount: Int
  /// For a suppressed row, a row of a minority, a row of a tie.
  let penalties: [Double]

  var isMonotone: Bool { false }

  private var largest: Double { penalties.max() ?? 0 }
  private var scale: Double { largest * Double(rowCount) }

  func loss(
    of node: GeneralizationNode, classes: ClassTable, isSuppressed: [Bool]
  ) -> Double {
    guard scale > 0 else { return 0 }
    let lost = SuppressedClasses(isSuppressed, in: classes)
    var loss = Double(lost.rowCount * responses.count) * penalties[0]
    for column in responses.sensitive {
      for index in 0..<classes.count where !isLost(index, isSuppressed) {
        loss += penalty(majority(classes.sensitive[column], index), scaled: 0)
      }
    }
    for (position, index) in responses.quasiIdentifiers.enumerated() {
      let scaled = generalization(position, level: node.levels[index])
      for group in responses.groups(without: index, node, classes) {
        var majority = Majority()
        for entry in group where !isLost(entry, isSuppressed) {
          majority.add(Int(classes.rows[entry]))
        }
        loss += penalty(majority, scaled: scaled)
      }
    }
    return loss / scale
  }

  func lowerBound(of node: GeneralizationNode, classes: ClassTable) -> Double {
    guard scale > 0 else { return 0 }
    var outside = 0
    for column in responses.sensitive {
      for index in 0..<classes.count {
        let majority = majority(classes.sensitive[column], index)
        outside += majority.count - majority.first
      }
    }
    let bound = Double(outside) * (penalties.min() ?? 0) / scale
    return max(0, bound * (1 - 1e-9))
  }

  func lowerBound(of node: GeneralizationNode) -> Double { 0 }

  private func isLost(_ index: Int, _ isSuppressed: [Bool]) -> Bool {
    index < isSuppressed.count && isSuppressed[index]
  }

  /// 0 for original values of the response, 1 where they are all one.
  private func generalization(_ position: Int, level: Int) -> Double {
    let counts = responses.groupCounts[position]
    return counts[0] <= 1 ? 0 : 1 - Double(counts[level] - 1) / Double(counts[0] - 1)
  }

  private func penalty(_ majority: Majority, scaled: Double) -> Double {
    if scaled == 1 { return Double(majority.count) * largest }
    let isTie = majority.first == majority.second
    let penalty = penalties[isTie ? 2 : 1] * (1 - scaled) + largest * scaled
    return Double(isTie ? majority.count : majority.count - majority.first) * penalty
  }
}

/// The most frequent values of a class.
func majority(_ values: ClassTable.ValueCounts, _ index: Int) -> Majority {
  var majority = Majority()
  for entry in values.starts[index]..<values.starts[index + 1] {
    majority.add(Int(values.counts[entry]))
  }
  return majority
}
