import ArgumentParser
import Findings
import Foundation
import Pipelines
import Reporting

/// `palimpsest precommit`: personal data in files that are about to be committed.
struct Precommit: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Look for personal data in files that are about to be committed.",
    discussion: """
      Pictures and videos: places, people's names, serial numbers in their metadata. Tables (CSV,
      TSV, JSON Lines; header and first 64 KB): columns whose names say direct identifiers, and
      values that are e-mail addresses, telephone, card and account numbers, national numbers.
      Prints file, line and column, never a value. Made for pre-commit (.pre-commit-hooks.yaml).
      Exit codes: 0 nothing found, 3 something found, 2 wrong usage or a file that is not there.
      """)

  @Argument(help: "The files; folders stand for all their files.")
  var files: [String] = []

  @Flag(help: "Print nothing where nothing is found.")
  var quiet = false

  func run() throws {
    let report = try StagedCheck().run(files)
    if !report.items.isEmpty || !quiet { try Terminal.write(StagedText.render(report)) }
    guard report.items.isEmpty else {
      throw PolicyNotMet(
        sentence: "personal data in files that are about to be committed: remove the columns,"
          + " `palimpsest scrub` the pictures, or leave the files out")
    }
  }
}
