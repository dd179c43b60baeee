/// A city of the model: where it is, what its clocks and postcodes look like, what it speaks.
struct City: Sendable {
  /// The number of districts, laid out as a grid of eight by five.
  static let districtCount = 40

  let zone: StaticString
  let zoneRule: ZoneRule
  let standardOffset: Int
  /// The centre, in hundred-thousandths of a degree.
  let latitude: Int
  let longitude: Int
  /// The share of people who live here.
  let share: Double
  let postcode: PostcodeStyle
  /// Languages with their shares.
  let languages: [(StaticString, Double)]
  /// How much likelier than elsewhere a phone is an iPhone.
  let iPhoneBonus: Double

  enum PostcodeStyle: Sendable {
    /// Digits: `first + step * district`, padded to `digits`.
    case digits(first: Int, step: Int, digits: Int)
    /// Letters of the area and a number.
    case outward([StaticString])
  }

  /// The postcode of a district.
  func postcode(of district: Int) -> [UInt8] {
    switch postcode {
    case .digits(let first, let step, let count):
      var value = first + step * district
      var bytes = [UInt8](repeating: 0x30, count: count)
      for position in bytes.indices.reversed() {
        bytes[position] = 0x30 + UInt8(value % 10)
        value /= 10
      }
      return bytes
    case .outward(let areas):
      let area = areas[district % areas.count]
      return area.withUTF8Buffer { Array($0) } + Array(String(district / areas.count + 1).utf8)
    }
  }

  /// How wealthy a district is, from -1 to 1.
  static func wealth(of district: Int) -> Double {
    Double(district * 7 % districtCount) / Double(districtCount - 1) * 2 - 1
  }

  /// How many people live in a district, as a weight: a law of 1 / (3 + rank).
  static func crowd(of district: Int) -> Double {
    1 / Double(3 + district * 11 % districtCount)
  }

  /// The middle of a district in hundred-thousandths of a degree.
  func centre(of district: Int) -> (latitude: Int, longitude: Int) {
    (latitude + (district / 8 - 2) * 1800, longitude + (2 * (district % 8) - 7) * 1250)
  }

  static let all: [City] = [
    City(
      zone: "America/New_York", zoneRule: .american, standardOffset: -18_000, latitude: 4_073_000,
      longitude: -7_395_000, share: 0.20, postcode: .digits(first: 10_001, step: 1, digits: 5),
      languages: [("en", 0.72), ("es", 0.20), ("zh", 0.08)], iPhoneBonus: 0.20),
    City(
      zone: "America/Los_Angeles", zoneRule: .american, standardOffset: -28_800,
      latitude: 3_405_000, longitude: -11_825_000, share: 0.14,
      postcode: .digits(first: 90_001, step: 2, digits: 5),
      languages: [("en", 0.64), ("es", 0.31), ("ko", 0.05)], iPhoneBonus: 0.22),
    City(
      zone: "Europe/London", zoneRule: .european, standardOffset: 0, latitude: 5_151_000,
      longitude: -12_000, share: 0.18,
      postcode: .outward(["E", "N", "NW", "SE", "SW", "W", "EC", "WC"]),
      languages: [("en", 0.88), ("pl", 0.06), ("fr", 0.06)], iPhoneBonus: 0.12),
    City(
      zone: "Europe/Berlin", zoneRule: .european, standardOffset: 3600, latitude: 5_252_000,
      longitude: 1_340_000, share: 0.14, postcode: .digits(first: 10_115, step: 91, digits: 5),
      languages: [("de", 0.80), ("en", 0.10), ("tr", 0.10)], iPhoneBonus: 0),
    City(
      zone: "Europe/Paris", zoneRule: .european, standardOffset: 3600, latitude: 4_886_000,
      longitude: 234_000, share: 0.12, postcode: .digits(first: 75_001, step: 1, digits: 5),
      languages: [("fr", 0.88), ("en", 0.06), ("ar", 0.06)], iPhoneBonus: 0.02),
    City(
      zone: "Europe/Madrid", zoneRule: .european, standardOffset: 3600, latitude: 4_042_000,
      longitude: -369_000, share: 0.10, postcode: .digits(first: 28_001, step: 1, digits: 5),
      languages: [("es", 0.93), ("en", 0.04), ("pt", 0.03)], iPhoneBonus: -0.08),
    City(
      zone: "America/Sao_Paulo", zoneRule: .fixed, standardOffset: -10_800, latitude: -2_356_000,
      longitude: -4_664_000, share: 0.07, postcode: .digits(first: 1001, step: 25, digits: 5),
      languages: [("pt", 0.96), ("en", 0.04)], iPhoneBonus: -0.15),
    City(
      zone: "Asia/Kolkata", zoneRule: .fixed, standardOffset: 19_800, latitude: 1_908_000,
      longitude: 7_288_000, share: 0.05, postcode: .digits(first: 400_001, step: 1, digits: 6),
      languages: [("en", 0.45), ("hi", 0.35), ("mr", 0.20)], iPhoneBonus: -0.20),
  ]
}
