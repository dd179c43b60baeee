extension ExifBytes {
  /// The value at `index` of a field as a number; nil for text, beyond the end, and for n/0.
  func number(_ entry: ExifEntry, _ index: Int = 0) -> Double? {
    guard index >= 0, index < entry.available, let unit = ExifType.size(entry.type) else {
      return nil
    }
    let offset = entry.value.lowerBound + index * unit
    switch entry.type {
    case ExifType.rational:
      guard let numerator = uint32(offset), let denominator = uint32(offset + 4) else { return nil }
      return denominator == 0 ? nil : Double(numerator) / Double(denominator)
    case ExifType.signedRational:
      guard let numerator = uint32(offset), let denominator = uint32(offset + 4) else { return nil }
      return denominator == 0
        ? nil : Double(Int32(bitPattern: numerator)) / Double(Int32(bitPattern: denominator))
    case 11: return uint32(offset).map { Double(Float(bitPattern: $0)) }
    case 12: return uint64(offset).map { Double(bitPattern: $0) }
    default: return integer(entry, index).map { Double($0) }
    }
  }

  /// The value at `index` of a field of an integer type.
  func integer(_ entry: ExifEntry, _ index: Int = 0) -> Int? {
    guard index >= 0, index < entry.available, let unit = ExifType.size(entry.type) else {
      return nil
    }
    let offset = entry.value.lowerBound + index * unit
    switch entry.type {
    case 1, ExifType.undefined: return byte(offset).map { Int($0) }
    case 6: return byte(offset).map { Int(Int8(bitPattern: $0)) }
    case ExifType.short: return uint16(offset).map { Int($0) }
    case 8: return uint16(offset).map { Int(Int16(bitPattern: $0)) }
    case ExifType.long, ExifType.directory: return uint32(offset).map { Int($0) }
    case 9: return uint32(offset).map { Int(Int32(bitPattern: $0)) }
    case 16, 18: return uint64(offset).flatMap { Int(exactly: $0) }
    case 17: return uint64(offset).map { Int(Int64(bitPattern: $0)) }
    default: return nil
    }
  }

  /// The value at `index` as text: a fraction in lowest decimal form, an integer as it is.
  func numberText(_ entry: ExifEntry, _ index: Int) -> String? {
    if entry.type == ExifType.rational || entry.type == ExifType.signedRational
      || entry.type == 11 || entry.type == 12
    {
      guard index < entry.available else { return nil }
      return number(entry, index).map { ExifText.decimal($0) } ?? "undefined"
    }
    return integer(entry, index).map { String($0) }
  }
}
