import Evaluation
public import Findings
import Numerics

extension SensorCameras {
  /// Tries a photo of each owner, drawn, against the cameras of all owners.
  ///
  /// One photo of each owner, because photos of one camera stand or fall together; how many of all
  /// their photos are found stands beside it. Owners who have too few photos for a fingerprint are
  /// the control group: nobody is right for theirs. The baseline is an adversary who knows the size
  /// of the photo only.
  ///
  /// - Parameters:
  ///   - owners: for each photo its owner, nil where that is not known.
  ///   - links: the groups made without knowing owners, for their purity.
  /// - Throws: `EvaluationError.noTargets` where no photo has two owners to choose from.
  public static func result(
    for setting: EventSetting, _ samples: [SensorSample?], owners: [Int?], links: SensorLinks
  ) throws -> AttackResult {
    let halves = SensorHalves(samples, owners: owners)
    var source = setting.generator("sensor-pattern")
    let contested = samples.indices.filter {
      owners[$0] != nil && halves.candidates(for: $0).count > 1
    }
    let known = contested.filter { photo in
      halves.candidates(for: photo).contains { $0.owner == owners[photo] }
    }
    func onePhotoOfEach(_ photos: [Int]) -> [Int] {
      let own = Dictionary(grouping: photos) { owners[$0] ?? 0 }.sorted { $0.key < $1.key }
      let some = source.sample(count: min(setting.targetCount, own.count), of: own.count)
      return some.map { own[$0].value[source.index(below: own[$0].value.count)] }.sorted()
    }
    let targets = onePhotoOfEach(known)
    let strangers = onePhotoOfEach(Set(contested).subtracting(known).sorted())
    guard !targets.isEmpty else { throw EvaluationError.noTargets(table: setting.table) }
    let others = source.sample(count: min(setting.targetCount, known.count), of: known.count)
      .map { known[$0] }
    let attack = try RankedPhotos(
      SensorCameras(samples, halves), photos: Set(targets + strangers + others).sorted())
    func graded(_ photos: [Int], _ threshold: Double) throws -> TrialGrade {
      let chance =
        photos.reduce(0) { $0 + 1 / Double(halves.candidates(for: $1).count) }
        / Double(photos.count)
      return try setting.evaluator.grade(
        attack.above(threshold),
        on: TrialSet(
          targets: photos.map { photo in
            Trial(clue: photo, truth: owners[photo].map { UInt32($0) })
          }, controls: strangers.map { Trial<Int>(clue: $0, truth: nil) }),
        baseline: .known(chance))
    }
    let report = SensorReport(
      setting: setting, all: try graded(targets, -.infinity),
      named: try graded(targets, PeakEnergy.threshold),
      shareOfPhotos: try graded(others, -.infinity).success.value,
      owners: owners, links: links, targets: targets.count, controls: strangers.count,
      candidates: Set(targets.flatMap { halves.candidates(for: $0).map(\.owner) }).count,
      isExhaustive: targets.count == Set(known.compactMap { owners[$0] }).count)
    return report.result(attack.description)
  }
}

/// The answers about photos, found once and asked more than once.
private struct RankedPhotos: TrialAttack {
  let description: AttackDescription
  private var rankings: [Int: RankedCandidates] = [:]

  init(_ attack: SensorCameras, photos: [Int]) throws {
    description = attack.description
    var found: [Int: RankedCandidates] = [:]
    try attack.attack(photos) { index, ranking in found[photos[index]] = ranking }
    rankings = found
  }

  /// The same with no name at or below a peak energy.
  func above(_ threshold: Double) -> RankedPhotos {
    var other = self
    other.rankings = rankings.mapValues { ranking in
      RankedCandidates(groups: ranking.groups.filter { $0.score > threshold })
    }
    return other
  }

  func attack(_ clues: [Int], answer: (Int, RankedCandidates) throws -> Void) throws {
    for (index, photo) in clues.enumerated() {
      try answer(index, rankings[photo] ?? RankedCandidates(groups: []))
    }
  }
}

