/// Many texts as one array of Unicode scalars, so that kernels compare whole numbers.
///
/// Texts are numbered from 0. Two texts are equal here when their scalars are: nothing is
/// normalised.
public struct ScalarTexts: Sendable, Equatable {
  /// The scalars of all texts, one text after the other.
  private let scalars: [UInt32]
  /// Where each text begins; one entry more than there are texts.
  private let offsets: [Int]
  /// For each text a bit for each of its scalars, by the scalar's last six bits.
  private let signatures: [UInt64]

  /// Takes `texts` apart.
  ///
  /// - Complexity: O(scalars); 4 bytes a scalar, 16 a text.
  public init(_ texts: some Collection<String>) {
    var scalars: [UInt32] = []
    var offsets = [0]
    var signatures: [UInt64] = []
    offsets.reserveCapacity(texts.count + 1)
    signatures.reserveCapacity(texts.count)
    for text in texts {
      var signature: UInt64 = 0
      for scalar in text.unicodeScalars {
        scalars.append(scalar.value)
        signature |= 1 << UInt64(scalar.value & 63)
      }
      offsets.append(scalars.count)
      signatures.append(signature)
    }
    self.scalars = scalars
    self.offsets = offsets
    self.signatures = signatures
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

  /// The similarity of two texts by Jaro and Winkler, or 0 where it is certainly below `least`; see
  /// `JaroWinkler`.
  public func jaroWinkler(_ first: Int, _ second: Int, atLeast least: Double = 0) -> Double {
    guard similarityBound(first, second) >= least else { return 0 }
    return withPair(first, second) { JaroWinkler.similarity($0, $1) }
  }

  /// At least the similarity by Jaro and Winkler.
  ///
  /// A scalar whose bit the other text lacks has no match, and each bit that is lacking stands for
  /// one such scalar or more; so at most m match. Jaro's similarity rises with m, Winkler's with
  /// Jaro's.
  private func similarityBound(_ first: Int, _ second: Int) -> Double {
    let lengths = (Double(length(of: first)), Double(length(of: second)))
    guard lengths.0 > 0, lengths.1 > 0 else { return 1 }
    let (left, right) = (signatures[first], signatures[second])
    let matches = min(
      lengths.0 - Double((left & ~right).nonzeroBitCount),
      lengths.1 - Double((right & ~left).nonzeroBitCount))
    let jaro = (matches / lengths.0 + matches / lengths.1 + 1) / 3
    // A rounding error must not lose what stands at the limit.
    return (jaro > 0.7 ? jaro + 0.4 * (1 - jaro) : jaro) + 1e-9
  }

  /// The edit distance of two texts up to `limit`; see `EditDistance`.
  public func editDistance(
    _ first: Int, _ second: Int, limit: Int, transposes: Bool = true
  ) -> Int {
    // One error takes away one kind of scalar and adds another, at most.
    let unlike = (signatures[first] ^ signatures[second]).nonzeroBitCount
    guard unlike <= 2 * limit else { return limit + 1 }
    return withPair(first, second) {
      EditDistance.distance($0, $1, limit: limit, transposes: transposes)
    }
  }
}
