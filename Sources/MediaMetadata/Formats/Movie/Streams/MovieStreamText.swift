/// The values of user data found inside streams, as text.
enum MovieStreamText {
  /// What a message says, for a find of SEI.
  static func value(_ payload: ArraySlice<UInt8>, _ find: MovieSEIRules.Find) -> String? {
    if find.name.hasSuffix("MDPM") { return recorded(payload.dropFirst(16)) }
    return PrintableText.runs(in: payload)
  }

  /// The time in AVCHD's packs (tags 0x18 and 0x19: zone, then year, month, day and time, in
  /// decimal digits of four bits), or the text of the bytes.
  private static func recorded(_ bytes: ArraySlice<UInt8>) -> String? {
    let packs = Array(bytes.dropFirst(5))
    var date: [UInt8] = []
    for start in stride(from: 0, to: packs.count - 4, by: 5) {
      if packs[start] == 0x18 { date += packs[(start + 2)..<(start + 5)] }
      if packs[start] == 0x19 { date += packs[(start + 1)..<(start + 5)] }
    }
    guard date.count == 7 else { return PrintableText.runs(in: bytes) }
    let digits = date.map { MovieTime.padded(Int($0 >> 4) * 10 + Int($0 & 15), 2) }
    return "\(digits[0])\(digits[1])-\(digits[2])-\(digits[3]) "
      + "\(digits[4]):\(digits[5]):\(digits[6])"
  }
}
