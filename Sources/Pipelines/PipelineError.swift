/// Why a pipeline can't do its work.
public enum PipelineError: Error, Sendable, Equatable {
  /// The folder holds no manifest.
  case noManifest(folder: String)
  /// No table can be attacked with the columns that the manifest gives the adversary.
  case nothingToAttack(manifest: String)
  /// The folder to describe holds no file that the engine reads.
  case noData(folder: String)
  /// A manifest is there already.
  case manifestExists(path: String)
  /// Data and manifest contradict each other.
  case contradiction(table: String, column: String, what: String, remedy: String)
  /// A data file was given without saying what its columns are.
  case rolesWanted(path: String)
  /// The meaning of a missing cell is none of the three.
  case badMissing(String)
  /// The format is none that can be read.
  case badFormat(String)
  /// A weight is missing, or no number above 0.
  case badWeight(table: String, column: String, row: Int)
  /// A table's files changed while they were read.
  case changed(table: String)
  /// The risk of each data subject was wanted, and nobody was sought by all channels together.
  case noSubjectRisks
  /// The user stopped it.
  case cancelled
}

extension PipelineError: CustomStringConvertible {
  /// What happened, where, and the remedy.
  public var description: String {
    switch self {
    case .noManifest(let folder):
      "\(folder): there is no palimpsest.yaml; write one with `palimpsest init \(folder)`"
    case .nothingToAttack(let manifest):
      "\(manifest): no table has anything that this version attacks; give the role "
        + "quasi-identifier to what others may know of a person (age, sex, postcode), or the roles "
        + "subject and time, latitude, longitude, place, item, text or device to what people did"
    case .noSubjectRisks:
      "no file of data subjects' risks was written: nobody could be sought by all channels "
        + "together; the report's gaps say why"
    case .noData(let folder):
      "\(folder): there is no file to read; put CSV, TSV, Parquet, JSON lines or SQLite files "
        + "there (endings such as .csv.gz, .parquet, .jsonl), or write a manifest that names the "
        + "format"
    case .manifestExists(let path):
      "\(path) is there already; edit it, or write it anew with --force"
    case .contradiction(let table, let column, let what, let remedy):
      "table \(table), column \(column): \(what); \(remedy)"
    case .rolesWanted(let path):
      "\(path): a data file needs its columns named, as with --quasi-identifiers age,sex; or put "
        + "it in a folder and run `palimpsest init` there"
    case .badMissing(let name):
      "--missing: \(name.prefix(40)) is none of category, wildcard, conservative"
    case .badFormat(let name):
      "--format: \(name.prefix(40)) is none of csv, tsv, parquet, jsonl, sqlite"
    case .badWeight(let table, let column, let row):
      "table \(table), column \(column), data row \(row): a weight is a number above 0, at "
        + "most 1e12; mend the data, or give the column the role other"
    case .changed(let table):
      "table \(table): its files changed while they were read; run again once nobody writes to them"
    case .cancelled:
      "stopped; nothing was written"
    }
  }
}
