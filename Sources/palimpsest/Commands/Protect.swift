import ArgumentParser
import Findings
import Foundation
import Pipelines
import Reporting

/// `palimpsest protect`: carries out a protection plan.
struct Protect: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Turn a table into a release candidate by a plan, and attack what was written.",
    discussion: """
      The plan names the table, the release and the steps: recode to k-anonymity and its kin with
      the least loss, suppress cells, partition, aggregate, swap, pseudonymise. Write a first one
      with `palimpsest propose`.

        palimpsest protect --plan plan.yaml
        palimpsest protect --plan plan.yaml --json lineage.json

      The release is written under a temporary name, read again, measured and attacked; only then
      does it get its name. Ends with exit code 3 where a model does not hold for the file, because
      a later step changed what an earlier one made.
      """)

  @Option(help: "The protection plan.")
  var plan: String

  @Option(help: "Where the release goes, instead of the plan's `release`.")
  var out: String?

  @Option(help: "Write what was done, with digests, to this file.")
  var json: String?

  @Flag(help: "Leave out the audits before and after; models and attacks on them stay.")
  var skipAudit = false

  @OptionGroup var engine: EngineOptions

  @Flag(help: "Print nothing on success.")
  var quiet = false

  func run() throws {
    let interruption = Interruption()
    let line = ProgressLine(quiet: quiet)
    defer { line.clear() }
    let request = ProtectionRequest(
      planPath: plan, releasePath: out, engine: engine.settings, toolVersion: Version.current,
      skipsAudit: skipAudit)
    let report = try Protection.run(request, progress: line.progress(interruption))
    line.clear()
    if let json { try AtomicFile.write(try report.encoded(), to: json) }
    if !quiet { try Terminal.write(ProtectionText.render(report)) }
    let broken = report.verification.models.filter { !$0.holds }.map(\.name)
    guard broken.isEmpty else {
      throw PolicyNotMet(sentence: "the release does not meet \(Phrase.list(broken))")
    }
  }
}
