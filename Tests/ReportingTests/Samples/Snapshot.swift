import Foundation
import Testing

/// Text that is compared with a committed file.
///
/// `PALIMPSEST_RECORD=1 swift test --filter ReportingTests` writes the files anew; look at the
/// difference before committing it.
enum Snapshot {
  static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Snapshots")

  static var isRecording: Bool {
    ProcessInfo.processInfo.environment["PALIMPSEST_RECORD"] == "1"
  }

  static func expect(
    _ text: String, matches name: String, location: SourceLocation = #_sourceLocation
  ) throws {
    let file = folder.appendingPathComponent(name)
    if isRecording {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
      return
    }
    let expected = try String(decoding: Data(contentsOf: file), as: UTF8.self)
    guard text != expected else { return }
    let pairs = zip(
      text.split(separator: "\n", omittingEmptySubsequences: false),
      expected.split(separator: "\n", omittingEmptySubsequences: false))
    let line = pairs.enumerated().first { $1.0 != $1.1 }
    Issue.record(
      """
      \(name) differs from its snapshot at line \((line?.offset ?? -1) + 1):
      new: \(line.map { String($0.element.0.prefix(300)) } ?? "(length)")
      old: \(line.map { String($0.element.1.prefix(300)) } ?? "(length)")
      """, sourceLocation: location)
  }
}
