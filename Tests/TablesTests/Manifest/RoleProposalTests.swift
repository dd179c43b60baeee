import Foundation
import Tables
import TestSupport
import Testing

@Suite("Proposing roles")
struct RoleProposalTests {
  private func role(of name: String, type: ColumnType = .text, distinct: Int = 60) -> ColumnRole? {
    let column = ColumnEvidence(
      name: name, type: type, rows: 1000, distinct: distinct, uniqueShare: 0.01, meanLength: 8,
      meanWords: 1)
    let id = ColumnEvidence(
      name: "zz", type: .integer, rows: 1000, distinct: 1000, uniqueShare: 1)
    return TableProposal.proposals(for: [TableEvidence(name: "t", columns: [id, column])])[0]
      .columns[1].role
  }

  // Catches: a language whose steward gets "nothing says what it is" for every column.
  @Test(
    "Names in seven languages are understood",
    arguments: [
      (
        ColumnRole.quasiIdentifier,
        """
        age Alter âge edad età idade leeftijd sex Geschlecht sexe sexo sesso género geslacht \
        postcode PLZ code_postal codigo_postal cap cep zipCode birth_date Geburtsdatum \
        date_de_naissance fecha_nacimiento dataDiNascita data_nascimento geboortedatum nationality \
        Staatsangehörigkeit nationalité nacionalidad nazionalità nacionalidade nationaliteit \
        marital-status Familienstand état_civil estado_civil stato_civile burgerlijke_staat \
        education Schulabschluss niveau_d'études educación istruzione escolaridade opleiding \
        occupation Beruf métier profesión professione profissão beroep language Sprache langue \
        idioma lingua taal timezone Zeitzone
        """
      ),
      (
        ColumnRole.sensitive,
        """
        race ethnicity Ethnie origine_ethnique raza razza raça etniciteit religion Konfession \
        religión religione religião godsdienst income salary Jahreseinkommen revenu_annuel \
        ingresos reddito rendimento inkomen diagnosis disease Krankheit maladie enfermedad \
        malattia doença ziekte diagnosis_code sexual_orientation sexuelle_Orientierung \
        orientation_sexuelle orientación_sexual orientamento_sessuale orientação_sexual \
        political_party Partei trade_union Gewerkschaft genotype
        """
      ),
      (ColumnRole.household, "household hid Haushalt ménage hogar household_id"),
      (ColumnRole.device, "user_agent device phone_os OS screen deviceModel browser"),
    ])
  func languages(expected: ColumnRole, names: String) {
    for name in names.split(separator: " ") {
      #expect(role(of: String(name)) == expected, "\(name)")
    }
    #expect(role(of: "Gewicht", type: .real) == .weight)
    #expect(role(of: "sampling_weight", type: .real) == .weight)
  }

  // Catches: one of the eighteen identifiers left in a release unnoticed.
  @Test(
    "HIPAA's eighteen identifiers are proposed as identifiers or quasi-identifiers",
    arguments: [
      ("patient_name", ColumnRole.directIdentifier), ("street_address", .directIdentifier),
      ("city", .quasiIdentifier), ("zip", .quasiIdentifier), ("admission_date", .quasiIdentifier),
      ("date_of_death", .quasiIdentifier), ("phone", .directIdentifier),
      ("fax_number", .directIdentifier), ("email", .directIdentifier), ("ssn", .directIdentifier),
      ("medical_record_number", .directIdentifier), ("health_plan", .directIdentifier),
      ("account_number", .directIdentifier), ("license_number", .directIdentifier),
      ("license_plate", .directIdentifier), ("device_serial", .directIdentifier),
      ("url", .directIdentifier), ("ip_address", .directIdentifier),
      ("fingerprint", .directIdentifier), ("photo", .file),
    ])
  func safeHarbor(name: String, expected: ColumnRole) {
    #expect(role(of: name, distinct: 900) == expected)
  }

