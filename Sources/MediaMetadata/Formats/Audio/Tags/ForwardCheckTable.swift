/// Tables for checks whose polynomial is not reflected, eight bytes a step.
///
/// **Source**: M. Kounavis and F. Berry, "Novel Table Lookup-Based Algorithms for High-Performance
/// CRC Generation", IEEE Transactions on Computers 57 (11), 2008 (slicing by eight).
enum ForwardCheckTable {
  /// The entries of eight tables, one behind the other.
  static let count = 8 * 256

  /// For each byte the check of it with 0 to 7 zeros behind.
  static func entries<Register: FixedWidthInteger & UnsignedInteger>(
    of polynomial: Register
  ) -> [Register] {
    var entries = [Register](repeating: 0, count: count)
    let top = Register.bitWidth - 1
    for byte in 0..<256 {
      var register = Register(byte) << (top - 7)
      for _ in 0..<8 {
        register = register >> top != 0 ? register << 1 ^ polynomial : register << 1
      }
      entries[byte] = register
    }
    for index in 256..<count {
      let before = entries[index - 256]
      entries[index] = before << 8 ^ entries[Int(before >> (top - 7))]
    }
    return entries
  }
}
