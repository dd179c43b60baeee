extension AdversaryProfile {
  /// The profiles that every audit can try, from the least to the most knowing.
  ///
  /// The documents under `profiles/` say the same; `docs/profiles.md` gives the reasons.
  public static let builtIn: [AdversaryProfile] = [
    stranger, acquaintance, employer, vendor, insider,
  ]

  /// The built-in profile of an id, or `nil`.
  public static func builtIn(_ id: String) -> AdversaryProfile? {
    builtIn.first { $0.id == id }
  }

  private static let stranger = AdversaryProfile(
    id: "stranger", title: "Stranger with four sightings",
    source: "crossing the person's way four times, or four public posts that name place and hour",
    knowledge: [.sightings(count: 4, metres: 200, minutes: 30)])

  private static let acquaintance = AdversaryProfile(
    id: "acquaintance", title: "Acquaintance",
    source: "what neighbours, colleagues and distant friends hear, see and remember",
    knowledge: [
      .attributes(columns: nil, exactness: ValueExactness(right: 0.95, within: 2, known: 0.8)),
      .sightings(count: 3, metres: 500, minutes: 60),
      .choices(count: 8, wrong: 2),
      .ties(share: 0.1),
    ])

  private static let employer = AdversaryProfile(
    id: "employer", title: "Employer",
    source: "personnel file, badge and roster records, company devices and company mail",
    knowledge: [
      .attributes(columns: nil, exactness: ValueExactness(right: 1, within: 0, known: 0.6)),
      .device,
      .sightings(count: 10, metres: 100, minutes: 15),
      .earlierTimes,
      .earlierContacts(.hidden),
      .earlierTexts,
      .earlierFiles,
    ])

  private static let vendor = AdversaryProfile(
    id: "vendor", title: "Vendor with a customer file",
    source: "a customer file typed in by people, and what an app or a shop sees of the device",
    knowledge: [
      .declaredRecords,
      .attributes(columns: nil, exactness: ValueExactness(right: 0.95, within: 0, known: 0.7)),
      .device,
    ])

  private static let insider = AdversaryProfile(
    id: "insider", title: "Platform insider",
    source: "the platform's own records of an earlier period, with the same names of contacts",
    knowledge: [
      .attributes(columns: nil, exactness: ValueExactness()),
      .device,
      .earlierPlaces,
      .earlierTimes,
      .earlierContacts(.kept),
      .earlierTexts,
      .earlierFiles,
      .earlierChoices,
    ])
}
