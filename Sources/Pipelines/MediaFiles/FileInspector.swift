public import Findings
import Engines
import Foundation
public import MediaMetadata
import Numerics

/// Looks at every file of a tree: what it gives away, and what the collection makes of it.
public struct FileInspector: Sendable {
  /// The policy that says what `scrub` would do with each item.
  public let policy: ScrubPolicy
  /// Whether values stand in the report.
  public let showsValues: Bool

  /// An inspector.
  public init(policy: ScrubPolicy = .standard, showsValues: Bool) {
    self.policy = policy
    self.showsValues = showsValues
  }

  /// What files that are taken apart are called; a broken one is told from a table only so.
  private static let endings: Set<String> = [
    "jpg", "jpeg", "png", "apng", "gif", "webp", "mp4", "m4v", "mov", "m4a", "m4b", "3gp", "3g2",
    "heic", "heif", "avif", "tif", "tiff", "bmp", "jxl", "svg", "mkv", "webm", "avi", "pdf",
    "docx", "docm", "xlsx", "xlsm", "pptx", "pptm", "odt", "ods", "odp", "odg", "epub", "rtf",
    "html", "htm", "eml", "mp3", "aac", "flac", "ogg", "oga", "opus", "spx", "wav", "aif", "aiff",
    "zip", "tar", "tgz", "torrent",
  ]

  /// Whether any file of the tree is of a format that is taken apart, or named like one.
  ///
  /// Plain text does not count: any table or program is that, too.
  public static func holdsMedia(_ tree: MediaTree) -> Bool {
    tree.paths.contains { path in
      let ending = (path.lowercased() as NSString).pathExtension
      if endings.contains(ending) { return true }
      // Tables and their manifests, whatever their first bytes look like.
      if FileFormat(path: path) != nil || ["yaml", "yml"].contains(ending) { return false }
      guard let source = try? MediaSource(path: tree.absolute(path)) else { return false }
      guard let reader = try? MediaFormats.reader(of: source) else { return false }
      return reader.format != .text
    }
  }

  /// The report on a tree.
  ///
  /// Files are looked at in parallel, and stand in the order of their paths.
  ///
  /// - Throws: `PipelineError.cancelled`. A file that can't be read stands in it with the reason.
  public func inspect(
    _ tree: MediaTree, tool: String, progress: Progress = .silent
  ) throws -> FileReport {
    let files = try concurrentChunks(
      count: tree.paths.count, maximumChunks: max(1, tree.paths.count)
    ) { range in
      try range.map { index in
        if progress.isCancelled() { throw PipelineError.cancelled }
        return inspection(of: tree.paths[index], in: tree)
      }
    }.flatMap { $0 }
    let collection = CollectionView.items(of: files)
    let shown = showsValues ? files : files.map { $0.withoutValues }
    return FileReport(tool: tool, collection: collection, files: shown)
  }

  private func inspection(of path: String, in tree: MediaTree) -> FileInspection {
    let absolute = tree.absolute(path)
    let name = String(path.split(separator: "/").last ?? "")
    var reading = Reading(policy: policy, detail: .values)
    var format: MediaFormat?
    var refusal: MediaError?
    var count = 0
    do throws(MediaError) {
      var source = try MediaSource(path: absolute)
      count = source.count
      if count <= 1 << 26 { source = MediaSource(try source.bytes(0..<count)) }
      format = try MediaFormats.reader(of: source)?.format
      _ = try MediaFormats.read(source, &reading)
    } catch {
      refusal = error
    }
    let around =
      FileNameDisclosure.read(name, fate: .kept)
      + FileSystemDisclosure.read(path: absolute, time: .removed, attributes: .removed)
    return FileInspection(
      path: path, format: format?.name, byteCount: count,
      items: (reading.disclosures + around).map(FileItem.init), unlisted: reading.unlisted,
      refusal: refusal?.reason, remedy: refusal?.remedy)
  }
}

extension FileItem {
  init(_ disclosure: Disclosure) {
    self.init(
      location: disclosure.location, category: disclosure.category.rawValue,
      severity: Severity(disclosure.severity), meaning: disclosure.meaning,
      value: disclosure.value, fate: disclosure.fate.rawValue, flag: disclosure.flag()?.sentence)
  }
}

extension Severity {
  init(_ severity: Disclosure.Severity) {
    switch severity {
    case .low: self = .low
    case .medium: self = .medium
    case .high: self = .high
    }
  }
}

extension FileInspection {
  /// The same without the values of data subjects.
  var withoutValues: FileInspection {
    let items = items.map {
      FileItem(
        location: $0.location, category: $0.category, severity: $0.severity, meaning: $0.meaning,
        value: nil, fate: $0.fate, flag: $0.flag)
    }
    return FileInspection(
      path: path, format: format, byteCount: byteCount, items: items, unlisted: unlisted,
      refusal: refusal, remedy: refusal == nil ? nil : remedy)
  }
}
