import Foundation
import Numerics
import Tables

/// The distinct values of a column, prepared for the levels that compare them.
struct FieldValues: Sendable {
  private var texts = ScalarTexts([])
  private var digits = ScalarTexts([])
  private var numbers: [Double] = []
  private var dates: [CalendarDate?] = []
  private var days: [Double] = []
  private var places: [Place] = []
  private var words = TokenSets([])
  private var labels: [String] = []
  private var ranges: [GeneralisedValue?] = []

  /// Latitude and longitude in radians; not-a-number where there is none.
  private struct Place: Sendable {
    let latitude: Double
    let longitude: Double
  }

  /// Prepares what `levels` need.
  ///
  /// - Complexity: O(characters of the distinct values).
  init(_ dictionary: ValueDictionary, levels: [ComparisonLevel]) {
    let labels = dictionary.labels
    for level in levels {
      switch level {
      case .exact: break
      case .jaroWinkler, .typingErrors, .edits:
        if texts.count == 0 { texts = ScalarTexts(labels) }
      case .difference, .relativeDifference:
        numbers = Self.numbers(dictionary)
      case .days, .months, .years, .dateTypingErrors, .dateParts:
        if dates.isEmpty { prepareDates(dictionary, labels) }
      case .kilometers:
        places = labels.map { label in
          Self.place(label).map { Place(latitude: $0.latitude, longitude: $0.longitude) }
            ?? Place(latitude: .nan, longitude: .nan)
        }
      case .overlap: words = Self.words(labels)
      case .covers:
        self.labels = labels
        ranges = labels.map { CalendarDate($0) == nil ? GeneralisedValue($0) : nil }
      }
    }
  }

  private mutating func prepareDates(_ dictionary: ValueDictionary, _ labels: [String]) {
    switch dictionary {
    case .integers, .reals:
      dates = (dictionary.numbers ?? []).map { CalendarDate(daysSince1970: $0) }
    case .texts, .opaque:
      dates = labels.map { CalendarDate($0) }
    }
    days = dates.map { $0.map { Double($0.daysSince1970) } ?? .nan }
    digits = ScalarTexts(dates.map { $0?.digits ?? "" })
  }

  private static func numbers(_ dictionary: ValueDictionary) -> [Double] {
    if let numbers = dictionary.numbers { return numbers }
    return dictionary.labels.map { Double($0).flatMap { $0.isFinite ? $0 : nil } ?? .nan }
  }

  private static func words(_ labels: [String]) -> TokenSets {
    var codeOfWord: [Substring: UInt32] = [:]
    func code(_ word: Substring) -> UInt32 {
      if let code = codeOfWord[word] { return code }
      codeOfWord[word] = UInt32(codeOfWord.count)
      return UInt32(codeOfWord.count - 1)
    }
    return TokenSets(
      labels.map { label in
        label.split(whereSeparator: { !$0.isLetter && !$0.isNumber }).map(code)
      })
  }

  /// Reads `52.52 13.405` or `52.52,13.405` as radians; `nil` for anything else.
  static func place(_ text: String) -> (latitude: Double, longitude: Double)? {
    guard text.utf8.count <= 60 else { return nil }
    let parts = text.split(whereSeparator: { $0 == " " || $0 == "," || $0 == ";" }).map {
      Double($0)
    }
    guard parts.count == 2, let latitude = parts[0], let longitude = parts[1],
      abs(latitude) <= 90, abs(longitude) <= 180
    else { return nil }
    return (latitude * .pi / 180, longitude * .pi / 180)
  }

  /// Whether two values, by their places in the dictionary, agree at a level other than `exact`.
  ///
  /// - Complexity: that of the level's distance.
  func agree(_ first: Int, _ second: Int, at level: ComparisonLevel) -> Bool {
    switch level {
    case .exact: false
    case .jaroWinkler(let least): texts.jaroWinkler(first, second) >= least
    case .typingErrors(let most): texts.editDistance(first, second, limit: most) <= most
    case .edits(let most):
      texts.editDistance(first, second, limit: most, transposes: false) <= most
    case .difference(let most): abs(numbers[first] - numbers[second]) <= most
    case .relativeDifference(let most):
      abs(numbers[first] - numbers[second])
        <= most * max(abs(numbers[first]), abs(numbers[second]))
    case .days(let most): abs(days[first] - days[second]) <= Double(most)
    case .months(let most): abs(days[first] - days[second]) <= Double(most) * 30.4375
    case .years(let most): abs(days[first] - days[second]) <= Double(most) * 365.25
    case .dateTypingErrors(let most):
      digits.length(of: first) > 0 && digits.length(of: second) > 0
        && digits.editDistance(first, second, limit: most) <= most
    case .dateParts(let least): shareParts(first, second, least)
    case .kilometers(let most): kilometers(first, second) <= most
    case .overlap(let least): words.overlap(first, second) >= least
    case .covers:
      (ranges[second]?.covers(labels[first]) ?? false)
        || (ranges[first]?.covers(labels[second]) ?? false)
    }
  }

  /// The similarity of two texts by Jaro and Winkler, or 0 where it is certainly below `least`.
  func similarity(_ first: Int, _ second: Int, atLeast least: Double) -> Double {
    texts.jaroWinkler(first, second, atLeast: least)
  }

  private func shareParts(_ first: Int, _ second: Int, _ least: Int) -> Bool {
    guard let left = dates[first], let right = dates[second] else { return false }
    return left.partsShared(with: right) >= least
  }

  /// The great-circle distance by the haversine formula on a globe of 6,371.0088 km.
  func kilometers(_ first: Int, _ second: Int) -> Double {
    let (left, right) = (places[first], places[second])
    let latitude = sin((left.latitude - right.latitude) / 2)
    let longitude = sin((left.longitude - right.longitude) / 2)
    let chord =
      latitude * latitude + cos(left.latitude) * cos(right.latitude) * longitude * longitude
    // A value that is no place is near nothing; `min` would hide that.
    guard !chord.isNaN else { return .infinity }
    return 2 * 6_371.0088 * asin(min(1, chord.squareRoot()))
  }
}
