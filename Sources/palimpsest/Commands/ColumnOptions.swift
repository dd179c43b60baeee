import ArgumentParser
import Pipelines
import Tables

/// The roles of columns on the command line, for a file without a manifest.
struct ColumnOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "For a data file: the columns that an adversary knows, separated by commas.",
      valueName: "columns"))
  var quasiIdentifiers: String?

  @Option(
    help: ArgumentHelp(
      "For a data file: the columns nobody should learn, separated by commas.",
      valueName: "columns"))
  var sensitive: String?

  @Option(help: ArgumentHelp("For a data file: the data subject's key.", valueName: "column"))
  var subject: String?

  @Option(help: ArgumentHelp("For a data file of events: when.", valueName: "column"))
  var time: String?

  @Option(help: ArgumentHelp("For a data file of events: degrees north.", valueName: "column"))
  var latitude: String?

  @Option(help: ArgumentHelp("For a data file of events: degrees east.", valueName: "column"))
  var longitude: String?

  @Option(
    help: ArgumentHelp(
      "For a data file of events: the name or key of the place.", valueName: "column"))
  var place: String?

  @Option(
    help: ArgumentHelp(
      "For a data file: the traits of a device, separated by commas.", valueName: "columns"))
  var device: String?

  @Option(
    help: ArgumentHelp("For a data file of contacts: the person who acts.", valueName: "column"))
  var source: String?

  @Option(
    help: ArgumentHelp("For a data file of contacts: the other person.", valueName: "column"))
  var target: String?

  @Option(
    help: ArgumentHelp("For a data file of texts: what a person wrote.", valueName: "column"))
  var text: String?

  @Option(
    help: ArgumentHelp(
      "For a data file of choices: what a person rated, liked or bought.", valueName: "column"))
  var item: String?

  @Option(
    help: ArgumentHelp("For a data file of choices: how much of it.", valueName: "column"))
  var rating: String?

  @Option(help: ArgumentHelp("For a data file: the sampling weight.", valueName: "column"))
  var weight: String?

  @Option(help: ArgumentHelp("For a data file: the household's key.", valueName: "column"))
  var household: String?

  @Option(help: "For a data file: how many people the data subjects were drawn from.")
  var populationSize: Int?

  @Option(
    help: ArgumentHelp(
      "For a data file: what a missing cell means: category, wildcard, conservative.",
      valueName: "meaning"))
  var missing: String?

  @Option(
    help: ArgumentHelp(
      "For a data file whose ending does not tell: csv, tsv, parquet, jsonl, sqlite.",
      valueName: "format"))
  var format: String?

  func validate() throws {
    if let quasiIdentifiers, Self.names(quasiIdentifiers).isEmpty {
      throw ValidationError("--quasi-identifiers: name at least one column")
    }
    if let populationSize, populationSize < 1 {
      throw ValidationError("--population-size: give a number above 0")
    }
  }

  /// What to audit.
  func target(path: String) throws -> AuditTarget {
    guard !roles.isEmpty else {
      if let extra = arguments.first {
        throw ValidationError(
          "\(extra) goes with --quasi-identifiers, --time or another column that is evidence, or "
            + "into the manifest")
      }
      return .manifest(path: path)
    }
    return .file(
      FileDescription(
        path: path, roles: roles, populationSize: populationSize, missing: missing,
        format: format))
  }

  /// The roles that were given, or none where no column is evidence.
  private var roles: [FileDescription.Role] {
    let lists: [(String?, ColumnRole)] = [
      (quasiIdentifiers, .quasiIdentifier), (device, .device), (sensitive, .sensitive),
    ]
    let single: [(String?, ColumnRole)] = [
      (subject, .subject), (time, .time), (latitude, .latitude), (longitude, .longitude),
      (place, .place), (source, .source), (target, .target), (text, .text), (item, .item),
      (rating, .rating), (weight, .weight), (household, .household),
    ]
    let roles =
      lists.flatMap { list, role in
        (list.map(Self.names) ?? []).map { FileDescription.Role($0, role) }
      } + single.compactMap { name, role in name.map { FileDescription.Role($0, role) } }
    return roles.contains { $0.role.isEvidence } ? roles : []
  }

  /// The options as they were given.
  var arguments: [String] {
    let named: [(String, String?)] = [
      ("--quasi-identifiers", quasiIdentifiers), ("--sensitive", sensitive),
      ("--subject", subject), ("--time", time), ("--latitude", latitude),
      ("--longitude", longitude), ("--place", place), ("--device", device), ("--source", source),
      ("--target", target), ("--text", text), ("--item", item), ("--rating", rating),
      ("--weight", weight), ("--household", household),
      ("--population-size", populationSize.map(String.init)), ("--missing", missing),
      ("--format", format),
    ]
    return named.flatMap { name, value in value.map { [name, $0] } ?? [] }
  }

  private static func names(_ list: String) -> [String] {
    list.split(separator: ",").map { name in
      String(name.drop(while: { $0 == " " }).reversed().drop(while: { $0 == " " }).reversed())
    }
  }
}
