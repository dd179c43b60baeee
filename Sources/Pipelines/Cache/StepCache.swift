import Findings
import Foundation
import Synchronization

/// Outcomes of an audit's steps in a folder, so that an audit made again, or one that was stopped,
/// computes only what changed.
///
/// **Guarantee**: what comes back is what was computed for a key with the same digest; an entry
/// that is damaged, cut, of another key, of another owner or readable by others counts as none. A
/// cache that can't be read or written never makes an audit fail or its result differ.
/// **Cost**: an entry's bytes, read and hashed; after each write a listing of the folder.
/// **Does not protect against**: whoever acts under the same user account and forges an entry with
/// its checksum. Entries hold aggregates only, as reports do: no value of a data subject.
final class StepCache: Sendable {
  /// The version of an entry's layout.
  static let formatVersion = 1
  /// How much a folder keeps where nothing else is said.
  static let defaultByteLimit = 256 << 20

  /// What became of the steps so far.
  struct Statistics: Sendable, Equatable {
    /// Steps whose outcome was there.
    var hits = 0
    /// Steps that were computed.
    var misses = 0
    /// Entries that were there and could not be trusted.
    var rejected = 0
    /// Outcomes that could not be kept.
    var unwritten = 0
    /// Entries that made room for others.
    var evicted = 0
  }

  /// The folder.
  let folder: String
  /// How many bytes it may hold.
  let byteLimit: Int
  private let counts = Mutex(Statistics())

  /// The folder beside a manifest.
  static func defaultFolder(beside manifestFolder: String) -> String {
    URL(fileURLWithPath: manifestFolder.isEmpty ? "." : manifestFolder)
      .appendingPathComponent(".palimpsest/cache").path
  }

  /// A cache in a folder, which is made where it is missing, for its owner alone.
  ///
  /// - Throws: `FileError` where it can't be made, or is somebody else's.
  init(folder: String, byteLimit: Int = defaultByteLimit) throws(FileError) {
    self.folder = folder
    self.byteLimit = byteLimit
    try CacheFolder.prepare(folder)
  }

  /// What became of the steps so far.
  var statistics: Statistics { counts.withLock { $0 } }

  /// The outcome of a step: that of an earlier run where there is one, else computed and kept.
  ///
  /// - Throws: What `compute` throws, and nothing else.
  func outcome(for key: StepKey, compute: () throws -> Outcome) throws -> Outcome {
    try value(for: key) { CachedOutcome(try compute()) }.outcome
  }

  /// The same for any value that holds aggregates only.
  ///
  /// - Throws: What `compute` throws, and nothing else.
  func value<Value: Codable>(for key: StepKey, compute: () throws -> Value) throws -> Value {
    if let found: Value = kept(for: key) {
      counts.withLock { $0.hits += 1 }
      return found
    }
    let value = try compute()
    let isKept = keep(value, for: key)
    counts.withLock {
      $0.misses += 1
      if !isKept { $0.unwritten += 1 }
    }
    return value
  }

  // MARK: Entries

  private func path(of key: StepKey) -> String {
    folder + "/" + key.digest + CacheFolder.entrySuffix
  }

  private func kept<Value: Codable>(for key: StepKey) -> Value? {
    let path = path(of: key)
    guard AtomicFile.exists(path) else { return nil }
    guard let data = PrivateFile.read(path, limit: byteLimit),
      let body = CacheEntry.body(of: data, key: key.digest),
      let value = try? JSONDecoder().decode(Value.self, from: body)
    else {
      counts.withLock { $0.rejected += 1 }
      return nil
    }
    CacheFolder.touch(path)
    return value
  }

  /// Whether the value was written and may stay.
  private func keep(_ value: some Codable, for key: StepKey) -> Bool {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let body = try? encoder.encode(value) else { return false }
    let entry = CacheEntry.bytes(of: body, key: key.digest)
    guard entry.count <= byteLimit else { return false }
    let path = path(of: key)
    do {
      try PrivateFile.write(entry, to: path)
    } catch {
      return false
    }
    CacheFolder.touch(path)
    let evicted = CacheFolder.evict(from: folder, over: byteLimit, sparing: path)
    counts.withLock { $0.evicted += evicted }
    return true
  }
}

/// How an entry lies in its file: a line with the layout's version, the key and the body's SHA-256,
/// then the body.
enum CacheEntry {
  private static let mark = "palimpsest-step-cache"

  private static func header(key: String, body: Data) -> Data {
    let checksum = DocumentDigest.hexadecimal(of: body)
    return Data("\(mark) \(StepCache.formatVersion) \(key) \(checksum)\n".utf8)
  }

  /// The bytes of an entry.
  static func bytes(of body: Data, key: String) -> Data { header(key: key, body: body) + body }

  /// The body of an entry for a key; `nil` where it is none, or is damaged.
  static func body(of data: Data, key: String) -> Data? {
    guard let end = data.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
    let body = Data(data[data.index(after: end)...])
    return header(key: key, body: body) == data[...end] ? body : nil
  }
}
