public import Crypto
import Foundation
import Glibc

/// A secret of 32 random bytes, from which the key of each use is derived.
///
/// **Guarantee**: never shown (`description` says nothing of it), erased from memory when the last
/// copy goes (swift-crypto's `SymmetricKey`), read only from a file that nobody but its owner can
/// read or write.
/// **Source**: key derivation by HKDF-SHA-256, RFC 5869.
/// **Does not protect against**: who can read this process's memory or the owner's files; swap and
/// core dumps.
public struct SecretKey: Sendable {
  /// The number of bytes of a key.
  public static let byteCount = 32

  let material: SymmetricKey

  /// A new key from the system's secure source.
  public init() { material = SymmetricKey(size: .bits256) }

  /// A key from its bytes.
  ///
  /// - Throws: `IdentifierError.key` unless they are 32, and not all equal.
  public init(bytes: [UInt8]) throws(IdentifierError) {
    guard bytes.count == Self.byteCount else { throw .key(rule: "must be 32 bytes") }
    guard bytes.contains(where: { $0 != bytes[0] }) else {
      throw .key(rule: "must be random; its bytes are all equal")
    }
    material = SymmetricKey(data: bytes)
  }

  /// Reads a key from a file of exactly 32 bytes that belongs to this user alone (mode 0600 or
  /// 0400).
  ///
  /// - Throws: `IdentifierError.key` that says what is wrong, and never the file's content.
  public init(readingFrom path: String) throws(IdentifierError) {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard descriptor >= 0 else {
      throw .key(rule: "can't be read: the file is missing, a link, or not ours")
    }
    defer { close(descriptor) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw .key(rule: "must be in a regular file")
    }
    guard status.st_uid == geteuid() else { throw .key(rule: "must belong to this user") }
    guard status.st_mode & 0o077 == 0 else {
      throw .key(rule: "can be read by others than its owner; run chmod 600 on its file")
    }
    guard status.st_size == Self.byteCount else { throw .key(rule: "must be 32 bytes") }
    var bytes = [UInt8](repeating: 0, count: Self.byteCount)
    let got = unsafe read(descriptor, &bytes, bytes.count)
    defer { for index in bytes.indices { bytes[index] = 0 } }
    guard got == Self.byteCount else { throw .key(rule: "must be 32 bytes") }
    try self.init(bytes: bytes)
  }

  /// Writes the key to a new file that only its owner can read.
  ///
  /// - Throws: `IdentifierError.key` where the file exists or can't be written.
  public func write(to path: String) throws(IdentifierError) {
    let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .key(rule: "can't be written: the file exists already") }
    defer { close(descriptor) }
    let written = unsafe material.withUnsafeBytes { bytes in
      unsafe Glibc.write(descriptor, bytes.baseAddress, bytes.count)
    }
    guard written == Self.byteCount, fsync(descriptor) == 0 else {
      throw .key(rule: "can't be written to its file")
    }
  }

  /// The key of one use in one release: different uses and releases have unrelated keys.
  ///
  /// - Parameters:
  ///   - purpose: what the key is for; no two uses share it.
  ///   - release: the release's id.
  public func derived(purpose: String, release: String) -> SymmetricKey {
    // Lengths before the parts, so that no two pairs are the same bytes.
    var info: [UInt8] = Array("palimpsest v1".utf8)
    for part in [purpose, release] {
      let bytes = Array(part.utf8)
      info.append(contentsOf: UInt64(bytes.count).bigEndianBytes)
      info.append(contentsOf: bytes)
    }
    return HKDF<SHA256>.deriveKey(
      inputKeyMaterial: material, info: info, outputByteCount: Self.byteCount)
  }
}

extension SecretKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// Says nothing of the key.
  public var description: String { "SecretKey(hidden)" }
  /// Says nothing of the key.
  public var debugDescription: String { description }
  /// Shows nothing of the key.
  public var customMirror: Mirror { Mirror(self, children: []) }
}

extension FixedWidthInteger {
  /// The bytes, the most significant first.
  var bigEndianBytes: [UInt8] {
    stride(from: Self.bitWidth - 8, through: 0, by: -8).map {
      UInt8(truncatingIfNeeded: self >> $0)
    }
  }
}

/// Whether two byte strings are equal, in a time that depends on their lengths only.
func constantTimeEqual(_ first: some Collection<UInt8>, _ second: some Collection<UInt8>) -> Bool {
  guard first.count == second.count else { return false }
  var difference: UInt8 = 0
  for (left, right) in zip(first, second) { difference |= left ^ right }
  return difference == 0
}
