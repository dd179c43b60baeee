import Tables
import Testing

@Suite("Writing palimpsest.yaml")
struct ManifestRenderTests {
  // Catches: a name that YAML reads as something else, a lost option, a comment that breaks out.
  @Test("What is written is read back as it was, whatever the names", arguments: 0..<150)
  func roundTrip(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let manifest = RandomManifest.make(&random)
    var comments = ManifestComments(header: [RandomManifest.name(&random)])
    for table in manifest.tables {
      comments.tables[table.name] = RandomManifest.name(&random)
      comments.columns[table.name] = Dictionary(
        table.columns.map { ($0.name, RandomManifest.name(&random)) },
        uniquingKeysWith: { a, _ in a })
    }
    let text = manifest.render(comments: comments)
    do {
      let back = try Manifest.parse(text: text, file: "m")
      #expect(back == manifest, "seed \(seed)")
      // Swift's texts are equal up to Unicode's normalisation; ours must be so byte for byte.
      #expect(back.render(comments: comments).utf8.elementsEqual(text.utf8), "seed \(seed)")
    } catch {
      Issue.record("seed \(seed): \(error)\n\(text)")
    }
  }

  // Catches: a layout that a person can't read or edit.
  @Test("The text is the one that a person would write")
  func layout() {
    let manifest = Manifest(
      name: "city",
      tables: [
        TableDeclaration(
          name: "people", kind: .users,
          source: TableSource(paths: ["people.csv"], nulls: ["", "NA"], suppressed: ["*"]),
          auxiliary: MatchedSource(
            source: TableSource(paths: ["vendor.csv"]),
            matches: [MatchedSource.Match(column: "age", counterpart: "their age")]),
          columns: [
            ColumnDeclaration(name: "id", role: .subject),
            ColumnDeclaration(name: "age", role: .quasiIdentifier, type: .integer, isOrdered: true),
          ])
      ],
      adversary: AdversaryDeclaration(
        knows: [AdversaryDeclaration.Knowledge(table: "people", columns: ["age"])],
        samplingFraction: 0.00001))
    let comments = ManifestComments(
      header: ["Look it over."], tables: ["people": "one row, one person"],
      columns: ["people": ["age": "few values\nand a name"]])
    #expect(
      manifest.render(comments: comments) == """
        # Look it over.
        version: 1
        dataset:
          name: city
        missing: category
        tables:
          # one row, one person
          people:
            kind: users
            source: people.csv
            nulls: ["", NA]
            suppressed: ["*"]
            auxiliary:
              source: vendor.csv
              columns:
                age: "their age"
            columns:
              id: {role: subject}
              age: {role: quasi-identifier, type: integer, ordered: true}  # few values and a name
        adversary:
          knows:
            people: [age]
          sampling-fraction: 0.00001
          targets: 1000
          control-share: 0.1

        """)
  }
}

/// Manifests without contradictions, with the nastiest names that a file can have.
enum RandomManifest {
  private static let pieces = [
    "yes", "No", "null", "~", "12", "1e3", "0x1F", "2020-01-31", "1:30", ".inf", "<<", "=", "- a",
    "? b", ": ", " #", "#", "\"", "'", "\\", "{", "}", "[", "]", ",", "&a", "*a", "!t", "|", ">",
    "%", "@", "`", "\n", "\t", "\r", "\u{85}", "\u{2028}", "b\u{FEFF}", "\u{1}", "\u{FFFE}", "é",
    "e\u{301}", "日本", "\u{1F469}\u{200D}\u{1F4BB}", " ", "", "a", "age", "---", "...", "\u{E0FE}",
    "\\x41", "${x}", "true", "n", "\u{7F}", "\u{10FFFF}",
  ]

  static func name(_ random: inout SplitMix64) -> String {
    if random.chance(0.02) { return String(repeating: "long name ", count: 130) }
    var name = ""
    for _ in 0...random.below(4) { name += random.pick(pieces) }
    return name.isEmpty ? "x" : name
  }

  static func names(_ random: inout SplitMix64, _ count: Int) -> [String] {
    var names: [String] = []
    while names.count < count {
      let next = name(&random)
      if !names.contains(next) { names.append(next) }
    }
    return names
  }

