public import Findings
import Foundation
public import MediaMetadata
import Numerics

/// Scrubs every file of a tree into another tree, or in place.
public struct FolderScrub: Sendable {
  /// Where outputs go.
  public enum Target: Sendable, Equatable {
    /// Into this folder, under the same paths.
    case folder(String)
    /// Over the inputs; the originals move into a folder first, if one is named.
    case inPlace(backup: String?)
  }

  /// What outputs are called.
  public enum Names: String, Sendable, CaseIterable {
    /// As before.
    case keep
    /// Numbered within their folder, in the order of the digests of their bytes.
    case number
  }

  /// What is kept, coarsened and dropped.
  public let policy: ScrubPolicy
  /// Where outputs go.
  public let target: Target
  /// What outputs are called.
  public let names: Names
  /// Whether outputs keep the inputs' times; else they get one fixed time.
  public let keepsTimes: Bool
  /// How the sensor's pattern of JPEG photos is weakened; nil, the default, touches no pixel.
  public var weakening: SensorWeakening?
  /// Whether the report says what the values that stay look like, for which they are read.
  public var flagsWhatStays = true

  /// 1980-01-01T00:00:00Z, the first time that ZIP can hold: what all outputs get.
  static let fixedTime = 315_532_800

  /// A scrub.
  public init(policy: ScrubPolicy, target: Target, names: Names = .keep, keepsTimes: Bool = false) {
    self.policy = policy
    self.target = target
    self.names = names
    self.keepsTimes = keepsTimes
  }

  /// Scrubs the tree at `path`; one malformed file ends nothing.
  ///
  /// - Throws: `FileError` where input or output can't be used at all, `PipelineError.cancelled`.
  public func run(
    _ path: String, tool: String, progress: Progress = .silent
  ) throws -> ScrubReport {
    let tree = try MediaTree(path: path, excluding: outputFolder)
    if let output = outputFolder {
      guard output != tree.root else { throw FileError.sameFolder(path: path) }
      try makeFolders(for: tree, in: output)
    }
    let root = self.root(of: tree)
    let files = try concurrentChunks(
      count: tree.paths.count, maximumChunks: max(1, tree.paths.count)
    ) { range in
      try range.map { index in
        if progress.isCancelled() { throw PipelineError.cancelled }
        return scrub(tree.paths[index], in: tree, to: root)
      }
    }.flatMap { $0 }
    let named = try names == .number ? NumberedNames.number(files, in: root) : files
    var settings = policy.settings
    settings["names"] = names.rawValue
    settings["times"] = keepsTimes ? "keep" : "fixed"
    if weakening != nil { settings["sensor-pattern"] = "weaken" }
    return ScrubReport(tool: tool, policy: settings, files: named)
  }

  /// The folder that outputs stand in.
  func root(of tree: MediaTree) -> String { outputFolder ?? tree.root }

  private var outputFolder: String? {
    guard case .folder(let folder) = target else { return nil }
    return URL(fileURLWithPath: folder).standardizedFileURL.path
  }

  private func makeFolders(for tree: MediaTree, in output: String) throws {
    let folders = Set(tree.paths.map { ($0 as NSString).deletingLastPathComponent })
    for folder in folders.sorted() {
      do {
        try FileManager.default.createDirectory(
          atPath: folder.isEmpty ? output : output + "/" + folder,
          withIntermediateDirectories: true)
      } catch {
        throw FileError(writing: output, error)
      }
    }
  }

  private func scrub(
    _ path: String, in tree: MediaTree, to root: String
  ) -> ScrubReport.File {
    let input = tree.absolute(path)
    let output = root + "/" + path
    if Sidecar.isOne(path) {
      return ScrubReport.File(
        path: path, output: nil, result: .leftOut, format: nil, inputCount: 0, outputCount: 0,
        removed: [:], kept: [], reason: "a companion file that holds metadata only", remedy: nil)
    }
    do throws(MediaError) {
      var scrub = MediaScrub(
        policy: policy, modified: keepsTimes ? time(of: input) : Self.fixedTime)
      scrub.weakening = weakening
      scrub.readsRemaining = flagsWhatStays
      try backUp(input, path)
      let before = weakening == nil ? nil : SensorGrain(path: input)
      let outcome = try scrub.run(input, to: output)
      return file(
        path, outcome, flagged: KeptFlags.of(outcome.remaining),
        grain: before.map { $0.note(after: output, isPhoto: outcome.format == .jpeg) })
    } catch {
      return ScrubReport.File(
        path: path, output: nil, result: .refused, format: Self.format(of: input)?.name,
        inputCount: 0, outputCount: 0, removed: [:], kept: [], reason: error.reason,
        remedy: error.remedy)
    }
  }

  /// The format of a file, where it can be read and is known.
  private static func format(of path: String) -> MediaFormat? {
    do throws(MediaError) {
      return try MediaFormats.reader(of: MediaSource(path: path))?.format
    } catch {
      return nil
    }
  }

  private func file(
    _ path: String, _ outcome: MediaScrub.Outcome, flagged: [String: String], grain: String?
  ) -> ScrubReport.File {
    let changed = outcome.disclosures.filter { $0.fate != .kept }
    let kept =
      (outcome.disclosures.filter { $0.fate == .kept } + outcome.remaining).map { item in
        let line = "\(item.location): \(item.meaning)"
        return flagged[line].map { "\(line); \($0)" } ?? line
      } + [grain].compactMap(\.self)
    return ScrubReport.File(
      path: path, output: path, result: outcome.isUnchanged ? .clean : .scrubbed,
      format: outcome.format.name, inputCount: outcome.inputCount,
      outputCount: outcome.outputCount,
      removed: Dictionary(changed.map { ($0.category.rawValue, 1) }, uniquingKeysWith: +),
      kept: Array(Set(kept)).sorted(), reason: nil, remedy: nil)
  }

  /// Copies the original beside, before it is replaced.
  private func backUp(_ input: String, _ path: String) throws(MediaError) {
    guard case .inPlace(let backup?) = target else { return }
    // What can't be read is told as such, and not as a copy that failed.
    _ = try MediaSource(path: input)
    let copy = backup + "/" + path
    do {
      let folder = (copy as NSString).deletingLastPathComponent
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      guard !FileManager.default.fileExists(atPath: copy) else { return }
      try FileManager.default.copyItem(atPath: input, toPath: copy)
    } catch {
      throw .unwritable(EIO)
    }
  }

  private func time(of path: String) -> Int? {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    return (attributes?[.modificationDate] as? Date).map { Int($0.timeIntervalSince1970) }
  }
}
