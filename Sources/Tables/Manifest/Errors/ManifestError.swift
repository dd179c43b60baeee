/// Everything that is wrong with one manifest, in the order of the file.
public struct ManifestErrors: Error, Sendable, Equatable, CustomStringConvertible {
  /// The manifest's path, as it was given.
  public let file: String
  /// What is wrong: at least one error, lines rising.
  public let errors: [ManifestError]

  /// The errors of `file`, put in order.
  public init(file: String, errors: [ManifestError]) {
    self.file = file
    self.errors = errors.sorted { ($0.line, $0.column) < ($1.line, $1.column) }
  }

  /// One line for each error: `file:line:column: what is wrong; what to do`.
  public var description: String {
    errors.map { error in
      "\(file):\(error.line):\(error.column): \(error.problem.message); \(error.problem.remedy)"
    }.joined(separator: "\n")
  }
}

/// One thing that is wrong with a manifest, and where.
public struct ManifestError: Error, Sendable, Equatable {
  /// The line, from 1.
  public let line: Int
  /// The column in Unicode scalars, from 1.
  public let column: Int
  /// What is wrong.
  public let problem: ManifestProblem

  /// An error at a place.
  public init(line: Int, column: Int, problem: ManifestProblem) {
    self.line = line
    self.column = column
    self.problem = problem
  }
}

/// What can be wrong with a manifest.
///
/// Names of keys, tables and columns are kept; texts that stand for data (`nulls`, a column's
/// wrong setting) never are.
public enum ManifestProblem: Sendable, Equatable {
  // The file
  case unreadable
  case empty
  case tooLarge(limitByteCount: Int)
  case notUTF8
  case forbiddenCharacter
  // YAML
  case syntax(String)
  case tabInIndentation
  case severalDocuments
  case tooDeep(limit: Int)
  case tooManyAliases(limit: Int)
  case tooManyNodes(limit: Int)
  // Shape: all that the JSON Schema says too
  case duplicateKey(key: String, path: String, firstLine: Int)
  case unknownKey(key: String, path: String, nearest: String?)
  case missingKey(key: String, path: String)
  case wrongType(path: String, expected: YAMLForm, found: YAMLForm)
  case unknownWord(path: String, allowed: [String], nearest: String?)
  case outOfRange(path: String, allowed: String)
  case emptyText(path: String)
  case emptyCollection(path: String)
  case repeatedItem(path: String)
  case unsupportedVersion(newest: Int)
  case roleNotOfKind(path: String, role: ColumnRole, kind: TableKind)
  case typeNotOfRole(path: String, role: ColumnRole)
  case optionNotOfRole(path: String, option: String, role: ColumnRole)
  case optionNotOfFormat(path: String, option: String, format: SourceFormat)
  case exclusiveKeys(path: String, first: String, second: String)
  // Meaning: what only a reader of the whole manifest sees
  case severalColumnsOfRole(table: String, role: ColumnRole, firstLine: Int)
  case roleMissing(table: String, kind: TableKind, role: ColumnRole)
  case halfAPlace(table: String, has: ColumnRole, lacks: ColumnRole)
  case nothingToAttack
  case unknownTable(path: String, nearest: String?)
  case unknownColumn(path: String, table: String, nearest: String?)
  case knowledgeNamesThePerson(path: String, role: ColumnRole)
  case subjectKeyNeeded(table: String, option: String)
  case counterpartUsedTwice(path: String)
  case missingAndSuppressed(path: String)
  case delimiterIsQuote(path: String)
  /// Something that only a reader of the whole document sees, in its own words.
  case contradiction(path: String, problem: String, remedy: String)

  /// Whether the JSON Schema of `palimpsest.yaml` forbids this as well; the rest is outside what
  /// a schema can say.
  public var isShape: Bool {
    switch self {
    case .empty, .unknownKey, .missingKey, .wrongType, .unknownWord, .outOfRange, .emptyText,
      .emptyCollection, .repeatedItem, .unsupportedVersion, .roleNotOfKind, .typeNotOfRole,
      .optionNotOfRole, .optionNotOfFormat, .exclusiveKeys, .forbiddenCharacter:
      true
    default: false
    }
  }
}

/// What a piece of YAML is.
public enum YAMLForm: String, Sendable, Equatable {
  case text = "a text"
  case integer = "a whole number"
  case number = "a number"
  case boolean = "true or false"
  case date = "a date"
  case nothing = "nothing"
  case list = "a list"
  case mapping = "a mapping"
  case textOrList = "a text or a list of texts"
  case tagged = "a value with a tag of its own"
}
