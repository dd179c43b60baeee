import ArgumentParser
import Engines
import Findings
import Foundation
import Pipelines
import Reporting

/// `palimpsest noise`: one private answer about a table.
struct Noise: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Answer one question about a table with differential privacy.",
    discussion: """
      Questions: count, sum, mean, quantile, histogram.

        palimpsest noise count visits.csv --subject user --rows-per-subject 5 --epsilon 1
        palimpsest noise mean pay.parquet --column salary --lower 0 --upper 200000 --epsilon 0.5
        palimpsest noise histogram visits.csv --column ward --keys A,B,C --epsilon 1

      Bounds, keys and limits must be known without the data. Noise comes from the system's secure
      source and takes no seed. Each answer costs its epsilon: costs of several answers add up.
      A palimpsest.yaml beside the file is not read: the column of people is what --subject says.
      """)

  @Argument(help: "count, sum, mean, quantile or histogram.")
  var question: NoiseQuestion

  @Argument(help: "A data file: CSV, TSV, Parquet, JSON lines or SQLite.")
  var file: String

  @OptionGroup var query: NoiseOptions
  @OptionGroup var engine: EngineOptions

  @Option(help: "Also write the answer as a JSON document to this file.")
  var json: String?

  func run() throws {
    let interruption = Interruption()
    defer { withExtendedLifetime(interruption) {} }
    let opened = try Engines.Engine(options: engine.settings)
    let request = try query.request(question, file: file, tool: Version.tool)
    let release = try PrivateReleaseRun(request, on: opened).release()
    for note in release.notes { Terminal.complain("note: \(note)") }
    if let json { try AtomicFile.write(release.encoded(), to: json) }
    try Terminal.write(PrivateReleaseText.render(release))
  }
}

/// The kinds of questions, as words of the command line.
enum NoiseQuestion: String, ExpressibleByArgument, CaseIterable {
  case count, sum, mean, quantile, histogram
}

/// What a private question is made of.
struct NoiseOptions: ParsableArguments {
  @Option(help: "The column asked about.")
  var column: String?

  @Option(help: "The column of people: all rows of one are protected together.")
  var subject: String?

  @Option(help: "The most rows of a person that count (in each group of a histogram).")
  var rowsPerSubject: Int?

  @Option(help: "The most groups of a histogram in which a person counts.")
  var groupsPerSubject: Int?

  @Option(
    parsing: .unconditional,
    help: "Values are clamped to at least this (a person's total, without --rows-per-subject).")
  var lower: Double?

  @Option(parsing: .unconditional, help: "Values are clamped to at most this.")
  var upper: Double?

  @Option(help: "The step to which values are rounded, down to a power of two.")
  var precision: Double?

  @Option(help: "The quantiles' probabilities, such as .5 or .25,.5,.75.")
  var quantile = ".5"

  @Option(help: "A histogram's keys: a,b,c or @FILE with one key a line; secret without.")
  var keys: String?

  @Option(help: "The budget.")
  var epsilon: Double

  @Option(help: "The probability that the guarantee fails: for Gaussian noise and secret keys.")
  var delta: Double?

  @Option(help: "laplace or gaussian.")
  var noise = "laplace"

  @Flag(help: "Allow an epsilon above 10.")
  var allowLargeEpsilon = false

  @Option(help: .hidden)
  var seed: String?

  func validate() throws {
    if seed != nil {
      throw ValidationError("--seed: noise is never seeded: who knows the seed takes it off again")
    }
    if PrivateReleaseRequest.Noise(rawValue: noise) == nil {
      throw ValidationError("--noise: give laplace or gaussian")
    }
    if (lower == nil) != (upper == nil) {
      throw ValidationError("--lower, --upper: give both, or none")
    }
    if let lower, let upper, !(lower < upper) || !lower.isFinite || !upper.isFinite {
      throw ValidationError("--lower, --upper: give two finite numbers, the lower one first")
    }
    if subject == nil, rowsPerSubject != nil || groupsPerSubject != nil {
      throw PrivateReleaseError.subjectWanted
    }
  }

  /// The request that the options make.
  func request(
    _ kind: NoiseQuestion, file: String, tool: String
  ) throws -> PrivateReleaseRequest {
    var request = PrivateReleaseRequest(
      source: DataSource(file), question: try question(kind),
      subjects: subject.map { .init(column: $0, rows: rowsPerSubject, groups: groupsPerSubject) },
      epsilon: epsilon, delta: delta, noise: .init(rawValue: noise) ?? .laplace, tool: tool)
    if let lower, let upper { request.bounds = lower...upper }
    request.precision = precision
    request.allowsLargeEpsilon = allowLargeEpsilon
    return request
  }

  private func question(
    _ kind: NoiseQuestion
  ) throws -> PrivateReleaseRequest.Question {
    if kind == .count { return .count(column: column) }
    guard let column else {
      throw ValidationError("--column: name the column that is asked about")
    }
    switch kind {
    case .count, .sum: return .sum(column: column)
    case .mean: return .mean(column: column)
    case .quantile: return .quantile(column: column, probabilities: try probabilities())
    case .histogram: return .histogram(column: column, keys: try listedKeys())
    }
  }

  private func probabilities() throws -> [Double] {
    try quantile.split(separator: ",").map { text in
      guard let value = Double(text.hasPrefix(".") ? "0" + text : text), (0...1).contains(value)
      else { throw ValidationError("--quantile: give probabilities from 0 to 1, such as .25,.5") }
      return value
    }
  }

  private func listedKeys() throws -> [String]? {
    guard let keys else { return nil }
    guard keys.hasPrefix("@") else {
      return keys.split(separator: ",").map(String.init)
    }
    let data = try AtomicFile.read(String(keys.dropFirst()), limit: 64 << 20)
    return String(decoding: data, as: UTF8.self).split(whereSeparator: \.isNewline)
      .map(String.init)
  }
}
