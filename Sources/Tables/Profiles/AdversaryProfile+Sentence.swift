extension AdversaryProfile {
  /// What this adversary knows, how exactly, and from which source, in a sentence.
  public var sentence: String {
    "This adversary \(knowledgeInWords) (source: \(source))."
  }

  /// What is known, as the rest of a sentence about the adversary: "has seen the person four
  /// times, each within 200 m and 30 minutes, and knows the device".
  public var knowledgeInWords: String {
    let phrases = knowledge.map(\.words)
    guard let last = phrases.last, phrases.count > 1 else { return phrases.first ?? "" }
    return phrases.dropLast().joined(separator: "; ") + "; and " + last
  }
}

extension ProfileKnowledge {
  /// The knowledge as the rest of a sentence about the adversary.
  public var words: String {
    switch self {
    case .attributes(let columns, let exactness): Self.attributes(columns, exactness)
    case .device: "knows the device"
    case .sightings(let count, let metres, let minutes):
      Self.sightings(count, metres: metres, minutes: minutes)
    case .earlierPlaces: "knows all places of an earlier period"
    case .earlierTimes: "knows when the person was active in an earlier period"
    case .earlierContacts(.kept):
      "knows whom the person dealt with in an earlier period, by the names of the release"
    case .earlierContacts(.hidden):
      "knows whom the person dealt with in an earlier period, by other names than the release's"
    case .earlierTexts: "has what the person wrote in an earlier period"
    case .earlierFiles: "has files that the person made or shared earlier"
    case .choices(let count, let wrong): Self.choices(count, wrong: wrong)
    case .earlierChoices: "knows everything that the person chose in an earlier period"
    case .ties(let share):
      share == 1 ? "knows all ties of the network" : "knows \(percent(share)) of all ties"
    case .declaredRecords: "has the other party's records that are declared"
    }
  }

  private static func attributes(_ columns: [String]?, _ exactness: ValueExactness) -> String {
    let things = columns.map(list) ?? "the quasi-identifiers"
    let values = columns == nil ? things : "the values of " + things
    var words =
      exactness.known != 1
      ? "knows \(percent(exactness.known)) of \(values)"
      : columns == nil ? "knows all quasi-identifiers" : "knows \(things)"
    if exactness.right == 1, exactness.within == 0 { return words + " exactly" }
    if exactness.right != 1 { words += ", \(percent(exactness.right)) of that rightly" }
    if exactness.within != 0 { words += ", numbers within \(number(exactness.within))" }
    return words
  }

  private static func sightings(_ count: Int, metres: Double, minutes: Double) -> String {
    let times = count == 1 ? "once" : count == 2 ? "twice" : "\(counted(count)) times"
    let place = metres == 0 ? nil : "\(number(metres)) m"
    let time = minutes == 0 ? nil : "\(number(minutes)) \(minutes == 1 ? "minute" : "minutes")"
    let limits = [place, time].compactMap(\.self).joined(separator: " and ")
    let exact =
      metres == 0 && minutes == 0
      ? ", at the exact place and time"
      : metres == 0 ? ", at the exact place" : minutes == 0 ? ", at the exact time" : ""
    return "has seen the person \(times)" + (limits.isEmpty ? "" : ", within \(limits)") + exact
  }

  private static func choices(_ count: Int, wrong: Int) -> String {
    let things = count == 1 ? "one thing" : "\(counted(count)) things"
    let known = "knows \(things) that the person chose"
    return wrong == 0 ? known : known + ", \(counted(wrong)) of them wrongly"
  }

  private static func list(_ columns: [String]) -> String {
    let names = columns.map(quoted)
    guard let last = names.last, names.count > 1 else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " and " + last
  }
}

/// Whole numbers up to twelve as words.
private func counted(_ count: Int) -> String {
  let words = [
    "none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve",
  ]
  return words.indices.contains(count) ? words[count] : String(count)
}

/// A number without a needless fraction.
private func number(_ value: Double) -> String {
  let digits = PlainScalar.digits(of: value)
  return digits.hasSuffix(".0") ? String(digits.dropLast(2)) : digits
}

/// A share in percent, to a hundredth of one; smaller shares say so.
private func percent(_ share: Double) -> String {
  let rounded = (share * 10_000).rounded() / 100
  return rounded == 0 ? "less than 0.01 %" : "\(number(rounded)) %"
}
