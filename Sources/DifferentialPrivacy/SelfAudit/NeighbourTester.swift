import Glibc

/// All neighbouring pairs of small datasets: the inputs of a statistical tester.
public enum SmallDatasets {
  /// Each pair once, of datasets with up to `most` rows from `values`, a row a data subject.
  public static func pairs<Value: Equatable>(
    values: [Value], most: Int, neighbours: Neighbours
  ) -> [(first: [Value], second: [Value])] {
    var layers: [[[Int]]] = [[[]]]
    for _ in 0..<max(most, 0) {
      let last = layers[layers.count - 1]
      layers.append(last.flatMap { rows in ((rows.last ?? 0)..<values.count).map { rows + [$0] } })
    }
    var pairs: [(first: [Value], second: [Value])] = []
    for rows in layers.joined() {
      for index in rows.indices where index == 0 || rows[index] != rows[index - 1] {
        var rest = rows
        let removed = rest.remove(at: index)
        switch neighbours {
        case .addRemove:
          pairs.append((rows.map { values[$0] }, rest.map { values[$0] }))
        case .substitute:
          for other in (removed + 1)..<max(values.count, removed + 1) {
            var changed = rows
            changed[index] = other
            pairs.append((rows.map { values[$0] }, changed.map { values[$0] }))
          }
        }
      }
    }
    return pairs
  }
}

/// A statistical tester over many pairs of neighbouring datasets.
///
/// **Guarantee**: a mechanism that keeps its claim fails with a probability of `falseAlarm` at most
/// for all pairs together (Bonferroni). **Source**: Wilson et al. 2020, section 6.2 (stochastic
/// tester); `EpsilonAudit` for each pair. **Cost**: `runs` releases on each side of a pair.
/// **Does not protect against**: flaws that no small dataset shows.
public struct NeighbourTester: Sendable {
  /// How many releases are made on each input.
  public let runs: Int
  /// The probability of a false alarm for all pairs together.
  public let falseAlarm: Double

  /// A tester with a number of releases and a probability of a false alarm.
  public init(runs: Int, falseAlarm: Double = 1e-6) {
    (self.runs, self.falseAlarm) = (runs, falseAlarm)
  }

  /// How far the worst pair exceeds its claim, and which; nil where no pair does.
  ///
  /// - Parameters:
  ///   - claims: (epsilon, delta) pairs that the mechanism claims to satisfy, each of them tested.
  ///   - release: one release on a dataset.
  public func violation<Dataset, Output: Comparable & Hashable & Sendable>(
    pairs: [(first: Dataset, second: Dataset)], claims: [(epsilon: Double, delta: Double)],
    release: (Dataset) throws -> Output
  ) throws -> (pair: Int, lowerBound: Double, claimed: Double)? {
    let tests = Double(max(pairs.count * claims.count, 1))
    for (index, pair) in pairs.enumerated() {
      var (first, second): ([Output], [Output]) = ([], [])
      for _ in 0..<runs {
        first.append(try release(pair.first))
        second.append(try release(pair.second))
      }
      for claim in claims {
        let audit = try EpsilonAudit(delta: claim.delta, level: 1 - falseAlarm / tests)
        guard let evidence = audit.evidence(first, second) else { continue }
        if evidence.lowerBound > claim.epsilon {
          return (index, evidence.lowerBound, claim.epsilon)
        }
      }
    }
    return nil
  }
}
