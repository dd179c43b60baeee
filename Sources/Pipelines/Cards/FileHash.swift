import Crypto
import Engines
import Foundation

/// Plain SHA-256 of a file, as `sha256sum` prints it, whatever its size.
///
/// The engine's own digest is one of blocks above 64 MiB; cards are read by other people's tools.
enum FileHash {
  /// The hash in hexadecimal and the size.
  ///
  /// - Throws: `FileError.missing`, `.denied`.
  /// - Complexity: O(bytes) time, 1 MiB of memory.
  static func of(_ path: String) throws(FileError) -> (sha256: String, byteCount: Int) {
    guard FileManager.default.fileExists(atPath: path) else { throw .missing(path: path) }
    guard let file = FileHandle(forReadingAtPath: path) else { throw .denied(path: path) }
    defer { try? file.close() }
    var hash = SHA256()
    var byteCount = 0
    while true {
      let chunk: Data?
      do { chunk = try file.read(upToCount: 1 << 20) } catch { throw .denied(path: path) }
      guard let chunk, !chunk.isEmpty else { break }
      hash.update(data: chunk)
      byteCount += chunk.count
    }
    let digits = Array("0123456789abcdef".utf8)
    let text = hash.finalize().flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
    return (String(decoding: text, as: UTF8.self), byteCount)
  }
}
