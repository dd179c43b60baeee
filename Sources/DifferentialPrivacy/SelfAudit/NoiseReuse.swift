import Numerics

/// Whether two inputs were given the same noise.
public enum NoiseReuse {
  /// Whether pairs of releases, made one after the other on two inputs, differ by one amount more
  /// often than releases of different pairs do.
  ///
  /// **Guarantee**: independent noise raises a false alarm with a probability of 1 - level at most.
  /// Who sees both releases of a mechanism that reuses its noise learns the exact difference.
  public static func isEvident(
    _ first: [Int64], _ second: [Int64], level: Double = 0.999_999
  ) -> Bool {
    let count = min(first.count, second.count)
    guard count > 4 else { return false }
    // The most frequent difference of the first half, tested on the second; pairs one apart are
    // what independent noise looks like, two rows away so that no release is used on both sides.
    var frequencies: [Int64: Int] = [:]
    for index in 0..<(count / 2) { frequencies[first[index] &- second[index], default: 0] += 1 }
    guard let mode = frequencies.max(by: { ($0.value, $1.key) < ($1.value, $0.key) })?.key else {
      return false
    }
    let half = count / 2..<count
    let paired = half.count { first[$0] &- second[$0] == mode }
    let apart = half.dropLast().count { first[$0] &- second[$0 + 1] == mode }
    let pairedInterval = ConfidenceInterval.clopperPearson(
      successes: paired, trials: half.count, level: level)
    let apartInterval = ConfidenceInterval.clopperPearson(
      successes: apart, trials: half.count - 1, level: level)
    return pairedInterval.lower > apartInterval.upper
  }
}
