import Tables

/// The manifest of the demonstration.
enum DemonstrationManifest {
  /// The first line, by which a folder is known to be a demonstration that may be replaced.
  static let signature = "# Palimpsest's demonstration dataset: nobody in it exists."

  static func text(_ parameters: DemonstrationParameters) -> String {
    manifest(parameters).render(
      comments: ManifestComments(
        header: [
          String(signature.dropFirst(2)),
          "Made from seed \(parameters.seed) with \(parameters.people) people;"
            + " docs/demo-dataset.md describes the model.",
        ]))
  }

  static func manifest(_ parameters: DemonstrationParameters) -> Manifest {
    Manifest(
      name: "city-network", description: "A social network whose names were removed.",
      tables: [people, checkIns, friendships, posts, devices, ratings],
      adversary: AdversaryDeclaration(
        knows: [
          AdversaryDeclaration.Knowledge(
            table: "people",
            columns: ["birth_year", "sex", "postcode", "education", "occupation", "marital_status"])
        ],
        populationSize: parameters.people * 25 / 2))
  }

  private static let people = TableDeclaration(
    name: "people", kind: .users,
    source: TableSource(paths: ["people.csv"], format: .csv, nulls: [""], suppressed: ["*"]),
    auxiliary: MatchedSource(
      source: TableSource(paths: ["vendor.csv"]),
      matches: [
        ("id", "person"), ("birth_year", "year_of_birth"), ("sex", "gender"), ("postcode", "zip"),
        ("education", "schooling"), ("occupation", "job"), ("marital_status", "civil_status"),
        ("phone_model", "phone"),
      ].map { MatchedSource.Match(column: $0.0, counterpart: $0.1) }),
    columns: [
      ColumnDeclaration(name: "id", role: .subject, type: .text),
      ColumnDeclaration(
        name: "birth_year", role: .quasiIdentifier, type: .integer, isOrdered: true),
      ColumnDeclaration(name: "sex", role: .quasiIdentifier, type: .text),
      ColumnDeclaration(name: "postcode", role: .quasiIdentifier, type: .text),
      ColumnDeclaration(name: "language", role: .quasiIdentifier, type: .text),
      ColumnDeclaration(name: "education", role: .quasiIdentifier, type: .text),
      ColumnDeclaration(name: "occupation", role: .quasiIdentifier, type: .text),
      ColumnDeclaration(name: "employer_size", role: .quasiIdentifier, type: .text),
      ColumnDeclaration(name: "marital_status", role: .quasiIdentifier, type: .text),
      ColumnDeclaration(name: "phone_os", role: .device, type: .text),
      ColumnDeclaration(name: "phone_model", role: .device, type: .text),
      ColumnDeclaration(name: "time_zone", role: .quasiIdentifier, type: .text),
      ColumnDeclaration(name: "joined", role: .quasiIdentifier, type: .date),
      ColumnDeclaration(name: "income_band", role: .sensitive, type: .text),
      ColumnDeclaration(name: "condition", role: .sensitive, type: .text),
    ])

  private static let checkIns = TableDeclaration(
    name: "checkins", kind: .events, source: TableSource(paths: ["checkins.csv"], format: .csv),
    columns: [
      ColumnDeclaration(name: "id", role: .subject, type: .text),
      ColumnDeclaration(name: "time", role: .time, type: .timestamp),
      ColumnDeclaration(name: "latitude", role: .latitude, type: .real, unit: .degrees),
      ColumnDeclaration(name: "longitude", role: .longitude, type: .real, unit: .degrees),
      ColumnDeclaration(name: "category", role: .place, type: .text),
    ])

  private static let friendships = TableDeclaration(
    name: "friendships", kind: .edges,
    source: TableSource(paths: ["friendships.csv"], format: .csv),
    columns: [
      ColumnDeclaration(name: "source", role: .source, type: .text),
      ColumnDeclaration(name: "target", role: .target, type: .text),
      ColumnDeclaration(name: "since", role: .time, type: .date),
    ])

  private static let posts = TableDeclaration(
    name: "posts", kind: .text, source: TableSource(paths: ["posts.csv"], format: .csv),
    columns: [
      ColumnDeclaration(name: "id", role: .subject, type: .text),
      ColumnDeclaration(name: "time", role: .time, type: .timestamp, zone: "UTC"),
      ColumnDeclaration(name: "text", role: .text, type: .text),
    ])

  private static let ratings = TableDeclaration(
    name: "ratings", kind: .events, source: TableSource(paths: ["ratings.csv"], format: .csv),
    columns: [
      ColumnDeclaration(name: "id", role: .subject, type: .text),
      ColumnDeclaration(name: "film", role: .item, type: .text),
      ColumnDeclaration(name: "stars", role: .rating, type: .integer),
      ColumnDeclaration(name: "day", role: .time, type: .date),
    ])

  private static let devices = TableDeclaration(
    name: "devices", kind: .events, source: TableSource(paths: ["devices.csv"], format: .csv),
    columns: [
      ColumnDeclaration(name: "id", role: .subject, type: .text),
      ColumnDeclaration(name: "time", role: .time, type: .timestamp, zone: "UTC"),
      ColumnDeclaration(name: "user_agent", role: .device, type: .text),
      ColumnDeclaration(name: "screen", role: .device, type: .text),
      ColumnDeclaration(name: "language", role: .device, type: .text),
    ])
}
