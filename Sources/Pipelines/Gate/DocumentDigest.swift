import Crypto
import Engines
import Foundation

/// SHA-256 of documents and single files, without opening an engine.
///
/// **Guarantee**: the digest of a file is that of `Engine.digest(of:)`; a test holds the two to
/// each other.
/// **Cost**: O(bytes); one block of 64 MiB in memory at most.
enum DocumentDigest {
  /// The digest of bytes in lower-case hexadecimal.
  static func hexadecimal(of data: Data) -> String {
    SHA256.hash(data: data).map { byte in
      (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }.joined()
  }

  /// The digest of a regular file; nil where there is none, or it can't be read.
  static func ofFile(_ path: String) -> String? {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder),
      !isFolder.boolValue, let file = FileHandle(forReadingAtPath: path)
    else { return nil }
    defer { try? file.close() }
    var blocks: [String] = []
    while true {
      guard let block = block(of: file) else { return nil }
      if block.isEmpty, !blocks.isEmpty { break }
      blocks.append(hexadecimal(of: block))
      if block.count < Engine.digestBlockBytes { break }
    }
    return blocks.count == 1 ? blocks[0] : hexadecimal(of: Data(blocks.joined().utf8))
  }

  /// The next block, empty at the end; nil where reading failed.
  private static func block(of file: FileHandle) -> Data? {
    var block = Data()
    do {
      while block.count < Engine.digestBlockBytes,
        let more = try file.read(upToCount: Engine.digestBlockBytes - block.count), !more.isEmpty
      {
        block.append(more)
      }
    } catch {
      return nil
    }
    return block
  }
}
