import Tables

/// Sound profiles at random, and documents that may have any fault of shape.
enum RandomProfile {
  static func make(_ random: inout SplitMix64) -> AdversaryProfile {
    var knowledge: [ProfileKnowledge] = []
    if random.chance(0.5) {
      let names = RandomManifest.names(&random, 3)
      knowledge.append(.attributes(columns: [names[0], names[1]], exactness: exactness(&random)))
      knowledge.append(.attributes(columns: [names[2]], exactness: exactness(&random)))
    }
    if random.chance(0.5) {
      knowledge.append(.attributes(columns: nil, exactness: exactness(&random)))
    }
    let count = 1 + random.below(100)
    let others: [ProfileKnowledge] = [
      .device, .earlierPlaces, .earlierTimes, .earlierTexts, .earlierFiles, .earlierChoices,
      .declaredRecords,
      .earlierContacts(random.pick(ContactKnowledge.allCases)),
      .sightings(
        count: count, metres: Double.random(in: 0...20_000_000, using: &random),
        minutes: random.chance(0.5) ? 0 : Double.random(in: 0...1e-5, using: &random)),
      .choices(count: count, wrong: random.below(count)), .ties(share: share(&random)),
    ]
    knowledge += others.filter { _ in random.chance(0.5) }
    if knowledge.isEmpty { knowledge = [.device] }
    knowledge.shuffle(using: &random)
    return AdversaryProfile(
      id: random.pick(["a", "our-vendor", "x9-0", "yes", "null", "true"]),
      title: RandomManifest.name(&random), source: RandomManifest.name(&random),
      prior: share(&random), knowledge: knowledge)
  }

  private static func share(_ random: inout SplitMix64) -> Double {
    random.chance(0.3) ? 1 : 1 - Double.random(in: 0..<1, using: &random)
  }

  private static func exactness(_ random: inout SplitMix64) -> ValueExactness {
    ValueExactness(
      right: share(&random), within: random.chance(0.5) ? 0 : Double(random.below(1_000_000)),
      known: share(&random))
  }

  // MARK: Faulty documents

  private static let scalars = [
    "0", "1", "2", "-1", "0.5", "1.5", "1.0", "1e3", "10000", "10001", "99999", "100000",
    "525601", "20000001", "1000000000001", "yes", "~", "kept", "hidden", "\"1\"", "text", "''",
    "[]", "[a]", "[a, a]", "[1]", "{}", "{share: 1}", "2026-01-01", "\"a\\0\"", "!t 1", "a-b",
    "A", "-", "a--b",
  ]

  private static let keys = [
    "columns", "right", "within", "known", "count", "metres", "minutes", "wrong", "share", "Share",
  ]

  /// A document in flow style, mostly of known words, each part now and then of another kind.
  static func document(_ random: inout SplitMix64) -> String {
    var parts: [String] = []
    for (key, good) in [("version", "1"), ("id", "a"), ("title", "t"), ("source", "s")]
    where !random.chance(0.02) {
      parts.append("\(key): \(random.chance(0.05) ? random.pick(scalars) : good)")
    }
    if random.chance(0.3) { parts.append("prior: \(random.pick(scalars))") }
    if random.chance(0.03) { parts.append("prio: 1") }
    let items = (0..<random.below(4)).map { _ in item(&random) }
    parts.append("knows: [\(items.joined(separator: ", "))]")
    return "{\(parts.joined(separator: ", "))}\n"
  }

  private static func item(_ random: inout SplitMix64) -> String {
    let kind = random.pick(ProfileKnowledge.Kind.allCases)
    if kind.bare != nil, random.chance(0.6) { return kind.rawValue }
    if random.chance(0.1) { return random.pick([kind.rawValue, "{}", "1", "[]", "devise"]) }
    return "{\(kind.rawValue): \(settings(of: kind, &random))}"
  }

  private static func settings(
    of kind: ProfileKnowledge.Kind, _ random: inout SplitMix64
  ) -> String {
    if kind == .earlierContacts || random.chance(0.05) {
      return random.chance(0.5) ? "kept" : random.pick(scalars)
    }
    let own: [(String, String)] =
      switch kind {
      case .attributes:
        [("columns", "[c\(random.below(99))]"), ("right", "0.5"), ("within", "3"), ("known", "1")]
      case .sightings: [("count", "4"), ("metres", "0.5"), ("minutes", "3")]
      case .choices: [("count", "9"), ("wrong", "1")]
      case .ties: [("share", "0.5")]
      default: []
      }
    var parts = own.filter { _ in !random.chance(0.1) }.map { key, good in
      "\(key): \(random.chance(0.15) ? random.pick(scalars) : good)"
    }
    if random.chance(0.05) { parts.append("\(random.pick(keys)): 1") }
    return "{\(parts.joined(separator: ", "))}"
  }
}
