import Testing
import Tables

/// A manifest with errors, and what must be said about each.
struct ManifestFault: Sendable, CustomTestStringConvertible {
  let name: String
  let text: String
  let expected: [ManifestError]

  init(_ name: String, _ text: String, _ expected: (Int, Int, ManifestProblem)...) {
    self.name = name
    self.text = text
    self.expected = expected.map { ManifestError(line: $0.0, column: $0.1, problem: $0.2) }
  }

  var testDescription: String { name }
}

extension ManifestFixtures {
  private static let column = "tables.t.columns.age"
  private static let qi = "      age: {role: quasi-identifier}\n"

  private static let profileItem = "an item of adversary.profiles"
  private static let profileWords =
    AdversaryProfile.builtIn.map(\.id) + ["a path that ends in .yaml"]

  /// Manifests that a JSON Schema can refuse as well.
  static let misshapen: [ManifestFault] = [
    ManifestFault("empty", "", (1, 1, .empty)),
    ManifestFault("only a comment", "# nothing\n", (1, 1, .empty)),
    ManifestFault("null", "~\n", (1, 1, .empty)),
    ManifestFault(
      "a list", "- version\n",
      (1, 1, .wrongType(path: "the manifest", expected: .mapping, found: .list))),
    ManifestFault(
      "a text", "hello\n",
      (1, 1, .wrongType(path: "the manifest", expected: .mapping, found: .text))),
    ManifestFault(
      "unknown key at the top", users(extra: "policy: {}"),
      (9, 1, .unknownKey(key: "policy", path: "the manifest", nearest: nil))),
    ManifestFault(
      "a mistyped key", users().replacing("source:", with: "sorce:"),
      (5, 5, .missingKey(key: "source", path: "tables.t")),
      (6, 5, .unknownKey(key: "sorce", path: "tables.t", nearest: "source"))),
    ManifestFault(
      "a merge key", users(columns: "      age: {<<: {role: other}, role: quasi-identifier}\n"),
      (8, 13, .wrongType(path: "a key in \(column)", expected: .text, found: .tagged))),
    ManifestFault(
      "no version", users().replacing("version: 1\n", with: ""),
      (1, 1, .missingKey(key: "version", path: "the manifest"))),
    ManifestFault(
      "a later version", users().replacing("version: 1\n", with: "version: 2\n"),
      (1, 10, .unsupportedVersion(newest: 1))),
    ManifestFault(
      "a version in quotes", users().replacing("version: 1\n", with: "version: \"1\"\n"),
      (1, 10, .wrongType(path: "version", expected: .integer, found: .text))),
    ManifestFault(
      "a dataset without a name", users().replacing("{name: d}", with: "{}"),
      (2, 10, .missingKey(key: "name", path: "dataset"))),
    ManifestFault(
      "a name that is a number", users().replacing("name: d", with: "name: 2024"),
      (2, 17, .wrongType(path: "dataset.name", expected: .text, found: .integer))),
    ManifestFault(
      "an empty name", users().replacing("name: d", with: "name: ''"),
      (2, 17, .emptyText(path: "dataset.name"))),
    ManifestFault(
      "an escaped NUL", users().replacing("name: d", with: "name: \"a\\0b\""),
      (2, 17, .forbiddenCharacter)),
    ManifestFault(
      "no tables", "version: 1\ndataset: {name: d}\ntables: {}\n",
      (3, 9, .emptyCollection(path: "tables"))),
    ManifestFault(
      "tables without a value", "version: 1\ndataset: {name: d}\ntables:\n",
      (3, 8, .wrongType(path: "tables", expected: .mapping, found: .nothing))),
    ManifestFault(
      "no columns", users(columns: "").replacing("columns:", with: "columns: {}"),
      (7, 14, .emptyCollection(path: "tables.t.columns"))),
    ManifestFault(
      "an unknown kind", users(kind: "user"),
      (
        5, 11,
        .unknownWord(
          path: "tables.t.kind", allowed: ["users", "events", "edges", "text", "media"],
          nearest: "users")
      )),
    ManifestFault(
      "an unknown meaning of missing", users(extra: "missing: ignore"),
      (
        9, 10,
        .unknownWord(
          path: "missing", allowed: ["category", "wildcard", "conservative"], nearest: nil)
      )),
    ManifestFault(
      "a column that is a word", users(columns: "      age: quasi-identifier\n"),
      (8, 12, .wrongType(path: column, expected: .mapping, found: .text))),
    ManifestFault(
      "a column without a role", users(columns: "      age: {type: integer}\n"),
      (8, 12, .missingKey(key: "role", path: column))),
    ManifestFault(
      "a column called 12", users(columns: qi + "      12: {role: other}\n"),
      (
        9, 7, .wrongType(path: "a key in tables.t.columns", expected: .text, found: .integer)
      )),
    ManifestFault(
      "a column called yes", users(columns: qi + "      yes: {role: other}\n"),
      (
        9, 7, .wrongType(path: "a key in tables.t.columns", expected: .text, found: .boolean)
      )),
    ManifestFault(
      "a column without a name", users(columns: qi + "      '': {role: other}\n"),
      (9, 7, .emptyText(path: "a key in tables.t.columns"))),
    ManifestFault(
      "a weight of type text", users(columns: qi + "      w: {role: weight, type: text}\n"),
      (9, 31, .typeNotOfRole(path: "tables.t.columns.w", role: .weight))),
    ManifestFault(
      "a time of type text", users(columns: "      w: {role: time, type: text}\n"),
      (8, 29, .typeNotOfRole(path: "tables.t.columns.w", role: .time))),
    ManifestFault(
      "a time of type integer without a unit",
      users(columns: "      w: {role: time, type: integer}\n"),
      (8, 10, .missingKey(key: "unit", path: "tables.t.columns.w"))),
    ManifestFault(
      "a zone without a time",
      users(columns: "      age: {role: quasi-identifier, zone: UTC}\n"),
      (8, 37, .optionNotOfRole(path: column, option: "zone", role: .quasiIdentifier))),
    ManifestFault(
      "a unit without a measure",
      users(columns: "      age: {role: quasi-identifier, unit: days}\n"),
      (8, 37, .optionNotOfRole(path: column, option: "unit", role: .quasiIdentifier))),
    ManifestFault(
      "a time in degrees", users(columns: "      w: {role: time, unit: degrees}\n"),
      (
        8, 29,
        .unknownWord(
          path: "tables.t.columns.w.unit",
          allowed: [
            "nanoseconds", "microseconds", "milliseconds", "seconds", "minutes", "hours", "days",
          ], nearest: nil)
      )),
    ManifestFault(
      "a zone that is none", users(columns: "      w: {role: time, zone: \"+02:00\"}\n"),
      (
        8, 29,
        .outOfRange(
          path: "tables.t.columns.w.zone",
          allowed: "a name such as Europe/Paris, America/New_York or UTC")
      )),
    ManifestFault(
      "parquet with a delimiter",
      users(table: "    format: parquet\n    csv: {delimiter: \";\"}\n"),
      (8, 5, .optionNotOfFormat(path: "tables.t", option: "csv", format: .parquet))),
    ManifestFault(
      "CSV with a table inside", users(table: "    format: csv\n    table: people\n"),
      (8, 5, .optionNotOfFormat(path: "tables.t", option: "table", format: .csv))),
    ManifestFault(
      "a delimiter of five characters", users(table: "    csv: {delimiter: abcde}\n"),
      (
        7, 22,
        .outOfRange(path: "tables.t.csv.delimiter", allowed: "1 to 4 characters of one line")
      )),
    ManifestFault(
      "a header that is a text", users(table: "    csv: {header: first}\n"),
      (7, 19, .wrongType(path: "tables.t.csv.header", expected: .boolean, found: .text))),
    ManifestFault(
      "nulls that are one text", users(table: "    nulls: NA\n"),
      (7, 12, .wrongType(path: "tables.t.nulls", expected: .list, found: .text))),
    ManifestFault(
      "a null without quotes", users(table: "    nulls: [-9]\n"),
      (7, 13, .wrongType(path: "an item of tables.t.nulls", expected: .text, found: .integer))),
    ManifestFault(
      "a null twice", users(table: "    nulls: [NA, NA]\n"),
      (7, 17, .repeatedItem(path: "tables.t.nulls"))),
    ManifestFault(
      "a source that is a number", users().replacing("a.csv", with: "7"),
      (6, 13, .wrongType(path: "tables.t.source", expected: .textOrList, found: .integer))),
    ManifestFault(
      "no source in the list", users().replacing("a.csv", with: "[]"),
      (6, 13, .emptyCollection(path: "tables.t.source"))),
    ManifestFault(
      "a negative sampling fraction", users(extra: "adversary: {sampling-fraction: -0.1}"),
      (
        9, 32,
        .outOfRange(
          path: "adversary.sampling-fraction", allowed: "above 0 and at most 1, in digits")
      )),
    ManifestFault(
      "a sampling fraction of zero", users(extra: "adversary: {sampling-fraction: 0}"),
      (
        9, 32,
        .outOfRange(
          path: "adversary.sampling-fraction", allowed: "above 0 and at most 1, in digits")
      )),
    ManifestFault(
      "a control group of everyone", users(extra: "adversary: {control-share: 1}"),
      (
        9, 28,
        .outOfRange(path: "adversary.control-share", allowed: "at least 0 and below 1, in digits")
      )),
    ManifestFault(
      "no tie is known", users(extra: "adversary: {overlap: 0}"),
      (
        9, 22,
        .outOfRange(path: "adversary.overlap", allowed: "above 0 and at most 1, in digits")
      )),
    ManifestFault(
      "half a seed", users(extra: "adversary: {seeds: 0.5}"),
      (
        9, 20,
        .outOfRange(
          path: "adversary.seeds", allowed: "a whole number from 0 to 1000000, in plain digits")
      )),
    ManifestFault(
      "half a target", users(extra: "adversary: {targets: 0.5}"),
      (
        9, 22,
        .outOfRange(
          path: "adversary.targets",
          allowed: "a whole number from 1 to 1000000000, in plain digits")
      )),
    ManifestFault(
      "a population too large for a machine word",
      users(extra: "adversary: {population-size: 99999999999999999999}"),
      (
        9, 30,
        .outOfRange(
          path: "adversary.population-size",
          allowed: "a whole number from 1 to 1000000000000, in plain digits")
      )),
    ManifestFault(
      "population size and sampling fraction",
      users(extra: "adversary: {population-size: 9, sampling-fraction: 0.5}"),
      (
        9, 33,
        .exclusiveKeys(path: "adversary", first: "population-size", second: "sampling-fraction")
      )),
    ManifestFault(
      "no profiles", users(extra: "adversary: {profiles: []}"),
      (9, 23, .emptyCollection(path: "adversary.profiles"))),
    ManifestFault(
      "profiles that are no list", users(extra: "adversary: {profiles: insider}"),
      (9, 23, .wrongType(path: "adversary.profiles", expected: .list, found: .text))),
    ManifestFault(
      "a profile named twice", users(extra: "adversary: {profiles: [insider, insider]}"),
      (9, 33, .repeatedItem(path: "adversary.profiles"))),
    ManifestFault(
      "a mistyped profile", users(extra: "adversary: {profiles: [insidr, \"vendor.yaml\\n\"]}"),
      (9, 24, .unknownWord(path: profileItem, allowed: profileWords, nearest: "insider")),
      (9, 32, .unknownWord(path: profileItem, allowed: profileWords, nearest: nil))),
    ManifestFault(
      "knowledge of nothing", users(extra: "adversary: {knows: {t: []}}"),
      (9, 24, .emptyCollection(path: "adversary.knows.t"))),
    ManifestFault(
      "columns of an original",
      users(
        columns: "      id: {role: subject}\n" + qi,
        table: "    original: {source: b.csv, columns: {age: a}}\n"),
      (7, 31, .unknownKey(key: "columns", path: "tables.t.original", nearest: nil))),
  ]

