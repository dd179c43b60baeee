import Evaluation
public import Findings
import Numerics

extension UncertainSightings {
  /// Tries sightings whose places, times, or truth are in doubt, and reports a curve for each; the
  /// headline has all three: places off by one cell, times by one slot, one sighting in ten wrong.
  ///
  /// - Parameters:
  ///   - resolution: the points of the release.
  ///   - centers: the middle of each cell, degrees north and east; empty for named places, whose
  ///     sightings are never displaced.
  ///   - depth: how many sightings the adversary has.
  /// - Throws: `EvaluationError.noTargets` where nobody has a point.
  public static func result(
    for setting: EventSetting, resolution: VisitResolution,
    centers: [(latitude: Double, longitude: Double)] = [], depth: Int = 4
  ) throws -> AttackResult {
    let visits = try resolution.visits()
    let present = visits.presentSubjects
    let targets = try setting.drawTargets(among: present, stream: "uncertain-sightings")
    var source = setting.generator("uncertain-sightings/points")
    let known = DrawnVisits(of: targets, in: visits, depth: depth, using: &source)
    func grade(_ error: SightingError) throws -> TrialGrade {
      let sightings = SightingSource(
        release: visits, slotSeconds: resolution.slotSeconds, centers: centers, error: error)
      var source = setting.generator("uncertain-sightings/errors")
      let trials = zip(known.targets, known.clues(depth: depth)).map { target, points in
        Trial(clue: sightings.clue(of: points, using: &source), truth: target)
      }
      return try setting.evaluator.grade(
        UncertainSightings(release: visits), on: TrialSet(targets: trials, controls: []),
        baseline: .chance(candidates: present.count))
    }
    let plan = SightingPlan(resolution, hasGeometry: !centers.isEmpty, depth: depth)
    let headline = try grade(plan.headline)
    let curves = try plan.curves.map { curve in
      (curve, try curve.errors.map { try grade($0.error) })
    }
    return assemble(
      setting, resolution, plan: plan, headline: headline, curves: curves, people: present.count)
  }

  private static func assemble(
    _ setting: EventSetting, _ resolution: VisitResolution, plan: SightingPlan,
    headline grade: TrialGrade, curves: [(curve: SightingPlan.Curve, grades: [TrialGrade])],
    people: Int
  ) -> AttackResult {
    return AttackResult(
      id: setting.resultID(attackDescription), attack: attackDescription,
      setting: setting.reportSetting(
        scenario: .knownPoints,
        knowledge: "saw the target \(Unicity.times(plan.depth)), \(plan.headlineText)",
        targets: grade.targetRisks.count, candidates: people,
        exhaustive: grade.targetRisks.count == people),
      success: grade.success, baseline: grade.baseline, control: grade.control,
      excess: grade.excess, topRates: grade.topRates,
      anonymitySets: AnonymitySetBin.histogram(ofTargets: grade.firstGroupSizes),
      subjectRisk: RiskDistribution(risks: grade.targetRisks),
      measures: grade.measures, charts: curves.map { chart($0.curve, $0.grades) },
      grids: [grid(curves)],
      sentence: "\(Unicity.sightings(plan.depth)) of a person, \(plan.headlineText), find that "
        + "person in \(Phrase.ofHundred(grade.success.value)) of 100 cases: vague or wrong "
        + "knowledge "
        + (grade.success.value >= 0.2 ? "does not protect." : "costs the adversary much."),
      remedy: grade.success.value >= 0.2
        ? "Do not count on an adversary's errors; coarsen, or release counts instead of traces."
        : "")
  }

  private static func chart(_ curve: SightingPlan.Curve, _ grades: [TrialGrade]) -> Chart {
    func series(_ name: String, _ value: (TrialGrade) -> Estimate) -> Chart.Series {
      Chart.Series(
        name: name,
        points: zip(curve.errors, grades).map { error, grade in
          let estimate = value(grade)
          return Chart.Point(
            x: error.x, y: estimate.value, lower: estimate.lower, upper: estimate.upper)
        })
    }
    let last = grades.last?.success.value ?? 0
    return Chart(
      id: curve.id, title: curve.title, kind: .line, xLabel: curve.xLabel,
      yLabel: "share of people",
      series: [series("found", \.success), series("named alone", \.claimRate)],
      alternativeText: "From \(Phrase.perCent(grades.first?.success.value ?? 0)) found without "
        + "error to \(Phrase.perCent(last)) at the largest tried.")
  }

  private static func grid(
    _ curves: [(curve: SightingPlan.Curve, grades: [TrialGrade])]
  ) -> Grid {
    Grid(
      id: "errors", title: "What errors of the adversary change",
      header: ["error", "of at most", "found", "named alone", "of those, right"],
      rows: curves.flatMap { curve, grades in
        zip(curve.errors, grades).map { error, grade in
          [
            .text(curve.name), .text(error.text), .share(grade.success.value),
            .share(grade.claimRate.value), grade.precision.map { .share($0.value) } ?? .empty,
          ]
        }
      })
  }
}

/// Which errors are tried.
struct SightingPlan {
  /// One kind of error in rising sizes.
  struct Curve {
    let id: String
    let name: String
    let title: String
    let xLabel: String
    let errors: [(x: Double, text: String, error: SightingError)]
  }

  let depth: Int
  let headline: SightingError
  let headlineText: String
  let curves: [Curve]

  /// The errors that mean something at `resolution`.
  init(_ resolution: VisitResolution, hasGeometry: Bool, depth: Int) {
    self.depth = depth
    let steps = [0, 0.5, 1, 2, 4]
    var curves: [Curve] = []
    var known: [String] = []
    var (place, time) = (0.0, 0.0)
    if hasGeometry, let size = resolution.sizeMeters {
      place = size
      known.append("places known to within \(VisitResolution.distance(size))")
      curves.append(
        Curve(
          id: "place-error", name: "place", title: "Sightings whose places are vague",
          xLabel: "error of place, meters",
          errors: steps.map {
            ($0 * size, VisitResolution.distance($0 * size), SightingError(placeMeters: $0 * size))
          }))
    }
    if let slot = resolution.slotSeconds {
      time = Double(slot)
      known.append("times to within \(VisitResolution.duration(time))")
      curves.append(
        Curve(
          id: "time-error", name: "time", title: "Sightings whose times are vague",
          xLabel: "error of time, minutes",
          errors: steps.map {
            (
              $0 * Double(slot) / 60, VisitResolution.duration($0 * Double(slot)),
              SightingError(timeSeconds: $0 * Double(slot))
            )
          }))
    }
    known.append("one in ten of them of somebody else")
    curves.append(
      Curve(
        id: "wrong-share", name: "wrong sightings", title: "Sightings that are of somebody else",
        xLabel: "share of sightings that are wrong",
        errors: [0, 0.1, 0.25, 0.5].map { share in
          (share, Phrase.perCent(share), Self.wrong(share, depth: depth))
        }))
    self.curves = curves
    self.headlineText = Phrase.list(known)
    let misses = Self.wrong(0.1, depth: depth).allowedMisses
    self.headline = SightingError(
      placeMeters: place, timeSeconds: time, wrongShare: 0.1, allowedMisses: misses)
  }

  /// The adversary allows for the expected number of wrong sightings, rounded up, and keeps one.
  private static func wrong(_ share: Double, depth: Int) -> SightingError {
    let expected = Int((share * Double(depth)).rounded(.up))
    return SightingError(wrongShare: share, allowedMisses: min(expected, max(depth - 1, 0)))
  }
}
