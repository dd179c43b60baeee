import Tables

/// Profiles that are sound, and profiles with errors.
enum ProfileFixtures {
  /// A small profile with these items under `knows`.
  static func profile(_ items: String..., head: String = "") -> String {
    let knows = items.map { "  - \($0)\n" }.joined()
    return "version: 1\nid: ours\ntitle: t\nsource: s\n\(head)knows:\n\(knows)"
  }

  static let everything = """
    # an adversary
    version: 1
    id: our-vendor-2
    title: "Our vendor: 2026"
    source: >-
      a contract
    prior: 0.25
    knows:
      - attributes: {columns: [age, "post code"], right: 0.9, within: 1.5, known: 0.5}
      - attributes: {columns: [sex]}
      - attributes
      - device
      - sightings: {count: 4, metres: 0, minutes: 525600}
      - earlier-places
      - earlier-times
      - earlier-contacts: hidden
      - earlier-texts
      - earlier-files
      - choices: {count: 8, wrong: 2}
      - earlier-choices
      - ties: {share: 1}
      - declared-records

    """

  static let sound: [(name: String, text: String)] = [
    ("everything", everything),
    ("smallest", profile("device")),
    ("attributes with nothing said", profile("attributes: {}")),
    ("contacts kept", profile("earlier-contacts: kept")),
    ("choices all right", profile("choices: {count: 1}")),
    ("a whole number written as a real", profile("choices: {count: 10.0, wrong: 0.0}")),
    ("underscores", profile("sightings: {count: 1_000, metres: 20_000_000, minutes: 0.5}")),
    ("a list in flow style", "{version: 1, id: a, title: t, source: s, knows: [device]}"),
    (
      "the longest id", profile("device").replacing("ours", with: String(repeating: "a", count: 60))
    ),
  ]

  private static let item = "knows[1]"

