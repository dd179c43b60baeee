import Numerics
import Tables

/// The group of each row under one key: rows with the same code agree, 0 agrees with nothing.
struct KeyCodes: Sendable {
  /// The group of each row of the left table.
  let left: [UInt32]
  /// The group of each row of the right table.
  let right: [UInt32]
  /// One more than the largest group number.
  let cardinality: Int

  /// Codes a key's values: each distinct value is looked at once.
  ///
  /// - Complexity: O(rows + characters of distinct values).
  init(_ key: BlockingKey, of field: LinkageField, isOneTable: Bool) {
    guard key.form != .whole else {
      (left, right) = (field.left, field.right)
      cardinality = field.dictionary.count + 1
      return
    }
    let parts = key.form.parts(of: field)
    var codeOfPart: [UInt64: UInt32] = [:]
    var codes: [UInt32] = [0]
    codes.reserveCapacity(parts.count + 1)
    for part in parts {
      guard let part else {
        codes.append(0)
        continue
      }
      let next = UInt32(codeOfPart.count + 1)
      let code = codeOfPart[part] ?? next
      if code == next { codeOfPart[part] = next }
      codes.append(code)
    }
    cardinality = codeOfPart.count + 1
    left = field.left.map { codes[Int($0)] }
    right = isOneTable ? left : field.right.map { codes[Int($0)] }
  }

  private init(left: [UInt32], right: [UInt32], cardinality: Int) {
    self.left = left
    self.right = right
    self.cardinality = cardinality
  }

  /// One group for all rows.
  init(allOf records: LinkageRecords) {
    left = [UInt32](repeating: 1, count: records.leftCount)
    right = [UInt32](repeating: 1, count: records.rightCount)
    cardinality = 2
  }

  /// The groups of rows that agree in this key and in another.
  ///
  /// - Complexity: O(rows + cardinality); no hashing: rows are grouped by this key, and within each
  ///   group the other key's codes are numbered as they come.
  func combined(with other: KeyCodes, isOneTable: Bool) -> KeyCodes {
    var newLeft = [UInt32](repeating: 0, count: left.count)
    var newRight = isOneTable ? [] : [UInt32](repeating: 0, count: right.count)
    let leftRows = RowGroups(left, cardinality: cardinality)
    let rightRows = isOneTable ? leftRows : RowGroups(right, cardinality: cardinality)
    var groupOfCode = [UInt32](repeating: 0, count: other.cardinality)
    var first: UInt32 = 1
    var next: UInt32 = 1
    for group in 1..<max(cardinality, 1) {
      for row in leftRows[group] {
        let code = Int(other.left[Int(row)])
        guard code > 0 else { continue }
        // Numbers below `first` are of an earlier group: this code is new here.
        if groupOfCode[code] < first {
          groupOfCode[code] = next
          next += 1
        }
        newLeft[Int(row)] = groupOfCode[code]
      }
      if !isOneTable {
        for row in rightRows[group] {
          let code = Int(other.right[Int(row)])
          // A group that no row of the left table has makes no pair.
          if code > 0, groupOfCode[code] >= first { newRight[Int(row)] = groupOfCode[code] }
        }
      }
      first = next
    }
    return KeyCodes(
      left: newLeft, right: isOneTable ? newLeft : newRight, cardinality: Int(next))
  }

  /// How many pairs agree in the key, exactly.
  ///
  /// - Complexity: O(rows + cardinality).
  func pairCount(isOneTable: Bool) -> Double {
    var counts = [UInt32](repeating: 0, count: cardinality)
    for code in left { counts[Int(code)] += 1 }
    counts[0] = 0
    if isOneTable {
      return counts.reduce(0) { $0 + Double($1) * (Double($1) - 1) / 2 }
    }
    return right.reduce(0) { $0 + Double(counts[Int($1)]) }
  }

  /// Whether two rows agree.
  @inline(__always)
  func agree(_ leftRow: Int, _ rightRow: Int) -> Bool {
    left[leftRow] == right[rightRow] && left[leftRow] != 0
  }
}

extension KeyForm {
  /// For each distinct value the part that must agree, `nil` where it has none.
  ///
  /// Up to three characters are packed into a word; of more, words differ with all but 2^-64.
  fileprivate func parts(of field: LinkageField) -> [UInt64?] {
    switch self {
    case .whole: (0..<field.dictionary.count).map { UInt64($0) }
    case .prefix(let length):
      field.dictionary.labels.map { Self.word($0.unicodeScalars.prefix(length)) }
    case .suffix(let length):
      field.dictionary.labels.map { Self.word($0.unicodeScalars.suffix(length)) }
    case .year: field.dates.map { $0.map { UInt64($0.year) } }
    case .monthAndDay: field.dates.map { $0.map { UInt64($0.month * 100 + $0.day) } }
    }
  }

  private static func word(_ scalars: Substring.UnicodeScalarView) -> UInt64? {
    guard !scalars.isEmpty else { return nil }
    var (word, count): (UInt64, Int) = (0, 0)
    for scalar in scalars {
      // Above three scalars of 21 bits, the earlier ones are stirred in.
      if count >= 3 { word = (word ^ (word >> 31)) &* 0x9E37_79B9_7F4A_7C15 }
      word = count < 3 ? word << 21 | UInt64(scalar.value) : word ^ UInt64(scalar.value)
      count += 1
    }
    return word
  }
}

extension LinkageField {
  /// The distinct values as dates, `nil` where one is none.
  fileprivate var dates: [CalendarDate?] {
    switch dictionary {
    case .integers, .reals:
      (dictionary.numbers ?? []).map { kind == .date ? CalendarDate(daysSince1970: $0) : nil }
    case .texts, .opaque: dictionary.labels.map { CalendarDate($0) }
    }
  }
}

/// The rows of each group, rising: a counting sort.
struct RowGroups: Sendable {
  private let rows: [UInt32]
  private let starts: [Int]

  init(_ codes: [UInt32], cardinality: Int) {
    var starts = [Int](repeating: 0, count: cardinality + 1)
    for code in codes { starts[Int(code) + 1] += 1 }
    for code in 0..<cardinality { starts[code + 1] += starts[code] }
    var next = starts
    var rows = [UInt32](repeating: 0, count: codes.count)
    for (row, code) in codes.enumerated() {
      rows[next[Int(code)]] = UInt32(row)
      next[Int(code)] += 1
    }
    self.rows = rows
    self.starts = starts
  }

  /// The rows of a group.
  subscript(group: Int) -> ArraySlice<UInt32> { rows[starts[group]..<starts[group + 1]] }

  /// The number of rows of a group.
  func count(of group: Int) -> Int { starts[group + 1] - starts[group] }
}
