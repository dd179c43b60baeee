/// The lists that values are made of: of each five entries three are for training, one for
/// calibration, one for the test.
struct WordPool {
  enum Side {
    case training
    case calibration
    case test

    /// This side's part of a list; the whole list where the part would be empty.
    func part<Element>(of list: [Element]) -> [Element] {
      let kept = list.enumerated().filter { offset, _ in
        switch self {
        case .training: offset % 5 < 3
        case .calibration: offset % 5 == 3
        case .test: offset % 5 == 4
        }
      }
      return kept.isEmpty ? list : kept.map(\.element)
    }
  }

  struct People {
    let given: [String]
    let family: [String]
    let joins: Bool
    let isLatin: Bool
  }

  struct Device {
    let maker: String
    let models: [String]
  }

  let people: [People]
  let organisations: (first: [String], last: [String])
  let towns: [String]
  let countries: [String]
  let landmarks: [String]
  let streets: [String]
  let accounts: [String]
  let folders: [String]
  let files: [String]
  let domains: [String]
  let devices: [Device]
  let programs: [String]
  let settings: [String]
  let vocabularies: [String]
  let templates: [String]
  let nouns: [String]
  let adjectives: [String]
  let isTest: Bool

  init(side: Side) {
    isTest = side == .test
    func part(_ list: [String]) -> [String] { side.part(of: list) }
    func people(_ text: String, joins: Bool, isLatin: Bool) -> [People] {
      text.split(separator: "\n").map { line in
        let halves = line.split(separator: "|").map {
          part($0.words.map { $0.replacing("_", with: " ") })
        }
        return People(
          given: halves[joins ? 1 : 0], family: halves[joins ? 0 : 1], joins: joins,
          isLatin: isLatin)
      }
    }
    self.people =
      people(PeopleWords.latin, joins: false, isLatin: true)
      + people(PeopleWords.foreign, joins: false, isLatin: false)
      + people(PeopleWords.joined, joins: true, isLatin: false)
    let parts = PeopleWords.organisations.items
    organisations = (part(parts[0].words), part(Array(parts.dropFirst())))
    towns = part(PlaceWords.towns.items)
    countries = part(PlaceWords.countries.items)
    landmarks = part(PlaceWords.landmarks.items)
    streets = part(PlaceWords.streets.items)
    accounts = part(PlaceWords.accounts.items)
    folders = part(PlaceWords.folders.items)
    files = part(PlaceWords.files.items)
    domains = part(PlaceWords.domains.items)
    let makers = DeviceWords.devices.split(separator: "\n").map(String.init)
    devices = side.part(of: makers).map { line in
      let colon = line.firstIndex(of: ":") ?? line.startIndex
      return Device(
        maker: line[..<colon].trimmed, models: line[line.index(after: colon)...].items)
    }
    programs = isTest ? DeviceWords.otherPrograms.items : part(DeviceWords.programs.items)
    settings = part(DeviceWords.settings.items)
    vocabularies = part(DeviceWords.vocabularies.items)
    templates = isTest ? TextWords.otherTemplates.items : part(TextWords.templates.items)
    nouns = part(TextWords.nouns.items)
    adjectives = part(TextWords.adjectives.items)
  }
}