  /// Profiles that a JSON Schema can refuse as well.
  static let misshapen: [ManifestFault] = [
    ManifestFault(
      "nothing", "", (1, 1, .empty)),
    ManifestFault(
      "a list", "- device\n",
      (1, 1, .wrongType(path: "the profile", expected: .mapping, found: .list))),
    ManifestFault(
      "a mistyped key", profile("device", head: "proir: 1\n"),
      (5, 1, .unknownKey(key: "proir", path: "the profile", nearest: "prior"))),
    ManifestFault(
      "no source", profile("device").replacing("source: s\n", with: ""),
      (1, 1, .missingKey(key: "source", path: "the profile"))),
    ManifestFault(
      "a later version", profile("device").replacing("version: 1", with: "version: 2"),
      (1, 10, .unsupportedVersion(newest: 1))),
    ManifestFault(
      "an id with a space", profile("device").replacing("ours", with: "our s"),
      (2, 5, .outOfRange(path: "id", allowed: idRule))),
    ManifestFault(
      "an id with a line's end", profile("device").replacing("id: ours", with: "id: \"ours\\n\""),
      (2, 5, .outOfRange(path: "id", allowed: idRule))),
    ManifestFault(
      "an id that is too long",
      profile("device").replacing("ours", with: String(repeating: "a", count: 61)),
      (2, 5, .outOfRange(path: "id", allowed: idRule))),
    ManifestFault(
      "an empty title", profile("device").replacing("title: t", with: "title: ''"),
      (3, 8, .emptyText(path: "title"))),
    ManifestFault(
      "a prior of 0", profile("device", head: "prior: 0\n"),
      (5, 8, .outOfRange(path: "prior", allowed: "above 0 and at most 1, in digits"))),
    ManifestFault(
      "a prior above 1", profile("device", head: "prior: 1.5\n"),
      (5, 8, .outOfRange(path: "prior", allowed: "above 0 and at most 1, in digits"))),
    ManifestFault(
      "nothing known", profile().replacing("knows:\n", with: "knows: []\n"),
      (5, 8, .emptyCollection(path: "knows"))),
    ManifestFault(
      "knowledge as a mapping", profile().replacing("knows:\n", with: "knows: {device: {}}\n"),
      (5, 8, .wrongType(path: "knows", expected: .list, found: .mapping))),
    ManifestFault(
      "a mistyped kind", profile("earlier-place"),
      (
        6, 5,
        .unknownWord(
          path: item, allowed: ProfileKnowledge.Kind.allCases.map(\.rawValue),
          nearest: "earlier-places")
      )),
    ManifestFault(
      "a mistyped kind with settings", profile("sighting: {count: 4}"),
      (6, 5, .unknownKey(key: "sighting", path: item, nearest: "sightings"))),
    ManifestFault(
      "two kinds in one item", profile("ties: {share: 1}\n    choices: {count: 2}"),
      (
        6, 5,
        .outOfRange(
          path: item, allowed: "one kind of knowledge; begin a new item for another")
      )),
    ManifestFault("an item of nothing", profile("{}"), (6, 5, .emptyCollection(path: item))),
    ManifestFault(
      "settings of what has none", profile("device: {known: 1}"),
      (6, 5, .wrongType(path: item, expected: .text, found: .mapping))),
    ManifestFault(
      "sightings with nothing said", profile("sightings"),
      (6, 5, .missingKey(key: "count", path: "\(item).sightings"))),
    ManifestFault(
      "ties with nothing said", profile("ties"),
      (6, 5, .missingKey(key: "share", path: "\(item).ties"))),
    ManifestFault(
      "contacts with nothing said", profile("earlier-contacts"),
      (6, 5, .wrongType(path: "\(item).earlier-contacts", expected: .text, found: .nothing))),
    ManifestFault(
      "contacts half kept", profile("earlier-contacts: half"),
      (
        6, 23,
        .unknownWord(
          path: "\(item).earlier-contacts", allowed: ["kept", "hidden"], nearest: nil)
      )),
    ManifestFault(
      "sightings without minutes", profile("sightings: {count: 4, metres: 200}"),
      (6, 16, .missingKey(key: "minutes", path: "\(item).sightings"))),
    ManifestFault(
      "half a sighting", profile("sightings: {count: 0.5, metres: 1, minutes: 1}"),
      (
        6, 24,
        .outOfRange(
          path: "\(item).sightings.count",
          allowed: "a whole number from 1 to 10000, in plain digits")
      )),
    ManifestFault(
      "metres below nothing", profile("sightings: {count: 1, metres: -1, minutes: 1}"),
      (
        6, 35,
        .outOfRange(
          path: "\(item).sightings.metres", allowed: "at least 0 and at most 20000000.0, in digits")
      )),
    ManifestFault(
      "no ties", profile("ties: {share: 0}"),
      (
        6, 19,
        .outOfRange(path: "\(item).ties.share", allowed: "above 0 and at most 1, in digits")
      )),
    ManifestFault(
      "a column named twice", profile("attributes: {columns: [a, a]}"),
      (6, 31, .repeatedItem(path: "\(item).attributes.columns"))),
    ManifestFault(
      "columns of none", profile("attributes: {columns: []}"),
      (6, 27, .emptyCollection(path: "\(item).attributes.columns"))),
    ManifestFault(
      "the device known twice", profile("device", "attributes", "device"),
      (8, 5, .repeatedItem(path: "knows"))),
    ManifestFault(
      "sightings known twice",
      profile(
        "sightings: {count: 1, metres: 1, minutes: 1}",
        "sightings: {count: 2, metres: 1, minutes: 1}"),
      (7, 5, .repeatedItem(path: "knows"))),
  ]

  /// Profiles whose fault only a reader of the whole document sees.
  static let contradictory: [ManifestFault] = [
    ManifestFault(
      "all choices wrong", profile("choices: {count: 2, wrong: 2}"),
      (
        6, 32,
        .contradiction(
          path: "\(item).choices.wrong", problem: "no choice is right that way",
          remedy: "let it be below `count`")
      )),
    ManifestFault(
      "one column in two items",
      profile("attributes: {columns: [a, b]}", "attributes: {columns: [b]}"),
      (
        7, 5,
        .contradiction(
          path: "knows[2]", problem: "the column \"b\" stands in two entries",
          remedy: "keep it in one of them")
      )),
    ManifestFault(
      "all columns in two items", profile("attributes", "attributes: {known: 0.5}"),
      (
        7, 5,
        .contradiction(
          path: "knows[2]", problem: "a second entry for all quasi-identifiers",
          remedy: "name the columns of one of them")
      )),
  ]

  private static let idRule =
    "at most 60 lower-case letters and digits, parted by single dashes, a letter first"
}
