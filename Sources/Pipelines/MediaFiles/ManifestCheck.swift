public import Findings
import Foundation
import MediaMetadata
import Numerics

/// Holds the files of a tree against the manifest of their scrub.
public struct ManifestCheck: Sendable {
  private let manifest: ScrubManifest
  private let policy: ScrubPolicy
  private let listed: [String: ScrubManifest.Entry]
  private let pathsOfPayloads: [String: String]

  /// A check against a manifest, whose signature the caller has checked.
  public init(_ manifest: ScrubManifest) {
    self.manifest = manifest
    policy = ScrubPolicy(settings: manifest.policy)
    listed = Dictionary(manifest.files.map { ($0.path, $0) }) { first, _ in first }
    pathsOfPayloads = Dictionary(manifest.files.map { ($0.payload, $0.path) }) { first, _ in first }
  }

  /// The verdicts on a folder, listed files first missing ones included, and on the files of other
  /// folders, where unscrubbed twins may stand.
  ///
  /// - Throws: `FileError` where a folder can't be read, `PipelineError.cancelled`.
  public func run(
    _ folder: String, also others: [String] = [], tool: String, progress: Progress = .silent
  ) throws -> ScrubVerification {
    let tree = try MediaTree(path: folder)
    var files = try verdicts(on: tree, isListed: true, prefix: "", progress)
    let present = Set(tree.paths)
    files += manifest.files.filter { !present.contains($0.path) }.map { .missing($0.path) }
    files.sort { $0.path < $1.path }
    for other in others {
      files += try verdicts(
        on: MediaTree(path: other), isListed: false, prefix: other + "/", progress)
    }
    return ScrubVerification(tool: tool, files: files)
  }

  private func verdicts(
    on tree: MediaTree, isListed: Bool, prefix: String, _ progress: Progress
  ) throws -> [ScrubVerification.File] {
    try concurrentChunks(count: tree.paths.count, maximumChunks: max(1, tree.paths.count)) {
      range in
      try range.compactMap { index in
        if progress.isCancelled() { throw PipelineError.cancelled }
        let path = tree.paths[index]
        return verdict(
          on: tree.absolute(path), path: prefix + path, entry: isListed ? listed[path] : nil)
      }
    }.flatMap { $0 }
  }

  /// Whether the manifest lists a path.
  public func lists(_ path: String) -> Bool { listed[path] != nil }

  /// The verdict on one file; nil for a file of no known format that is not listed.
  public func verdict(on absolute: String, path: String) -> ScrubVerification.File? {
    verdict(on: absolute, path: path, entry: listed[path])
  }

  private func verdict(
    on absolute: String, path: String, entry: ScrubManifest.Entry?
  ) -> ScrubVerification.File? {
    do throws(MediaError) {
      let known = try KnownFile(absolute, policy)
      let disclosed = known.disclosed
      if let entry {
        if known.digest == entry.digest { return .init(path, .clean) }
        let samePayload = try known.payload() == entry.payload
        guard samePayload else { return .init(path, .contentReplaced, disclosed) }
        return .init(path, disclosed.isEmpty ? .clean : .metadataRestored, disclosed)
      }
      if disclosed.isEmpty { return .init(path, .clean) }
      if let twin = pathsOfPayloads[try known.payload()] {
        return .init(path, .unscrubbedTwin, disclosed, twinOf: twin)
      }
      return .init(path, .unscrubbed, disclosed)
    } catch {
      if entry == nil, error == .unrecognised { return nil }
      guard entry == nil || error == .unrecognised else {
        return .init(path, .unreadable, reason: error.reason)
      }
      return .init(path, entry == nil ? .unreadable : .contentReplaced, reason: error.reason)
    }
  }
}

extension ScrubVerification.File {
  fileprivate init(
    _ path: String, _ verdict: ScrubVerification.Verdict, _ disclosed: [String: Int] = [:],
    twinOf: String? = nil, reason: String? = nil
  ) {
    self.init(
      path: path, verdict: verdict, disclosed: disclosed, twinOf: twinOf, reason: reason)
  }

  fileprivate static func missing(_ path: String) -> ScrubVerification.File {
    .init(path, .missing)
  }
}
