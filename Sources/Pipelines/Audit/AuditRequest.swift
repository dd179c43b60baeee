public import Engines
import Foundation
public import Tables

/// An audit, ready to run: the manifest is read and sound.
public struct AuditRequest: Sendable {
  /// What the data are, and what the adversary knows.
  public let manifest: Manifest
  /// The folder that relative paths start from.
  public let folder: String
  /// Where the manifest stands, for messages.
  public let manifestPath: String
  /// The seed of all sampling.
  public let seed: UInt64
  /// The engine's limits.
  public let engine: EngineOptions
  /// The command line that repeats the audit.
  public let reproduce: String
  /// The version of the program.
  public let toolVersion: String
  /// Whether all channels are put together beside being tried one by one.
  public var fusesChannels = true
  /// Whether the photos that tables name are decoded and the patterns of their sensors compared.
  public var comparesSensors = true
  /// Where to keep what was found, so that the same audit made again, or one that was stopped,
  /// computes only what changed; `nil` to keep nothing.
  public var cacheFolder: String?
  /// Whether the risk of each data subject is wanted, for a side file.
  public var keepsSubjects = false

  /// Reads the manifest of `target`.
  ///
  /// - Throws: `PipelineError`, `FileError`, `ManifestErrors`.
  public init(
    target: AuditTarget, seed: UInt64, engine: EngineOptions, reproduce: String,
    toolVersion: String
  ) throws {
    switch target {
    case .manifest(let path):
      let url = try Self.manifestURL(path)
      let data = try AtomicFile.read(url.path, limit: 16 << 20)
      self.manifest = try Manifest.parse(bytes: Array(data), file: url.path)
      self.folder = url.deletingLastPathComponent().path
      self.manifestPath = url.path
    case .file(let file):
      self.manifest = try file.manifest()
      self.folder = ""
      self.manifestPath = file.path
    }
    self.seed = seed
    self.engine = engine
    self.reproduce = reproduce + " --seed \(seed)"
    self.toolVersion = toolVersion
  }

  /// The folder beside the manifest where caches are by default.
  public var defaultCacheFolder: String { StepCache.defaultFolder(beside: folder) }

  /// The adversaries to put all channels together for; none where single attacks tell as much.
  ///
  /// - Throws: `FileError`, `ManifestErrors` of a profile's document.
  func fusedProfiles() throws -> [AdversaryProfile] {
    guard fusesChannels else { return [] }
    let profiles = try manifest.profiles(relativeTo: folder) { path in
      Array(try AtomicFile.read(path, limit: 1 << 20))
    }
    return FusedAudit.isWorthwhile(profiles, for: manifest) ? profiles : []
  }

  private static func manifestURL(_ path: String) throws -> URL {
    var isFolder: ObjCBool = false
    let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    guard exists else { throw FileError.missing(path: path) }
    guard isFolder.boolValue else {
      guard path.hasSuffix(".yaml") || path.hasSuffix(".yml") else {
        throw PipelineError.rolesWanted(path: path)
      }
      return URL(fileURLWithPath: path)
    }
    let url = URL(fileURLWithPath: path).appendingPathComponent("palimpsest.yaml")
    guard FileManager.default.fileExists(atPath: url.path) else {
      throw PipelineError.noManifest(folder: path)
    }
    return url
  }
}
