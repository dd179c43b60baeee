/// Counts for one target after the other how many known points each data subject agrees with.
///
/// A known point may be met by any of several points of a release (a tolerance); a subject who has
/// several of them agrees once.
public struct AgreementBoard {
  private var agreements: [UInt32]
  private var lastKnown: [UInt32]
  private var touched: [UInt32] = []

  /// A board for the data subjects of a release.
  public init(subjectCount: Int) {
    agreements = [UInt32](repeating: 0, count: subjectCount)
    lastKnown = [UInt32](repeating: 0, count: subjectCount)
  }

  /// The data subjects who agree with at least `minimum` of the known points, most agreements
  /// first.
  ///
  /// - Parameters:
  ///   - known: for each known point the points of the release that are accepted for it.
  ///   - minimum: how many known points a candidate agrees with at least; at least 1 is asked.
  /// - Returns: groups of subjects with the same number of agreements, their numbers falling;
  ///   members rise.
  /// - Precondition: subjects of `postings` lie below the board's count.
  /// - Complexity: O(lengths of the lists of all accepted points + candidates log candidates).
  public mutating func candidates(
    knowing known: [[VisitPoint]], atLeast minimum: Int, in postings: PointPostings
  ) -> [(agreements: Int, members: [UInt32])] {
    for (index, accepted) in known.enumerated() {
      for point in accepted {
        for subject in postings.subjects(having: point) ?? [] {
          note(subject, known: UInt32(index + 1))
        }
      }
    }
    var groups = [[UInt32]](repeating: [], count: known.count + 1)
    touched.sort()
    for subject in touched {
      groups[Int(agreements[Int(subject)])].append(subject)
      agreements[Int(subject)] = 0
      lastKnown[Int(subject)] = 0
    }
    touched.removeAll(keepingCapacity: true)
    var ranking: [(agreements: Int, members: [UInt32])] = []
    for count in stride(from: known.count, through: max(minimum, 1), by: -1) {
      if !groups[count].isEmpty { ranking.append((count, groups[count])) }
    }
    return ranking
  }

  private mutating func note(_ subject: UInt32, known: UInt32) {
    guard lastKnown[Int(subject)] != known else { return }
    if lastKnown[Int(subject)] == 0 { touched.append(subject) }
    lastKnown[Int(subject)] = known
    agreements[Int(subject)] += 1
  }
}
