extension PDFLexer {
  /// A name, `position` at its slash (ISO 32000-1, 7.3.5).
  mutating func name() -> String {
    let start = position + 1
    position = start
    var hasEscape = false
    while position < end, PDFCharacters.isRegular(bytes[position]) {
      if bytes[position] == 0x23 { hasEscape = true }
      position += 1
    }
    guard hasEscape else { return PDFCharacters.text(bytes[start..<position]) }
    var plain: [UInt8] = []
    var index = start
    while index < position {
      if bytes[index] == 0x23, index + 2 < position,
        let high = HexadecimalDigit.value(bytes[index + 1]),
        let low = HexadecimalDigit.value(bytes[index + 2])
      {
        plain.append(high << 4 | low)
        index += 3
      } else {
        plain.append(bytes[index])
        index += 1
      }
    }
    return PDFCharacters.text(plain[...])
  }

  /// A string in parentheses, `position` at the first (7.3.4.2).
  mutating func literal() -> [UInt8] {
    var open = 1
    position += 1
    // Most strings stand as they are.
    let start = position
    while position < end {
      let byte = bytes[position]
      if byte == 0x29 {
        position += 1
        return Array(bytes[start..<(position - 1)])
      }
      if byte == 0x28 || byte == 0x5c || byte == 13 { break }
      position += 1
    }
    var result = Array(bytes[start..<position])
    while position < end {
      let byte = bytes[position]
      position += 1
      switch byte {
      case 0x28: open += 1
      case 0x29:
        open -= 1
        if open == 0 { return result }
      case 0x5c:
        escape(&result)
        continue
      case 13:
        if position < end, bytes[position] == 10 { position += 1 }
        result.append(10)
        continue
      default: break
      }
      result.append(byte)
    }
    return result
  }

  /// What follows a backslash.
  private mutating func escape(_ result: inout [UInt8]) {
    guard position < end else { return }
    let byte = bytes[position]
    position += 1
    switch byte {
    case 0x6e: result.append(10)
    case 0x72: result.append(13)
    case 0x74: result.append(9)
    case 0x62: result.append(8)
    case 0x66: result.append(12)
    case 10: break
    case 13: if position < end, bytes[position] == 10 { position += 1 }
    case 48...55:
      var value = Int(byte - 48)
      for _ in 0..<2 {
        guard position < end, (48...55).contains(bytes[position]) else { break }
        value = value * 8 + Int(bytes[position] - 48)
        position += 1
      }
      result.append(UInt8(truncatingIfNeeded: value))
    default: result.append(byte)
    }
  }

  /// A string of hexadecimal digits, `position` at its bracket (7.3.4.3).
  mutating func hexadecimal() -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(16)
    var high: UInt8?
    position += 1
    while position < end {
      let byte = bytes[position]
      position += 1
      if byte == 0x3e { break }
      guard let digit = HexadecimalDigit.value(byte) else { continue }
      if let first = high {
        result.append(first << 4 | digit)
        high = nil
      } else {
        high = digit
      }
    }
    if let high { result.append(high << 4) }
    return result
  }

  /// Whether `word` stands at the next token; then it is passed.
  mutating func take(_ word: String) -> Bool {
    skipSpace()
    guard position < end, bytes[position] == word.utf8.first,
      word.utf8.count <= end - position,
      bytes[position..<(position + word.utf8.count)].elementsEqual(word.utf8)
    else { return false }
    position += word.utf8.count
    return true
  }

  /// The next token where it is an integer that is not negative; else it is not passed.
  mutating func natural() -> Int? {
    skipSpace()
    var index = position
    var value = 0
    while index < end, PDFCharacters.isDigit(bytes[index]) {
      let (product, isLarge) = value.multipliedReportingOverflow(by: 10)
      let (sum, isTooLarge) = product.addingReportingOverflow(Int(bytes[index] - 48))
      guard !isLarge, !isTooLarge else { return nil }
      value = sum
      index += 1
    }
    guard index > position else { return nil }
    position = index
    return value
  }
}
