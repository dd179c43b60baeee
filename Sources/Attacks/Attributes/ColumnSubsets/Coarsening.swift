import Numerics
import Tables

/// One way to say less in a column, and what it is called.
struct Coarsening: Sendable {
  /// In words: "in bands of 10", "to the first 3 characters", "left out".
  let words: String
  /// The coarse code of each code; 0 stays 0.
  let coarseCode: [UInt32]
  /// The number of coarse codes, 0 included.
  let cardinality: Int

  /// The column said coarsely.
  ///
  /// - Complexity: O(rows).
  func apply(to column: CodedColumn) -> CodedColumn {
    CodedColumn(
      name: column.name, codes: column.codes.map { coarseCode[Int($0)] },
      dictionary: .opaque(count: cardinality - 1))
  }

  /// Whether nothing of the column is left.
  var isLeftOut: Bool { cardinality == 1 }

  /// The share of a column's entropy that is left.
  ///
  /// - Complexity: O(rows).
  func keeps(ofEntropyOf column: CodedColumn) -> Double {
    var before = [Int](repeating: 0, count: column.cardinality)
    for code in column.codes { before[Int(code)] += 1 }
    var after = [Int](repeating: 0, count: cardinality)
    for (code, count) in before.enumerated() { after[Int(coarseCode[code])] += count }
    let bits = Entropy.bits(of: before)
    return bits > 0 ? Entropy.bits(of: after) / bits : 0
  }

  /// Codes given out to groups of values in the order of their first code.
  private init<Key: Hashable>(_ words: String, cardinality: Int, key: (Int) -> Key) {
    var codeOfKey: [Key: UInt32] = [:]
    var coarse: [UInt32] = [CodedColumn.missing]
    for index in 0..<(cardinality - 1) {
      let next = UInt32(codeOfKey.count + 1)
      coarse.append(codeOfKey[key(index), default: next])
      if coarse[index + 1] == next { codeOfKey[key(index)] = next }
    }
    self.words = words
    self.coarseCode = coarse
    self.cardinality = codeOfKey.count + 1
  }

  /// The ways to say less in `column`, milder ones first; leaving it out comes last.
  static func options(for column: CodedColumn) -> [Coarsening] {
    let count = column.cardinality
    var options: [Coarsening] = []
    if let numbers = column.dictionary.numbers, numbers.count > 4 {
      options += bands(of: numbers).map { words, key in
        Coarsening(words, cardinality: count, key: key)
      }
    } else if case .texts(let texts) = column.dictionary, texts.count > 4 {
      options += prefixes(of: texts).map { words, key in
        Coarsening(words, cardinality: count, key: key)
      }
      options += rareMerged(column).map { words, key in
        Coarsening(words, cardinality: count, key: key)
      }
    }
    // Leaving a column out hides which cells were missing, too.
    options.append(
      Coarsening(
        words: "left out", coarseCode: [UInt32](repeating: 0, count: count), cardinality: 1))
    return options
  }

  private init(words: String, coarseCode: [UInt32], cardinality: Int) {
    self.words = words
    self.coarseCode = coarseCode
    self.cardinality = cardinality
  }

  /// Bands of a round width: about 20, 10 and 5 of them.
  private static func bands(of numbers: [Double]) -> [(String, (Int) -> Int)] {
    let low = numbers.min() ?? 0
    let range = (numbers.max() ?? 0) - low
    // Below that, widths would vanish, and no one keeps such numbers of people.
    guard range > 1e-290, range.isFinite else { return [] }
    var widths: [Double] = []
    for parts in [20.0, 10, 5] {
      let width = roundWidth(range / parts)
      let distinct = Set(numbers.map { ($0 / width).rounded(.down) }).count
      if distinct < numbers.count, widths.last != width { widths.append(width) }
    }
    return widths.map { width in
      (
        "in bands of \(words(width))",
        { index in Int(max(min((numbers[index] / width).rounded(.down), 9e15), -9e15)) }
      )
    }
  }

  /// The smallest round number (1, 2 or 5 times a power of ten) that reaches `width`.
  private static func roundWidth(_ width: Double) -> Double {
    var unit = 1.0
    while unit > width { unit /= 10 }
    while unit * 10 <= width { unit *= 10 }
    for step in [1.0, 2, 5, 10] where unit * step >= width { return unit * step }
    return unit * 10
  }

  private static func words(_ width: Double) -> String {
    width >= 1 && width < 1e15 ? String(Int64(width)) : String(width)
  }

  /// Dates to the month and the year; codes of one length to fewer characters.
  private static func prefixes(of texts: [String]) -> [(String, (Int) -> String)] {
    let lengths = Set(texts.prefix(10_000).map(\.count))
    guard lengths.count == 1, let length = lengths.first, length >= 3 else { return [] }
    let isDate = length == 10 && texts.prefix(100).allSatisfy { $0.dropFirst(4).first == "-" }
    let steps =
      isDate
      ? [("to the month", 7), ("to the year", 4)]
      : [1, 2, 3].filter { $0 < length - 1 }.map { dropped in
        ("to the first \(length - dropped) characters", length - dropped)
      }
    return steps.map { words, kept in (words, { index in String(texts[index].prefix(kept)) }) }
  }

  /// Values of fewer than one in a hundred rows, and fewer than one in twenty, merged into one.
  private static func rareMerged(_ column: CodedColumn) -> [(String, (Int) -> Int)] {
    var rowsOfCode = [Int](repeating: 0, count: column.cardinality)
    for code in column.codes { rowsOfCode[Int(code)] += 1 }
    return [0.01, 0.05].compactMap { share in
      let floor = Double(column.codes.count) * share
      let rare = rowsOfCode.dropFirst().count { $0 > 0 && Double($0) < floor }
      guard rare > 1 else { return nil }
      let sizes = rowsOfCode
      return (
        "with values of fewer than \(Int(share * 100)) in 100 rows merged",
        { index in Double(sizes[index + 1]) < floor ? -1 : index }
      )
    }
  }
}
