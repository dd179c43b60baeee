public import Tables

/// Which values of a released column can stand for each value of an auxiliary column.
///
/// A released value covers another when they are equal, or when it is a generalisation of it that
/// says so itself: an interval (`[20, 30[`, `20-29`, `>=65`, `<18`), a prefix (`130**`), or a
/// suppressed cell (missing in the release). An adversary needs no inside knowledge to read these.
public struct ValueCover: Sendable, Equatable {
  /// For each code of the auxiliary column the codes of the released column that can stand for it,
  /// rising; none for code 0: an adversary who knows nothing gains nothing.
  public let covering: [[UInt32]]

  /// Matches two dictionaries.
  ///
  /// - Complexity: O(auxiliary values + generalised released values * auxiliary values), expected.
  public init(auxiliary: ValueDictionary, release: ValueDictionary) {
    let auxiliaryLabels = auxiliary.labels
    let releaseLabels = release.labels
    var codeOfLabel: [String: UInt32] = [:]
    for (index, label) in releaseLabels.enumerated() { codeOfLabel[label] = UInt32(index + 1) }
    let generalised = releaseLabels.enumerated().compactMap { index, label in
      GeneralisedValue(label).map { (UInt32(index + 1), $0) }
    }
    self.covering =
      [[]]
      + auxiliaryLabels.map { label in
        var codes = generalised.filter { $0.1.covers(label) }.map(\.0)
        if let own = codeOfLabel[label], !codes.contains(own) { codes.append(own) }
        return codes.sorted()
      }
  }
}

extension ValueDictionary {
  /// The values as text, in code order; whole reals are written as integers so that `30` and `30.0`
  /// are one value; nothing for opaque keys.
  var labels: [String] {
    switch self {
    case .texts(let values): values
    case .integers(let values): values.map(String.init)
    case .reals(let values):
      values.map { value in
        value == value.rounded() && abs(value) < 1e15 ? String(Int64(value)) : String(value)
      }
    case .opaque: []
    }
  }
}
