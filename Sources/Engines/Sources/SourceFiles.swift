import Foundation

#if canImport(Glibc)
  import Glibc
#endif

/// The files of a source, found and checked before the engine sees them.
struct SourceFiles: Sendable, Equatable {
  /// Absolute paths, in the order in which they are read.
  let paths: [String]
  /// Their format.
  let format: FileFormat

  /// Finds the files of `source`.
  ///
  /// - Throws: `EngineError.fileMissing`, `.noMatch`, `.emptyFolder`, `.notPermitted`,
  ///   `.notAFile`, `.unknownFormat`, `.mixedFormats`, `.emptyFile`.
  init(_ source: DataSource) throws(EngineError) {
    var found: [String] = []
    for path in source.paths {
      found += try Self.expand(path, format: source.format)
    }
    guard let first = found.first else {
      throw EngineError.fileMissing(file: source.paths.first ?? "")
    }
    guard let format = source.format ?? FileFormat(path: first) else {
      throw EngineError.unknownFormat(file: first)
    }
    for path in found {
      if source.format == nil, FileFormat(path: path) != format {
        throw EngineError.mixedFormats(file: path)
      }
      try Self.check(path)
    }
    paths = found
    self.format = format
  }

  private static func expand(_ path: String, format: FileFormat?) throws(EngineError) -> [String] {
    let absolute = Self.absolute(path)
    var isFolder: ObjCBool = false
    if unsafe FileManager.default.fileExists(atPath: absolute, isDirectory: &isFolder) {
      return isFolder.boolValue ? try files(inFolder: absolute, format: format) : [absolute]
    }
    let parent = (absolute as NSString).deletingLastPathComponent
    if unsafe access(parent, X_OK) != 0, errno == EACCES {
      throw EngineError.notPermitted(file: absolute)
    }
    guard path.contains(where: { "*?[".contains($0) }) else {
      throw EngineError.fileMissing(file: absolute)
    }
    let matches = matches(of: absolute)
    guard !matches.isEmpty else { throw EngineError.noMatch(pattern: absolute) }
    return matches
  }

  /// An absolute path: no text of a user can be taken for the address of something remote.
  private static func absolute(_ path: String) -> String {
    let expanded = (path as NSString).expandingTildeInPath
    if expanded.hasPrefix("/") { return expanded }
    let folder = FileManager.default.currentDirectoryPath as NSString
    return folder.appendingPathComponent(expanded)
  }

  private static func files(
    inFolder folder: String, format: FileFormat?
  ) throws(EngineError) -> [String] {
    guard unsafe access(folder, R_OK | X_OK) == 0 else {
      throw EngineError.notPermitted(file: folder)
    }
    let names = FileManager.default.enumerator(atPath: folder)
    var files: [String] = []
    while let name = names?.nextObject() as? String {
      if name.split(separator: "/").contains(where: { $0.hasPrefix(".") || $0.hasPrefix("_") }) {
        continue
      }
      guard let found = FileFormat(path: name), format == nil || found == format else { continue }
      let path = (folder as NSString).appendingPathComponent(name)
      var isFolder: ObjCBool = false
      if unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder),
        !isFolder.boolValue
      {
        files.append(path)
      }
    }
    guard !files.isEmpty else { throw EngineError.emptyFolder(folder: folder) }
    return files.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private static func matches(of pattern: String) -> [String] {
    var list = unsafe glob_t()
    defer { unsafe globfree(&list) }
    guard unsafe glob(pattern, GLOB_NOSORT, nil, &list) == 0 else { return [] }
    let paths = unsafe (0..<Int(list.gl_pathc)).compactMap { index in
      unsafe list.gl_pathv[index].map { unsafe String(cString: $0) }
    }
    var isFolder: ObjCBool = false
    return paths.filter {
      unsafe FileManager.default.fileExists(atPath: $0, isDirectory: &isFolder)
        && !isFolder.boolValue
    }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private static func check(_ path: String) throws(EngineError) {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else {
      throw errno == EACCES
        ? EngineError.notPermitted(file: path) : EngineError.fileMissing(file: path)
    }
    guard status.st_mode & S_IFMT == S_IFREG else { throw EngineError.notAFile(file: path) }
    guard unsafe access(path, R_OK) == 0 else { throw EngineError.notPermitted(file: path) }
    guard status.st_size > 0 else { throw EngineError.emptyFile(file: path) }
  }
}
