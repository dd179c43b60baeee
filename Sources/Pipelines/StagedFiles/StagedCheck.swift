public import Findings
import Foundation
public import MediaMetadata
import Numerics

/// Looks at files that are about to be committed: what pictures and films carry, and personal data
/// in the beginning of tables.
///
/// **Does not protect against** what stands behind the first 64 KB of a table, files of other kinds
/// (the report lists them), and people's names in text. An audit looks at all of it.
///
/// **Cost** a read of 64 KB a table, and of the whole of each picture or film.
public struct StagedCheck: Sendable {
  /// How much of a table is read.
  public static let tableLimit = 64 << 10

  /// The policy that says what a picture may carry: what `scrub` keeps under it is no find.
  public let policy: ScrubPolicy

  /// A check.
  public init(policy: ScrubPolicy = .standard) { self.policy = policy }

  /// What the files give away.
  ///
  /// - Parameter paths: files, or folders that stand for all their files.
  /// - Throws: `FileError` where a path leads nowhere, `PipelineError.cancelled`.
  public func run(_ paths: [String], progress: Progress = .silent) throws -> StagedReport {
    let files = try paths.flatMap(Self.files)
    let outcomes = try concurrentChunks(count: files.count, maximumChunks: max(1, files.count)) {
      range in
      try range.map { index in
        if progress.isCancelled() { throw PipelineError.cancelled }
        return try outcome(of: files[index])
      }
    }.flatMap { $0 }
    return StagedReport(
      items: outcomes.flatMap(\.items), checked: outcomes.count { $0.isChecked },
      skipped: zip(files, outcomes).filter { !$0.1.isChecked }.map(\.0),
      readInPart: outcomes.count { $0.isReadInPart })
  }

  private struct Outcome: Sendable {
    var items: [StagedReport.Item] = []
    var isChecked = true
    var isReadInPart = false
  }

  private static func files(at path: String) throws -> [String] {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw FileError.missing(path: path)
    }
    guard isFolder.boolValue else { return [path] }
    let prefix = path.hasSuffix("/") ? path : path + "/"
    return try MediaTree(path: path).paths.map { prefix + $0 }
  }

  private func outcome(of path: String) throws -> Outcome {
    switch (path as NSString).pathExtension.lowercased() {
    case "csv": return try table(path) { StagedTable.tally($0) }
    case "tsv", "tab":
      return try table(path) { StagedTable.tally($0, separator: UInt8(ascii: "\t")) }
    case "jsonl", "ndjson": return try table(path) { StagedLines.tally($0) }
    default: return try media(path)
    }
  }

  // MARK: Tables

  private func table(
    _ path: String, _ tally: (ArraySlice<UInt8>) -> StagedTally
  ) throws -> Outcome {
    guard let file = FileHandle(forReadingAtPath: path) else { throw FileError.denied(path: path) }
    defer { try? file.close() }
    let data: Data
    do { data = try file.read(upToCount: Self.tableLimit + 1) ?? Data() } catch {
      throw FileError.failed(path: path, writing: false)
    }
    let isCut = data.count > Self.tableLimit
    let bytes = Self.decoded(Array(data.prefix(Self.tableLimit)))
    return Outcome(items: tally(bytes[...]).items(file: path), isReadInPart: isCut)
  }

  /// UTF-8 as it is, UTF-16 with a byte order mark in UTF-8.
  private static func decoded(_ bytes: [UInt8]) -> [UInt8] {
    guard bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) else {
      return bytes
    }
    let isLittle = bytes[0] == 0xFF
    let units = stride(from: 2, to: bytes.count - 1, by: 2).map { index -> UInt16 in
      let first = UInt16(bytes[index])
      let second = UInt16(bytes[index + 1])
      return isLittle ? second << 8 | first : first << 8 | second
    }
    return Array(String(decoding: units, as: UTF16.self).utf8)
  }

  // MARK: Pictures and films

  private func media(_ path: String) throws -> Outcome {
    let tree = try MediaTree(path: path)
    guard FileInspector.holdsMedia(tree) else { return Outcome(isChecked: false) }
    let report = try FileInspector(policy: policy, showsValues: false).inspect(tree, tool: "")
    var outcome = Outcome()
    for file in report.files {
      outcome.items += Self.items(of: file, path: path)
    }
    return outcome
  }

  /// Places, people and serial numbers within the file; what cannot be read may hold any of them.
  private static func items(of file: FileInspection, path: String) -> [StagedReport.Item] {
    var counts: [String: Int] = [:]
    var order: [FileItem] = []
    for item in file.items where isTelling(item) {
      if counts[item.meaning] == nil { order.append(item) }
      counts[item.meaning, default: 0] += 1
    }
    var items = order.map { item in
      StagedReport.Item(
        file: path, line: 1, column: 1, meaning: item.meaning, location: item.location,
        count: counts[item.meaning] ?? 1)
    }
    if file.refusal != nil {
      items.append(
        .init(
          file: path, line: 1, column: 1, meaning: "what can't be read and may hold anything",
          location: "the file", count: 1))
    }
    return items
  }

  private static func isTelling(_ item: FileItem) -> Bool {
    guard item.fate != "kept", item.severity >= .medium, !item.location.hasPrefix("file ") else {
      return false
    }
    return ["place", "person", "identifier"].contains(item.category)
  }
}
