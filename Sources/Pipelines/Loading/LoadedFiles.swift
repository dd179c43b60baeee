import Attacks
import Engines
import Findings
import MediaMetadata
import Numerics
import Tables

/// A table that names files, each with whose it is, and what of the files ties them.
struct LoadedFiles {
  let declaration: TableDeclaration
  /// The files that a reader knows, each once for each person whose it is.
  let collection: FileCollection
  /// Where those of them stand that are JPEG photos, by their numbers.
  let photos: [Int: String]
  /// How many of them may be photos of another format.
  let undecodedPictureCount: Int
  /// Which of each person's files are known, and which are released.
  let sides: FileSides
  /// The key of each data subject.
  let keys: [String]
  /// How many rows the table has.
  let rowCount: Int
  /// What became of the names.
  let count: Count

  /// How many of the names that a table holds lead nowhere, or not to the end.
  struct Count: Equatable {
    /// Cells without a name, or in a row without a data subject.
    var empty = 0
    /// No regular file below the manifest's folder.
    var missing = 0
    /// Of no format that is read.
    var unrecognised = 0
    /// Not read to the end; what stood before the break counts.
    var broken = 0
  }

  /// The columns that name people's files; empty where nobody says whose they are.
  static func columns(of declaration: TableDeclaration) -> [String] {
    guard declaration.kind != .users, declaration.kind != .edges, declaration.subject != nil else {
      return []
    }
    return declaration.columns(of: .file).map(\.name)
  }

  /// Reads the files of a table.
  ///
  /// Of a person's files the earlier half is known and the later half released where the table says
  /// when; else a draw deals them.
  ///
  /// - Parameters:
  ///   - folder: where names start; nothing outside it is opened.
  ///   - check: throws where the user stopped it; asked every few files.
  /// - Throws: `EngineError`, what `check` throws.
  /// - Complexity: taking each file apart, and hashing what it shows.
  init(
    _ declaration: TableDeclaration, folder: String, seed: UInt64, engine: Engine,
    check: () throws -> Void
  ) throws {
    let names = try FileNames(declaration, folder: folder, engine: engine)
    let root = FileRoot(folder)
    let read = try Self.read(names.paths, below: root, check: check)
    var count = Count(empty: names.emptyCount)
    var files: [FileCollection.File] = []
    var times: [Int64?] = []
    var photos: [Int: String] = [:]
    var undecodedPictureCount = 0
    for name in names.all {
      guard let file = read[name.path] else {
        count.missing += 1
        continue
      }
      if file.refusal == .unrecognised {
        count.unrecognised += 1
      } else if file.refusal != nil {
        count.broken += 1
      }
      guard let identity = file.identity else { continue }
      if identity.format == .jpeg { photos[files.count] = root.absolute(name.path) }
      if identity.format?.isUndecodedPicture == true { undecodedPictureCount += 1 }
      files.append(
        FileCollection.File(
          identifiers: identity.identifiers, owner: name.subject, isClean: identity.isClean))
      times.append(name.time)
    }
    self.declaration = declaration
    self.count = count
    self.photos = photos
    self.undecodedPictureCount = undecodedPictureCount
    keys = names.keys
    rowCount = names.rowCount
    collection = FileCollection(files, ownerCount: names.keys.count)
    if times.contains(where: { $0 != nil }) {
      sides = FileSides.periods(of: collection, times: times)
    } else {
      var source = SeededGenerator(seed: seed, stream: "file-metadata/halves")
      sides = FileSides.halves(of: collection, using: &source)
    }
  }

  /// So many files are read between two questions whether to go on.
  private static let batch = 256

  /// The files that are there, by name.
  private static func read(
    _ paths: [String], below root: FileRoot, check: () throws -> Void
  ) throws -> [String: CollectionFile] {
    let key = IdentifierKey()
    var read: [String: CollectionFile] = [:]
    for start in stride(from: 0, to: paths.count, by: batch) {
      try check()
      let some = Array(paths[start..<min(start + batch, paths.count)])
      let files = concurrentChunks(count: some.count, maximumChunks: some.count) { range in
        range.map { index in
          root.absolute(some[index]).map {
            CollectionFile.read(some[index], at: $0, owner: nil, key: key)
          }
        }
      }.flatMap(\.self)
      for (path, file) in zip(some, files) { read[path] = file }
    }
    return read
  }

  /// What a reader must know of how the table was read.
  var notes: [String] {
    func note(_ count: Int, _ one: String, _ many: String, _ rest: String) -> String? {
      count == 0 ? nil : "\(declaration.name): \(Phrase.count(count, one, many)) \(rest)"
    }
    return [
      note(count.empty, "cell", "cells", "without a file's name or a data subject left out."),
      note(
        count.missing, "name", "names",
        "of files that are not below the manifest's folder left out."),
      note(count.unrecognised, "file", "files", "of no format that is read left out."),
      note(count.broken, "file", "files", "not read to the end: what stands before counts."),
    ].compactMap(\.self)
  }
}
