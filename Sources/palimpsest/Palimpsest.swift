import ArgumentParser
import Engines
import Foundation
import Pipelines

/// The command: reads arguments, calls a pipeline, writes what it says.
@main
struct Palimpsest: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "palimpsest",
    abstract: "Finds the people that de-identification left in your data.",
    discussion: """
      Start with `palimpsest demo` to see a report on made-up people. For your own data:

        palimpsest init mydata/      writes mydata/palimpsest.yaml: look it over
        palimpsest audit mydata/     attacks the data and writes the report

      For pictures and video:

        palimpsest inspect photos/             says what each file gives away
        palimpsest scrub photos/ --out clean/  strips it, losslessly, and checks the result

      For differential privacy:

        palimpsest account plan.yaml           tells what a plan of releases costs

      Before data leaves the house:

        palimpsest policy init                 writes a policy from a template
        palimpsest gate --help                 decides by it, closed where anything is missing

      Nothing leaves this machine. Reports hold aggregates, never a value of a person.
      Exit codes: 0 done, 1 the tool failed, 2 wrong usage or bad input, 3 policy not met.
      """,
    version: Version.current,
    subcommands: [
      Init.self, Inspect.self, Audit.self, Report.self, Demo.self, Scrub.self, Verify.self,
      Watch.self, Key.self, Account.self, AuditMechanism.self, Noise.self,
      Propose.self, Protect.self, Assess.self, Card.self, GateCommand.self, PolicyCommand.self,
      Precommit.self, BaselineCommand.self,
    ])

  static func main() {
    Foundation.exit(run(Array(CommandLine.arguments.dropFirst())).rawValue)
  }

  /// Runs the command line and returns how it ended; errors are one paragraph on standard error.
  static func run(_ arguments: [String]) -> ExitStatus {
    do {
      var command = try parseAsRoot(arguments)
      try command.run()
      return .done
    } catch let unmet as PolicyNotMet {
      Terminal.complain(unmet.sentence)
      return .policyNotMet
    } catch PipelineError.cancelled, DemonstrationError.stopped {
      Terminal.complain("\(PipelineError.cancelled)")
      return .interrupted
    } catch {
      return Failure.report(error)
    }
  }
}

/// The version of this program.
enum Version {
  static let current = "0.1.0"

  /// The program with its version, as documents name it.
  static var tool: String { "palimpsest \(current)" }
}
