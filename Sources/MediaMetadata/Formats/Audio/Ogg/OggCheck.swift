/// The check of Ogg pages (RFC 3533, 6): polynomial 04C11DB7, not reflected, without complement.
enum OggCheck {
  private static let tables = ForwardCheckTable.entries(of: 0x04c1_1db7 as UInt32)

  /// The check over `bytes`, continued from `register`.
  ///
  /// Eight bytes a step, each through a table of its own.
  static func of(_ bytes: ArraySlice<UInt8>, from register: UInt32 = 0) -> UInt32 {
    let tables = tables.span
    let bytes = bytes.span
    precondition(tables.count == ForwardCheckTable.count)
    var register = register
    var start = 0
    while bytes.count - start >= 8 {
      let step = bytes.extracting(start..<start &+ 8)
      register ^=
        UInt32(step[0]) << 24 | UInt32(step[1]) << 16 | UInt32(step[2]) << 8 | UInt32(step[3])
      register =
        tables[7 << 8 | Int(register >> 24)] ^ tables[6 << 8 | Int(register >> 16 & 0xff)]
        ^ tables[5 << 8 | Int(register >> 8 & 0xff)] ^ tables[4 << 8 | Int(register & 0xff)]
        ^ tables[3 << 8 | Int(step[4])] ^ tables[2 << 8 | Int(step[5])]
        ^ tables[1 << 8 | Int(step[6])] ^ tables[Int(step[7])]
      start &+= 8
    }
    while start < bytes.count {
      register = register << 8 ^ tables[Int(UInt8(register >> 24) ^ bytes[start])]
      start &+= 1
    }
    return register
  }
}