  // Catches: trust in a name where the cells say otherwise.
  @Test("Forms of cells speak where names don't")
  func forms() {
    func proposed(_ type: ColumnType, _ set: (inout ColumnEvidence.PatternShares) -> Void)
      -> RoleProposal
    {
      var patterns = ColumnEvidence.PatternShares()
      set(&patterns)
      let column = ColumnEvidence(
        name: "c7", type: type, rows: 1000, distinct: 990, uniqueShare: 0.98, patterns: patterns,
        meanLength: 20, meanWords: 1)
      return TableProposal.proposals(for: [TableEvidence(name: "t", columns: [column])])[0]
        .columns[0]
    }
    #expect(proposed(.text) { $0.email = 0.97 }.role == .directIdentifier)
    #expect(proposed(.text) { $0.email = 0.97 }.reason.contains("97 %"))
    #expect(proposed(.text) { $0.phone = 0.9 }.role == .directIdentifier)
    #expect(proposed(.text) { $0.ip = 1 }.role == .directIdentifier)
    #expect(proposed(.text) { $0.url = 1 }.role == .directIdentifier)
    #expect(proposed(.text) { $0.date = 1 }.type == .date)
    #expect(proposed(.date) { _ in }.role == .quasiIdentifier)
    #expect(proposed(.integer) { $0.unixSeconds = 1 }.unit == .seconds)
    #expect(proposed(.integer) { $0.unixMilliseconds = 1 }.unit == .milliseconds)
  }

  private func column(
    _ name: String, _ type: ColumnType, _ rows: Int, _ distinct: Int, unique: Double = 0,
    words: Double = 1, set: (inout ColumnEvidence.PatternShares) -> Void = { _ in }
  ) -> ColumnEvidence {
    var patterns = ColumnEvidence.PatternShares()
    set(&patterns)
    return ColumnEvidence(
      name: name, type: type, rows: rows, distinct: distinct, uniqueShare: unique,
      patterns: patterns, meanLength: words * 6, meanWords: words)
  }

