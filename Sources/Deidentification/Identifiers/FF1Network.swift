/// The Feistel network of FF1 for one length and tweak.
struct FF1Network {
  let radix: Int
  let length: Int
  let left: Int
  let right: Int
  private let tweak: [UInt8]
  private let cipher: BlockCipher
  /// The bytes of a half's number, and of a round's.
  private let halfBytes: Int
  private let roundBytes: Int
  /// radix^left and radix^right where both are at most 2^96.
  private let moduli: (left: UInt128, right: UInt128)?
  /// The cipher of the first block of every round's input.
  private let firstBlock: [UInt8]

  static let domainError = IdentifierError.value(
    row: nil,
    rule: "is too short: fewer than a million strings have its length; use a token instead")

  /// - Throws: `IdentifierError.value` where the domain is below `minimumDomain`.
  init(
    radix: Int, length: Int, tweak: [UInt8], minimumDomain: Int, cipher: BlockCipher
  ) throws(IdentifierError) {
    guard length >= 2, length <= FF1.maximumLength,
      Self.power(radix, length, limit: UInt128(minimumDomain)) >= UInt128(minimumDomain)
    else { throw Self.domainError }
    guard tweak.count <= 65_536 else {
      throw .parameter(name: "tweak", rule: "must have at most 65,536 bytes")
    }
    self.radix = radix
    self.length = length
    self.tweak = tweak
    self.cipher = cipher
    left = length / 2
    right = length - length / 2
    let limit = UInt128(1) << 96
    let powers = (Self.power(radix, left, limit: limit), Self.power(radix, right, limit: limit))
    if powers.1 <= limit {
      moduli = powers
      halfBytes = (UInt128.bitWidth - (powers.1 - 1).leadingZeroBitCount + 7) / 8
    } else {
      moduli = nil
      halfBytes = NumeralLimbs.byteCount(radix: radix, digits: right)
    }
    roundBytes = 4 * ((halfBytes + 3) / 4) + 4
    var first: [UInt8] = [1, 2, 1]
    first.append(contentsOf: UInt32(radix).bigEndianBytes.dropFirst())
    first.append(10)
    first.append(UInt8(left & 0xFF))
    first.append(contentsOf: UInt32(length).bigEndianBytes)
    first.append(contentsOf: UInt32(tweak.count).bigEndianBytes)
    try cipher.encipher(&first)
    firstBlock = first
  }

  var rightMask: UInt128 { (UInt128(1) << UInt128(right)) - 1 }

  /// Encrypts or decrypts numerals.
  func transform(_ numerals: [UInt16], decrypting: Bool) throws(IdentifierError) -> [UInt16] {
    guard moduli != nil else { return try longRounds(numerals, decrypting: decrypting) }
    let halves = try rounds(
      number(numerals[..<left]), number(numerals[left...]), decrypting: decrypting)
    return digits(halves.0, count: left) + digits(halves.1, count: right)
  }

  /// The ten rounds on halves as numbers.
  ///
  /// After an even number of rounds the halves have their first lengths again.
  func rounds(
    _ first: UInt128, _ second: UInt128, decrypting: Bool
  ) throws(IdentifierError) -> (UInt128, UInt128) {
    guard let moduli else { throw Self.domainError }
    var (first, second) = (first, second)
    for step in 0..<10 {
      let round = decrypting ? 9 - step : step
      let modulus = round % 2 == 0 ? moduli.left : moduli.right
      var bytes = [UInt8](repeating: 0, count: halfBytes)
      var rest = decrypting ? first : second
      for index in stride(from: halfBytes - 1, through: 0, by: -1) {
        bytes[index] = UInt8(truncatingIfNeeded: rest)
        rest >>= 8
      }
      var addend: UInt128 = 0
      for byte in try roundFunction(round, bytes) { addend = addend << 8 | UInt128(byte) }
      addend %= modulus
      if decrypting {
        let changed = second >= addend ? second - addend : second + modulus - addend
        (first, second) = (changed, first)
      } else {
        let sum = first + addend
        (first, second) = (second, sum >= modulus ? sum - modulus : sum)
      }
    }
    return (first, second)
  }

  /// The bytes of a round: the cipher-block chain of tweak, round and half, extended where needed.
  private func roundFunction(_ round: Int, _ half: [UInt8]) throws(IdentifierError) -> [UInt8] {
    var block = firstBlock
    var place = 0
    func absorb(_ byte: UInt8) throws(IdentifierError) {
      block[place] ^= byte
      place += 1
      if place == 16 {
        try cipher.encipher(&block)
        place = 0
      }
    }
    for byte in tweak { try absorb(byte) }
    let used = (tweak.count + half.count + 1) % 16
    for _ in 0..<((16 - used) % 16) { try absorb(0) }
    try absorb(UInt8(round))
    for byte in half { try absorb(byte) }
    guard roundBytes > 16 else { return Array(block[..<roundBytes]) }
    var result = block
    var counter: UInt64 = 1
    while result.count < roundBytes {
      var next = block
      for (index, byte) in counter.bigEndianBytes.enumerated() { next[8 + index] ^= byte }
      try cipher.encipher(&next)
      result.append(contentsOf: next)
      counter += 1
    }
    return Array(result[..<roundBytes])
  }

