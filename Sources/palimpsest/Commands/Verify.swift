import ArgumentParser
import Findings
import Foundation
import Governance
import Pipelines
import Reporting

/// What `verify` and `watch` share: the manifest, and whom it must be signed by.
struct ManifestOptions: ParsableArguments {
  @Option(help: "The manifest that `palimpsest scrub --manifest` wrote.")
  var manifest: String

  @Option(help: "The public key that must have signed it; without one any fitting key is taken.")
  var publicKey: String?

  /// The manifest, once its signature was checked; says so where no key was pinned.
  func checked() throws -> ScrubManifest {
    let document = try ScrubManifest.decode(from: AtomicFile.read(manifest))
    let key = try document.checkSignature(trusted: publicKey.map { try KeyFile.publicKey($0) })
    if publicKey == nil {
      Terminal.note("The manifest is whole, signed by \(key.base64); pin that with --public-key.\n")
    }
    return document
  }
}

/// `palimpsest verify`: whether files are still what a scrub left.
struct Verify: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Check that scrubbed files are still what the scrub left.",
    discussion: """
      Says of each file: clean, metadata restored (the same picture in a container that
      tells again),
      content replaced, missing; and of files that the manifest doesn't list: unscrubbed, or an
      unscrubbed twin of a listed file. Ends with exit code 3 unless every file is clean.
      """)

  @Argument(help: "The folder that the manifest is about.")
  var folder: String

  @OptionGroup var options: ManifestOptions

  @Option(parsing: .upToNextOption, help: "Other folders in which unscrubbed twins may stand.")
  var also: [String] = []

  @Flag(help: "Print the verification as JSON.")
  var json = false

  @Flag(help: "Print nothing on success.")
  var quiet = false

  func run() throws {
    Allocator.reusesLargeBlocks()
    let interruption = Interruption()
    let line = ProgressLine(quiet: quiet || json)
    defer { line.clear() }
    let check = ManifestCheck(try options.checked())
    let verification = try check.run(
      folder, also: also, tool: Version.tool, progress: line.progress(interruption))
    line.clear()
    if json {
      try Terminal.write(verification.encoded())
    } else if !quiet {
      try Terminal.write(FileText.render(verification))
    }
    guard verification.isClean else {
      let unclean = verification.files.count { $0.verdict != .clean }
      throw PolicyNotMet(
        sentence: "\(Phrase.count(unclean, "file is", "files are")) not what the scrub left")
    }
  }
}
