import Numerics

/// The devices that a person logs in from.
struct Devices {
  private static let screens: [StaticString] = [
    "390x844", "393x852", "412x915", "360x800", "414x896", "428x926", "384x854", "430x932",
  ]
  private static let desktops: [(agent: StaticString, screens: [StaticString])] = [
    (
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/",
      ["1920x1080", "1366x768", "2560x1440", "1536x864"]
    ),
    (
      "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Safari/",
      ["1440x900", "1512x982", "2560x1440"]
    ),
    ("Mozilla/5.0 (X11; Linux x86_64) Firefox/", ["1920x1080", "2560x1440"]),
  ]

  private let person: Person
  private let screen: Int
  private let desktop: Int?
  private let desktopScreen: Int
  private let version: Int
  private let upgrade: Int

  init(of person: Person, seed: UInt64) {
    var random = SeededGenerator(seed: seed, purpose: 8, index: UInt64(person.id))
    self.person = person
    // A model has one screen, and a few people enlarge theirs.
    screen = (Int(person.model) + (random.bernoulli(0.1) ? 1 : 0)) % Self.screens.count
    desktop = random.bernoulli(0.6) ? random.index(of: [0.70, 0.24, 0.06]) : nil
    desktopScreen = random.below(12)
    version = 110 + random.below(20)
    upgrade = random.below(ObservedWeeks.count)
  }

  /// A row: user agent, screen, language.
  func write(second: Int, to file: inout CSVFile, _ random: inout SeededGenerator) {
    let week = (second / 86_400 - ObservedWeeks.firstDay) / 7
    let version = self.version + (week >= upgrade ? 1 : 0)
    var agent: [UInt8] = []
    let shownScreen: StaticString
    if let desktop, random.bernoulli(0.35) {
      let kind = Self.desktops[desktop]
      kind.agent.withUTF8Buffer { agent.append(contentsOf: $0) }
      shownScreen = kind.screens[desktopScreen % kind.screens.count]
    } else {
      let start: StaticString =
        person.isIPhone ? "Mozilla/5.0 (iPhone; " : "Mozilla/5.0 (Linux; Android; "
      start.withUTF8Buffer { agent.append(contentsOf: $0) }
      Self.model(of: person).withUTF8Buffer { agent.append(contentsOf: $0) }
      agent.append(contentsOf: Array((person.isIPhone ? ") Safari/" : ") Chrome/").utf8))
      shownScreen = Self.screens[screen]
    }
    agent.append(contentsOf: Array(String(version).utf8))
    file.cell(agent)
    file.word(shownScreen)
    file.word(City.all[Int(person.city)].languages[Int(person.language)].0)
  }

  /// The name of the phone.
  static func model(of person: Person) -> StaticString {
    person.isIPhone
      ? PopulationModel.iPhones[Int(person.model)] : PopulationModel.androids[Int(person.model)]
  }
}
