import Evaluation
public import Findings
import Numerics

extension Unicity {
  /// Tries one to ten known points at each resolution; the headline is four points at the declared
  /// resolution.
  ///
  /// - Parameters:
  ///   - resolutions: the points of the same release at several sizes of cells and slots.
  ///   - declared: the resolution of the release itself, one of `resolutions`; the finest where it
  ///     is `nil`.
  ///   - depths: the numbers of known points, rising.
  ///   - map: what to draw of where people share cells, with its numbers.
  /// - Throws: `EvaluationError.noTargets` where nobody has a point, or no resolution is given.
  /// - Complexity: for each resolution that of one `PointPostings`, and the targets' own.
  public static func result(
    for setting: EventSetting, resolutions: [VisitResolution], declared: VisitResolution? = nil,
    depths: [Int] = Array(1...10), map: AnonymityMap? = nil
  ) throws -> AttackResult {
    let study = try UnicityStudy(
      setting, resolutions: resolutions, declared: declared, depths: depths)
    return assemble(setting, study, map: map)
  }

  private static func assemble(
    _ setting: EventSetting, _ study: UnicityStudy, map: AnonymityMap?
  ) -> AttackResult {
    let curve = study.headline
    let depth = study.headlineDepth
    let grade = curve.grades[study.depths.firstIndex(of: depth) ?? 0]
    let sightings = Self.sightings(depth)
    return AttackResult(
      id: setting.resultID(Unicity.attackDescription), attack: Unicity.attackDescription,
      setting: setting.reportSetting(
        scenario: .knownPoints,
        knowledge: "saw the target \(Self.times(depth)), at moments drawn at random from its own "
          + "record, and knows each place and time to \(curve.resolution.phrase)",
        targets: grade.targetRisks.count, controls: study.outsiders, candidates: study.people,
        exhaustive: grade.targetRisks.count == study.people),
      success: grade.success, baseline: grade.baseline, control: grade.control,
      excess: grade.excess, topRates: grade.topRates,
      anonymitySets: AnonymitySetBin.histogram(ofTargets: grade.firstGroupSizes),
      subjectRisk: RiskDistribution(risks: grade.targetRisks),
      measures: study.measures(grade) + (map?.measures ?? []),
      charts: study.charts + (map.map { [$0.chart] } ?? []), grids: study.grids,
      sentence: "\(sightings) of a person, to \(curve.resolution.phrase), "
        + "\(depth == 1 ? "finds" : "find") that person in "
        + "\(Phrase.ofHundred(grade.success.value)) of 100 cases; in "
        + "\(Phrase.ofHundred(grade.claimRate.value)) nobody else was there at those times.",
      remedy: study.remedy)
  }

  /// "Four sightings", "One sighting".
  static func sightings(_ count: Int) -> String {
    let words = number(count)
    return words.prefix(1).uppercased() + words.dropFirst()
      + (count == 1 ? " sighting" : " sightings")
  }

  /// "once", "four times".
  static func times(_ count: Int) -> String {
    count == 1 ? "once" : count == 2 ? "twice" : "\(number(count)) times"
  }

  /// A small number in words.
  static func number(_ count: Int) -> String {
    let words = [
      "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    ]
    return words.indices.contains(count) ? words[count] : Phrase.count(count)
  }
}

extension UnicityStudy {
  /// The least coarsening among the resolutions measured that mends it, or what the coarsest
  /// leaves.
  var remedy: String {
    let depth = headlineDepth
    func found(_ curve: UnicityCurve) -> Double { curve.grade(at: depth)?.success.value ?? 0 }
    let now = found(headline)
    guard now >= 0.09 else { return "" }
    let coarser = curves.filter { $0.resolution.isCoarser(than: headline.resolution) }
    let points = depth == 1 ? "one point" : "\(Unicity.number(depth)) points"
    let finds = depth == 1 ? "finds" : "find"
    for limit in [0.09, 0.2] {
      if let mended = coarser.first(where: { found($0) < limit }) {
        return "\(mended.resolution.advice): \(points) then "
          + "\(finds) \(Phrase.perCent(found(mended))) instead of \(Phrase.perCent(now))."
      }
    }
    let instead =
      "Release counts by place and time instead of traces, or new pseudonyms after a few points."
    guard let least = coarser.min(by: { found($0) < found($1) }) else { return instead }
    let (size, slot) = (least.resolution.sizeText, least.resolution.slotText)
    let at =
      least.resolution.slotSeconds == nil
      ? size : least.resolution.sizeMeters == nil ? slot : "\(slot) and \(size)"
    return "Coarsening does not mend it: at \(at) \(points) still \(finds) "
      + "\(Phrase.perCent(found(least))). \(instead)"
  }
}
