import Crypto
import Foundation
import MediaMetadata

/// SHA-256 of what a file shows or plays, whatever its container carries beside.
enum PayloadDigest {
  /// Whether a payload has a byte that a file shows or plays.
  static func holdsAnything(_ payload: [PayloadPart]) -> Bool {
    payload.contains { part in
      switch part {
      case .header(let bytes): !bytes.isEmpty
      case .bytes(let runs), .inflated(let runs, _): runs.contains { !$0.isEmpty }
      }
    }
  }

  /// The digest of a payload in hexadecimal.
  ///
  /// O(payload) time; compressed rows are inflated.
  static func hexadecimal(
    _ payload: [PayloadPart], of source: MediaSource
  ) throws(MediaError) -> String {
    var hash = SHA256()
    for part in payload {
      switch part {
      case .header(let bytes):
        mark(1, bytes.count, &hash)
        hash.update(data: bytes)
      case .bytes(let runs):
        mark(2, runs.reduce(0) { $0 + $1.count }, &hash)
        for run in runs {
          try source.forEachChunk(of: run, window: 1 << 20) { (chunk) throws(MediaError) in
            hash.update(chunk)
          }
        }
      case .inflated(let runs, let limit):
        let data = try inflated(runs, of: source, limit: limit)
        mark(3, data.count, &hash)
        hash.update(data: data)
      }
    }
    return hexadecimal(hash.finalize())
  }

  /// The digest of a whole source in hexadecimal.
  static func hexadecimal(of source: MediaSource) throws(MediaError) -> String {
    var hash = SHA256()
    try source.forEachChunk(of: 0..<source.count, window: 1 << 20) { (chunk) throws(MediaError) in
      hash.update(chunk)
    }
    return hexadecimal(hash.finalize())
  }

  /// Kind and length before each part, so that no two lists of parts hash alike.
  private static func mark(_ kind: UInt8, _ count: Int, _ hash: inout SHA256) {
    var header: [UInt8] = [kind]
    for shift in stride(from: 56, through: 0, by: -8) {
      header.append(UInt8(truncatingIfNeeded: count >> shift))
    }
    hash.update(data: header)
  }

  private static func inflated(
    _ runs: [Range<Int>], of source: MediaSource, limit: Int
  ) throws(MediaError) -> [UInt8] {
    var compressed: [UInt8] = []
    for run in runs { compressed += try source.bytes(run) }
    // A stream that a decoder shows although it is broken is its own payload.
    return Inflate.first(limit, of: compressed[...]) ?? compressed
  }

  private static func hexadecimal(_ digest: SHA256.Digest) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for byte in digest { text += [digits[Int(byte >> 4)], digits[Int(byte & 15)]] }
    return String(decoding: text, as: UTF8.self)
  }
}

extension SHA256 {
  /// Adds the bytes of a slice without copying them.
  fileprivate mutating func update(_ chunk: ArraySlice<UInt8>) {
    chunk.withUnsafeBytes { update(bufferPointer: $0) }
  }
}
