import Engines
import Foundation

/// An audit of a folder of files, ready to run.
public struct CollectionRequest: Sendable {
  /// The folder that would be released; its first level of folders are people.
  public let folder: String
  /// A folder of files that the adversary holds, under the same people's names; nil to deal each
  /// person's files into two halves.
  public let known: String?
  /// The seed of all sampling.
  public let seed: UInt64
  /// How many people are sought at most.
  public var targets = 1_000
  /// The share of people whom the adversary doesn't know.
  public var controlShare = 0.1
  /// Whether photos are decoded and the patterns of their sensors compared.
  public var comparesSensors = true
  /// The command line that repeats the audit.
  public let reproduce: String
  /// The version of the program.
  public let toolVersion: String

  /// A request.
  public init(
    folder: String, known: String? = nil, seed: UInt64, reproduce: String, toolVersion: String
  ) {
    self.folder = folder
    self.known = known
    self.seed = seed
    self.reproduce = reproduce + " --seed \(seed)"
    self.toolVersion = toolVersion
  }

  /// Whether `path` is a folder of files to be audited as such: it has no manifest and holds media.
  ///
  /// A folder with a table directly in it is none where nothing is known: it wants a manifest.
  ///
  /// - Throws: `CollectionError.knownWithoutFolder` where files are known and it is none.
  public static func takes(_ path: String, known: String?) throws -> Bool {
    var isFolder: ObjCBool = false
    let manifest = URL(fileURLWithPath: path).appendingPathComponent("palimpsest.yaml").path
    let takes =
      FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
      && !FileManager.default.fileExists(atPath: manifest)
      && (known != nil || (try? MediaTree(path: path)).map(holdsFilesOnly) == true)
    guard takes || known == nil else { throw CollectionError.knownWithoutFolder(path: path) }
    return takes
  }

  private static func holdsFilesOnly(_ tree: MediaTree) -> Bool {
    FileInspector.holdsMedia(tree)
      && !tree.paths.contains { !$0.contains("/") && isTable($0) }
  }

  /// Whether a file is named as tables are, and photos' companions are not (`Thumbs.db`,
  /// `a.jpg.json`).
  static func isTable(_ path: String) -> Bool {
    guard let format = FileFormat(path: path), format != .json else { return false }
    return ![".txt", ".db"].contains { path.lowercased().hasSuffix($0) }
  }
}

/// Why a folder of files can't be audited.
public enum CollectionError: Error, Sendable, Equatable {
  /// No file of the folder is of a format that is read.
  case nothingRead(folder: String)
  /// The folders of what is known and of what is released are one, or one lies in the other.
  case sameFolder(path: String)
  /// What is known was named for something that is no folder of files.
  case knownWithoutFolder(path: String)
  /// The two folders have no person's folder in common.
  case nobodyInBoth(folder: String, known: String)
}

extension CollectionError: CustomStringConvertible {
  /// What happened, where, and the remedy.
  public var description: String {
    switch self {
    case .nothingRead(let folder):
      "\(folder): no file is of a format that is read; `palimpsest inspect` says why for each"
    case .sameFolder(let path):
      "--known \(path): this is the folder that is audited, or one lies in the other; name two "
        + "folders apart, or leave --known out to try two halves of each person's files"
    case .knownWithoutFolder(let path):
      "--known goes with a folder of files; \(path) is none, or has a palimpsest.yaml; leave "
        + "--known out"
    case .nobodyInBoth(let folder, let known):
      "\(folder) and \(known): no folder has the same name in both; a person's files stand in a "
        + "folder of that person's, under the same name on both sides"
    }
  }
}
