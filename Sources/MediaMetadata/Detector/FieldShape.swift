/// Numbers that describe a value as a whole.
enum FieldShape {
  /// How many there are.
  static let count = 24

  /// The numbers, each about 0 to 1.
  static func numbers(of bytes: [UInt8], runs: [FieldRun], isCut: Bool) -> [Float] {
    let total = Float(max(1, bytes.count))
    var digits = 0
    var lower = 0
    var upper = 0
    var blanks = 0
    var foreign = 0
    var marks = 0
    var vowels = 0
    var seen: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
    for byte in bytes {
      switch byte {
      case 0x30...0x39: digits += 1
      case 0x61...0x7a: lower += 1
      case 0x41...0x5a: upper += 1
      case 0x20: blanks += 1
      case 0x80...0xff: foreign += 1
      default: marks += 1
      }
      switch byte | 0x20 {
      case 0x61, 0x65, 0x69, 0x6f, 0x75: vowels += 1
      default: break
      }
      let bit: UInt64 = 1 << UInt64(byte & 63)
      switch byte >> 6 {
      case 0: seen.0 |= bit
      case 1: seen.1 |= bit
      case 2: seen.2 |= bit
      default: seen.3 |= bit
      }
    }
    let different =
      seen.0.nonzeroBitCount + seen.1.nonzeroBitCount + seen.2.nonzeroBitCount
      + seen.3.nonzeroBitCount
    let letters = Float(max(1, lower + upper))
    let shares = [digits, lower, upper, blanks, foreign, marks].map { Float($0) / total }
    return shares + [
      Float(vowels) / letters, Float(different) / total, Float(min(different, 32)) / 32,
      min(total, 128) / 128, min(total, 16) / 16, isCut ? 1 : 0,
    ] + counts(of: runs)
  }

  /// What the runs say: how many there are of each kind, and the longest.
  private static func counts(of runs: [FieldRun]) -> [Float] {
    var ofKind = [Int](repeating: 0, count: 9)
    var longest = [Int](repeating: 0, count: 9)
    for run in runs where run.kind < 9 {
      ofKind[Int(run.kind)] += 1
      longest[Int(run.kind)] = max(longest[Int(run.kind)], run.count)
    }
    let words = Float(max(1, ofKind.reduce(0, +)))
    let at = runs.contains { $0.kind == 0x40 }
    let slashes = runs.count { $0.kind == 0x2f || $0.kind == 0x5c }
    let colons = runs.count { $0.kind == 0x3a }
    return [
      min(words, 16) / 16, Float(ofKind[Int(FieldRun.Kind.capitalised)]) / words,
      Float(ofKind[Int(FieldRun.Kind.digits)]) / words,
      Float(ofKind[Int(FieldRun.Kind.mixed)] + ofKind[Int(FieldRun.Kind.hexadecimal)]) / words,
      Float(min(longest[Int(FieldRun.Kind.digits)], 16)) / 16,
      Float(min(longest[Int(FieldRun.Kind.hexadecimal)], 32)) / 32,
      Float(min(longest[Int(FieldRun.Kind.mixed)], 32)) / 32,
      Float(min(longest[Int(FieldRun.Kind.lower)], 16)) / 16, at ? 1 : 0,
      Float(min(slashes, 4)) / 4, Float(min(colons, 4)) / 4,
      Float(ofKind[Int(FieldRun.Kind.upper)]) / words,
    ]
  }
}
