public import Findings

extension AnonymitySetBin {
  /// The bounds of the histogram's bars: 1, 2, 3-4, 5-9, 10-19, 20-49, 50-99, 100-999, more.
  static let bounds: [(Int, Int?)] = [
    (1, 1), (2, 2), (3, 4), (5, 9), (10, 19), (20, 49), (50, 99), (100, 999), (1000, nil),
  ]

  /// The histogram of sets that hold data subjects.
  ///
  /// - Parameter sizes: pairs of a set's size and the number of sets of that size.
  /// - Complexity: O(`sizes`).
  public static func histogram(sizes: [(size: Int, sets: Int)]) -> [AnonymitySetBin] {
    let total = sizes.reduce(0.0) { $0 + Double($1.size) * Double($1.sets) }
    return bounds.map { lower, upper in
      let inside = sizes.filter { $0.size >= lower && $0.size <= upper ?? .max }
      let subjects = inside.reduce(0.0) { $0 + Double($1.size) * Double($1.sets) }
      return AnonymitySetBin(
        minimumSize: lower, maximumSize: upper, subjectShare: total > 0 ? subjects / total : 0,
        setCount: inside.reduce(0) { $0 + $1.sets })
    }
  }

  /// The histogram of the sets in which targets hide, one set for each target; targets on whom the
  /// attack has no candidate are in none.
  ///
  /// - Complexity: O(targets).
  public static func histogram(ofTargets sizes: [Int]) -> [AnonymitySetBin] {
    bounds.map { lower, upper in
      let count = sizes.count { $0 >= lower && $0 <= upper ?? .max }
      return AnonymitySetBin(
        minimumSize: lower, maximumSize: upper,
        subjectShare: sizes.isEmpty ? 0 : Double(count) / Double(sizes.count), setCount: count)
    }
  }
}