  // Catches: tables of events audited as if each row were a person. Counts from the data's READMEs.
  @Test("The kinds of well-known tables are found")
  func kinds() {
    let tables = [
      TableEvidence(
        name: "foursquare",
        columns: [
          column("tid", .integer, 44_809, 2052), column("label", .integer, 44_809, 193),
          column(
            "lat", .real, 44_809, 10_000,
            set: {
              $0.latitude = 1; $0.longitude = 1
            }),
          column(
            "lon", .real, 44_809, 10_000,
            set: {
              $0.latitude = 1; $0.longitude = 1
            }),
          column("day", .text, 44_809, 7), column("hour", .integer, 44_809, 24),
          column("poi", .text, 44_809, 11_081),
        ]),
      TableEvidence(
        name: "geolife",
        columns: [
          column("uid", .integer, 1_205_476, 182), column("traj", .integer, 1_205_476, 18_000),
          column("unix", .integer, 1_205_476, 1_100_000, set: { $0.unixSeconds = 1 }),
          column(
            "lat", .real, 1_205_476, 90_000,
            set: {
              $0.latitude = 1; $0.longitude = 1
            }),
          column("lon", .real, 1_205_476, 90_000, set: { $0.longitude = 1 }),
        ]),
      TableEvidence(
        name: "blogs",
        columns: [
          column("id", .text, 2500, 2500, unique: 1), column("gender", .text, 2500, 2),
          column("age", .integer, 2500, 30),
          column("known", .text, 2500, 2500, unique: 1, words: 2000),
          column("snippet", .text, 2500, 2500, unique: 1, words: 500),
        ]),
      TableEvidence(
        name: "post_dates",
        columns: [
          column("author", .text, 90_000, 2500), column("date", .date, 90_000, 1500),
          column("words", .integer, 90_000, 2000),
        ]),
      TableEvidence(
        name: "email-eu",
        columns: [
          column("column0", .integer, 332_334, 820), column("column1", .integer, 332_334, 891),
          column("column2", .integer, 332_334, 207_000),
        ]),
      TableEvidence(
        name: "u.user",
        columns: [
          column("column0", .integer, 943, 943, unique: 1), column("column1", .integer, 943, 61),
          column("column2", .text, 943, 2), column("column3", .text, 943, 21),
          column("column4", .text, 943, 795, unique: 0.75),
        ]),
      TableEvidence(
        name: "edges",
        columns: [
          column("id_1", .integer, 289_003, 30_000), column("id_2", .integer, 289_003, 30_000),
        ]),
      TableEvidence(
        name: "photos",
        columns: [
          column("user_id", .integer, 900, 80), column("filename", .text, 900, 900, unique: 1),
        ]),
      TableEvidence(
        name: "logins",
        columns: [
          column("user_id", .integer, 9000, 800),
          column("at", .timestamp, 9000, 8900, unique: 0.98),
          column("user_agent", .text, 9000, 300, words: 12), column("language", .text, 9000, 20),
        ]),
      TableEvidence(
        name: "movielens",
        columns: [
          column("userId", .integer, 100_836, 610), column("movieId", .integer, 100_836, 9_724),
          column("rating", .real, 100_836, 10),
          column("timestamp", .integer, 100_836, 85_043, set: { $0.unixSeconds = 1 }),
        ]),
      TableEvidence(
        name: "purchases",
        columns: [
          column("customer_id", .integer, 5_000, 400), column("product", .text, 5_000, 90),
        ]),
    ]
    let proposals = TableProposal.proposals(for: tables)
    #expect(
      proposals.map(\.kind) == [
        .events, .events, .text, .events, .edges, .users, .edges, .media, .events, .events,
        .events,
      ])
    func roles(_ index: Int) -> [ColumnRole] { proposals[index].columns.map(\.role) }
    #expect(roles(0).prefix(4) == [.other, .subject, .latitude, .longitude])
    #expect(roles(1) == [.subject, .other, .time, .latitude, .longitude])
    #expect(proposals[1].columns[2].unit == .seconds)
    #expect(roles(2) == [.subject, .quasiIdentifier, .quasiIdentifier, .text, .text])
    #expect(roles(3).prefix(2) == [.subject, .time])
    #expect(roles(4).prefix(2) == [.source, .target])
    #expect(
      roles(5) == [
        .subject, .quasiIdentifier, .quasiIdentifier, .quasiIdentifier, .quasiIdentifier,
      ])
    #expect(roles(8) == [.subject, .time, .device, .device])
    #expect(roles(9) == [.subject, .item, .rating, .time])
    #expect(roles(10) == [.subject, .item])
    #expect(proposals[7].columns[0].reason.contains("other tables share it"))
  }

  // Catches: a proposal that palimpsest itself refuses, on any table.
  @Test("What is proposed makes a manifest without contradictions", arguments: 0..<200)
  func sound(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let names = [
      "id", "user_id", "uid", "from", "to", "lat", "lon", "latitude", "time", "date", "at",
      "weight",
      "w", "household", "text", "body", "file", "photo", "device", "age", "sex", "zip", "income",
      "name", "email", "x1", "x2", "label", "key", "poi", "source", "target", "day", "url", "", "Ω",
      "item", "rating",
    ]
    let tables = (0...random.below(3)).map { index in
      let rows = random.pick([0, 1, 2, 1000])
      let columns = RandomManifest.names(&random, 1 + random.below(8)).map { fallback in
        var patterns = ColumnEvidence.PatternShares()
        patterns.unixSeconds = random.chance(0.2) ? 1 : 0
        patterns.date = random.chance(0.2) ? 1 : 0
        patterns.email = random.chance(0.1) ? 1 : 0
        patterns.uuid = random.chance(0.1) ? 1 : 0
        patterns.latitude = random.chance(0.5) ? 1 : 0
        patterns.longitude = random.chance(0.5) ? 1 : 0
        let distinct = rows == 0 ? 0 : random.pick([1, min(rows, 2), min(rows, 300), rows])
        return ColumnEvidence(
          name: random.chance(0.8) ? random.pick(names.filter { !$0.isEmpty }) : fallback,
          type: random.pick(ColumnType.allCases), rows: rows,
          missing: random.chance(0.2) ? rows : 0, distinct: distinct,
          uniqueShare: Double.random(in: 0...1, using: &random), patterns: patterns,
          meanLength: 10, meanWords: Double(random.below(30)))
      }
      var seen: Set<String> = []
      return TableEvidence(
        name: "t\(index)", columns: columns.filter { seen.insert($0.name).inserted })
    }
    let declarations = TableProposal.proposals(for: tables).map {
      $0.declaration(source: TableSource(paths: ["a.csv"]))
    }
    let manifest = Manifest(name: "d", tables: declarations)
    do {
      #expect(try Manifest.parse(text: manifest.render(), file: "m") == manifest, "seed \(seed)")
    } catch {
      #expect(error.errors.map(\.problem) == [.nothingToAttack], "seed \(seed): \(error)")
    }
  }

  // Catches: rules that fit invented tables only. Every table found is profiled (first 2,000 rows).
  @Test(
    "Real tables get the roles that their stewards would give",
    .enabled(if: SharedFolder.exists, "the shared folder is not there"))
  func realTables() throws {
    let expected: [String: Set<ColumnRole>] = [
      "age": [.quasiIdentifier], "sex": [.quasiIdentifier], "gender": [.quasiIdentifier],
      "race": [.sensitive], "zipcode": [.quasiIdentifier], "education": [.quasiIdentifier],
      "marital-status": [.quasiIdentifier], "occupation": [.quasiIdentifier],
      "native-country": [.quasiIdentifier], "salary-class": [.sensitive], "disease": [.sensitive],
      "fnlwgt": [.weight], "sampling_weight": [.weight], "pwgtp": [.weight],
      "agep": [.quasiIdentifier],
      "rac1p": [.sensitive], "ori_hid": [.household], "db030": [.household], "rb030": [.subject],
      "income": [.sensitive], "marstat": [.quasiIdentifier], "iage": [.quasiIdentifier],
      "isex": [.quasiIdentifier], "irace": [.sensitive], "ethnic": [.sensitive],
      "emailaddress": [.directIdentifier], "surname": [.directIdentifier],
      "streetaddress": [.directIdentifier], "telephonenumber": [.directIdentifier],
      "nationalid": [.directIdentifier], "dob": [.quasiIdentifier], "email": [.directIdentifier],
      "unique_id": [.subject], "lat": [.latitude], "lon": [.longitude],
    ]
    var seen = 0
    for file in SmallProfile.csvFiles(
      below: ["tabular", "adult", "foursquare-nyc", "splink", "pii", "musae"])
    {
      guard let table = try SmallProfile.profile(file, rows: 2000) else {
        Issue.record("no table: \(file.lastPathComponent)")
        continue
      }
      let proposal = TableProposal.proposals(for: [table])[0]
      let manifest = Manifest(
        name: "d", tables: [proposal.declaration(source: TableSource(paths: ["a.csv"]))])
      #expect(throws: Never.self, "\(file.lastPathComponent)") {
        try Manifest.parse(text: manifest.render(), file: file.lastPathComponent)
      }
      for (column, evidence) in zip(proposal.columns, table.columns) {
        // What de-identification emptied is nothing to know, whatever its name.
        guard evidence.distinct > 1 else { continue }
        guard let roles = expected[column.column.lowercased()] else { continue }
        seen += 1
        #expect(
          roles.contains(column.role),
          "\(file.lastPathComponent) \(column.column): \(column.reason)")
      }
    }
    #expect(seen > 60)
  }
}
