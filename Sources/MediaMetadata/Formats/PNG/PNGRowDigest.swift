/// Check sums over plain rows and their filters: 64 bits and a length.
///
/// It guards against faults of this program, not against an adversary who makes two pictures alike.
struct PNGRowDigest: Sendable, Equatable {
  private var cyclic = CRC32()
  private var sum = Adler32()
  private var count = 0

  /// Takes in a row.
  mutating func update(_ row: [UInt8]) {
    cyclic.update(row[...])
    sum.update(row[...])
    count += row.count
  }

  /// The sums and the length.
  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.append(bigEndian: UInt64(cyclic.value), 4)
    bytes.append(bigEndian: UInt64(sum.value), 4)
    bytes.append(bigEndian: UInt64(count), 8)
    return bytes
  }
}
