public import Deidentification

/// Why a protection plan can't be carried out; no value of a data subject is in it.
public enum ProtectionError: Error, Sendable, Equatable {
  /// The table has no such column, or a step before dropped it.
  case noColumn(String, line: Int)
  /// The plan's audit names a column that the table does not have.
  case noAuditColumn(String)
  /// A step needs numbers.
  case notNumeric(String, bad: Int, of: Int, line: Int)
  /// A step needs the release's key, and the plan names none.
  case noKey(step: String, line: Int)
  /// A step, a model or a hierarchy refuses.
  case refused(DeidentificationError, line: Int)
  /// An identifier step refuses.
  case identifier(IdentifierError, column: String, line: Int)
  /// The release's key can't be used.
  case badKey(IdentifierError, path: String)
  /// A hierarchy's file can't be read.
  case hierarchyFile(path: String, line: Int)
  /// The release would replace its own source.
  case releaseIsSource(path: String)
  /// The plan can't be read.
  case noPlan(path: String)
  /// The written file does not hold what the plan promises; it was taken away again.
  case notVerified(models: [String])
  /// The table is too large for a step that works row by row.
  case tooLarge(rows: Int, limit: Int, step: String, line: Int)
}

extension ProtectionError: CustomStringConvertible {
  /// What happened, where, and the remedy.
  public var description: String {
    switch self {
    case .noColumn(let name, let line):
      "plan, line \(line): the table has no column \"\(name)\" here; check the name, and whether a "
        + "step before dropped it"
    case .noAuditColumn(let name):
      "plan, audit: the table has no column \"\(name)\"; check the name"
    case .notNumeric(let name, let bad, let count, let line):
      "plan, line \(line): column \"\(name)\" has \(bad) of \(count) values that are no finite "
        + "numbers; choose another step, or declare what is missing with `nulls`"
    case .noKey(let step, let line):
      "plan, line \(line): \(step) needs a key; make one with `palimpsest key --release`, and name "
        + "its file in the plan: `key: release.key`"
    case .refused(let error, let line): "plan, line \(line): \(error)"
    case .identifier(let error, let column, let line):
      "plan, line \(line), column \"\(column)\": \(error)"
    case .badKey(let error, let path): "\(path): \(error)"
    case .hierarchyFile(let path, let line):
      "plan, line \(line): \(path) can't be read as UTF-8 text of at most 256 MiB; check the path"
    case .releaseIsSource(let path):
      "\(path): the release is the source itself; give the plan another `release`"
    case .noPlan(let path): "\(path): there is no such plan; write one with `palimpsest propose`"
    case .notVerified(let models):
      "the written file does not meet \(models.joined(separator: ", ")); it was not released; this "
        + "is a fault of the tool: please report it with the plan"
    case .tooLarge(let rows, let limit, let step, let line):
      "plan, line \(line): \(step) works row by row in memory, on at most \(limit) rows; the table "
        + "has \(rows); recode or sample it first"
    }
  }
}
