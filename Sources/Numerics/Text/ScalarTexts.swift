/// Many texts as one array of Unicode scalars, so that kernels compare whole numbers.
///
/// Texts are numbered from 0. Two texts are equal here when their scalars are: nothing is
/// normalised.
public struct ScalarTexts: Sendable, Equatable {
  /// The scalars of all texts, one text after the other.
  private let scalars: [UInt32]
  /// Where each text begins; one entry more than there are texts.
  private let offsets: [Int]

  /// Takes `texts` apart.
  ///
  /// - Complexity: O(scalars); 4 bytes a scalar, 8 a text.
  public init(_ texts: some Collection<String>) {
    var scalars: [UInt32] = []
    var offsets = [0]
    offsets.reserveCapacity(texts.count + 1)
    for text in texts {
      for scalar in text.unicodeScalars { scalars.append(scalar.value) }
      offsets.append(scalars.count)
    }
    self.scalars = scalars
    self.offsets = offsets
  }

  /// How many texts there are.
  public var count: Int { offsets.count - 1 }

  /// The number of scalars of a text.
  public func length(of text: Int) -> Int { offsets[text + 1] - offsets[text] }

  /// Hands two texts to `body` as spans.
  @inline(__always)
  func withPair<Result>(
    _ first: Int, _ second: Int, _ body: (Span<UInt32>, Span<UInt32>) -> Result
  ) -> Result {
    let all = scalars.span
    return body(
      all.extracting(offsets[first]..<offsets[first + 1]),
      all.extracting(offsets[second]..<offsets[second + 1]))
  }

  /// The similarity of two texts by Jaro and Winkler; see `JaroWinkler`.
  public func jaroWinkler(_ first: Int, _ second: Int) -> Double {
    withPair(first, second) { JaroWinkler.similarity($0, $1) }
  }

  /// The edit distance of two texts up to `limit`; see `EditDistance`.
  public func editDistance(
    _ first: Int, _ second: Int, limit: Int, transposes: Bool = true
  ) -> Int {
    withPair(first, second) {
      EditDistance.distance($0, $1, limit: limit, transposes: transposes)
    }
  }
}
