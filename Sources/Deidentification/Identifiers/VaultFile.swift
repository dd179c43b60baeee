import Crypto
import Foundation
import Glibc

/// An encrypted file that is replaced as a whole: AES-256-GCM under a key derived from the vault's.
///
/// **Guarantee**: who lacks the key learns the length only; any change, cut or other key is noticed
/// before a byte is used. Written beside the old file, flushed, then renamed: a killed run leaves the
/// old vault.
/// **Does not protect against**: the return of an older copy of the same vault; copies in backups.
struct VaultFile {
  private static let magic = Array("palimpsest vault 1\n".utf8)
  /// What a vault may weigh.
  private static let maximumByteCount = 1 << 30
  private let key: SymmetricKey
  private let associated: [UInt8]

  init(key: SecretKey, kind: String) {
    self.key = key.derived(purpose: "vault file", release: kind)
    associated = Self.magic + Array(kind.utf8)
  }

  func read(_ path: String) throws(IdentifierError) -> [UInt8] {
    guard let sealed = FileManager.default.contents(atPath: path) else {
      throw .vault(rule: "can't be read: its file is missing or not ours")
    }
    guard sealed.count <= Self.maximumByteCount, sealed.starts(with: Self.magic) else {
      throw .vault(rule: "is not a vault of this version, or is cut short")
    }
    do {
      let box = try AES.GCM.SealedBox(combined: sealed.dropFirst(Self.magic.count))
      return Array(try AES.GCM.open(box, using: key, authenticating: associated))
    } catch {
      throw .vault(rule: "was changed, is cut short, or belongs to another key")
    }
  }

  func write(_ content: [UInt8], to path: String) throws(IdentifierError) {
    var bytes = Self.magic
    do {
      let box = try AES.GCM.seal(content, using: key, authenticating: associated)
      guard let combined = box.combined else { throw CryptoKitError.incorrectParameterSize }
      bytes.append(contentsOf: combined)
    } catch { throw .vault(rule: "can't be encrypted") }
    let temporary = path + ".new"
    // What a killed run left there is nobody's; the old vault stands at the path itself.
    _ = unsafe unlink(temporary)
    let descriptor = unsafe open(
      temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw .vault(rule: "can't be written beside the old one") }
    let flushed = Self.write(bytes, to: descriptor) && fsync(descriptor) == 0
    guard close(descriptor) == 0, flushed, unsafe rename(temporary, path) == 0
    else {
      _ = unsafe unlink(temporary)
      throw .vault(rule: "can't be written; the old one is untouched")
    }
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    let folderDescriptor = unsafe open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if folderDescriptor >= 0 {
      fsync(folderDescriptor)
      close(folderDescriptor)
    }
  }

  private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    // The buffer is ours for the time of the call, and is only read.
    unsafe bytes.withUnsafeBytes { buffer in
      var done = 0
      while done < buffer.count {
        let rest = unsafe UnsafeRawBufferPointer(rebasing: buffer[done...])
        let count = unsafe Glibc.write(descriptor, rest.baseAddress, rest.count)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return false }
        done += count
      }
      return true
    }
  }
}

/// Byte strings one after the other, each behind its length.
enum VaultRecords {
  static func bytes(of fields: [[UInt8]]) -> [UInt8] {
    var bytes: [UInt8] = []
    for field in fields {
      bytes.append(contentsOf: UInt32(field.count).bigEndianBytes)
      bytes.append(contentsOf: field)
    }
    return bytes
  }

  static func fields(of bytes: [UInt8]) throws(IdentifierError) -> [[UInt8]] {
    var fields: [[UInt8]] = []
    var place = 0
    while place < bytes.count {
      guard bytes.count - place >= 4 else { throw .vault(rule: "holds a broken record") }
      let length = bytes[place..<place + 4].reduce(0) { $0 << 8 | Int($1) }
      place += 4
      guard bytes.count - place >= length else { throw .vault(rule: "holds a broken record") }
      fields.append(Array(bytes[place..<place + length]))
      place += length
    }
    return fields
  }
}
