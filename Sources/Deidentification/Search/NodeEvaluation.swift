/// One node of the lattice, evaluated in full.
public struct NodeEvaluation: Sendable {
  /// The node.
  public let node: GeneralizationNode
  /// Whether the models hold within the suppression limit.
  public let isFeasible: Bool
  /// The loss with the classes marked suppressed.
  public let loss: Double
  /// The losses of the quasi-identifiers, the largest first, where the loss ranks them.
  ///
  /// Recodings are then compared number by number. Empty elsewhere.
  public let rankedLosses: [Double]
  /// The rows that lose all quasi-identifiers.
  public let suppressedRows: Int
  /// All classes.
  public let classes: ClassTable
  /// Which of them are suppressed.
  public let isSuppressed: [Bool]

  /// The number of classes that are left.
  public var classCount: Int { isSuppressed.count { !$0 } }
  /// The size of the smallest class that is left; 0 where none is.
  public var smallestClass: Int { sizesLeft.min() ?? 0 }
  /// The size of the largest class that is left; 0 where none is.
  public var largestClass: Int { sizesLeft.max() ?? 0 }
  /// The mean size of the classes that are left; 0 where none is.
  public var averageClass: Double {
    let sizes = sizesLeft
    return sizes.isEmpty ? 0 : Double(sizes.reduce(0, +)) / Double(sizes.count)
  }

  private var sizesLeft: [Int] {
    zip(classes.sizes, isSuppressed).compactMap { size, isSuppressed in
      isSuppressed ? nil : Int(size)
    }
  }
}
