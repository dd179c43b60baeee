import Foundation

/// The SHA-256 of one file.
public struct FileDigest: Sendable, Equatable, Codable {
  /// The file's path, absolute.
  public let path: String
  /// Its size in bytes.
  public let byteCount: Int
  /// SHA-256 in hex; see `Engine.digest(of:)` for files above one block.
  public let sha256: String
}

/// The digests of a source's files.
public struct SourceDigest: Sendable, Equatable, Codable {
  /// One for each file, in the order in which they are read.
  public let files: [FileDigest]
  /// One digest for all files.
  ///
  /// That of the one file, or SHA-256 of the files' digests (in lower-case hex, each followed by a
  /// line feed) in their order. Names and folders are left out, so a copy
  /// elsewhere has the same digest.
  public let combined: String
}

extension Engine {
  /// The size of a block that is hashed at once.
  public static var digestBlockBytes: Int { 64 << 20 }

  /// The SHA-256 of a source's files, byte for byte.
  ///
  /// The scheme, so that anyone can check it: a file of at most 64 MiB (67,108,864 bytes) has the
  /// digest that `sha256sum` prints. A larger one is cut into blocks of 64 MiB, the last one
  /// shorter; its digest is SHA-256 of the blocks' digests, each as 64 lower-case hexadecimal
  /// digits, concatenated without anything between them. Memory stays below three blocks.
  /// - Throws: `EngineError.fileMissing`, `.notPermitted` and the others of opening a source.
  /// - Complexity: O(bytes).
  public func digest(of source: DataSource) throws(EngineError) -> SourceDigest {
    var files: [FileDigest] = []
    for path in try SourceFiles(source).paths { files.append(try digest(ofFile: path)) }
    if files.count == 1 { return SourceDigest(files: files, combined: files[0].sha256) }
    let lines = files.map { $0.sha256 + "\n" }.joined()
    return SourceDigest(files: files, combined: try sha256(Array(lines.utf8)))
  }

  /// The digest of one file, by the scheme of `digest(of:)`.
  ///
  /// - Throws: `EngineError.fileMissing`, `.notPermitted`, `.interrupted`.
  public func digest(ofFile path: String) throws(EngineError) -> FileDigest {
    let interrupts = connections.interruptsSoFar
    guard FileManager.default.fileExists(atPath: path) else {
      throw EngineError.fileMissing(file: path)
    }
    guard let file = FileHandle(forReadingAtPath: path) else {
      throw EngineError.notPermitted(file: path)
    }
    defer { try? file.close() }
    var blocks: [String] = []
    var byteCount = 0
    while true {
      let block = try Self.block(of: file, path: path)
      if connections.interruptsSoFar != interrupts { throw EngineError.interrupted }
      if block.isEmpty, !blocks.isEmpty { break }
      byteCount += block.count
      blocks.append(try sha256(block))
      if block.count < Self.digestBlockBytes { break }
    }
    let digest = blocks.count == 1 ? blocks[0] : try sha256(Array(blocks.joined().utf8))
    return FileDigest(path: path, byteCount: byteCount, sha256: digest)
  }

  private static func block(of file: FileHandle, path: String) throws(EngineError) -> [UInt8] {
    var block: [UInt8] = []
    do {
      while block.count < digestBlockBytes,
        let data = try file.read(upToCount: digestBlockBytes - block.count), !data.isEmpty
      {
        block.append(contentsOf: data)
      }
    } catch {
      throw EngineError.notPermitted(file: path)
    }
    return block
  }

  /// SHA-256 of bytes, in hex.
  func sha256(_ bytes: [UInt8]) throws(EngineError) -> String {
    let sql = "SELECT \(dialect.sha256(parameter: 1)) AS digest"
    let result = try query(sql, blobs: [bytes], context: FailureContext())
    return result.columns.first?.texts.first.flatMap { $0 } ?? ""
  }
}
