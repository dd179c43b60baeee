/// What the detector adds to a field that no list knows, or that stays: what it looks like.
public struct FieldFlag: Sendable, Equatable {
  /// The likeliest telling kind.
  public let kind: FieldKind
  /// That kind's calibrated probability.
  public let probability: Float
  /// The probability that it is of any telling kind, which decides on the flag.
  ///
  /// Kinds that look alike share it: seven digits are a serial number or a counter.
  public let total: Float

  /// In words: "looks like a device's serial number (p = 0.93)", or, where telling kinds share the
  /// probability, "looks telling (p = 0.95), most like an identifier".
  public var sentence: String {
    probability >= 0.75 * total
      ? "looks like \(kind.phrase) (p = \(Self.hundredths(probability)))"
      : "looks telling (p = \(Self.hundredths(total))), most like \(kind.phrase)"
  }

  /// Two digits, rounded down: never 1.00.
  private static func hundredths(_ probability: Float) -> String {
    let whole = max(0, min(99, Int((probability * 100).rounded(.down))))
    return whole < 10 ? "0.0\(whole)" : "0.\(whole)"
  }
}

extension FieldDetector {
  /// The flag of a field that is telling with a probability at or above the threshold; else nil.
  public func flag(name: String, value: String) -> FieldFlag? {
    flag(probabilities(name: name, value: value))
  }

  /// The same for an answer that is at hand.
  ///
  /// - Parameter probabilities: One for each kind, as `probabilities(of:)` gives them.
  public func flag(_ probabilities: [Float]) -> FieldFlag? {
    guard probabilities.count == FieldKind.allCases.count else { return nil }
    var kind = FieldKind.identifier
    var total: Float = 0
    for one in FieldKind.allCases where one.isTelling {
      total += probabilities[one.rawValue]
      if probabilities[one.rawValue] > probabilities[kind.rawValue] { kind = one }
    }
    guard total >= threshold else { return nil }
    return FieldFlag(kind: kind, probability: probabilities[kind.rawValue], total: total)
  }
}

extension Disclosure {
  /// What its value looks like, where rules say little: it is of an unknown kind, or it stays.
  ///
  /// Nil for what rules name and remove, without a value, and below the detector's threshold. It
  /// says nothing of the value itself, and decides nothing.
  public func flag(by detector: FieldDetector = .standard) -> FieldFlag? {
    guard category == .unknown || fate == .kept, let value, !value.isEmpty else { return nil }
    let field = FieldText.parted(location: location, value: value)
    return detector.flag(name: field.name, value: field.value)
  }
}

/// A field as readers write it: of what no list knows, the name stands before its value.
public enum FieldText {
  /// The location with the names that stand before the value, and the value without them:
  /// "XMP/unknown property" and "cam:ownerName = X" give "…/cam:ownerName" and "X".
  public static func parted(location: String, value: String) -> (name: String, value: String) {
    var name = location
    var rest = Array(value.utf8.prefix(4 * FieldFeatures.valueLimit))[...]
    for _ in 0..<4 {
      guard let head = head(of: rest) else { break }
      name += "/" + String(decoding: rest[..<head.name], as: UTF8.self)
      rest = rest[head.value...]
    }
    return name == location ? (location, value) : (name, String(decoding: rest, as: UTF8.self))
  }

  /// Where a name of at most 48 bytes ends and what follows " = " starts.
  private static func head(of bytes: ArraySlice<UInt8>) -> (name: Int, value: Int)? {
    var end = bytes.startIndex
    while end < bytes.endIndex, end - bytes.startIndex < 48, isNamePart(bytes[end]) { end += 1 }
    let start = end + 3
    guard end > bytes.startIndex, start < bytes.endIndex else { return nil }
    return bytes[end..<start].elementsEqual([0x20, 0x3d, 0x20]) ? (end, start) : nil
  }

  private static func isNamePart(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x3a, 0x41...0x5a, 0x61...0x7a, 0x2d, 0x2e, 0x5f, 0x80...0xff: true
    default: false
    }
  }
}
