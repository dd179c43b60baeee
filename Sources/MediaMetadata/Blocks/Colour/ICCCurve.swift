/// A tone curve: a table, a power, or a formula.
///
/// **Source**: ICC.1:2022, 10.6 (curveType) and 10.18 (parametricCurveType).
enum ICCCurve: Equatable {
  /// Values at equal steps, of 65535.
  case table([UInt16])
  /// A power of 256ths.
  case gamma(UInt16)
  case identity
  /// A function's number and its parameters, of 65536.
  case formula(UInt16, [Int32])

  /// How many parameters each function has.
  private static let parameterCounts = [1, 3, 4, 5, 7]

  /// Reads a curve at the start of `content`; nil where none stands there.
  static func read(_ content: ArraySlice<UInt8>) -> (curve: ICCCurve, count: Int)? {
    let reader = ICCBytes(content)
    guard let type = reader.u32(0) else { return nil }
    if type == FourCharacters.code("curv") {
      guard let count = reader.u32(8), Int(count) <= (reader.count - 12) / 2 else { return nil }
      let end = 12 + 2 * Int(count)
      if count == 0 { return (.identity, end) }
      if count == 1 { return reader.u16(12).map { (.gamma($0), end) } }
      var values: [UInt16] = []
      values.reserveCapacity(Int(count))
      for offset in stride(from: 12, to: end, by: 2) { values.append(reader.u16(offset) ?? 0) }
      return (.table(values), end)
    }
    guard type == FourCharacters.code("para"), let function = reader.u16(8),
      Int(function) < parameterCounts.count
    else { return nil }
    var parameters: [Int32] = []
    for index in 0..<parameterCounts[Int(function)] {
      guard let value = reader.fixed(12 + 4 * index) else { return nil }
      parameters.append(value)
    }
    return (.formula(function, parameters), 12 + 4 * parameters.count)
  }

  /// The curve as a tag's content, without padding.
  var bytes: [UInt8] {
    var result: [UInt8] = []
    switch self {
    case .identity: result.append(signature: "curv", count: 0)
    case .gamma(let power):
      result.append(signature: "curv", count: 1)
      result.append(bigEndian: UInt64(power), 2)
    case .table(let values):
      result.append(signature: "curv", count: UInt32(truncatingIfNeeded: values.count))
      result.reserveCapacity(12 + 2 * values.count)
      for value in values {
        result.append(UInt8(truncatingIfNeeded: value >> 8))
        result.append(UInt8(truncatingIfNeeded: value))
      }
    case .formula(let function, let parameters):
      result.append(signature: "para", count: UInt32(function) << 16)
      for value in parameters { result.append(fixed: value) }
    }
    return result
  }

  /// The curve's value at `x` in 0...1, cut to 0...1.
  ///
  /// Only arithmetic and square roots, which IEEE 754 rounds alike on every machine.
  func value(at x: Double) -> Double {
    switch self {
    case .identity: return x
    case .gamma(let power): return Self.power(x, Int(power) << 8)
    case .table(let values):
      let place = x * Double(values.count - 1)
      let index = min(max(Int(place), 0), values.count - 1)
      let next = min(index + 1, values.count - 1)
      let share = place - Double(index)
      return (Double(values[index]) * (1 - share) + Double(values[next]) * share) / 65_535
    case .formula(let function, let parameters):
      return min(max(Self.formula(function, parameters, x), 0), 1)
    }
  }

  private static func formula(_ function: UInt16, _ parameters: [Int32], _ x: Double) -> Double {
    func parameter(_ index: Int) -> Double {
      index < parameters.count ? Double(parameters[index]) / 65_536 : 0
    }
    func raised() -> Double {
      power(parameter(1) * x + parameter(2), Int(parameters.first ?? 0))
    }
    switch function {
    case 0: return power(x, Int(parameters.first ?? 0))
    case 1: return parameter(1) * x + parameter(2) >= 0 ? raised() : 0
    case 2:
      return parameter(1) * x + parameter(2) >= 0 ? raised() + parameter(3) : parameter(3)
    case 3: return x >= parameter(4) ? raised() : parameter(3) * x
    default:
      return x >= parameter(4) ? raised() + parameter(5) : parameter(3) * x + parameter(6)
    }
  }

  /// `base` to the power of `exponent` 65536ths; 0 for what is no power of a display.
  private static func power(_ base: Double, _ exponent: Int) -> Double {
    guard base > 0, exponent >= 0, exponent < 64 << 16 else { return 0 }
    var result = 1.0
    for _ in 0..<(exponent >> 16) { result *= base }
    var root = base
    for bit in stride(from: 15, through: 0, by: -1) {
      root = root.squareRoot()
      if exponent & (1 << bit) != 0 { result *= root }
    }
    return result
  }
}

extension [UInt8] {
  /// Appends a type's signature, four zeros and a count.
  mutating func append(signature: StaticString, count: UInt32) {
    append(bigEndian: UInt64(FourCharacters.code(signature)), 4)
    append(bigEndian: 0, 4)
    append(bigEndian: UInt64(count), 4)
  }

  /// Appends a number of 65536ths.
  mutating func append(fixed value: Int32) {
    append(bigEndian: UInt64(UInt32(bitPattern: value)), 4)
  }

  /// Appends zeros up to a multiple of four.
  mutating func padToFour() {
    while count % 4 != 0 { append(0) }
  }
}
