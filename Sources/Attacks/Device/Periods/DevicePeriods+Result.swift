public import Findings
import Evaluation
import Numerics
import Tables

extension DevicePeriods {
  /// Splits the rows in time, gives each person a new pseudonym in the later period, and finds the
  /// people of the earlier one again.
  ///
  /// - Parameter boundary: the first instant of the later period; the median row where `nil`.
  /// - Throws: `DeviceError.noTimes`; `EvaluationError.noTargets` where nobody has a row in both
  ///   periods; `NumericsError`.
  public static func result(
    for setting: EventSetting, records: DeviceRecords, boundary: Int64? = nil
  ) throws -> AttackResult {
    guard !records.times.isEmpty else { throw DeviceError.noTimes }
    let experiment = try PeriodExperiment(setting, records, boundary: boundary)
    return try experiment.result()
  }
}

/// Who is tried, on which rows.
private struct PeriodExperiment {
  let setting: EventSetting
  let records: DeviceRecords
  let split: TimeSplit
  /// Everyone who can be tried and is not held out, then the control group.
  let targets: [UInt32]
  let controls: [UInt32]
  let earlier: DeviceFingerprints
  let later: DeviceFingerprints
  let candidates: Int

  init(_ setting: EventSetting, _ records: DeviceRecords, boundary: Int64?) throws {
    let subjectOfRow = (0..<records.rowCount).map { records.subjects.subject(ofRow: $0) }
    let split = TimeSplit(
      subjectOfEvent: subjectOfRow, times: records.times.map(Double.init),
      subjectCount: records.subjects.count, minimumEvents: 1, boundary: boundary.map(Double.init))
    var source = setting.generator("device-periods")
    let chosen = try SubjectSplit(
      subjectCount: split.subjects.count, targetCount: setting.targetCount,
      controlShare: setting.controlShare, table: setting.table, using: &source)
    let controls = chosen.controls.map { split.subjects[Int($0)] }
    let heldOut = Set(controls)
    self.setting = setting
    self.records = records
    self.split = split
    self.targets = chosen.targets.map { split.subjects[Int($0)] }
    self.controls = controls
    self.earlier = try DeviceFingerprints(
      records, rows: subjectOfRow.indices.filter { !split.isLater[$0] })
    self.later = try DeviceFingerprints(
      records,
      rows: subjectOfRow.indices.filter {
        split.isLater[$0] && !heldOut.contains(subjectOfRow[$0])
      })
    self.candidates = Set(later.subjects).count
  }

  func result() throws -> AttackResult {
    guard !targets.isEmpty, candidates > 0 else {
      throw EvaluationError.noTargets(table: setting.table)
    }
    let trials = trials()
    func graded(readsVersions: Bool) throws -> TrialGrade {
      try setting.evaluator.grade(
        DevicePeriods(records, later: later, readsVersions: readsVersions), on: trials,
        baseline: .chance(candidates: candidates))
    }
    let grade = try graded(readsVersions: true)
    let equal = try graded(readsVersions: false)
    let drift = FingerprintDrift(
      records, isLater: split.isLater, classes: try joint())
    return assemble(grade, equal: equal, drift)
  }

  /// The fingerprint of each row.
  private func joint() throws -> [UInt32] {
    EquivalenceClasses(
      try CodeColumns(
        columns: records.traits.map(\.codes), cardinalities: records.traits.map(\.cardinality),
        rowCount: records.rowCount)
    ).classOfRow
  }

  private func trials() -> TrialSet<DevicePeriods.Clue> {
    let lines = DeviceLines(records, earlier)
    return TrialSet(
      targets: targets.map { Trial(clue: lines.clue(of: $0), truth: $0) },
      controls: controls.map { Trial(clue: lines.clue(of: $0), truth: nil) })
  }

