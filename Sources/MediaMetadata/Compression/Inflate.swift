/// The outcome of inflating one zlib stream.
public struct Inflated: Sendable, Equatable {
  /// The data, at most as many bytes as were allowed.
  public let bytes: [UInt8]
  /// How many input bytes the stream took, its checksum included.
  public let consumed: Int
}

/// Inflates zlib streams (RFC 1950, RFC 1951), in checked Swift.
public enum Inflate {
  /// Inflates the stream at the start of `bytes`.
  ///
  /// Nil where it is broken or ends early; throws `limit` where it would pass `limit` bytes.
  public static func zlib(
    _ bytes: ArraySlice<UInt8>, limit: Int
  ) throws(MediaError) -> Inflated? { nil }
}
