import ArgumentParser
import Findings
import Foundation
import Pipelines
import Reporting

/// `palimpsest watch`: checks files as they change.
struct Watch: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Watch a scrubbed folder, and say when a file is no longer what the scrub left.",
    discussion: """
      Checks the folder once, then each file that is written, moved or removed, until Ctrl-C.
      One line for each change: the verdict as `palimpsest verify` says it, and the path.
      """)

  @Argument(help: "The folder that the manifest is about.")
  var folder: String

  @OptionGroup var options: ManifestOptions

  @Option(help: "Stop after this many seconds; without it, at Ctrl-C.")
  var forSeconds: Double?

  func run() throws {
    let interruption = Interruption()
    let check = ManifestCheck(try options.checked())
    let watch = try FolderWatch(folder)
    let start = try check.run(folder, tool: Version.tool)
    try Terminal.write(FileText.render(start))
    var isClean = start.isClean
    let end = forSeconds.map { Date().addingTimeInterval($0) }
    while !interruption.happened, end.map({ Date() < $0 }) ?? true {
      for path in watch.changes(within: 200) {
        let absolute = URL(fileURLWithPath: folder).appendingPathComponent(path).path
        guard let file = verdict(on: absolute, path, check) else { continue }
        if file.verdict != .clean { isClean = false }
        try Terminal.write(FileText.line(file) + "\n")
      }
    }
    guard isClean else {
      throw PolicyNotMet(sentence: "files were not what the scrub left")
    }
  }

  private func verdict(
    on absolute: String, _ path: String, _ check: ManifestCheck
  ) -> ScrubVerification.File? {
    guard FileManager.default.fileExists(atPath: absolute) else {
      return check.lists(path)
        ? ScrubVerification.File(
          path: path, verdict: .missing, disclosed: [:], twinOf: nil, reason: nil) : nil
    }
    return check.verdict(on: absolute, path: path)
  }
}