/// What the trials found, as a result says it.
private struct SensorReport {
  let setting: EventSetting
  /// Every candidate ranked.
  let all: TrialGrade
  /// Only candidates above the published threshold.
  let named: TrialGrade
  /// Of all photos of these people, the share that is found.
  let shareOfPhotos: Double
  let owners: [Int?]
  let links: SensorLinks
  let targets: Int
  let controls: Int
  let candidates: Int
  let isExhaustive: Bool

  func result(_ description: AttackDescription) -> AttackResult {
    AttackResult(
      id: setting.resultID(description), attack: description,
      setting: setting.reportSetting(
        scenario: .knownPoints,
        knowledge: "has other photos of each person's camera, and looks at pixels only",
        targets: targets, controls: controls, candidates: candidates, exhaustive: isExhaustive),
      success: all.success, baseline: all.baseline, control: all.control, excess: all.excess,
      topRates: all.topRates,
      anonymitySets: AnonymitySetBin.histogram(ofTargets: all.firstGroupSizes),
      subjectRisk: RiskDistribution(risks: all.targetRisks), measures: measures, grids: [grid],
      sentence: sentence, remedy: remedy)
  }

  private var measures: [Measure] {
    var measures = [
      Measure(
        id: "success/named", label: "Photos given to the right camera above the threshold of 60",
        estimate: named.success, unit: "probability"),
      Measure(
        id: "success/photos", label: "Of all photos of these people, given to the right one",
        estimate: .exact(shareOfPhotos), unit: "probability"),
      Measure(
        id: "permuted", label: "Found against shuffled owners", estimate: all.permuted,
        unit: "probability"),
    ]
    if let precision = named.precision {
      measures.append(
        Measure(
          id: "precision", label: "Names above the threshold that are right", estimate: precision,
          unit: "probability"))
    }
    if let claims = named.outsiderClaimRate {
      measures.append(
        Measure(
          id: "outsiders-named", label: "Photos of other cameras that were given a name",
          estimate: claims, unit: "probability"))
    }
    return measures + groupMeasures
  }

  private var groupMeasures: [Measure] {
    let grouped = links.groups.reduce(0) { $0 + $1.count }
    let pure = links.groups.count { Set($0.compactMap { owners[$0] }).count <= 1 }
    var measures = [
      Measure(
        id: "groups/photos", label: "Photos tied to others without knowing any owner",
        estimate: .proportion(
          Double(grouped), of: max(owners.count, 1), level: setting.evaluator.level),
        unit: "probability")
    ]
    if !links.groups.isEmpty {
      measures.append(
        Measure(
          id: "groups/one-owner", label: "Groups whose photos are all of one owner",
          estimate: .proportion(
            Double(pure), of: links.groups.count, level: setting.evaluator.level),
          unit: "probability"))
    }
    return measures
  }

  private var grid: Grid {
    Grid(
      id: "sensor-groups", title: "Groups of photos by their sensor's pattern",
      header: ["Group", "Photos", "Owners among them"],
      rows: links.groups.prefix(50).enumerated().map { number, group in
        [
          .count(number + 1), .count(group.count),
          .count(Set(group.compactMap { owners[$0] }).count),
        ]
      })
  }

  private var sentence: String {
    "Whoever has other photos of people's cameras gives "
      + "\(Phrase.ofHundred(all.success.value)) of 100 photos to the right one of "
      + "\(Phrase.count(candidates, "person", "people")) by the pattern of the sensor, "
      + "\(Phrase.ofHundred(named.success.value)) of them beyond the published threshold of "
      + "60, whatever was stripped from the files."
  }

  private var remedy: String {
    guard all.excess.lower > 0 else { return "" }
    return
      "Stripping metadata does not part photos of one camera: scale them down to a quarter, or "
      + "use scrub --weaken-sensor-pattern, and audit again; both cost detail, and many photos of "
      + "one camera still add up."
  }
}
