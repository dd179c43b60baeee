import Evaluation
import Numerics

/// Compares what is known of each candidate with each target's released history, as `HistoryAttack`
/// scores it.
///
/// The cost is minus the score: 0 where the target has none of the items known. Somebody of whom
/// nothing is known, or whose history is empty, can't be compared.
///
/// **Source** Narayanan and Shmatikov, *Robust De-anonymization of Large Sparse Datasets*, IEEE S&P
/// 2008, section 4 (Scoreboard-RH).
/// **Cost** O(entries of the targets), and for each candidate the targets' entries of its known
/// items.
struct KnownChoices: PairComparison {
  /// What is compared beside the items.
  enum Number: Sendable {
    case nothing
    case values
    case days
  }

  /// One known entry.
  private struct Known: Sendable {
    let item: UInt32
    /// The value or day, not-a-number where it is not known.
    let number: Float
    /// How alike an entry counts whose number the release does not have.
    let missing: Double
  }

  let id: String
  let title: String
  private let offsets: [Int]
  private let items: [UInt32]
  /// The value or day of each entry; empty where none is compared.
  private let numbers: [Float]
  private let weights: [Double]
  private let likeness: DistanceLikeness
  private let known: [[Known]]

  /// The mean likeness of an item's entries is taken over at most so many of them.
  static let sampledEntries = 1_000

  /// Prepares a release and what is known of each of its data subjects.
  ///
  /// - Complexity: O(entries), and up to `sampledEntries` for each known entry of an item that some
  ///   have without a number.
  init(
    id: String, title: String, release: SparseHistories, clues: [[HistoryEntry]],
    scales: HistoryScales, comparing number: Number
  ) {
    self.id = id
    self.title = title
    offsets = release.offsets
    items = release.items
    switch number {
    case .nothing:
      (numbers, likeness) = ([], DistanceLikeness(scale: 1))
    case .values:
      (numbers, likeness) = (release.values, DistanceLikeness(scale: scales.value))
    case .days:
      (numbers, likeness) = (release.days, DistanceLikeness(scale: scales.days))
    }
    let index = HistoryIndex(
      number == .days ? release.withoutValues : release.withoutDays,
      isHeldOut: [Bool](repeating: false, count: release.subjectCount))
    weights = index.weights
    let listed = number == .days ? index.days : number == .values ? index.values : []
    let (starts, likeness) = (index.starts, likeness)
    known = concurrentChunks(count: clues.count, minimumChunk: 64) { range in
      range.map { subject in
        clues[subject].map { entry in
          let own = number == .days ? entry.day : number == .values ? entry.value : .nan
          let range = starts[Int(entry.item)]..<starts[Int(entry.item) + 1]
          return Known(
            item: entry.item, number: own,
            missing: own.isNaN || listed.isEmpty
              ? 1 : Self.meanLikeness(of: own, to: listed[range], likeness))
        }
      }
    }.flatMap(\.self)
  }

  /// The mean likeness of a number to those that are known, where some are missing.
  private static func meanLikeness(
    of number: Float, to others: ArraySlice<Float>, _ likeness: DistanceLikeness
  ) -> Double {
    guard others.contains(where: \.isNaN) else { return 1 }
    let step = max(1, others.count / sampledEntries)
    var (sum, count) = (0.0, 0)
    for place in stride(from: others.startIndex, to: others.endIndex, by: step)
    where !others[place].isNaN {
      sum += likeness.at(abs(number - others[place]))
      count += 1
    }
    return count > 0 ? sum / Double(count) : 1
  }

  func costs(targets: [UInt32], candidates: [UInt32]) -> PairCosts {
    let lists = Lists(targets, offsets: offsets, items: items, itemCount: weights.count)
    let width = targets.count
    let isEmpty = targets.map { offsets[Int($0)] == offsets[Int($0) + 1] }
    let columns = concurrentChunks(count: candidates.count, minimumChunk: 16) { range in
      var scores = [Double](repeating: 0, count: width)
      var columns: [Float] = []
      columns.reserveCapacity(range.count * width)
      for column in range {
        let own = known[Int(candidates[column])]
        guard !own.isEmpty else {
          columns += repeatElement(.infinity, count: width)
          continue
        }
        for row in 0..<width { scores[row] = 0 }
        for entry in own { add(entry, lists, to: &scores) }
        for row in 0..<width { columns.append(isEmpty[row] ? .infinity : Float(-scores[row])) }
      }
      return columns
    }.flatMap(\.self)
    var values = [Float](repeating: 0, count: columns.count)
    for column in candidates.indices {
      for row in 0..<width {
        values[row * candidates.count + column] = columns[column * width + row]
      }
    }
    return PairCosts(rowCount: width, columnCount: candidates.count, values: values)
  }

  /// Scores the targets that chose a known item; of several choices of it the most alike counts.
  private func add(_ entry: Known, _ lists: Lists, to scores: inout [Double]) {
    let list = lists.starts[Int(entry.item)]..<lists.starts[Int(entry.item) + 1]
    guard !list.isEmpty else { return }
    let weight = weights[Int(entry.item)]
    var (row, best) = (lists.rows[list.lowerBound], 0.0)
    for place in list {
      let own = likeness(of: entry, to: lists.entries[place])
      if lists.rows[place] != row {
        scores[Int(row)] += weight * best
        (row, best) = (lists.rows[place], own)
      } else {
        best = max(best, own)
      }
    }
    scores[Int(row)] += weight * best
  }

  @inline(__always)
  private func likeness(of entry: Known, to other: Int) -> Double {
    guard !numbers.isEmpty, !entry.number.isNaN else { return 1 }
    let number = numbers[other]
    return number.isNaN ? entry.missing : likeness.at(abs(entry.number - number))
  }

  /// For each item the targets of a batch who chose it, rising.
  private struct Lists {
    let starts: [Int]
    let rows: [UInt32]
    /// The entry of the release.
    let entries: [Int]

    init(_ targets: [UInt32], offsets: [Int], items: [UInt32], itemCount: Int) {
      var starts = [Int](repeating: 0, count: itemCount + 1)
      for target in targets {
        for entry in offsets[Int(target)]..<offsets[Int(target) + 1] {
          starts[Int(items[entry]) + 1] += 1
        }
      }
      for item in 0..<itemCount { starts[item + 1] += starts[item] }
      var next = starts
      var rows = [UInt32](repeating: 0, count: starts[itemCount])
      var entries = [Int](repeating: 0, count: rows.count)
      for (row, target) in targets.enumerated() {
        for entry in offsets[Int(target)]..<offsets[Int(target) + 1] {
          let place = next[Int(items[entry])]
          next[Int(items[entry])] += 1
          rows[place] = UInt32(row)
          entries[place] = entry
        }
      }
      self.starts = starts
      self.rows = rows
      self.entries = entries
    }
  }
}
