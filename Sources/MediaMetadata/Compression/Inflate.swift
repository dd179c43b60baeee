/// The outcome of inflating one zlib stream.
public struct Inflated: Sendable, Equatable {
  /// The data, at most as many bytes as were allowed.
  public let bytes: [UInt8]
  /// How many input bytes the stream took, its checksum included.
  public let consumed: Int
  /// Whether the stream came to its end: it is neither cut nor broken.
  public var isWhole = true
  /// Whether the check sum is right; nil where it was not asked for.
  public var checkSumMatches: Bool?
}

/// Inflates zlib streams (RFC 1950, RFC 1951), in checked Swift.
///
/// **Guarantee**: no input makes it trap or pass its limit; what zlib 1.2.13 refuses is refused.
/// **Cost**: O(output) time; four times the output at most while it grows (from 4 MB at most), and
/// 100 KB of memory.
public enum Inflate {
  /// Inflates the stream at the start of `bytes`.
  ///
  /// Nil where it is broken or ends early; throws `limit` where it would pass `limit` bytes. A
  /// wrong check sum is told (`checkSumMatches`) where `checksSum` asks for it, not refused:
  /// decoders of pictures only warn.
  public static func zlib(
    _ bytes: ArraySlice<UInt8>, limit: Int, checksSum: Bool = false
  ) throws(MediaError) -> Inflated? {
    let inflated = try run(bytes, .zlib, limit: limit, checksSum: checksSum)
    return inflated.isWhole ? inflated : nil
  }

  /// Inflates deflated blocks without a wrapper, as gzip, ZIP and PDF hold them; otherwise as
  /// `zlib`.
  public static func deflate(
    _ bytes: ArraySlice<UInt8>, limit: Int
  ) throws(MediaError) -> Inflated? {
    let inflated = try run(bytes, .raw, limit: limit, checksSum: false)
    return inflated.isWhole ? inflated : nil
  }

  /// Inflates as much of a zlib stream as there is, cut or broken as it may be.
  public static func prefix(
    _ bytes: ArraySlice<UInt8>, limit: Int
  ) throws(MediaError) -> Inflated {
    try run(bytes, .zlib, limit: limit, checksSum: false)
  }

  /// The first `limit` bytes that a zlib stream inflates to, or all where there are fewer.
  ///
  /// Nil where it is broken or ends early before that. What follows in the stream is not looked at:
  /// decoders of pictures stop at the last row.
  public static func first(_ limit: Int, of bytes: ArraySlice<UInt8>) -> [UInt8]? {
    let all = Array(bytes)
    var stream = InflateStream(all, runs: [0..<all.count], room: room(for: all.count, limit))
    stream.inflateWhole(limit: limit)
    let output = stream.takeWhole(limit: limit)
    return output.count == limit || stream.state == .finished ? output : nil
  }

  private static func run(
    _ bytes: ArraySlice<UInt8>, _ wrapper: InflateStream.Wrapper, limit: Int, checksSum: Bool
  ) throws(MediaError) -> Inflated {
    let all = Array(bytes)
    var stream = InflateStream(
      all, runs: [0..<all.count], wrapper: wrapper, checksSum: checksSum,
      room: room(for: all.count, limit))
    stream.inflateWhole(limit: limit)
    guard stream.chunk.count <= limit else { throw .limit(.inflatedBytes, allowed: limit) }
    return Inflated(
      bytes: stream.takeWhole(limit: limit), consumed: stream.consumed,
      isWhole: stream.state == .finished, checkSumMatches: stream.checkSumMatches)
  }

  /// With how many bytes to begin: what text usually packs to, never more than is wanted, and not
  /// much before any of it has come.
  private static func room(for count: Int, _ limit: Int) -> Int {
    let (product, overflow) = count.multipliedReportingOverflow(by: 6)
    let likely = overflow ? count : product
    return max(0, min(limit < .max ? limit + 1 : limit, likely + 1 << 10, 1 << 22))
  }
}
