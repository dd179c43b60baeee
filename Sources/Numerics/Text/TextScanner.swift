/// Reads texts once and counts the features of all families.
///
/// A feature is a hash of 64 bits of its scalars. Two features that collide count as one: among n
/// different ones that is expected n^2 / 2^65 times, 3e-6 for ten million. The hash is no secret:
/// an author can make collisions, and gains no more than by writing otherwise.
struct TextScanner {
  private var characterGrams = FeatureAccumulator()
  private var words = FeatureAccumulator()
  private var wordPairs = FeatureAccumulator()
  private var punctuation = FeatureAccumulator()
  private var shapeGrams = FeatureAccumulator()
  private let scalarLimit: Int

  private var scalarsLeft = 0
  private var grams = GramWindow()
  private var tokens = TokenState()
  private var runs = SignRun()
  private var shapes = ShapeWindow()

  init(scalarLimit: Int) { self.scalarLimit = max(scalarLimit, 0) }

  /// What was counted, in the order of the families.
  var families: [FeatureAccumulator] {
    [characterGrams, words, wordPairs, punctuation, shapeGrams]
  }

  /// Counts the texts of one row; nothing is carried from one text into the next.
  mutating func addRow(_ texts: [String]) {
    scalarsLeft = scalarLimit
    for text in texts where scalarsLeft > 0 { scan(text) }
    characterGrams.endRow()
    words.endRow()
    wordPairs.endRow()
    punctuation.endRow()
    shapeGrams.endRow()
  }

  private mutating func scan(_ text: String) {
    tokens = TokenState()
    runs = SignRun()
    shapes = ShapeWindow()
    grams = GramWindow()
    var last = ScalarClass.space
    for scalar in text.unicodeScalars {
      if scalarsLeft == 0 { break }
      scalarsLeft -= 1
      var kind = ScalarClass(scalar)
      if kind == .mark { kind = last == .symbol ? .symbol : .lower }
      step(scalar, kind, after: last)
      last = kind
    }
    step(" ", .space, after: last)
  }

  @inline(__always)
  private mutating func step(
    _ scalar: Unicode.Scalar, _ kind: ScalarClass, after last: ScalarClass
  ) {
    if let gram = grams.next(scalar.value, isSpace: kind == .space) { characterGrams.add(gram) }
    if let ended = tokens.next(scalar, kind) { add(token: ended) }
    if let ended = tokens.takeSecond() { add(token: ended) }
    if let run = runs.next(scalar.value, kind, after: last) { punctuation.add(run) }
    if let shape = shapes.next(scalar.value, kind) { shapeGrams.add(shape) }
  }

  @inline(__always)
  private mutating func add(token: UInt64) {
    words.add(token)
    if tokens.previous != 0 {
      wordPairs.add(TextHash.join(TextHash.join(tokens.previous, 2), token))
    }
    tokens.previous = token
  }
}

/// The last four scalars without white space.
private struct GramWindow {
  private var window: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
  private var length = 0

  @inline(__always)
  mutating func next(_ scalar: UInt32, isSpace: Bool) -> UInt64? {
    guard !isSpace else {
      let ended = length > 0 && length < 4 ? hash : nil
      self = GramWindow()
      return ended
    }
    window = (window.1, window.2, window.3, UInt64(scalar))
    length += 1
    return length >= 4 ? hash : nil
  }

  /// Scalars have 21 bits; white space is never in the window, so 0 is no scalar.
  @inline(__always)
  private var hash: UInt64 {
    TextHash.join(TextHash.join(0, window.0 | window.1 << 21 | window.2 << 42), window.3)
  }
}

/// The word or run of signs that is being read.
private struct TokenState {
  /// The token before, 0 at the start of a text.
  var previous: UInt64 = 0
  private var hash: UInt64 = 0
  private var isWord = false
  private var apostrophe: UInt32 = 0
  private var second: UInt64 = 0

  /// Takes a scalar, and returns the token that it ends.
  @inline(__always)
  mutating func next(_ scalar: Unicode.Scalar, _ kind: ScalarClass) -> UInt64? {
    switch kind {
    case .lower, .upper, .digit, .mark:
      let ended = isWord ? nil : take()
      if apostrophe != 0 {
        hash = TextHash.join(hash, UInt64(apostrophe))
        apostrophe = 0
      }
      isWord = true
      hash = TextHash.join(hash, UInt64(kind == .upper ? scalar.lowered : scalar.value))
      return ended
    case .space:
      let ended = take()
      if apostrophe != 0 { second = TextHash.join(0, UInt64(apostrophe)) }
      apostrophe = 0
      return ended
    case .symbol: return sign(scalar.value)
    }
  }

  private mutating func sign(_ value: UInt32) -> UInt64? {
    // An apostrophe belongs to a word where a letter follows.
    if isWord, apostrophe == 0, value == 0x27 || value == 0x2019 {
      apostrophe = value
      return nil
    }
    let ended = isWord ? take() : nil
    if apostrophe != 0 { hash = TextHash.join(hash, UInt64(apostrophe)) }
    apostrophe = 0
    hash = TextHash.join(hash, UInt64(value))
    return ended
  }

  /// The token behind the one that ended: an apostrophe alone.
  @inline(__always)
  mutating func takeSecond() -> UInt64? {
    guard second != 0 else { return nil }
    defer { second = 0 }
    return second
  }

  @inline(__always)
  private mutating func take() -> UInt64? {
    defer {
      hash = 0
      isWord = false
    }
    return hash == 0 ? nil : hash
  }
}

/// A run of signs with the kinds of its neighbours.
private struct SignRun {
  private var hash: UInt64 = 0

  @inline(__always)
  mutating func next(_ scalar: UInt32, _ kind: ScalarClass, after last: ScalarClass) -> UInt64? {
    if kind == .symbol {
      if hash == 0 { hash = TextHash.join(1, UInt64(last.rawValue)) }
      hash = TextHash.join(hash, UInt64(scalar))
      return nil
    }
    guard hash != 0 else { return nil }
    defer { hash = 0 }
    return TextHash.join(hash, UInt64(kind.rawValue) | 1 << 40)
  }
}

/// The last four kinds; small letters, digits and spaces in a row are one.
private struct ShapeWindow {
  private var window: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
  private var length = 0

  @inline(__always)
  mutating func next(_ scalar: UInt32, _ kind: ScalarClass) -> UInt64? {
    // Signs are themselves; kinds lie beyond all scalars.
    let code = kind == .symbol ? UInt64(scalar) : 0x11_0000 + UInt64(kind.rawValue)
    if code == window.3, kind != .symbol, kind != .upper { return nil }
    window = (window.1, window.2, window.3, code)
    length += 1
    guard length >= 4 else { return nil }
    return TextHash.join(TextHash.join(1, window.0 | window.1 << 21 | window.2 << 42), window.3)
  }
}
