/// The hash that features of texts are told apart by.
public enum TextHash {
  /// Folds `word` into a hash; a bijection of the hash for each word.
  @inline(__always)
  public static func join(_ hash: UInt64, _ word: UInt64) -> UInt64 {
    SplitMix64.mix((hash ^ word) &+ SplitMix64.increment)
  }
}
