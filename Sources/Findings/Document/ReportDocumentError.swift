/// Why a report could not be read or written.
///
/// Cases carry the place as a path (`$.attacks[3].success.value`), never what stands there.
public enum ReportDocumentError: Error, Sendable, Equatable {
  /// The bytes are no JSON: truncated, not UTF-8, or something else.
  case malformed(byteCount: Int)
  /// The document does not say which version of the schema it follows.
  case versionMissing
  /// The document follows a version that this program can't read.
  case versionUnknown(found: String, readable: String)
  /// A key that the schema requires is not there.
  case keyMissing(path: String)
  /// A key stands there that the schema does not know, or an optional key that holds `null`.
  case keyUnknown(path: String)
  /// An object holds a key twice, so readers could disagree about its meaning.
  case keyRepeated
  /// A value is not of the type that the schema asks for.
  case typeWrong(path: String, expected: String)
  /// A value is of the right type and breaks a rule.
  case valueInvalid(path: String, rule: String)
  /// A number to be written is infinite or not a number.
  case notFinite(path: String)
}

extension ReportDocumentError {
  /// What went wrong, and where.
  public var problem: String {
    switch self {
    case .malformed(let byteCount):
      return "The report is not complete JSON (\(byteCount) bytes)."
    case .versionMissing: return "The report names no schema version at $.schemaVersion."
    case .versionUnknown(let found, let readable):
      return "The report follows schema version \(found); this program reads \(readable)."
    case .keyMissing(let path): return "The report lacks \(path)."
    case .keyUnknown(let path): return "The report holds \(path), which the schema does not know."
    case .keyRepeated: return "The report holds a key twice in one object."
    case .typeWrong(let path, let expected): return "\(path) is not \(expected)."
    case .valueInvalid(let path, let rule): return "\(path) breaks a rule: \(rule)."
    case .notFinite(let path): return "\(path) is infinite or not a number."
    }
  }

  /// What to do about it.
  public var remedy: String {
    switch self {
    case .malformed:
      return
        "Give the JSON that `palimpsest audit --json` wrote; run the audit again if it was cut."
    case .versionMissing, .keyMissing, .keyUnknown, .keyRepeated, .typeWrong, .valueInvalid:
      return "Compare the file with docs/schemas/risk-report-1.json, or run the audit again."
    case .versionUnknown:
      return "Use the version of palimpsest that wrote it, or run the audit again with this one."
    case .notFinite:
      return "This is a fault of the attack that computed it: please report it with the path."
    }
  }
}

extension ReportDocumentError: CustomStringConvertible {
  /// The problem and its remedy, on one line.
  public var description: String { "\(problem) \(remedy)" }
}
