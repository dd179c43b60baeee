/// The cheapest way to raise a sequence of degrees so that each value occurs at least k times.
///
/// **Guarantee**: the sum of the raises is the least possible one.
/// **Source**: Liu and Terzi, Towards identity anonymization on graphs, SIGMOD 2008, section 5.1:
/// dynamic programming over groups of k to 2k - 1 neighbours in the sorted sequence.
/// **Cost**: O(n k).
enum DegreeAnonymization {
  /// The raised sequence.
  ///
  /// - Parameters:
  ///   - degrees: falling.
  ///   - k: at most the number of degrees, where there are any.
  static func raised(_ degrees: [Int], k: Int) -> [Int] {
    let count = degrees.count
    guard count > 0 else { return [] }
    precondition(k >= 1 && k <= count, "k is at most the number of degrees")
    // Sums of the first degrees; costs[i]: of the first i; starts[i]: their last group's first.
    var sums = [0]
    for degree in degrees { sums.append(sums[sums.count - 1] + degree) }
    func cost(_ start: Int, _ end: Int) -> Int {
      degrees[start] * (end - start) - (sums[end] - sums[start])
    }
    var costs = [Int?](repeating: nil, count: count + 1)
    var starts = [Int](repeating: 0, count: count + 1)
    costs[0] = 0
    for end in k..<(count + 1) {
      // A group of 2k or more is two groups that cost no more.
      for start in max(0, end - 2 * k + 1)...(end - k) {
        guard let before = costs[start] else { continue }
        let total = before + cost(start, end)
        if total < costs[end] ?? .max { (costs[end], starts[end]) = (total, start) }
      }
    }
    var raised = degrees
    var end = count
    while end > 0 {
      let start = starts[end]
      for place in start..<end { raised[place] = degrees[start] }
      end = start
    }
    return raised
  }
}
