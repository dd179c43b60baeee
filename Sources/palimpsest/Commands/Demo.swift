import ArgumentParser
import Foundation
import Pipelines

/// `palimpsest demo`: makes people up.
struct Demo: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make a social dataset of made-up people, names removed, to try things on.",
    discussion: """
      Writes people, check-ins, friendships, posts, log-ins, another party's records, and the
      palimpsest.yaml that describes them. Nobody in it exists. The same seed gives the same bytes.
      The generative model is in docs/demo-dataset.md.
      """)

  @Argument(help: "The folder to write; must not exist, unless --force replaces a demo dataset.")
  var folder = "demo-dataset"

  @Option(help: "How many people to make up.")
  var people = 20_000

  @OptionGroup var seed: SeedOption

  @Flag(help: "Replace an earlier demo dataset.")
  var force = false

  @Flag(help: "Say nothing on success.")
  var quiet = false

  func validate() throws {
    guard DemonstrationParameters.sizes.contains(people) else {
      throw ValidationError(
        "--people: give a number from \(DemonstrationParameters.sizes.lowerBound) to "
          + "\(DemonstrationParameters.sizes.upperBound)")
    }
  }

  func run() throws {
    let seed = seed.value
    let interruption = Interruption()
    let rows = try DemonstrationDataset.write(
      to: URL(fileURLWithPath: folder),
      parameters: DemonstrationParameters(people: people, seed: seed), force: force,
      shouldStop: { interruption.happened })
    guard !quiet else { return }
    try Terminal.write(
      """
      \(people) people who do not exist, \(rows.values.reduce(0, +)) rows about them
      In \(folder)/, made from seed \(seed)
      Next: palimpsest audit \(folder)

      """)
  }
}
