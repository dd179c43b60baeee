import Tables

/// Codes 64-bit words in the order in which they come: whole numbers, or the bit patterns
/// of real numbers.
///
/// Open addressing with at most half of the slots taken; 8 bytes and 8 to 16 bytes of table for
/// each distinct value.
@safe final class NumberDictionary {
  /// The distinct words in code order.
  private(set) var words: [UInt64] = []

  // Owned by this object: freed in deinit, grown only in `reserve`, never handed out.
  private var slots: UnsafeMutablePointer<UInt32>
  private var slotCount: Int
  private let seed: UInt64

  init() {
    slotCount = 1 << 6
    unsafe slots = .allocate(capacity: slotCount)
    unsafe slots.initialize(repeating: 0, count: slotCount)
    var generator = SystemRandomNumberGenerator()
    seed = generator.next() | 1
  }

  deinit { unsafe slots.deallocate() }

  /// The code of a word, new if it is.
  func code(of word: UInt64) -> UInt32 {
    reserve(words.count + 1)
    return reservedCode(of: word)
  }

  /// Writes the codes of a column of whole numbers to `codes`.
  func encodeIntegers(_ vector: ColumnVector, into codes: UnsafeMutablePointer<UInt32>) {
    unsafe encode(vector, into: codes) { (value: Int64) in UInt64(bitPattern: value) }
  }

  /// Writes the codes of a column of real numbers to `codes`: NaN is missing, and -0 is 0.
  func encodeReals(_ vector: ColumnVector, into codes: UnsafeMutablePointer<UInt32>) {
    unsafe encode(vector, into: codes) { (value: Double) in
      value.isNaN ? nil : (value == 0 ? 0 : value.bitPattern)
    }
  }

  @inline(__always)
  private func encode<Value>(
    _ vector: ColumnVector, into codes: UnsafeMutablePointer<UInt32>, _ word: (Value) -> UInt64?
  ) {
    let rowCount = vector.rowCount
    reserve(words.count + rowCount)
    guard let cells = unsafe vector.values(as: Value.self) else { return }
    for row in 0..<rowCount {
      if vector.isValid(row), let word = word(unsafe cells[row]) {
        unsafe codes[row] = reservedCode(of: word)
      } else {
        unsafe codes[row] = CodedColumn.missing
      }
    }
  }

  @inline(__always)
  private func reservedCode(of word: UInt64) -> UInt32 {
    let mask = slotCount &- 1
    var slot = hash(word) & mask
    while true {
      let code = unsafe slots[slot]
      if code == 0 { break }
      if words[Int(code) &- 1] == word { return code }
      slot = (slot &+ 1) & mask
    }
    words.append(word)
    let code = UInt32(words.count)
    unsafe slots[slot] = code
    return code
  }

  @inline(__always)
  private func hash(_ word: UInt64) -> Int {
    let product = (word ^ seed).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    return Int(truncatingIfNeeded: product.high ^ product.low)
  }

  private func reserve(_ total: Int) {
    guard total * 2 > slotCount else { return }
    unsafe slots.deallocate()
    while slotCount < total * 2 { slotCount *= 2 }
    unsafe slots = .allocate(capacity: slotCount)
    unsafe slots.initialize(repeating: 0, count: slotCount)
    for (index, word) in words.enumerated() {
      var slot = hash(word) & (slotCount - 1)
      while unsafe slots[slot] != 0 { slot = (slot + 1) & (slotCount - 1) }
      unsafe slots[slot] = UInt32(index + 1)
    }
  }
}
