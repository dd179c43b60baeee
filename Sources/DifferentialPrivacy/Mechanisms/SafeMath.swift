import Glibc

/// The functions of libm that the mechanisms' formulas need, in forms that keep their digits.
enum SafeMath {
  /// How far glibc's functions may be off, relatively, times ten: what is meant to be an upper
  /// bound is multiplied by this.
  static let above = 1 + 0x1p-48

  /// sinh(x / 2).
  static func sinhHalf(_ value: Double) -> Double { sinh(value / 2) }

  /// The natural logarithm.
  static func logarithm(_ value: Double) -> Double { log(value) }

  /// The delta of one key, where `keys` independent keys are to leak with probability `delta` at
  /// most: 1 - (1 - delta)^(1 / keys).
  static func share(ofDelta delta: Double, keys: Int) -> Double {
    keys == 1 ? delta : -expm1(log1p(-delta) / Double(keys))
  }

  /// The probability that at least one of `keys` independent keys leaks: 1 - (1 - delta)^keys.
  static func total(ofDelta delta: Double, keys: Int) -> Double {
    keys == 1 ? delta : -expm1(Double(keys) * log1p(-delta))
  }
}
