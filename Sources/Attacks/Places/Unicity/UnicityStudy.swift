import Evaluation
import Findings
import Numerics

/// Everything that a report on unicity rests on: a curve for each resolution, on the same targets.
struct UnicityStudy {
  /// The curves, the finest resolution first.
  let curves: [UnicityCurve]
  /// The position of the resolution at which the release is judged.
  let declared: Int
  /// The numbers of known points, rising.
  let depths: [Int]
  /// How many data subjects have a point: whom a target could be.
  let people: Int
  /// How many distinct points people have, rising: one number a person.
  let pointCounts: [Int]
  /// The share of targets singled out at the headline depth if people moved independently.
  let independent: Double
  /// The people held out of the release who are named all the same; `nil` without such people.
  let outsiderClaims: Estimate?
  /// How many people were held out.
  let outsiders: Int

  /// The number of points of the headline.
  static let headlineDepth = 4

  /// Measures unicity at each resolution.
  ///
  /// - Throws: `EvaluationError.noTargets` where nobody has a point, or no resolution is given.
  init(
    _ setting: EventSetting, resolutions: [VisitResolution], declared: VisitResolution?,
    depths: [Int]
  ) throws {
    let ordered = resolutions.sorted { $0.coarseness < $1.coarseness }
    guard let finest = ordered.first, !depths.isEmpty else {
      throw EvaluationError.noTargets(table: setting.table)
    }
    let position =
      ordered.firstIndex { $0.hasSameCells(as: declared ?? finest) }
      ?? ordered.startIndex
    let judged = try ordered[position].visits()
    let present = judged.presentSubjects
    let targets = try setting.drawTargets(among: present, stream: "unicity")
    var curves: [UnicityCurve] = []
    for (index, resolution) in ordered.enumerated() {
      let visits = index == position ? judged : try resolution.visits()
      var source = setting.generator("unicity/\(resolution.label)")
      let known = DrawnVisits(
        of: targets, in: visits, depth: depths[depths.count - 1], using: &source)
      curves.append(
        try UnicityCurve(
          resolution, visits, known: known, depths: depths, evaluator: setting.evaluator,
          candidates: present.count))
    }
    var source = setting.generator("unicity/\(ordered[position].label)")
    let known = DrawnVisits(
      of: targets, in: judged, depth: depths[depths.count - 1], using: &source)
    let outside = try Self.outsiderClaims(setting, in: judged, depth: Self.headlineDepth)
    self.curves = curves
    self.declared = position
    self.depths = depths
    self.people = present.count
    self.pointCounts = present.map { judged.points(ofSubject: Int($0)).count }.sorted()
    self.independent = Unicity(release: judged).shareAloneIfIndependent(
      known.clues(depth: Self.headlineDepth), among: present.count)
    self.outsiderClaims = outside?.rate
    self.outsiders = outside?.count ?? 0
  }

  /// Tries people who are held out of the release: whoever is named for them is a false claim.
  private static func outsiderClaims(
    _ setting: EventSetting, in visits: Visits, depth: Int
  ) throws -> (rate: Estimate, count: Int)? {
    let present = visits.presentSubjects
    guard setting.controlShare > 0, setting.controlShare < 1, present.count > 2 else { return nil }
    var source = setting.generator("unicity/outsiders")
    let split = try SubjectSplit(
      subjectCount: present.count, targetCount: setting.targetCount,
      controlShare: setting.controlShare, table: setting.table, using: &source)
    guard !split.controls.isEmpty, !split.targets.isEmpty else { return nil }
    var isHeldOut = [Bool](repeating: false, count: visits.subjectCount)
    for control in split.controls { isHeldOut[Int(present[Int(control)])] = true }
    let people = split.controls.map { present[Int($0)] }
    let known = DrawnVisits(of: people, in: visits, depth: depth, using: &source)
    let inside = DrawnVisits(
      of: [present[Int(split.targets[0])]], in: visits, depth: depth, using: &source)
    let grade = try setting.evaluator.grade(
      Unicity(release: visits, without: isHeldOut),
      on: TrialSet(
        targets: inside.trials(depth: depth).targets,
        controls: known.clues(depth: depth).map { Trial(clue: $0, truth: nil) }),
      baseline: .chance(candidates: present.count - people.count))
    return grade.outsiderClaimRate.map { ($0, people.count) }
  }

  /// The curve at which the release is judged.
  var headline: UnicityCurve { curves[declared] }

  /// The depth of the headline: four points, or all where fewer were tried.
  var headlineDepth: Int {
    depths.last { $0 <= Self.headlineDepth } ?? depths[0]
  }

  /// The law fitted at each depth, where enough resolutions were measured; those without time are
  /// left out where others have time, as h has no value there.
  var laws: [(depth: Int, law: PowerLaw)] {
    let timed = curves.filter { $0.resolution.slotSeconds != nil }
    let curves = timed.isEmpty ? curves : timed
    let area = curves.compactMap(\.resolution.sizeMeters).min() ?? 1
    let slot = curves.compactMap(\.resolution.slotSeconds).min() ?? 1
    let coarseness = curves.map(\.resolution).map { resolution in
      let ratio = (resolution.sizeMeters ?? area) / area
      return ratio * ratio * (Double(resolution.slotSeconds ?? slot) / Double(slot))
    }
    return depths.enumerated().compactMap { index, depth in
      PowerLaw(
        coarseness: coarseness, unicity: curves.map { $0.grades[index].claimRate.value }
      ).map { (depth, $0) }
    }
  }
}

extension VisitResolution {
  /// Whether cells and slots are as large as those of `other`.
  fileprivate func hasSameCells(as other: VisitResolution) -> Bool {
    sizeMeters == other.sizeMeters && slotSeconds == other.slotSeconds
  }
}
