extension ManifestProblem {
  /// What is wrong, as the beginning of a sentence.
  public var message: String {
    fileMessage ?? shapeMessage ?? meaningMessage
  }

  private var fileMessage: String? {
    switch self {
    case .unreadable: "the manifest can't be read"
    case .empty: "the manifest is empty"
    case .tooLarge(let limit): "the manifest is larger than \(limit) bytes"
    case .notUTF8: "this byte is not UTF-8"
    case .forbiddenCharacter: "a control character that no manifest may hold"
    case .syntax(let problem): "not YAML: \(problem)"
    case .tabInIndentation: "a tab in the indentation"
    case .severalDocuments: "a second YAML document begins here"
    case .tooDeep(let limit): "nested deeper than \(limit) levels"
    case .tooManyAliases(let limit): "more than \(limit) aliases"
    case .tooManyNodes(let limit): "more than \(limit) entries once aliases are followed"
    default: nil
    }
  }

  private var shapeMessage: String? {
    switch self {
    case .duplicateKey(let key, let path, let line):
      "the key \(quoted(key)) stands twice in \(path), first in line \(line)"
    case .unknownKey(let key, let path, _): "unknown key \(quoted(key)) in \(path)"
    case .missingKey(let key, let path): "\(path) has no \(quoted(key))"
    case .wrongType(let path, let expected, let found):
      "\(path) must be \(expected.rawValue), not \(found.rawValue)"
    case .unknownWord(let path, _, _): "\(path) has none of the words that it may have"
    case .outOfRange(let path, _): "\(path) is out of range"
    case .emptyText(let path): "\(path) is an empty text"
    case .emptyCollection(let path): "\(path) is empty"
    case .repeatedItem(let path): "\(path) lists this twice"
    case .unsupportedVersion(let newest): "version is not \(newest)"
    case .roleNotOfKind(let path, let role, let kind):
      "\(path): a table of kind \(kind.rawValue) has no column of role \(role.rawValue)"
    case .typeNotOfRole(let path, let role):
      "\(path): a column of role \(role.rawValue) can't be of this type"
    case .optionNotOfRole(let path, let option, let role):
      "\(path): \(quoted(option)) says nothing about a column of role \(role.rawValue)"
    case .optionNotOfFormat(let path, let option, let format):
      "\(path): \(quoted(option)) says nothing about files in \(format.rawValue)"
    case .exclusiveKeys(let path, let first, let second):
      "\(path) has both \(quoted(first)) and \(quoted(second))"
    default: nil
    }
  }

  private var meaningMessage: String {
    switch self {
    case .severalColumnsOfRole(let table, let role, let line):
      "a second column of role \(role.rawValue) in table \(quoted(table)), the first is in line"
        + " \(line)"
    case .roleMissing(let table, let kind, let role):
      "table \(quoted(table)) is of kind \(kind.rawValue) and has no column of role"
        + " \(role.rawValue)"
    case .halfAPlace(let table, let has, let lacks):
      "table \(quoted(table)) has a \(has.rawValue) and no \(lacks.rawValue)"
    case .nothingToAttack: "no column of any table is evidence that an attack could start from"
    case .unknownTable(let path, _): "\(path): there is no such table"
    case .unknownColumn(let path, let table, _):
      "\(path): table \(quoted(table)) declares no such column"
    case .knowledgeNamesThePerson(let path, let role):
      "\(path): an adversary who knows a column of role \(role.rawValue) has nothing to find out"
    case .subjectKeyNeeded(let table, let option):
      "table \(quoted(table)) has \(quoted(option)) and no column of role subject"
    case .counterpartUsedTwice(let path): "\(path): this column already stands for another"
    case .missingAndSuppressed(let path): "\(path): a text means both missing and suppressed"
    case .delimiterIsQuote(let path): "\(path): delimiter and quote are the same"
    case .contradiction(let path, let problem, _): "\(path): \(problem)"
    default: ""
    }
  }
}

/// A name between quotation marks, cut after 80 characters, without control characters: it came
/// from the file, and goes to a terminal.
func quoted(_ name: String) -> String {
  let shown = String.UnicodeScalarView(
    name.unicodeScalars.prefix(80).map { scalar in
      scalar.properties.generalCategory == .control || scalar.properties.generalCategory == .format
        || scalar.properties.generalCategory == .lineSeparator
        || scalar.properties.generalCategory == .paragraphSeparator ? "\u{FFFD}" : scalar
    })
  return "\"" + String(shown) + (name.unicodeScalars.count > 80 ? "\u{2026}\"" : "\"")
}
