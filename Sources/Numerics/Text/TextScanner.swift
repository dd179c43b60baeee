/// Reads texts once and counts the features of all families.
///
/// A feature is a hash of 64 bits of its scalars. Two features that collide count as one: among n
/// different ones that is expected n^2 / 2^65 times, 3e-6 for ten million. The hash is no secret: an
/// author can make collisions, and gains no more than by writing otherwise.
struct TextScanner {
  private(set) var families = TextFamily.allCases.map { _ in FeatureAccumulator() }
  private let limits: TextLimits

  private var wordsLeft = 0
  private var scalarsLeft = 0
  private var grams = GramWindow()
  private var tokens = TokenState()
  private var runs = SignRun()
  private var shapes = ShapeWindow()

  init(limits: TextLimits) { self.limits = limits }

  /// Counts the texts of one row; nothing is carried from one text into the next.
  mutating func addRow(_ texts: [String]) {
    for index in families.indices { families[index].beginRow() }
    wordsLeft = limits.words
    scalarsLeft = limits.scalars
    for text in texts where wordsLeft > 0 && scalarsLeft > 0 { scan(text) }
    for index in families.indices { families[index].endRow() }
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
      if kind == .space, last != .space {
        wordsLeft -= 1
        if wordsLeft == 0 { break }
      }
      step(scalar, kind, after: last)
      last = kind
    }
    step(" ", .space, after: last)
  }

  @inline(__always)
  private mutating func step(
    _ scalar: Unicode.Scalar, _ kind: ScalarClass, after last: ScalarClass
  ) {
    if let gram = grams.next(scalar.value, isSpace: kind == .space) {
      families[TextFamily.characterGrams.rawValue].add(gram)
    }
    if let ended = tokens.next(scalar, kind) { add(token: ended) }
    if let ended = tokens.takeSecond() { add(token: ended) }
    if let run = runs.next(scalar.value, kind, after: last) {
      families[TextFamily.punctuation.rawValue].add(run)
    }
    if let shape = shapes.next(scalar.value, kind) {
      families[TextFamily.shapes.rawValue].add(shape)
    }
  }

  @inline(__always)
  private mutating func add(token: UInt64) {
    families[TextFamily.words.rawValue].add(token)
    if tokens.previous != 0 {
      families[TextFamily.wordPairs.rawValue].add(join(tokens.previous, token))
    }
    tokens.previous = token
  }
}

/// Folds `word` into a hash.
@inline(__always)
func join(_ hash: UInt64, _ word: UInt64) -> UInt64 {
  SplitMix64.mix((hash ^ word) &+ SplitMix64.increment)
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
    join(window.0 | window.1 << 21 | window.2 << 42, window.3 | 1 << 32)
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
        hash = join(hash, UInt64(apostrophe))
        apostrophe = 0
      }
      isWord = true
      hash = join(hash, UInt64(kind == .upper ? scalar.lowered : scalar.value))
      return ended
    case .space:
      let ended = take()
      if apostrophe != 0 { second = join(0, UInt64(apostrophe)) }
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
    if apostrophe != 0 { hash = join(hash, UInt64(apostrophe)) }
    apostrophe = 0
    hash = join(hash, UInt64(value))
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
      if hash == 0 { hash = join(1, UInt64(last.rawValue)) }
      hash = join(hash, UInt64(scalar))
      return nil
    }
    guard hash != 0 else { return nil }
    defer { hash = 0 }
    return join(hash, UInt64(kind.rawValue) | 1 << 40)
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
    return length >= 4 ? join(window.0 | window.1 << 21 | window.2 << 42, window.3) : nil
  }
}
