import Numerics
import Tables

/// What the values of a released column say about the value that an adversary knows of a person.
///
/// A known value is a number: that of a quantity, of a day, or the code of a category.
protocol EvidenceScale: Sendable {
  /// Whether a released value says anything.
  func isTelling(_ code: UInt32) -> Bool

  /// The value that an adversary who is right knows of a person behind a released value.
  func known(from code: UInt32, using source: inout SeededGenerator) -> Double

  /// Calls `body` with the place of each value in `known`, which rises, that can be known of a
  /// person behind a released value, and with its likelihood.
  func forEachKnown(_ known: [Double], of code: UInt32, _ body: (Int, Double) -> Void)

  /// How likely each known value is of a person drawn from the release.
  ///
  /// - Parameter shares: the share of people behind each code; of 0, the missing, nobody.
  func background(_ known: [Double], shares: [Double]) -> [Double]
}

extension EvidenceScale {
  func background(_ known: [Double], shares: [Double]) -> [Double] {
    var sums = [Double](repeating: 0, count: known.count)
    for code in shares.indices where shares[code] > 0 && isTelling(UInt32(code)) {
      forEachKnown(known, of: UInt32(code)) { sums[$0] += shares[code] * $1 }
    }
    return sums
  }
}

extension [Double] {
  /// The place of the first number that is not below `value`; the numbers rise.
  func firstPlace(notBelow value: Double) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = low + (high - low) / 2
      if self[middle] < value { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

/// Categories: a value is the one known or it is not; a prefix stands for the values it covers.
///
/// Behind a value that covers others stands one of these, as likely as they are in the release.
struct EvidenceCategories: EvidenceScale {
  /// For each code the codes behind it with their shares; empty for one that stands for itself.
  private let behind: [[(code: UInt32, share: Double)]]

  init(_ column: CodedColumn, shares: [Double]) {
    var behind = [[(code: UInt32, share: Double)]](repeating: [], count: column.cardinality)
    let labels = column.dictionary.labels
    let covers = labels.contains { GeneralisedValue($0) != nil }
    if covers {
      let covering = ValueCover(auxiliary: column.dictionary, release: column.dictionary).covering
      for (code, holders) in covering.enumerated() where code > 0 {
        for holder in holders where holder != UInt32(code) {
          behind[Int(holder)].append((UInt32(code), shares[code]))
        }
      }
      // What covers something else stands for it: only values that cover nothing are known.
      let isLast = behind.map(\.isEmpty)
      for code in behind.indices {
        let last = behind[code].filter { isLast[Int($0.code)] && $0.share > 0 }
        let sum = last.reduce(0) { $0 + $1.share }
        behind[code] = last.map { ($0.code, $0.share / sum) }
      }
    }
    self.behind = behind
  }

  func isTelling(_ code: UInt32) -> Bool { code != CodedColumn.missing }

  func known(from code: UInt32, using source: inout SeededGenerator) -> Double {
    var rest = source.unit()
    for (code, share) in behind[Int(code)] {
      rest -= share
      if rest < 0 { return Double(code) }
    }
    return Double(behind[Int(code)].last?.code ?? code)
  }

  func forEachKnown(_ known: [Double], of code: UInt32, _ body: (Int, Double) -> Void) {
    func tell(_ code: UInt32, _ share: Double) {
      let place = known.firstPlace(notBelow: Double(code))
      if place < known.count, known[place] == Double(code) { body(place, share) }
    }
    if behind[Int(code)].isEmpty { return tell(code, 1) }
    for (code, share) in behind[Int(code)] { tell(code, share) }
  }
}
