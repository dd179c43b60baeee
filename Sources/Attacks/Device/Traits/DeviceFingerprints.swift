import Numerics
import Tables

/// The different fingerprints of each person: pairs of a person and a tuple of traits.
///
/// A pair counts once, however often it was seen, so what is counted are devices (and their
/// upgrades), not events.
struct DeviceFingerprints: Sendable {
  /// The person of each pair, rising.
  let subjects: [UInt32]
  /// The row of each pair that was seen last.
  let rows: [Int]
  /// The number of each pair's tuple of traits, from 0.
  let classes: [UInt32]
  /// The number of people with each tuple.
  let peopleOfClass: [Int]

  /// The fingerprints in some rows of `records`, all where `nil`.
  ///
  /// - Parameter traits: the traits to look at, where not those of the records.
  /// - Throws: `NumericsError` where the table is larger than the kernels take.
  /// - Complexity: O(rows log rows + rows * traits).
  init(
    _ records: DeviceRecords, traits: [CodedColumn]? = nil, rows chosen: [Int]? = nil
  ) throws {
    let rows = chosen ?? Array(0..<records.rowCount)
    let traits = traits ?? records.traits
    let grouped = EquivalenceClasses(
      try CodeColumns(
        columns: traits.map { trait in rows.map { trait.codes[$0] } },
        cardinalities: traits.map(\.cardinality), rowCount: rows.count))
    let pairs = rows.indices.map { index -> (key: UInt64, index: Int) in
      let subject = UInt64(records.subjects.subject(ofRow: rows[index]))
      return (subject << 32 | UInt64(grouped.classOfRow[index]), index)
    }.sorted { left, right in
      if left.key != right.key { return left.key < right.key }
      guard !records.times.isEmpty else { return left.index < right.index }
      let times = (records.times[rows[left.index]], records.times[rows[right.index]])
      return times.0 != times.1 ? times.0 < times.1 : left.index < right.index
    }
    var subjects: [UInt32] = []
    var lastRows: [Int] = []
    var classes: [UInt32] = []
    var people = [Int](repeating: 0, count: grouped.count)
    for (position, pair) in pairs.enumerated() {
      if position > 0, pairs[position - 1].key == pair.key {
        lastRows[lastRows.count - 1] = rows[pair.index]
        continue
      }
      subjects.append(UInt32(pair.key >> 32))
      lastRows.append(rows[pair.index])
      classes.append(UInt32(truncatingIfNeeded: pair.key))
      people[Int(pair.key & 0xffff_ffff)] += 1
    }
    self.subjects = subjects
    self.rows = lastRows
    self.classes = classes
    self.peopleOfClass = people
  }

  /// The number of pairs.
  var count: Int { subjects.count }

  /// For each person who has a fingerprint the smallest number of people that one of the person's
  /// fingerprints is shared by, in the order of people.
  func smallestSets() -> [Int] {
    var smallest: [Int] = []
    for pair in 0..<count {
      let people = peopleOfClass[Int(classes[pair])]
      if pair > 0, subjects[pair - 1] == subjects[pair] {
        smallest[smallest.count - 1] = min(smallest[smallest.count - 1], people)
      } else {
        smallest.append(people)
      }
    }
    return smallest
  }
}
