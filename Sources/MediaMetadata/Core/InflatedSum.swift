/// The check sum of what a stream inflates to, as it is handed on in `KnownRuns`.
struct InflatedSum {
  let check: UInt32
  let count: Int

  /// A sum.
  init(check: UInt32, count: Int) {
    self.check = check
    self.count = count
  }

  /// The sum that an answer holds.
  init?(answer: [UInt8]) {
    var reader = ByteReader(answer)
    guard let check = reader.bigEndian(4), let count = reader.bigEndian(8) else { return nil }
    self.check = UInt32(check)
    self.count = Int(truncatingIfNeeded: count)
  }

  /// The sum as an answer.
  var answer: [UInt8] {
    var bytes: [UInt8] = []
    bytes.append(bigEndian: UInt64(check), 4)
    bytes.append(bigEndian: UInt64(count), 8)
    return bytes
  }

  /// What the sum depends on beside the packed bytes.
  static func setting(limit: Int) -> String { "inflated \(limit)" }
}
