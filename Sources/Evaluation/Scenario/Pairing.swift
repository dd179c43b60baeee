/// Who is who between two tables: the truth of the scenarios *given auxiliary table* and *original
/// beside its release*.
///
/// Only the evaluator sees it. People of the auxiliary table who are not in the release form the
/// control group.
public struct Pairing: Sendable, Equatable {
  /// One row of the auxiliary table whose data subject is in the release.
  public struct Pair: Sendable, Equatable {
    /// The row of the auxiliary table.
    public let auxiliaryRow: Int
    /// The data subject of the release.
    public let subject: UInt32

    /// A row and its data subject.
    public init(auxiliaryRow: Int, subject: UInt32) {
      self.auxiliaryRow = auxiliaryRow
      self.subject = subject
    }
  }

  /// Rows whose person is in the release, by row.
  public let pairs: [Pair]
  /// Rows whose person is not in the release, rising.
  public let outsiders: [Int]
  /// Rows without a key: nobody can tell whether an answer on them is right, so they are not tried.
  public let unkeyed: Int

  /// Pairs rows by key.
  ///
  /// - Parameters:
  ///   - auxiliaryKeys: the key of each row of the auxiliary table, `nil` where it is missing.
  ///   - releaseKeys: the key of each data subject of the release, `nil` where it is missing.
  /// - Complexity: O(rows) expected.
  public init(auxiliaryKeys: [String?], releaseKeys: [String?]) {
    var subjectOfKey: [String: UInt32] = [:]
    subjectOfKey.reserveCapacity(releaseKeys.count)
    for (subject, key) in releaseKeys.enumerated() {
      if let key, subjectOfKey[key] == nil { subjectOfKey[key] = UInt32(subject) }
    }
    var pairs: [Pair] = []
    var outsiders: [Int] = []
    var unkeyed = 0
    for (row, key) in auxiliaryKeys.enumerated() {
      guard let key else {
        unkeyed += 1
        continue
      }
      if let subject = subjectOfKey[key] {
        pairs.append(Pair(auxiliaryRow: row, subject: subject))
      } else {
        outsiders.append(row)
      }
    }
    self.pairs = pairs
    self.outsiders = outsiders
    self.unkeyed = unkeyed
  }
}
