import Findings
import Foundation
import MediaMetadata

/// Gives outputs names that tell nothing: numbers within each folder.
enum NumberedNames {
  /// Renames the outputs below `root` in the order of their digests, which no one chose, and says
  /// so in the files' entries.
  ///
  /// - Throws: `FileError` where a file can't be renamed.
  static func number(_ files: [ScrubReport.File], in root: String) throws -> [ScrubReport.File] {
    var renamed = files
    let folders = Dictionary(grouping: files.indices.filter { files[$0].output != nil }) {
      (files[$0].path as NSString).deletingLastPathComponent
    }
    for (folder, indices) in folders {
      var ordered: [(index: Int, digest: String)] = []
      for index in indices { ordered.append((index, try digest(files[index], root))) }
      ordered.sort { ($0.digest, $0.index) < ($1.digest, $1.index) }
      // Two steps, so that no new name meets an old one.
      for (number, entry) in ordered.enumerated() {
        try move(root, files[entry.index].path, temporary(folder, number))
      }
      for (number, entry) in ordered.enumerated() {
        let ending = (files[entry.index].path as NSString).pathExtension.lowercased()
        let digits = String(number + 1)
        let name = String(repeating: "0", count: max(0, 6 - digits.count)) + digits
        let path = join(folder, ending.isEmpty ? name : name + "." + ending)
        try move(root, temporary(folder, number), path)
        renamed[entry.index] = files[entry.index].renamed(path)
      }
    }
    return renamed
  }

  private static func digest(_ file: ScrubReport.File, _ root: String) throws -> String {
    try PayloadDigest.hexadecimal(of: MediaSource(path: root + "/" + file.path))
  }

  private static func temporary(_ folder: String, _ number: Int) -> String {
    join(folder, ".palimpsest-name-\(number).tmp")
  }

  private static func join(_ folder: String, _ name: String) -> String {
    folder.isEmpty ? name : folder + "/" + name
  }

  private static func move(_ root: String, _ from: String, _ to: String) throws {
    let old = "\(root)/\(from)"
    let new = "\(root)/\(to)"
    guard rename(old, new) == 0 else {
      throw FileError.failed(path: root, writing: true)
    }
  }
}

extension ScrubReport.File {
  /// The same file under another name in the output.
  fileprivate func renamed(_ output: String) -> ScrubReport.File {
    ScrubReport.File(
      path: path, output: output, result: result, format: format, inputCount: inputCount,
      outputCount: outputCount, removed: removed, kept: kept, reason: reason, remedy: remedy)
  }
}
