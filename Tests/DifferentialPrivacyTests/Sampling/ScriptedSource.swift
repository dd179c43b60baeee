@testable import DifferentialPrivacy

/// A source that hands out given words, then one filler, and counts: for tests of exactness.
struct ScriptedSource: RandomSource {
  let words: [UInt64]
  let filler: UInt64
  var drawn = 0

  init(_ words: [UInt64], then filler: UInt64 = 0) {
    self.words = words
    self.filler = filler
  }

  mutating func next() -> UInt64 {
    defer { drawn += 1 }
    return drawn < words.count ? words[drawn] : filler
  }
}
