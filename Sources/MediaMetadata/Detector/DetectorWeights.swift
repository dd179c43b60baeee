/// The committed weights, and how they are laid out.
///
/// Little endian, in this order: threshold, temperature; for the three tables (names, pieces,
/// shapes) 16 scales each; their rows of 16 signed bytes; 48 scales and 48 biases of the hidden
/// units; for each input 48 signed bytes; 16 scales and 16 biases of the kinds; for each hidden
/// unit 16 signed bytes. Scales and biases are Float32.
public enum DetectorWeights {
  /// The committed weights, decoded.
  public static let bytes: [UInt8] =
    XMPBase64.decoded(Array(parts.map(\.description).joined().utf8)[...]) ?? []

  /// FNV-1a with 64 bits, as 16 hexadecimal digits.
  public static func digest(of bytes: [UInt8]) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// Reads the layout in order; zeros behind the end.
  struct Reader {
    let bytes: [UInt8]
    private var position = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    private mutating func byte() -> UInt8 {
      guard position < bytes.count else { return 0 }
      defer { position += 1 }
      return bytes[position]
    }

    mutating func float() -> Float {
      var word: UInt32 = 0
      for place in 0..<4 { word |= UInt32(byte()) << UInt32(8 * place) }
      let value = Float(bitPattern: word)
      return value.isFinite ? value : 0
    }

    mutating func floats() -> SIMD16<Float> {
      var result = SIMD16<Float>.zero
      for index in 0..<16 { result[index] = float() }
      return result
    }

    mutating func integers() -> SIMD16<Int8> {
      var result = SIMD16<Int8>.zero
      for index in 0..<16 { result[index] = Int8(bitPattern: byte()) }
      return result
    }
  }
}
