/// The checks of FLAC frames (RFC 9639, 9.1.8 and 9.3): polynomials 07 and 8005, not reflected.
enum FLACCheck {
  private static let tables = ForwardCheckTable.entries(of: 0x8005 as UInt16)

  /// The check of 16 bits over `range`, continued from `register`; zero over a whole frame.
  ///
  /// Eight bytes a step, each through a table of its own.
  static func long(_ bytes: [UInt8], _ range: Range<Int>, from register: UInt16 = 0) -> UInt16 {
    let tables = tables.span
    let bytes = bytes.span.extracting(range)
    precondition(tables.count == ForwardCheckTable.count)
    var register = register
    var start = 0
    while bytes.count - start >= 8 {
      let step = bytes.extracting(start..<start &+ 8)
      let first = Int(step[0] ^ UInt8(register >> 8))
      let second = Int(step[1] ^ UInt8(register & 0xff))
      register =
        tables[7 << 8 | first] ^ tables[6 << 8 | second] ^ tables[5 << 8 | Int(step[2])]
        ^ tables[4 << 8 | Int(step[3])] ^ tables[3 << 8 | Int(step[4])]
        ^ tables[2 << 8 | Int(step[5])] ^ tables[1 << 8 | Int(step[6])] ^ tables[Int(step[7])]
      start &+= 8
    }
    while start < bytes.count {
      register = register << 8 ^ tables[Int(UInt8(register >> 8) ^ bytes[start])]
      start &+= 1
    }
    return register
  }

  /// The check of 8 bits over a header; zero with its last byte.
  static func short(_ bytes: ArraySlice<UInt8>) -> UInt8 {
    var register: UInt8 = 0
    for byte in bytes {
      register ^= byte
      for _ in 0..<8 { register = register & 0x80 != 0 ? register << 1 ^ 0x07 : register << 1 }
    }
    return register
  }
}
