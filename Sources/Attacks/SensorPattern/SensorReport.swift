import Evaluation
import Findings
import Numerics

/// What the trials found, as a result says it.
struct SensorReport {
  let setting: EventSetting
  /// Where what is known comes from.
  let scenario: Scenario
  /// Every candidate ranked.
  let all: TrialGrade
  /// Only candidates above the published threshold.
  let named: TrialGrade
  /// Of all photos of these people, the share that is found.
  let shareOfPhotos: Double
  /// Of each photo that was compared with others.
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
        scenario: scenario,
        knowledge: "has \(knownPhotos) of each person's camera, and looks at pixels only",
        targets: targets, controls: controls, candidates: candidates, exhaustive: isExhaustive),
      success: all.success, baseline: all.baseline, control: all.control, excess: all.excess,
      topRates: all.topRates,
      anonymitySets: AnonymitySetBin.histogram(ofTargets: all.firstGroupSizes),
      subjectRisk: RiskDistribution(risks: all.targetRisks), measures: measures, grids: [grid],
      sentence: sentence, remedy: remedy)
  }

  private var knownPhotos: String {
    switch scenario {
    case .auxiliaryTable: "photos from elsewhere"
    case .timeSplit: "earlier photos"
    default: "other photos"
    }
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
    "Whoever has \(knownPhotos) of people's cameras gives "
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
