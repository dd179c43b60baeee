import Findings

/// What an audit of files did not look at, and what its reader must know.
enum CollectionGaps {
  /// The gaps that follow from what was read.
  static func of(_ reading: CollectionReading, _ request: CollectionRequest) -> [Gap] {
    var gaps: [Gap] = []
    let broken = reading.refusals.values.reduce(0, +)
    if broken > 0 {
      let reasons = reading.refusals.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
      gaps.append(
        gap(
          "\(Phrase.count(broken, "file", "files")) not read to the end",
          "\(Phrase.list(reasons)); what stood before the break counts, the rest does not; "
            + "`palimpsest inspect` names each file"))
    }
    if reading.unrecognised > 0 {
      gaps.append(
        gap(
          "\(Phrase.count(reading.unrecognised, "file", "files")) of no format that is read",
          "what they carry is not known; `palimpsest inspect` names each file"))
    }
    let tables = reading.files.count { CollectionRequest.isTable($0.path) }
    if tables > 0 {
      gaps.append(
        gap(
          "the rows of \(Phrase.count(tables, "table", "tables"))",
          "they were read as files only; `palimpsest init` writes a manifest by which their rows "
            + "are attacked"))
    }
    let loose = reading.files.count { $0.owner == nil }
    if loose > 0, !reading.owners.isEmpty {
      gaps.append(
        gap(
          "\(Phrase.count(loose, "file", "files")) beside the people's folders",
          "nobody said whose they are; they count for identifiers and clusters only"))
    }
    gaps.append(
      gap(
        "what the files show",
        "faces, voices and words tie files as well; the risk stated here is a lower bound"))
    return gaps
  }

  /// The gap of a folder in which nobody can be sought.
  static func noRate(_ reading: CollectionReading) -> Gap {
    gap(
      "how many people are found",
      reading.owners.isEmpty
        ? "the files stand directly in the folder, so nobody said whose they are: put each "
          + "person's files into a folder of that person's, and a rate is measured"
        : "a rate needs two people's folders, and files of one of them on both sides: two files "
          + "of a person, or --known")
  }

  /// Fewer people than this give a rate with a wide interval.
  private static let fewPeople = 30

  /// The gap of rates from few people.
  static func few(_ results: [AttackResult]) -> Gap? {
    let sought = results.filter {
      ["file-metadata/owners", "file-metadata/sensor-pattern"].contains($0.attack.id)
    }
    guard let people = sought.map(\.setting.targets).min(), people < fewPeople else { return nil }
    return gap(
      "a rate from many people",
      "\(Phrase.count(people, "person", "people")) could be sought: look at the interval, not at "
        + "the rate alone; a person needs files on both sides")
  }

  /// The gap of a folder with too many pairs.
  static let pairsLeftOut = gap(
    "some pairs of files",
    "more pairs share an identifier than are looked at; clusters may be larger than stated")

  private static func gap(_ what: String, _ why: String) -> Gap {
    Gap(
      what: what, why: why, channel: .fileMetadata, risk: .linkability,
      failureMode: .contextualAggregation)
  }

  /// The adversary in a sentence.
  static func adversary(_ request: CollectionRequest, hasOwners: Bool) -> String {
    guard hasOwners else { return "Someone who compares what the files carry." }
    return request.known == nil
      ? "Someone who holds half of each person's files by name, and compares what files carry."
      : "Someone who holds the files of the known folder by name, and compares what files carry."
  }

  /// What the reader must know of how it was measured.
  static func notes(
    _ reading: CollectionReading, _ request: CollectionRequest, hasRate: Bool
  ) -> [String] {
    var notes = [
      "Values of identifiers were compared as hashes under a key drawn for this run and then "
        + "forgotten; none stands in this report."
    ]
    guard !reading.owners.isEmpty else { return notes }
    notes.append(
      "Each folder directly below the one that was audited counts as one person: "
        + "\(Phrase.count(reading.releasedOwnerCount, "person", "people")).")
    if request.known == nil, hasRate {
      notes.append(
        "Each person's files were dealt into two halves by a draw: the one known by name, the "
          + "other released.")
    }
    return notes
  }
}
