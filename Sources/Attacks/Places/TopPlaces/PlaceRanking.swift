public import Numerics

/// The most visited places of each data subject, the most visited first.
///
/// Ties are broken by the cell's code, so that the ranking depends on nothing but the visits. Data
/// subjects who were nowhere are left out.
public struct PlaceRanking: Sendable, Equatable {
  /// For each rank from the first, one number for each data subject with a place: the cell's code
  /// plus 1, or 0 where the subject has fewer places.
  public let columns: [[UInt32]]
  /// The data subjects with a place, rising.
  public let subjects: [UInt32]
  /// How many codes there are, 0 included.
  public let cardinality: Int

  /// Ranks the places of each subject by the number of its events there, time put aside.
  ///
  /// - Parameter depth: how many places to rank, at least 1.
  /// - Complexity: O(points + places * `depth`).
  public init(_ visits: Visits, depth: Int) {
    let depth = max(depth, 1)
    var columns = [[UInt32]](repeating: [], count: depth)
    var subjects: [UInt32] = []
    for subject in 0..<visits.subjectCount where !visits.points(ofSubject: subject).isEmpty {
      let top = Self.top(depth, of: subject, in: visits)
      for rank in 0..<depth { columns[rank].append(rank < top.count ? top[rank] + 1 : 0) }
      subjects.append(UInt32(subject))
    }
    self.columns = columns
    self.subjects = subjects
    self.cardinality = visits.cellCount + 1
  }

  /// The places of one subject; points of one cell stand together.
  private static func top(_ depth: Int, of subject: Int, in visits: Visits) -> [UInt32] {
    var best: [(cell: UInt32, count: Int)] = []
    var position = visits.offsets[subject]
    let end = visits.offsets[subject + 1]
    while position < end {
      let cell = visits.cells[position]
      var count = 0
      while position < end, visits.cells[position] == cell {
        count += Int(visits.counts[position])
        position += 1
      }
      // Cells come rising: a later one stands behind all that are visited as often.
      let rank = best.firstIndex { $0.count < count } ?? best.count
      if rank < depth {
        best.insert((cell, count), at: rank)
        if best.count > depth { best.removeLast() }
      }
    }
    return best.map(\.cell)
  }
}
