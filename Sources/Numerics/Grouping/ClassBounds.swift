#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Upper bounds on the number of classes of a set, from its subsets with one column less.
///
/// Let c(S) be the number of classes, and S a set of k columns. Then
/// c(S) <= c(S - j) * c({j}), because a class of S is given by a class of S - j and a code of j;
/// and
/// c(S)^(k - 1) <= product over j of c(S - j): the discrete Loomis-Whitney inequality, a case of
/// Shearer's lemma (Chung, Graham, Frankl, Shearer, JCT A 43, 1986).
struct ClassBounds {
  private var logOfSet: [[Int]: Double] = [:]
  private let logOfColumn: [Double]

  /// - Parameter codeCounts: the number of distinct codes of each column.
  init(codeCounts: [Int]) {
    logOfColumn = codeCounts.map { log2(Double(max($0, 1))) }
  }

  /// Keeps the base-2 logarithm of a set's classes, or a bound on it.
  mutating func record(_ set: [Int], logClasses: Double) { logOfSet[set] = logClasses }

  /// Keeps a set's number of classes.
  mutating func record(_ set: [Int], classCount: Int) {
    logOfSet[set] = log2(Double(max(classCount, 1)))
  }

  /// Forgets the sets that are not of `size` columns.
  mutating func keepOnly(size: Int) { logOfSet = logOfSet.filter { $0.key.count == size } }

  /// A bound on the base-2 logarithm of the number of classes of a set.
  ///
  /// - Complexity: O(k^2) for k columns.
  func logBound(_ set: [Int]) -> Double {
    var bound = set.reduce(0) { $0 + logOfColumn[$1] }
    guard set.count > 1 else { return bound }
    var sum = 0.0
    var isComplete = true
    for place in set.indices {
      var smaller = set
      let column = smaller.remove(at: place)
      if let known = logOfSet[smaller] {
        bound = min(bound, known + logOfColumn[column])
        sum += known
      } else {
        isComplete = false
      }
    }
    return isComplete ? min(bound, sum / Double(set.count - 1)) : bound
  }

  /// Whether a set is proven to have fewer classes, hence fewer unique rows, than `rows`.
  ///
  /// The margin of 1e-6 exceeds the rounding of a sum of logarithms by far.
  static func excludes(_ logBound: Double, rows: Int) -> Bool {
    rows > 0 && logBound + 1e-6 < log2(Double(rows))
  }
}
