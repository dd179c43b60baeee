import Numerics
import Tables

/// Numbers and days: the known value lies within so much of the true one, anywhere with equal
/// probability; behind a range stands any of its numbers.
///
/// Where all numbers of a column are whole, so are the true and the known ones.
struct EvidenceQuantities: EvidenceScale {
  /// From where to where a released value reaches; `nil` for one that says nothing.
  private let ranges: [ClosedRange<Double>?]
  private let isWhole: Bool
  private let within: Double
  /// Released values that are one number, rising, with their codes.
  private let points: [(number: Double, code: UInt32)]
  private let wide: [UInt32]

  /// Reads a column's values; `nil` where some are no numbers, days or ranges, or where all are
  /// single values that are known exactly, which are compared by their codes.
  init?(_ column: CodedColumn, within: Double) {
    guard let read = Self.read(column.dictionary, isInexact: within > 0) else { return nil }
    let isWide = read.contains { $0.map { $0.lower < $0.upper } ?? false }
    guard within > 0 || isWide else { return nil }
    let ends = read.compactMap(\.self).flatMap { [$0.lower, $0.upper] }.filter(\.isFinite)
    guard let least = ends.min(), let most = ends.max() else { return nil }
    let whole = ends.allSatisfy { $0 == $0.rounded() && abs($0) < 1e15 }
    isWhole = whole
    // Numbers with fractions are never known as exactly as they are written.
    self.within = whole ? within.rounded(.down) : max(within, (most - least) * 1e-9, 1e-300)
    let ranges = [nil] + read.map { $0.map { $0.closed(least, most, isWhole: whole) } }
    self.ranges = ranges
    let codes = ranges.indices.filter { ranges[$0] != nil }
    points = codes.compactMap { code in
      ranges[code].flatMap { $0.lowerBound == $0.upperBound ? ($0.lowerBound, UInt32(code)) : nil }
    }.sorted { ($0.number, $0.code) < ($1.number, $1.code) }
    wide = codes.filter { ranges[$0].map { $0.lowerBound < $0.upperBound } ?? false }
      .map(UInt32.init)
  }

  func isTelling(_ code: UInt32) -> Bool { ranges[Int(code)] != nil }

  func known(from code: UInt32, using source: inout SeededGenerator) -> Double {
    guard let range = ranges[Int(code)] else { return .nan }
    let (place, error) = (source.unit(), source.unit())
    let (low, high) = (range.lowerBound, range.upperBound)
    guard isWhole else { return low + place * (high - low) + (2 * error - 1) * within }
    return low + (place * (high - low + 1)).rounded(.down)
      + (error * (2 * within + 1)).rounded(.down) - within
  }

  func forEachKnown(_ known: [Double], of code: UInt32, _ body: (Int, Double) -> Void) {
    guard let range = ranges[Int(code)] else { return }
    let slack = slack(range)
    var place = known.firstPlace(notBelow: range.lowerBound - within - slack)
    while place < known.count, known[place] <= range.upperBound + within + slack {
      let likelihood = likelihood(of: known[place], in: range)
      if likelihood > 0 { body(place, likelihood) }
      place += 1
    }
  }

  func background(_ known: [Double], shares: [Double]) -> [Double] {
    var sums = [0.0]
    for point in points { sums.append(sums[sums.count - 1] + shares[Int(point.code)]) }
    let numbers = points.map(\.number)
    var background = known.map { value in
      let slack = slack(value...value)
      let start = numbers.firstPlace(notBelow: value - within - slack)
      let end = numbers.firstPlace(notBelow: (value + within + slack).nextUp)
      return (sums[end] - sums[start]) / size(-within...within)
    }
    for code in wide where shares[Int(code)] > 0 {
      forEachKnown(known, of: code) { background[$0] += shares[Int(code)] * $1 }
    }
    return background
  }

  /// How likely a value is known of a person whose true value lies anywhere in a range.
  private func likelihood(of value: Double, in range: ClosedRange<Double>) -> Double {
    let (low, high) = (range.lowerBound, range.upperBound)
    let error = size(-within...within)
    if low == high { return abs(value - low) <= within + slack(range) ? 1 / error : 0 }
    let (start, end) = (max(low, value - within), min(high, value + within))
    guard start <= end else { return 0 }
    return size(start...end) / (size(range) * error)
  }

  /// How many whole numbers a range holds, or how long it is.
  private func size(_ range: ClosedRange<Double>) -> Double {
    range.upperBound - range.lowerBound + (isWhole ? 1 : 0)
  }

  /// What rounding may add to an error.
  private func slack(_ range: ClosedRange<Double>) -> Double {
    isWhole
      ? 0 : 1e-12 * max(abs(range.lowerBound), abs(range.upperBound), within)
  }

  /// What a label says.
  private struct Reading {
    var lower: Double
    var upper: Double
    var includesLower = true
    var includesUpper = true

    func closed(_ least: Double, _ most: Double, isWhole: Bool) -> ClosedRange<Double> {
      var low = lower.isFinite ? lower : min(least, upper)
      var high = upper.isFinite ? upper : max(most, lower)
      if isWhole, low < high {
        if !includesLower, lower.isFinite { low += 1 }
        if !includesUpper, upper.isFinite { high -= 1 }
      }
      return low <= high ? low...high : high...high
    }
  }

  /// The values as numbers; the outer `nil` where one is none, the inner where one says nothing.
  private static func read(_ dictionary: ValueDictionary, isInexact: Bool) -> [Reading?]? {
    if case .texts(let texts) = dictionary { return read(texts, isInexact: isInexact) }
    return dictionary.numbers.map { $0.map { Reading(lower: $0, upper: $0) } }
  }

  private static func read(_ texts: [String], isInexact: Bool) -> [Reading?]? {
    if isInexact, !texts.isEmpty, texts.allSatisfy({ CalendarDate($0) != nil }) {
      return texts.map { text in
        CalendarDate(text).map {
          let day = Double($0.daysSince1970)
          return Reading(lower: day, upper: day)
        }
      }
    }
    var readings: [Reading?] = []
    for text in texts {
      if let number = Double(text), number.isFinite {
        // Codes are written with leading zeros, numbers are not.
        if text.first == "0", text.count > 1, text.dropFirst().first != "." { return nil }
        readings.append(Reading(lower: number, upper: number))
      } else if case .interval(let lower, let includesLower, let upper, let includesUpper) =
        GeneralisedValue(text), lower <= upper
      {
        readings.append(
          Reading(
            lower: lower, upper: upper, includesLower: includesLower,
            includesUpper: includesUpper))
      } else if text.allSatisfy({ $0 == "*" }) {
        readings.append(nil)
      } else {
        return nil
      }
    }
    return readings
  }
}
