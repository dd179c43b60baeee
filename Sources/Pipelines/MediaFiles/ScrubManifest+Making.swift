public import Findings
import Foundation
import MediaMetadata
import Numerics

extension ScrubManifest {
  /// The manifest of what `report` left below `root`: every output is read once more.
  ///
  /// - Throws: `FileError.failed` where an output can't be read again.
  public static func make(
    of report: ScrubReport, in root: String, tool: String
  ) throws -> ScrubManifest {
    let policy = ScrubPolicy(settings: report.policy)
    let paths = report.files.compactMap(\.output).sorted()
    let entries = try concurrentChunks(count: paths.count, maximumChunks: max(1, paths.count)) {
      try $0.map { try entry(paths[$0], in: root, policy) }
    }
    return ScrubManifest(
      tool: tool, createdAt: Timestamp.now(), allowListVersion: MediaFormats.allowListVersion,
      policy: report.policy, files: entries.flatMap { $0 })
  }

  private static func entry(
    _ path: String, in root: String, _ policy: ScrubPolicy
  ) throws -> Entry {
    let absolute = root + "/" + path
    do throws(MediaError) {
      let known = try KnownFile(absolute, policy)
      return Entry(
        path: path, format: known.format.name, byteCount: known.byteCount, digest: known.digest,
        payload: try known.payload())
    } catch {
      throw FileError.failed(path: absolute, writing: false)
    }
  }
}

/// A file taken apart, with its digests.
struct KnownFile {
  let format: MediaFormat
  let byteCount: Int
  let digest: String
  let disclosures: [Disclosure]
  private let source: MediaSource
  private let anatomy: Anatomy

  /// Reads and takes apart the file at `path`.
  init(_ path: String, _ policy: ScrubPolicy) throws(MediaError) {
    var source = try MediaSource(path: path)
    byteCount = source.count
    if byteCount <= 1 << 26 { source = MediaSource(try source.bytes(0..<byteCount)) }
    var reading = Reading(policy: policy, detail: .structures)
    (format, anatomy) = try MediaFormats.read(source, &reading)
    self.source = source
    disclosures = reading.disclosures
    digest = try PayloadDigest.hexadecimal(of: source)
  }

  /// SHA-256 of what it shows or plays.
  func payload() throws(MediaError) -> String {
    try PayloadDigest.hexadecimal(anatomy.payload, of: source)
  }

  /// How many items of each category it gives away.
  var disclosed: [String: Int] {
    Dictionary(
      disclosures.filter { $0.fate == .removed }.map { ($0.category.rawValue, 1) },
      uniquingKeysWith: +)
  }
}
