import Tables

/// Manifests that are sound, and manifests with one error each.
enum ManifestFixtures {
  /// A small sound manifest, with `columns` (six spaces deep) and whatever stands in `extra`.
  static func users(
    columns: String = "      age: {role: quasi-identifier}\n", kind: String = "users",
    table: String = "", extra: String = ""
  ) -> String {
    """
    version: 1
    dataset: {name: d}
    tables:
      t:
        kind: \(kind)
        source: a.csv
    \(table)    columns:
    \(columns)\(extra)
    """
  }

  /// Everything that a manifest can say.
  static let everything = """
    # a comment
    version: 1
    dataset:
      name: city-network            # required, text
      description: "people: and more"
    missing: wildcard
    tables:
      people:
        kind: users
        source: people.csv
        format: csv
        csv: {delimiter: ";", quote: "\\"", header: true, encoding: utf-8}
        nulls: ["", "?", "NA"]
        suppressed: ["*"]
        original: {source: raw/people.csv}
        auxiliary: {source: vendor.csv, columns: {age: their_age}}
        population: {source: register.csv, columns: {age: years}, csv: {delimiter: "\\t"}}
        columns:
          id:       {role: subject}
          name:     {role: direct-identifier}
          age:      {role: quasi-identifier, type: integer}
          wage:     {role: sensitive, type: integer, ordered: true}
          hid:      {role: household}
          w:        {role: weight}
          phone_os: {role: device}
          note:     {role: other}
      visits:
        kind: events
        source: [2024/*.parquet, /data/2025]
        format: parquet
        columns:
          id: {role: subject}
          seen_at: {role: time, type: timestamp, zone: Europe/Paris, unit: seconds}
          lat: {role: latitude, unit: degrees}
          lon: {role: longitude, unit: degrees}
          place: {role: place}
      friends:
        kind: edges
        source: network.sqlite
        format: sqlite
        table: friends
        columns:
          from: {role: source}
          to: {role: target}
          since: {role: time, type: integer, unit: days}
      ratings:
        kind: events
        source: ratings.csv
        auxiliary: {source: reviews.csv}
        columns:
          user: {role: subject}
          movie: {role: item}
          stars: {role: rating, type: real}
      posts:
        kind: text
        source: posts.jsonl
        columns:
          author: {role: subject}
          body: {role: text}
      photos:
        kind: media
        source: photos.csv
        columns:
          file: {role: file}
    adversary:
      knows: {people: [age, phone_os], visits: [place]}
      population-size: 250000
      targets: 500
      control-share: 0.2
      overlap: 0.75
      seeds: 7
      profiles: [insider, stranger, ./ours.yaml, ../theirs.yml]
    """

  /// Sound manifests by name.
  static let sound: [(name: String, text: String)] = [
    ("everything", everything),
    ("smallest", users()),
    (
      "blocks, lists and quotes",
      """
      ---
      'version': 1
      "dataset":
        name: >-
          two
          lines
      tables:
        "a: b # c":
          kind: users
          source:
            - a.csv
            - "b c.csv"
          nulls: []
          columns:
            "yes":
              role: quasi-identifier
            "12": {role: other}
            naïve name: {role: other}
      """
    ),
    ("sampling fraction", users(extra: "adversary: {sampling-fraction: 0.12}")),
    ("sampling fraction of one", users(extra: "adversary: {sampling-fraction: 1}")),
    ("all ties known, and nobody", users(extra: "adversary: {overlap: 1, seeds: 0}")),
    (
      "profiles by path",
      users(extra: "adversary: {profiles: [\"a b.yaml\", ours/vendor, x.yml]}")
    ),
    ("no control group", users(extra: "adversary: {control-share: 0}")),
    ("underscores in numbers", users(extra: "adversary: {population-size: 250_000}")),
    ("targets written as a real", users(extra: "adversary: {targets: 10.0}")),
    (
      "an alias",
      users(columns: "      age: &q {role: quasi-identifier}\n      sex: *q\n")
    ),
    ("no quotes", users(table: "    csv: {quote: \"\"}\n")),
    ("empty description", users().replacing("{name: d}", with: "{name: d, description: \"\"}")),
  ]
}

extension String {
  /// This text with each occurrence of `part` replaced.
  func replacing(_ part: String, with other: String) -> String {
    split(separator: part, omittingEmptySubsequences: false).joined(separator: other)
  }
}
