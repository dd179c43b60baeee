import MediaMetadata

/// A made field with what it is.
struct Example {
  let name: String
  let value: String
  let kind: FieldKind
  let features: FieldFeatures

  init(name: String, value: String, kind: FieldKind) {
    self.name = name
    self.value = value
    self.kind = kind
    features = FieldFeatures(name: name, value: value)
  }
}

/// Makes examples of one side: names of formats with values of pools.
struct ExampleMaker {
  let formats: [FieldNames.Format]
  /// Which names of each list are used; nil for all.
  let side: WordPool.Side?
  let values: ValueMaker
  /// How often the name says nothing.
  let neutralShare: Double

  /// How often a kind is made, in 64ths: numbers and settings are what most fields hold.
  static let shares: [FieldKind: Int] = [.structure: 18, .text: 6, .person: 6, .time: 5]

  /// `count` examples.
  func examples(_ count: Int, _ random: inout SeededRandom) -> [Example] {
    let kinds = FieldKind.allCases.flatMap { kind in
      [FieldKind](repeating: kind, count: Self.shares[kind] ?? 4)
    }
    return (0..<count).map { _ in example(random.pick(kinds), &random) }
  }

  private func example(_ kind: FieldKind, _ random: inout SeededRandom) -> Example {
    let value = values.value(of: kind, &random)
    if random.chance(neutralShare) {
      let name = random.chance(0.25) ? "" : random.pick(FieldNames.neutral)
      return Example(name: name, value: value, kind: kind)
    }
    // Numbers stand under names of any kind: a flag under "Copyright", a count under "GPS".
    let named = kind == .structure && random.chance(0.2) ? random.pick(FieldKind.allCases) : kind
    if random.chance(0.2), let bare = values.bareValue(of: kind, &random) {
      return Example(name: name(of: kind, &random), value: bare, kind: kind)
    }
    return Example(name: name(of: named, &random), value: value, kind: kind)
  }

  func name(of kind: FieldKind, _ random: inout SeededRandom) -> String {
    let withKind = formats.filter { $0.names[kind] != nil }
    // A third from the plain words, where training has them.
    let plain = withKind.first { $0.name == "words" }
    let format = plain.flatMap { random.chance(0.35) ? $0 : nil } ?? random.pick(withKind)
    let list = format.names[kind] ?? []
    let name = random.pick(side.map { $0.part(of: list) } ?? list)
    return format.name == "words" ? styled(name, &random) : placed(name, &random)
  }

  /// A path before it, as files in files have.
  private func placed(_ name: String, _ random: inout SeededRandom) -> String {
    switch random.number(0...9) {
    case 0: "word/media/image\(random.number(1...9)).jpeg/\(name)"
    case 1: "moov/udta/meta/covr/\(name)"
    case 2: String(name.split(separator: "/").last ?? "")
    case 3: name.lowercased()
    default: name
    }
  }

  /// The ways in which programs write a word.
  private func styled(_ word: String, _ random: inout SeededRandom) -> String {
    let capital = word.prefix(1).uppercased() + word.dropFirst()
    let space = random.pick(["ns", "acme", "my", "xapp", "prv", "cam", "lab", "info"])
    switch random.number(0...11) {
    case 0: return capital
    case 1: return word.uppercased()
    case 2: return "\(space):\(capital)"
    case 3: return "XMP/unknown property/\(space):\(word)"
    case 4: return "\(space)_\(word)"
    case 5: return "\(space)\(capital)"
    case 6: return "chunk \(word)"
    case 7: return "VORBIS_COMMENT/other field/\(word.uppercased())"
    case 8: return "\(word)\(random.number(1...9))"
    case 9: return "docProps/custom.xml \(capital)"
    case 10: return "\(random.pick(["the", "file", "doc", "img", "x", "orig"]))_\(word)"
    default: return word
    }
  }
}
