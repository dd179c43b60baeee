import Attacks
import Foundation
import MediaMetadata
import Numerics

/// The files of one or two folders, read and numbered: first those of the release.
struct CollectionReading: Sendable {
  /// The identifiers, and whose files they are.
  let collection: FileCollection
  /// The same of the release alone.
  let release: FileCollection
  /// The files, as numbered in `collection`.
  let files: [CollectionFile]
  /// How many of them are of the release.
  let releasedCount: Int
  /// The names of the people, in order; never in a report.
  let owners: [String]
  /// Files of the release and of what is known of no format that is read.
  let unrecognised: Int
  /// Files that could not be read to their end, by reason.
  let refusals: [String: Int]

  /// Reads the folders.
  ///
  /// - Throws: `FileError`, `CollectionError`; `PipelineError.cancelled`.
  init(_ request: CollectionRequest, steps: Steps, progress: Progress) throws {
    let key = IdentifierKey()
    try steps.next("reading what the files carry")
    let released = try Self.read(request.folder, key: key, progress)
    var known: [CollectionFile] = []
    if let folder = request.known {
      let (one, other) = (Self.path(folder) + "/", Self.path(request.folder) + "/")
      guard !one.hasPrefix(other), !other.hasPrefix(one) else {
        throw CollectionError.sameFolder(path: folder)
      }
      try steps.next("reading what is known")
      known = try Self.read(folder, key: key, progress)
    }
    let all = released + known
    files = all.filter { $0.identity != nil }
    releasedCount = released.count { $0.identity != nil }
    guard releasedCount > 0 else { throw CollectionError.nothingRead(folder: request.folder) }
    owners = Set(files.compactMap(\.owner)).sorted()
    let numbers = Dictionary(uniqueKeysWithValues: owners.enumerated().map { ($1, $0) })
    let carried = files.map { file in
      FileCollection.File(
        identifiers: file.identity?.identifiers ?? [], owner: file.owner.flatMap { numbers[$0] },
        isClean: file.identity?.isClean ?? false)
    }
    collection = FileCollection(carried, ownerCount: owners.count)
    release =
      known.isEmpty
      ? collection
      : FileCollection(Array(carried.prefix(releasedCount)), ownerCount: owners.count)
    unrecognised = all.count { $0.refusal == .unrecognised }
    refusals = Dictionary(
      all.compactMap { $0.refusal == .unrecognised ? nil : $0.refusal?.kind }.map { ($0, 1) },
      uniquingKeysWith: +)
  }

  private static func path(_ folder: String) -> String {
    URL(fileURLWithPath: folder).resolvingSymlinksInPath().standardizedFileURL.path
  }

  private static func read(
    _ folder: String, key: IdentifierKey, _ progress: Progress
  ) throws -> [CollectionFile] {
    let tree = try MediaTree(path: folder)
    return try concurrentChunks(
      count: tree.paths.count, maximumChunks: max(1, tree.paths.count)
    ) { range in
      try range.map { index in
        if progress.isCancelled() { throw PipelineError.cancelled }
        return CollectionFile.read(tree.paths[index], in: tree, key: key)
      }
    }.flatMap { $0 }
  }

  /// The two sides: two folders, or two halves of each person's files.
  func sides(_ request: CollectionRequest) -> FileSides {
    guard request.known != nil else {
      var source = SeededGenerator(seed: request.seed, stream: "file-metadata/halves")
      return FileSides.halves(of: collection, using: &source)
    }
    func files(_ range: Range<Int>) -> [[Int]] {
      var own = [[Int]](repeating: [], count: collection.ownerCount)
      for file in range {
        if let owner = collection.owners[file] { own[owner].append(file) }
      }
      return own
    }
    return FileSides(
      known: files(releasedCount..<collection.count), released: files(0..<releasedCount))
  }

  /// How many people the released files are of.
  var releasedOwnerCount: Int { Set(release.owners.compactMap(\.self)).count }
}

extension MediaError {
  /// What kind of a refusal it is, in words without a place.
  var kind: String {
    switch self {
    case .unrecognised: "of no format that is read"
    case .malformed: "broken"
    case .truncated: "cut short"
    case .unclassified: "with bytes that can't be classified"
    case .encrypted: "encrypted"
    case .limit: "beyond a limit"
    case .unreadable: "not readable"
    case .unwritable, .verification: "not checked"
    }
  }
}
