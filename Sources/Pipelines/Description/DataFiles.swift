import Engines
import Foundation

/// The files of a folder that hold tables, in the order of their names.
enum DataFiles {
  /// A file, or a folder of files of one table, and the table's name.
  struct Entry: Equatable {
    let path: String
    let table: String
  }

  /// The tables that stand in `folder`.
  ///
  /// Hidden files, manifests and reports are left out.
  ///
  /// - Throws: `FileError`, `PipelineError.noData`.
  static func tables(in folder: String) throws -> [Entry] {
    let manager = FileManager.default
    var isFolder: ObjCBool = false
    guard manager.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue else {
      throw FileError.missing(path: folder)
    }
    let names: [String]
    do {
      names = try manager.contentsOfDirectory(atPath: folder).sorted()
    } catch {
      throw FileError.denied(path: folder)
    }
    var used: Set<String> = []
    let entries = names.compactMap { name -> Entry? in
      guard !name.hasPrefix("."), !name.hasPrefix("palimpsest"),
        FileFormat(path: name) != nil || holdsTables(folder + "/" + name)
      else { return nil }
      return Entry(path: name, table: tableName(name, used: &used))
    }
    guard !entries.isEmpty else { throw PipelineError.noData(folder: folder) }
    return entries
  }

  /// Whether a folder holds files of a table: parts of one.
  private static func holdsTables(_ path: String) -> Bool {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return names.contains { !$0.hasPrefix(".") && FileFormat(path: $0) != nil }
  }

  /// The file's name without its endings, made unique.
  static func tableName(_ name: String, used: inout Set<String>) -> String {
    let stem = String(name.split(separator: ".").first ?? Substring(name))
    var candidate = stem
    var number = 2
    while !used.insert(candidate).inserted {
      candidate = "\(stem)_\(number)"
      number += 1
    }
    return candidate
  }
}
