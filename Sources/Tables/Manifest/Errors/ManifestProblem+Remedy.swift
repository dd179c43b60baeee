extension ManifestProblem {
  /// What to do about it.
  public var remedy: String {
    fileRemedy ?? shapeRemedy ?? meaningRemedy
  }

  private var fileRemedy: String? {
    switch self {
    case .unreadable: "check that the file is there and that you may read it"
    case .empty: "write one with `palimpsest init`"
    case .tooLarge: "a manifest describes data and holds none; move data out of it"
    case .notUTF8: "save the file as UTF-8"
    case .forbiddenCharacter: "remove it"
    case .syntax: "check quotes, colons, brackets and indentation here and one line above"
    case .tabInIndentation: "indent with spaces"
    case .severalDocuments: "keep one document a file, and remove the line of dashes"
    case .tooDeep: "no part of a manifest is that deep; check brackets and indentation"
    case .tooManyAliases, .tooManyNodes: "write the repeated parts out"
    default: nil
    }
  }

  private var shapeRemedy: String? {
    switch self {
    case .duplicateKey: "keep one of the two"
    case .unknownKey(_, _, let nearest), .unknownTable(_, let nearest),
      .unknownColumn(_, _, let nearest):
      nearest.map { "did you mean \(quoted($0))?" } ?? "remove it, or look it up in the manual"
    case .missingKey(let key, _): "add \(quoted(key))"
    case .wrongType(_, .text, .integer), .wrongType(_, .text, .number), .wrongType(_, .text, .date),
      .wrongType(_, .text, .boolean), .wrongType(_, .text, .nothing):
      "put it in quotes: without them YAML reads it as something else"
    case .wrongType(_, let expected, _): "write \(expected.rawValue)"
    case .unknownWord(_, let allowed, let nearest):
      (nearest.map { "did you mean \($0)? " } ?? "")
        + "it is one of " + allowed.joined(separator: ", ")
    case .outOfRange(_, let allowed): "it must be \(allowed)"
    case .emptyText, .emptyCollection: "fill it, or remove the key"
    case .repeatedItem: "keep one of the two"
    case .unsupportedVersion(let newest): "write `version: \(newest)`, or use a newer palimpsest"
    case .roleNotOfKind(_, _, let kind):
      "use one of " + kind.allowedRoles.map(\.rawValue).joined(separator: ", ")
    case .typeNotOfRole(_, let role):
      "use one of " + (role.allowedTypes ?? []).map(\.rawValue).joined(separator: ", ")
    case .optionNotOfRole: "remove the option, or change the role"
    case .optionNotOfFormat: "remove the option, or change the format"
    case .exclusiveKeys: "each follows from the other: keep one"
    default: nil
    }
  }

  private var meaningRemedy: String {
    switch self {
    case .severalColumnsOfRole: "keep one and give the other another role"
    case .roleMissing(_, _, let role): "give one column `role: \(role.rawValue)`"
    case .halfAPlace(_, _, let lacks): "give one column `role: \(lacks.rawValue)`"
    case .nothingToAttack:
      "give `role: quasi-identifier` to what others may know of a person (age, sex, postcode)"
    case .knowledgeNamesThePerson: "leave the column out of `knows`"
    case .subjectKeyNeeded: "give the column that both tables share `role: subject`"
    case .counterpartUsedTwice: "let each column there stand for one column here"
    case .missingAndSuppressed: "list the text once"
    case .delimiterIsQuote: "change one of the two"
    case .contradiction(_, _, let remedy): remedy
    default: ""
    }
  }
}