  /// Manifests whose parts fit the schema and not each other.
  static let contradictory: [ManifestFault] = [
    ManifestFault(
      "two subject keys",
      users(columns: "      a: {role: subject}\n      b: {role: subject}\n" + qi),
      (9, 7, .severalColumnsOfRole(table: "t", role: .subject, firstLine: 8))),
    ManifestFault(
      "a latitude without a longitude",
      users(columns: qi + "      lat: {role: latitude}\n"),
      (9, 7, .halfAPlace(table: "t", has: .latitude, lacks: .longitude))),
    ManifestFault(
      "a longitude without a latitude",
      users(columns: qi + "      lon: {role: longitude}\n"),
      (9, 7, .halfAPlace(table: "t", has: .longitude, lacks: .latitude))),
    ManifestFault(
      "a rating without an item",
      users(
        columns: "      id: {role: subject}\n      s: {role: rating}\n" + qi, kind: "events"),
      (9, 7, .halfAPlace(table: "t", has: .rating, lacks: .item))),
    ManifestFault(
      "nothing to attack", users(columns: "      id: {role: subject}\n      w: {role: weight}\n"),
      (3, 1, .nothingToAttack)),
    ManifestFault(
      "edges without ends",
      users(columns: "      when: {role: time}\n", kind: "edges"),
      (4, 3, .roleMissing(table: "t", kind: .edges, role: .source)),
      (4, 3, .roleMissing(table: "t", kind: .edges, role: .target))),
    ManifestFault(
      "events of nobody", users(columns: "      when: {role: time}\n", kind: "events"),
      (4, 3, .roleMissing(table: "t", kind: .events, role: .subject))),
    ManifestFault(
      "two times of one event",
      users(
        columns: """
                id: {role: subject}
                a: {role: time}
                b: {role: time}

          """, kind: "events"),
      (10, 7, .severalColumnsOfRole(table: "t", role: .time, firstLine: 9))),
    ManifestFault(
      "knowledge of a table that is not there", users(extra: "adversary: {knows: {tt: [age]}}"),
      (9, 21, .unknownTable(path: "adversary.knows", nearest: "t"))),
    ManifestFault(
      "knowledge of a column that is not there",
      users(extra: "adversary: {knows: {t: [agee]}}"),
      (9, 25, .unknownColumn(path: "adversary.knows.t", table: "t", nearest: "age"))),
    ManifestFault(
      "column names are matched exactly", users(extra: "adversary: {knows: {t: [Age]}}"),
      (9, 25, .unknownColumn(path: "adversary.knows.t", table: "t", nearest: "age"))),
    ManifestFault(
      "knowledge of the subject key",
      users(
        columns: "      id: {role: subject}\n" + qi, extra: "adversary: {knows: {t: [id]}}"),
      (10, 25, .knowledgeNamesThePerson(path: "adversary.knows.t", role: .subject))),
    ManifestFault(
      "knowledge of a name",
      users(
        columns: "      n: {role: direct-identifier}\n" + qi,
        extra: "adversary: {knows: {t: [n]}}"),
      (10, 25, .knowledgeNamesThePerson(path: "adversary.knows.t", role: .directIdentifier))),
    ManifestFault(
      "an auxiliary table without a key", users(table: "    auxiliary: {source: b.csv}\n"),
      (7, 5, .subjectKeyNeeded(table: "t", option: "auxiliary"))),
    ManifestFault(
      "an auxiliary column for none of the release",
      users(table: "    population: {source: b.csv, columns: {ago: a}}\n"),
      (
        7, 43,
        .unknownColumn(path: "tables.t.population.columns", table: "t", nearest: "age")
      )),
    ManifestFault(
      "one auxiliary column for two of the release",
      users(
        columns: qi + "      sex: {role: quasi-identifier}\n",
        table: "    population: {source: b.csv, columns: {age: a, sex: a}}\n"),
      (7, 56, .counterpartUsedTwice(path: "tables.t.population.columns.sex"))),
    ManifestFault(
      "a text that is missing and suppressed",
      users(table: "    nulls: [\"*\"]\n    suppressed: [\"*\"]\n"),
      (8, 17, .missingAndSuppressed(path: "tables.t.suppressed"))),
    ManifestFault(
      "a delimiter that is the quote", users(table: "    csv: {delimiter: \"'\", quote: \"'\"}\n"),
      (7, 34, .delimiterIsQuote(path: "tables.t.csv"))),
    ManifestFault(
      "a table twice",
      users(extra: "adversary: {}").replacing(
        "adversary: {}", with: "  t: {kind: users, source: b, columns: {a: {role: device}}}"),
      (9, 3, .duplicateKey(key: "t", path: "tables", firstLine: 4))),
    ManifestFault(
      "a column twice, and another error before it",
      users(columns: "      a: {role: oter}\n" + qi + "      \"age\": {role: other}\n"),
      (
        8, 17,
        .unknownWord(
          path: "tables.t.columns.a.role", allowed: ColumnRole.allCases.map(\.rawValue),
          nearest: "other")
      ),
      (10, 7, .duplicateKey(key: "age", path: "tables.t.columns", firstLine: 9))),
    ManifestFault(
      "a key twice in one line",
      users(columns: "      age: {role: other, role: quasi-identifier, rule: 1}\n"),
      (8, 26, .duplicateKey(key: "role", path: column, firstLine: 8)),
      (8, 50, .unknownKey(key: "rule", path: column, nearest: "role"))),
  ]
}
