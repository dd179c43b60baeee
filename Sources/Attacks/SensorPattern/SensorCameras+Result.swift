public import Evaluation
public import Findings
import Numerics

extension SensorCameras {
  /// Tries a photo of each owner, drawn, against the cameras of all owners, by halves.
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
    var source = setting.generator("sensor-pattern")
    let trials = SensorTrials(
      setting, SensorHalves(samples, owners: owners), owners: owners, photos: samples.indices,
      using: &source)
    return try trials.result(
      samples, links: links, linked: owners, scenario: .knownPoints, eligibleCount: nil)
  }

  /// Tries a released photo of each owner, drawn, against the cameras of all owners whose photos
  /// are known from elsewhere.
  ///
  /// As with other file metadata a share of the owners is held out of what is known; they, and who
  /// has too few known photos, are the control group. Released photos of which a copy is known are
  /// not tried (`KnownSensors`).
  ///
  /// - Parameters:
  ///   - samples: the released photos, then from `releasedCount` on the known ones.
  ///   - copies: the released photos of which a copy is known (`copies`).
  ///   - scenario: `.auxiliaryTable` for two folders, `.timeSplit` for two periods.
  ///   - linkedCount: how many of the photos, from the first, `links` is about.
  /// - Throws: `EvaluationError.noTargets` where no photo has two owners to choose from.
  public static func result(
    for setting: EventSetting, _ samples: [SensorSample?], owners: [Int?], releasedCount: Int,
    copies: Set<Int>, scenario: Scenario, links: SensorLinks, linkedCount: Int
  ) throws -> AttackResult {
    let known = KnownSensors(
      samples, owners: owners, releasedCount: releasedCount, copies: copies)
    let released = 0..<releasedCount
    let eligible = Set(
      released.compactMap { photo in
        owners[photo].flatMap { owner in
          known.candidates(for: photo).contains { $0.owner == owner } ? owner : nil
        }
      }
    ).sorted()
    var source = setting.generator("sensor-pattern")
    let split = try SubjectSplit(
      subjectCount: eligible.count, targetCount: setting.targetCount,
      controlShare: setting.controlShare, table: setting.table, using: &source)
    let trials = SensorTrials(
      setting, known.without(Set(split.controls.map { eligible[Int($0)] })), owners: owners,
      photos: released, using: &source)
    return try trials.result(
      samples, links: links, linked: Array(owners.prefix(linkedCount)), scenario: scenario,
      eligibleCount: eligible.count)
  }
}

/// Which photos are tried against a gallery.
private struct SensorTrials {
  let setting: EventSetting
  let gallery: any SensorGallery
  let owners: [Int?]
  /// A photo of each owner who can be named.
  let targets: [Int]
  /// A photo of each owner who can't.
  let strangers: [Int]
  /// Of all photos whose owners can be named, those drawn.
  let others: [Int]
  /// How many owners could be tried.
  let ownerCount: Int

  init(
    _ setting: EventSetting, _ gallery: any SensorGallery, owners: [Int?], photos: Range<Int>,
    using source: inout SeededGenerator
  ) {
    let contested = photos.filter {
      owners[$0] != nil && gallery.candidates(for: $0).count > 1
    }
    let known = contested.filter { photo in
      gallery.candidates(for: photo).contains { $0.owner == owners[photo] }
    }
    func onePhotoOfEach(_ photos: [Int]) -> [Int] {
      let own = Dictionary(grouping: photos) { owners[$0] ?? 0 }.sorted { $0.key < $1.key }
      let some = source.sample(count: min(setting.targetCount, own.count), of: own.count)
      return some.map { own[$0].value[source.index(below: own[$0].value.count)] }.sorted()
    }
    self.setting = setting
    self.gallery = gallery
    self.owners = owners
    targets = onePhotoOfEach(known)
    strangers = onePhotoOfEach(Set(contested).subtracting(known).sorted())
    others = source.sample(count: min(setting.targetCount, known.count), of: known.count)
      .map { known[$0] }
    ownerCount = Set(known.compactMap { owners[$0] }).count
  }

  /// Tries them.
  func result(
    _ samples: [SensorSample?], links: SensorLinks, linked: [Int?], scenario: Scenario,
    eligibleCount: Int?
  ) throws -> AttackResult {
    guard !targets.isEmpty else { throw EvaluationError.noTargets(table: setting.table) }
    let attack = try RankedPhotos(
      SensorCameras(samples, gallery), photos: Set(targets + strangers + others).sorted())
    let report = SensorReport(
      setting: setting, scenario: scenario, all: try graded(attack, targets, above: -.infinity),
      named: try graded(attack, targets, above: PeakEnergy.threshold),
      shareOfPhotos: try graded(attack, others, above: -.infinity).success.value,
      owners: linked, links: links, targets: targets.count, controls: strangers.count,
      candidates: Set(targets.flatMap { gallery.candidates(for: $0).map(\.owner) }).count,
      isExhaustive: targets.count == eligibleCount ?? ownerCount)
    return report.result(attack.description)
  }

  private func graded(
    _ attack: RankedPhotos, _ photos: [Int], above threshold: Double
  ) throws -> TrialGrade {
    let chance =
      photos.reduce(0) { $0 + 1 / Double(gallery.candidates(for: $1).count) }
      / Double(photos.count)
    return try setting.evaluator.grade(
      attack.above(threshold),
      on: TrialSet(
        targets: photos.map { photo in
          Trial(clue: photo, truth: owners[photo].map { UInt32($0) })
        }, controls: strangers.map { Trial<Int>(clue: $0, truth: nil) }),
      baseline: .known(chance))
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