  /// The rounds where a half does not fit a machine number: numerals, schoolbook arithmetic.
  private func longRounds(
    _ numerals: [UInt16], decrypting: Bool
  ) throws(IdentifierError) -> [UInt16] {
    var (first, second) = (Array(numerals[..<left]), Array(numerals[left...]))
    for step in 0..<10 {
      let round = decrypting ? 9 - step : step
      let count = round % 2 == 0 ? left : right
      let input = decrypting ? first : second
      let bytes = NumeralLimbs.bytes(of: input, radix: radix, count: halfBytes)
      let addend = NumeralLimbs.numerals(
        of: try roundFunction(round, bytes), radix: radix, count: count)
      let changed = NumeralLimbs.add(
        decrypting ? second : first, addend, radix: radix, subtracting: decrypting)
      (first, second) = decrypting ? (changed, first) : (second, changed)
    }
    return first + second
  }

  private func number(_ numerals: ArraySlice<UInt16>) -> UInt128 {
    numerals.reduce(0) { $0 * UInt128(radix) + UInt128($1) }
  }

  private func digits(_ number: UInt128, count: Int) -> [UInt16] {
    var (digits, rest) = ([UInt16](repeating: 0, count: count), number)
    for index in stride(from: count - 1, through: 0, by: -1) {
      let (quotient, digit) = rest.quotientAndRemainder(dividingBy: UInt128(radix))
      digits[index] = UInt16(digit)
      rest = quotient
    }
    return digits
  }

  /// base^exponent, or a number above the limit as soon as it is passed.
  private static func power(_ base: Int, _ exponent: Int, limit: UInt128) -> UInt128 {
    var power: UInt128 = 1
    for _ in 0..<exponent where power <= limit { power *= UInt128(base) }
    return power
  }
}

/// Numbers of any length between numerals of a radix and bytes, the most significant first.
enum NumeralLimbs {
  /// The bytes that radix^digits - 1 needs.
  static func byteCount(radix: Int, digits: Int) -> Int {
    let limbs = limbs(of: [UInt16](repeating: UInt16(radix - 1), count: digits), radix: radix)
    guard let top = limbs.last else { return 0 }
    return limbs.count * 4 - top.leadingZeroBitCount / 8
  }

  /// The number of numerals in `count` bytes.
  static func bytes(of numerals: [UInt16], radix: Int, count: Int) -> [UInt8] {
    let limbs = limbs(of: numerals, radix: radix)
    var bytes = [UInt8](repeating: 0, count: count)
    for index in 0..<min(count, limbs.count * 4) {
      bytes[count - 1 - index] = UInt8(truncatingIfNeeded: limbs[index / 4] >> (8 * (index % 4)))
    }
    return bytes
  }

  /// The last `count` numerals of the number in some bytes.
  static func numerals(of bytes: [UInt8], radix: Int, count: Int) -> [UInt16] {
    var bytes = bytes
    var numerals = [UInt16](repeating: 0, count: count)
    for index in stride(from: count - 1, through: 0, by: -1) {
      var rest = 0
      for place in bytes.indices {
        let value = rest << 8 | Int(bytes[place])
        bytes[place] = UInt8(value / radix)
        rest = value % radix
      }
      numerals[index] = UInt16(rest)
    }
    return numerals
  }

  /// The sum (or difference) of two numbers of the same length, modulo radix^length.
  static func add(
    _ first: [UInt16], _ second: [UInt16], radix: Int, subtracting: Bool
  ) -> [UInt16] {
    var (result, carry) = (first, 0)
    for index in stride(from: first.count - 1, through: 0, by: -1) {
      let other = subtracting ? -Int(second[index]) : Int(second[index])
      var value = Int(first[index]) + other + carry
      carry = value < 0 ? -1 : value >= radix ? 1 : 0
      value -= carry * radix
      result[index] = UInt16(value)
    }
    return result
  }

  /// The least significant limb first; no zero limb at the end.
  private static func limbs(of numerals: [UInt16], radix: Int) -> [UInt32] {
    var limbs: [UInt32] = []
    for numeral in numerals {
      var carry = UInt64(numeral)
      for index in limbs.indices {
        carry += UInt64(limbs[index]) * UInt64(radix)
        limbs[index] = UInt32(truncatingIfNeeded: carry)
        carry >>= 32
      }
      if carry > 0 { limbs.append(UInt32(carry)) }
    }
    return limbs
  }
}
