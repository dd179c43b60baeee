import ArgumentParser
import Foundation
import Governance
import Pipelines

/// `palimpsest key`: a key pair that signs manifests.
struct Key: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make a key pair that signs manifests, or the secret key of a release.",
    discussion: """
      Writes the private key to FILE, which only its owner can read, and the public key to FILE.pub.
      Give the public key to whoever checks your releases; keep the private one to yourself.

      With --release: the secret that pseudonyms, encryption and keyed random bits of `palimpsest
      protect` come from. Whoever has it can undo them; whoever loses it can't repeat a release.
      """)

  @Argument(help: "The file for the private key; FILE.pub gets the public one.")
  var file: String

  @Flag(help: "Make the secret key of a release: 32 random bytes.")
  var release = false

  func run() throws {
    guard !FileManager.default.fileExists(atPath: file) else {
      throw ValidationError("\(file) is there already; a key is never overwritten")
    }
    if release {
      try ReleaseKey.write(to: file)
      return try Terminal.write("The release's secret key: \(file)\n")
    }
    let key = SigningKey()
    try KeyFile.write(key, to: file)
    try Terminal.write("The private key: \(file)\nThe public key: \(file).pub\n")
  }
}

/// Keys in files.
enum KeyFile {
  /// The private key of a file that nobody but its owner may read.
  static func signingKey(_ path: String) throws -> SigningKey {
    let text = String(decoding: try AtomicFile.read(path, limit: 4096), as: UTF8.self)
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    if let mode = (attributes?[.posixPermissions] as? NSNumber)?.intValue, mode & 0o077 != 0 {
      throw SigningError.exposedKey(path: path)
    }
    return try SigningKey(text: text)
  }

  /// The public key of a file.
  static func publicKey(_ path: String) throws -> PublicKey {
    try PublicKey(text: String(decoding: try AtomicFile.read(path, limit: 4096), as: UTF8.self))
  }

  /// Writes both halves; the private one with rights for its owner only from its first byte on.
  static func write(_ key: SigningKey, to path: String) throws {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw FileError.failed(path: path, writing: true) }
    let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    do {
      try handle.write(contentsOf: Data(key.secretText.utf8))
      try handle.close()
    } catch {
      throw FileError.failed(path: path, writing: true)
    }
    try AtomicFile.write(Data(key.publicKey.text.utf8), to: path + ".pub")
  }
}
