import ArgumentParser
import Findings
import Foundation
import Governance
import MediaMetadata
import Pipelines
import Reporting

/// `palimpsest scrub`: strips files without touching a pixel or a sample.
struct Scrub: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Strip files of what they give away, keep what they show, and check the result.",
    discussion: """
      Takes a file or a folder: JPEG, PNG/APNG, GIF, WebP, HEIC/HEIF/AVIF, TIFF, BMP, JPEG XL, SVG;
      MP4/MOV/M4A/3GP, Matroska/WebM, AVI; DOCX/XLSX/PPTX, ODF, EPUB, PDF, RTF, HTML, XML, mail,
      plain text; MP3, AAC, FLAC, Ogg, Opus, WAV, AIFF; ZIP, TAR, gzip, torrent.
      Each file is rebuilt from what its format's allow-list knows; the output is parsed again, and
      its picture or sound compared with the original's, before it gets its name.

        palimpsest scrub photos/ --out clean/
        palimpsest scrub photos/ --out clean/ --manifest clean.json --key signing.key

      A file that can't be rebuilt safely is refused: it has no output, and the exit code is 2.
      The other files are done all the same.
      """)

  @Argument(help: "A file, or a folder of them.")
  var path: String

  @Option(help: "The folder to write into.")
  var out: String?

  @Flag(help: "Replace the files themselves.")
  var inPlace = false

  @Option(help: "With --in-place: the folder that the originals are copied to first.")
  var backup: String?

  @OptionGroup var options: ScrubPolicyOptions

  @Option(help: "File names: keep (the default) or number.")
  var names = "keep"

  @Flag(help: "Keep the files' times instead of one fixed time.")
  var keepTimes = false

  @Flag(
    help: "Change the pixels of JPEG photos so that the pattern of the camera's sensor is weaker.")
  var weakenSensorPattern = false

  @Option(help: "Write a signed manifest of the outputs to this file, for verify and watch.")
  var manifest: String?

  @Option(help: "The private key that signs the manifest; make one with `palimpsest key`.")
  var key: String?

  @Flag(help: "Print the report as JSON.")
  var json = false

  @Flag(help: "Print nothing on success.")
  var quiet = false

  func validate() throws {
    guard (out != nil) != inPlace else { throw ValidationError("give either --out or --in-place") }
    guard backup == nil || inPlace else { throw ValidationError("--backup goes with --in-place") }
    guard FolderScrub.Names(rawValue: names) != nil else {
      throw ValidationError("--names: give keep or number")
    }
    guard (manifest == nil) == (key == nil) else {
      throw ValidationError("--manifest and --key go together: a manifest is signed")
    }
  }

  func run() throws {
    Allocator.reusesLargeBlocks()
    let interruption = Interruption()
    let line = ProgressLine(quiet: quiet || json)
    defer { line.clear() }
    let signingKey = try key.map { try KeyFile.signingKey($0) }
    var scrub = FolderScrub(
      policy: options.policy, target: out.map { .folder($0) } ?? .inPlace(backup: backup),
      names: FolderScrub.Names(rawValue: names) ?? .keep, keepsTimes: keepTimes)
    if weakenSensorPattern { scrub.weakening = .standard }
    // Nobody reads a report that is not written.
    scrub.flagsWhatStays = json || !quiet
    let report = try scrub.run(
      path, tool: Version.tool, progress: line.progress(interruption))
    if let manifest, let signingKey {
      let root = try out ?? MediaTree(path: path).root
      let document = try ScrubManifest.make(of: report, in: root, tool: Version.tool)
      try AtomicFile.write(try document.signed(by: signingKey).encoded(), to: manifest)
    }
    line.clear()
    if json {
      try Terminal.write(report.encoded())
    } else if !quiet {
      try Terminal.write(FileText.render(report))
    }
    let refused = report.count(.refused)
    if refused > 0 {
      throw FilesRefused(refused: refused, of: report.files.count)
    }
  }
}

/// Thrown after a batch in which some files have no output.
struct FilesRefused: Error, CustomStringConvertible {
  let refused: Int
  let of: Int

  var description: String {
    "\(Phrase.count(refused, "file", "files")) of \(Phrase.count(of)) refused and not written; "
      + "the list says why"
  }
}
