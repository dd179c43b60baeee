import Foundation

/// For each item the data subjects of the release who chose it, rising, with values and days.
///
/// 12 bytes an entry where there are values and days.
struct HistoryIndex: Sendable {
  /// Where the entries of each item begin; one more than there are items.
  let starts: [Int]
  /// The data subject of each entry, rising within an item.
  let subjects: [UInt32]
  /// The value of each entry; empty where there is none at all.
  let values: [Float]
  /// The day of each entry; empty where there is none at all.
  let days: [Float]
  /// What an agreement on each item counts: 1 / log(data subjects who chose it).
  ///
  /// One person's item weighs as one of two people: 1 / log 1 would be infinite, and a single wrong
  /// item would decide everything.
  let weights: [Double]

  /// Indexes the data subjects of `histories` who are not held out.
  ///
  /// - Complexity: O(entries + items).
  init(_ histories: SparseHistories, isHeldOut: [Bool]) {
    var starts = [Int](repeating: 0, count: histories.itemCount + 1)
    var supports = [Int](repeating: 0, count: histories.itemCount)
    let present = (0..<histories.subjectCount).filter { !isHeldOut[$0] }
    for subject in present {
      var last: UInt32?
      for entry in histories.entries(of: subject) {
        let item = histories.items[entry]
        starts[Int(item) + 1] += 1
        if item != last { supports[Int(item)] += 1 }
        last = item
      }
    }
    for item in 0..<histories.itemCount { starts[item + 1] += starts[item] }
    let count = starts.last ?? 0
    var next = starts
    var subjects = [UInt32](repeating: 0, count: count)
    var values = [Float](repeating: 0, count: histories.values.isEmpty ? 0 : count)
    var days = [Float](repeating: 0, count: histories.days.isEmpty ? 0 : count)
    for subject in present {
      for entry in histories.entries(of: subject) {
        let place = next[Int(histories.items[entry])]
        next[Int(histories.items[entry])] += 1
        subjects[place] = UInt32(subject)
        if !values.isEmpty { values[place] = histories.values[entry] }
        if !days.isEmpty { days[place] = histories.days[entry] }
      }
    }
    self.starts = starts
    self.subjects = subjects
    self.values = values
    self.days = days
    self.weights = supports.map { 1 / log(Double(max($0, 2))) }
  }

  /// Scores everybody who chose a known item by how alike values and days are.
  ///
  /// What the adversary does not know is left out; where it knows neither value nor day, having
  /// chosen the item counts 1. What the release does not have of one entry counts as much as it
  /// does on average for those of whom it has it, so that a gap speaks neither for nor against. Of
  /// several choices of one item the most alike counts.
  func score(
    _ known: HistoryEntry, _ likenesses: (value: DistanceLikeness, days: DistanceLikeness),
    on board: inout HistoryBoard
  ) {
    guard Int(known.item) + 1 < starts.count else { return }
    let range = starts[Int(known.item)]..<starts[Int(known.item) + 1]
    guard !range.isEmpty else { return }
    let weight = weights[Int(known.item)]
    let value = Likeness(of: known.value, among: values, range: range, likenesses.value)
    let day = Likeness(of: known.day, among: days, range: range, likenesses.days)
    let plain = value == nil && day == nil ? 1.0 : 0
    var (current, best) = (subjects[range.lowerBound], -1.0)
    for entry in range {
      var likeness = plain
      if let value { likeness += value.of(values[entry]) }
      if let day { likeness += day.of(days[entry]) }
      if subjects[entry] != current {
        board.add(weight * best, to: current)
        (current, best) = (subjects[entry], likeness)
      } else if likeness > best {
        best = likeness
      }
    }
    board.add(weight * best, to: current)
  }

  /// How alike a known number is to those of the entries of one item.
  private struct Likeness {
    let known: Float
    let likeness: DistanceLikeness
    let missing: Double

    /// `nil` where the adversary does not know the number, or the release has none at all.
    init?(
      of known: Float, among numbers: [Float], range: Range<Int>, _ likeness: DistanceLikeness
    ) {
      guard !known.isNaN, !numbers.isEmpty else { return nil }
      self.known = known
      self.likeness = likeness
      var (sum, count) = (0.0, 0)
      if numbers[range].contains(where: \.isNaN) {
        for number in numbers[range] where !number.isNaN {
          sum += likeness.at(abs(known - number))
          count += 1
        }
      }
      self.missing = count > 0 ? sum / Double(count) : 1
    }

    @inline(__always)
    func of(_ number: Float) -> Double {
      number.isNaN ? missing : likeness.at(abs(known - number))
    }
  }
}
