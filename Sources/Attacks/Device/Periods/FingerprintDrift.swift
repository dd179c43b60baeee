import Findings
import Tables

/// How steady traits are: who shows a new value in the later period, and how long until one does.
struct FingerprintDrift: Sendable, Equatable {
  /// One trait, or all together.
  struct Trait: Sendable, Equatable {
    let name: String
    /// The share of people seen in both periods who show in the later a value they did not show in
    /// the earlier.
    let changed: Double
    /// The time that people were watched, in days, over the number of new values they showed;
    /// `nil` where nobody showed any.
    let daysBetweenChanges: Double?
  }

  let traits: [Trait]
  /// How many people were seen in both periods.
  let people: Int

  /// - Parameters:
  ///   - isLater: whether each row belongs to the later period.
  ///   - classes: for each row the number of its fingerprint.
  /// - Complexity: O(traits * rows log rows).
  init(_ records: DeviceRecords, isLater: [Bool], classes: [UInt32]) {
    let order = (0..<records.rowCount).map {
      (subject: records.subjects.subject(ofRow: $0), time: records.times[$0], row: $0)
    }.sorted { $0 < $1 }
    var spans: [Range<Int>] = []
    var start = 0
    for index in order.indices
    where index + 1 == order.count
      || order[index + 1].subject != order[index].subject
    {
      spans.append(start..<(index + 1))
      start = index + 1
    }
    let rows = spans.map { span in order[span].map(\.row) }
    let both = rows.map { own in
      own.contains { isLater[$0] } && own.contains { !isLater[$0] }
    }
    self.people = both.count { $0 }
    let columns = records.traits.map { ($0.name, $0.codes) } + [("all traits", classes)]
    self.traits = columns.map { name, codes in
      Self.trait(name, codes, rows: rows, both: both, isLater, times: records.times)
    }
  }

  private static func trait(
    _ name: String, _ codes: [UInt32], rows: [[Int]], both: [Bool], _ isLater: [Bool],
    times: [Int64]
  ) -> Trait {
    var changed = 0
    var watched = 0.0
    var changes = 0
    for (own, isInBoth) in zip(rows, both) {
      guard let first = own.first, let last = own.last else { continue }
      var seen: Set<UInt32> = []
      var isNewLater = false
      for row in own where seen.insert(codes[row]).inserted {
        if seen.count > 1 { changes += 1 }
        if isLater[row] { isNewLater = true }
      }
      // In floating point: the ends of the calendar are too far apart for 64 bits.
      watched += Double(times[last]) - Double(times[first])
      if isInBoth, isNewLater { changed += 1 }
    }
    return Trait(
      name: name, changed: Double(changed) / Double(max(both.count { $0 }, 1)),
      daysBetweenChanges: changes > 0 ? watched / 86_400e6 / Double(changes) : nil)
  }

  /// The grid of all traits.
  var grid: Grid {
    Grid(
      id: "drift", title: "How steady each trait is",
      header: ["trait", "people with a new value later", "days between new values"],
      rows: traits.map { trait in
        [
          .text(trait.name), .share(trait.changed),
          trait.daysBetweenChanges.map { .number($0) } ?? .text("no new value"),
        ]
      })
  }
}
