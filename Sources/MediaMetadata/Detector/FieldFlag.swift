/// What the detector adds to a field that no list knows, or that stays: what it looks like.
public struct FieldFlag: Sendable, Equatable {
  /// The likeliest telling kind.
  public let kind: FieldKind
  /// Its calibrated probability.
  public let probability: Float

  /// In words: "looks like a device's serial number (p = 0.93)".
  public var sentence: String {
    let hundredths = min(99, Int((probability * 100).rounded(.down)))
    let digits = hundredths < 10 ? "0\(hundredths)" : "\(hundredths)"
    return "looks like \(kind.phrase) (p = 0.\(digits))"
  }
}

extension FieldDetector {
  /// The flag of a field whose likeliest telling kind reaches the threshold; nil for the others.
  public func flag(name: String, value: String) -> FieldFlag? {
    let probabilities = probabilities(name: name, value: value)
    var best: FieldFlag?
    for kind in FieldKind.allCases where kind.isTelling {
      let probability = probabilities[kind.rawValue]
      if probability >= threshold, probability > best?.probability ?? 0 {
        best = FieldFlag(kind: kind, probability: probability)
      }
    }
    return best
  }
}

extension Disclosure {
  /// What its value looks like, where rules say little: it is of an unknown kind, or it stays.
  ///
  /// Nil for what rules name and remove, without a value, and below the detector's threshold. It
  /// says nothing of the value itself, and decides nothing.
  public func flag(by detector: FieldDetector = .standard) -> FieldFlag? {
    guard category == .unknown || fate == .kept, let value, !value.isEmpty else { return nil }
    return detector.flag(name: location, value: value)
  }
}