  static func make(_ random: inout SplitMix64) -> Manifest {
    let tables = names(&random, 1 + random.below(4)).map { table($0, &random) }
    var adversary = AdversaryDeclaration()
    if random.chance(0.5) {
      adversary.knows = tables.compactMap { table in
        let known = table.columns.filter { !$0.role.namesThePerson }.map(\.name)
        return known.isEmpty
          ? nil : AdversaryDeclaration.Knowledge(table: table.name, columns: known)
      }
      adversary.targets = 1 + random.below(1_000_000_000)
      adversary.controlShare = Double.random(in: 0..<1, using: &random)
      if random.chance(0.5) { adversary.overlap = 1 - Double.random(in: 0..<1, using: &random) }
      if random.chance(0.5) { adversary.seeds = random.below(1_000_001) }
      if random.chance(0.5) {
        adversary.profiles = names(&random, 2).map { .file($0 + ".yaml") } + [.builtIn("vendor")]
      }
      switch random.below(3) {
      case 0: adversary.populationSize = 1 + random.below(1_000_000_000_000)
      case 1: adversary.samplingFraction = 1 / Double(1 + random.below(1_000_000_000))
      default: break
      }
    }
    return Manifest(
      name: name(&random), description: random.chance(0.5) ? name(&random) : nil,
      missing: random.pick(MissingMeaning.allCases), tables: tables, adversary: adversary)
  }

  private static func table(_ name: String, _ random: inout SplitMix64) -> TableDeclaration {
    let kind = random.pick(TableKind.allCases)
    var roles: [ColumnRole] = [.subject] + kind.requiredRoles.filter { $0 != .subject }
    if kind == .edges { roles.removeFirst() }
    roles.append(kind == .edges ? .quasiIdentifier : .device)
    if kind != .edges { roles += [.latitude, .longitude] }
    if kind == .events { roles += [.item, .rating] }
    let free: [ColumnRole] = [.quasiIdentifier, .sensitive, .other, .directIdentifier]
    for _ in 0..<random.below(5) { roles.append(random.pick(free)) }
    roles.append(.time)
    let columns = zip(names(&random, roles.count), roles).map { column($0, $1, &random) }
    var declaration = TableDeclaration(
      name: name, kind: kind, source: source(&random), columns: columns)
    if kind != .edges {
      if random.chance(0.3) { declaration.original = source(&random) }
    }
    if random.chance(0.3) { declaration.auxiliary = matched(columns, &random) }
    if random.chance(0.3) { declaration.population = matched(columns, &random) }
    return declaration
  }

  private static func column(
    _ name: String, _ role: ColumnRole, _ random: inout SplitMix64
  ) -> ColumnDeclaration {
    var column = ColumnDeclaration(name: name, role: role, isOrdered: random.chance(0.3))
    if random.chance(0.5) { column.type = random.pick(role.allowedTypes ?? ColumnType.allCases) }
    if !role.allowedUnits.isEmpty { column.unit = random.pick(role.allowedUnits) }
    if role == .time, random.chance(0.5) { column.zone = "America/Argentina/Buenos_Aires" }
    return column
  }

  private static func matched(
    _ columns: [ColumnDeclaration], _ random: inout SplitMix64
  ) -> MatchedSource {
    let some = columns.filter { _ in random.chance(0.5) }
    let counterparts = names(&random, some.count)
    return MatchedSource(
      source: source(&random),
      matches: zip(some, counterparts).map { MatchedSource.Match(column: $0.name, counterpart: $1) }
    )
  }

  private static func source(_ random: inout SplitMix64) -> TableSource {
    var source = TableSource(paths: names(&random, 1 + random.below(3)))
    switch random.below(4) {
    case 0: source.format = .parquet
    case 1:
      source.format = .sqlite
      source.table = name(&random)
    case 2:
      source.format = random.chance(0.5) ? .csv : nil
      source.csv = CSVOptions(
        delimiter: random.pick([";", "||", "\t", "é", " ", "#", "\\", nil]),
        quote: random.pick(["", "\"", "'", nil]), header: random.pick([true, false, nil]),
        encoding: random.pick([.utf8, .utf16, .latin1, nil]))
    default: break
    }
    if random.chance(0.5) { source.nulls = ["", "?"] + names(&random, 2).map { $0 + "n" } }
    if random.chance(0.5) { source.suppressed = random.chance(0.5) ? [] : ["*"] }
    return source
  }
}