  private func assemble(
    _ grade: TrialGrade, equal: TrialGrade, _ drift: FingerprintDrift
  ) -> AttackResult {
    let description = DevicePeriods(records, later: later).description
    let names = records.names
    let measures =
      grade.measures + [
        Measure(
          id: "success/equal-values", label: "Found by equal values alone, upgrades not read",
          estimate: equal.success, unit: "probability"),
        Measure(
          id: "people-in-both", label: "People seen in both periods",
          estimate: .exact(Double(drift.people)), unit: "people"),
      ]
      + (drift.traits.last.map { joint in
        [
          Measure(
            id: "drift/changed", label: "People who show a new fingerprint in the later period",
            estimate: .exact(joint.changed), unit: "probability")
        ]
      } ?? [])
    return AttackResult(
      id: setting.resultID(description), attack: description,
      setting: setting.reportSetting(
        scenario: .timeSplit, knowing: names,
        knowledge: "saw the devices of a person (\(Phrase.list(names))) in an earlier period",
        targets: targets.count, controls: controls.count, candidates: candidates,
        exhaustive: false),
      success: grade.success, baseline: grade.baseline, control: grade.control,
      excess: grade.excess, topRates: grade.topRates,
      anonymitySets: AnonymitySetBin.histogram(ofTargets: grade.firstGroupSizes),
      subjectRisk: RiskDistribution(risks: grade.targetRisks), measures: measures,
      grids: [drift.grid], sentence: sentence(grade), remedy: remedy(grade, drift))
  }

  private func sentence(_ grade: TrialGrade) -> String {
    "Whoever saw people's devices in an earlier period finds "
      + "\(Phrase.ofHundred(grade.success.value)) of 100 of them under their new pseudonyms"
      + (grade.precision.map { ", and is right in \(Phrase.ofHundred($0.value)) of 100 names" }
        ?? "") + "."
  }

  /// The steadiest trait that tells people apart is the one to coarsen.
  private func remedy(_ grade: TrialGrade, _ drift: FingerprintDrift) -> String {
    guard grade.excess.lower > 0 else { return "" }
    let bits = records.traits.map { trait in
      TraitProfile(
        name: trait.name, codes: later.rows.map { trait.codes[$0] },
        cardinality: trait.cardinality, subjects: later.subjects
      ).entropyBits
    }
    let steady = zip(zip(records.traits, bits), drift.traits).max { left, right in
      left.0.1 * (1 - left.1.changed) < right.0.1 * (1 - right.1.changed)
    }
    guard let name = steady?.0.0.name else { return "" }
    return "New pseudonyms do not part the periods while devices are told; leave out or coarsen "
      + "\(name) first, which tells most of what stays the same."
  }
}

/// The devices of each person of a period, upgrades of one device taken together.
struct DeviceLines {
  private let records: DeviceRecords
  private let fingerprints: DeviceFingerprints
  private let evidence: [TraitEvidence]

  /// How many devices are known of one person at most, the last seen.
  static let most = 8

  init(_ records: DeviceRecords, _ fingerprints: DeviceFingerprints) {
    self.records = records
    self.fingerprints = fingerprints
    self.evidence = records.traits.map {
      TraitEvidence($0, codes: [], subjects: [], people: 0, readsVersions: true)
    }
  }

  /// The last sighting of each device of a person.
  func clue(of subject: UInt32) -> DevicePeriods.Clue {
    var low = 0
    var high = fingerprints.count
    while low < high {
      let middle = (low + high) / 2
      if fingerprints.subjects[middle] < subject { low = middle + 1 } else { high = middle }
    }
    var rows: [Int] = []
    while low < fingerprints.count, fingerprints.subjects[low] == subject {
      rows.append(fingerprints.rows[low])
      low += 1
    }
    rows.sort {
      let times = (records.times[$0], records.times[$1])
      return times.0 != times.1 ? times.0 > times.1 : $0 > $1
    }
    var lines: Set<[String]> = []
    var devices: [[UInt32]] = []
    for row in rows where devices.count < Self.most {
      let codes = records.traits.map { $0.codes[row] }
      guard lines.insert(zip(evidence, codes).map { $0.line(of: $1) }).inserted else { continue }
      devices.append(codes)
    }
    return DevicePeriods.Clue(devices: devices)
  }
}
