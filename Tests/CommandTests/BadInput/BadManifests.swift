/// Manifests that must be refused, each with line and column.
extension BadInput {
  static let manifests: [BadInput] = [
    manifest("an empty manifest", "", names: ["palimpsest.yaml"]),
    manifest("a manifest of spaces", "   \n\n", names: ["palimpsest.yaml"]),
    manifest("a manifest that is a list", "- 1\n- 2\n", names: ["palimpsest.yaml:1"]),
    manifest("a manifest that is a word", "hello\n", names: ["palimpsest.yaml:1"]),
    manifest("broken YAML", "version: [1\n", names: ["palimpsest.yaml"]),
    manifest("a tab as indent", "version: 1\ndataset:\n\tname: x\n", names: ["palimpsest.yaml:3"]),
    manifest("two documents", template() + "---\nversion: 1\n", names: ["palimpsest.yaml"]),
    manifest(
      "an unknown key", template() + "polcy: {}\n", names: ["palimpsest.yaml:11", "polcy"]),
    manifest(
      "an unknown key in a table",
      template().replacing("    kind: users", with: "    kind: users\n    knd: users"),
      names: ["palimpsest.yaml:7", "knd", "kind"]),
    manifest(
      "an unknown key in the adversary", template() + "adversary: {know: {t: [a]}}\n",
      names: ["palimpsest.yaml:11", "know"]),
    manifest(
      "a key twice", template() + "version: 1\n", names: ["palimpsest.yaml:11", "version"]),
    manifest(
      "no version", template().replacing("version: 1\n", with: ""), names: ["version"]),
    manifest(
      "a later version", template().replacing("version: 1", with: "version: 2"),
      names: ["palimpsest.yaml:1", "version"]),
    manifest(
      "a version in words", template().replacing("version: 1", with: "version: one"),
      names: ["palimpsest.yaml:1"]),
    manifest(
      "no dataset", template().replacing("dataset:\n  name: bad\n", with: ""), names: ["dataset"]),
    manifest(
      "a dataset without a name", template().replacing("  name: bad", with: "  description: bad"),
      names: ["name"]),
    manifest("no tables", "version: 1\ndataset: {name: x}\n", names: ["tables"]),
    manifest(
      "an empty map of tables", "version: 1\ndataset: {name: x}\ntables: {}\n",
      names: ["palimpsest.yaml:3"]),
    manifest(
      "an unknown kind", template().replacing("kind: users", with: "kind: user"),
      names: ["palimpsest.yaml:6", "users"]),
    manifest(
      "no source", template().replacing("    source: data.csv\n", with: ""), names: ["source"]),
    manifest(
      "an empty source", template().replacing("source: data.csv", with: "source: []"),
      names: ["palimpsest.yaml:7"]),
    manifest(
      "an unknown format",
      template().replacing("    source:", with: "    format: excel\n    source:"),
      names: ["palimpsest.yaml:7", "format"]),
    manifest(
      "a delimiter of a word",
      template().replacing("    source:", with: "    csv: {delimiter: comma}\n    source:"),
      names: ["palimpsest.yaml:7", "delimiter"]),
    manifest(
      "an unknown encoding",
      template().replacing("    source:", with: "    csv: {encoding: ebcdic}\n    source:"),
      names: ["palimpsest.yaml:7", "encoding"]),
    manifest(
      "nulls that are no list",
      template().replacing("    source:", with: "    nulls: {a: b}\n    source:"),
      names: ["palimpsest.yaml:7", "nulls"]),
    manifest(
      "an unknown meaning of missing", template() + "missing: ignore\n",
      names: ["palimpsest.yaml:11", "missing"]),
    manifest(
      "knowledge of a table that is not there", template() + "adversary: {knows: {u: [a]}}\n",
      names: ["palimpsest.yaml:11"]),
    manifest(
      "knowledge of a column that is not there", template() + "adversary: {knows: {t: [z]}}\n",
      names: ["palimpsest.yaml:11", "\"t\""]),
    manifest(
      "a negative population", template() + "adversary: {population-size: -5}\n",
      names: ["palimpsest.yaml:11", "population-size"]),
    manifest(
      "a sampling fraction above 1", template() + "adversary: {sampling-fraction: 1.5}\n",
      names: ["palimpsest.yaml:11", "sampling-fraction"]),
    manifest(
      "a sampling fraction that is none", template() + "adversary: {sampling-fraction: .nan}\n",
      names: ["palimpsest.yaml:11", "sampling-fraction"]),
    manifest(
      "population and fraction at once",
      template() + "adversary: {population-size: 100, sampling-fraction: 0.5}\n",
      names: ["palimpsest.yaml:11"]),
    manifest(
      "no targets", template() + "adversary: {targets: 0}\n",
      names: ["palimpsest.yaml:11", "targets"]),
    manifest(
      "targets in words", template() + "adversary: {targets: many}\n",
      names: ["palimpsest.yaml:11", "targets"]),
    manifest(
      "everyone held out", template() + "adversary: {control-share: 1}\n",
      names: ["palimpsest.yaml:11", "control-share"]),
    column("an unknown role", "{role: quasi}", names: ["palimpsest.yaml:10", "role"]),
    column("no role", "{type: text}", names: ["palimpsest.yaml:10", "role"]),
    column("an unknown type", "{role: quasi-identifier, type: int}", names: ["palimpsest.yaml:10"]),
    column("a column that is a word", "yes please", names: ["palimpsest.yaml:10"]),
    column("a weight that is text", "{role: weight, type: text}", names: ["palimpsest.yaml:10"]),
    column(
      "a unit that fits no time", "{role: time, type: integer, unit: degrees}",
      names: ["palimpsest.yaml:10", "unit"]),
    column(
      "a latitude without a longitude", "{role: latitude, type: real}",
      names: ["palimpsest.yaml", "longitude"]),
    column(
      "an end of an edge in a table of people", "{role: source}", names: ["palimpsest.yaml:10"]),
    column(
      "the same column twice", "{role: quasi-identifier}\n      b: {role: sensitive}",
      names: ["palimpsest.yaml:11", "b"]),
    column(
      "two keys of the data subject", "{role: subject}\n      c: {role: subject}",
      names: ["palimpsest.yaml:11"]),
    manifest(
      "nothing to attack",
      template(b: "{role: other}").replacing(
        "a: {role: quasi-identifier}", with: "a: {role: sensitive}"),
      names: ["palimpsest.yaml", "quasi-identifier"]),
    manifest(
      "edges without ends", template().replacing("kind: users", with: "kind: edges"),
      names: ["palimpsest.yaml", "source"]),
    BadInput(
      "a manifest that is no UTF-8",
      files: [
        ("palimpsest.yaml", [0x76, 0x65, 0x72, 0xFF, 0xFE]), ("data.csv", Array(sound.utf8)),
      ],
      run: ["audit", "."], names: ["palimpsest.yaml", "UTF-8"]),
    BadInput(
      "a manifest with a NUL",
      files: [("palimpsest.yaml", Array("version: 1\0\n".utf8)), ("data.csv", Array(sound.utf8))],
      run: ["audit", "."], names: ["palimpsest.yaml"]),
    manifest("aliases that multiply", bomb, names: ["palimpsest.yaml"]),
    manifest(
      "nesting without end", String(repeating: "[", count: 20_000), names: ["palimpsest.yaml"]),
  ]

  /// Each level holds the one before ten times.
  private static let bomb: String = {
    var text = "a0: &a0 [x]\n"
    for level in 1...12 {
      let references = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
      text += "a\(level): &a\(level) [\(references)]\n"
    }
    return text
  }()
}
