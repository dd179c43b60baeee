public import Evaluation
public import Findings
import Numerics

/// Matches photos to people by the patterns of the cameras that took their other photos.
///
/// Where owners are known from elsewhere (`KnownSensors`), their known photos of one size make a
/// fingerprint. Else of each owner the photos of one size are dealt into two halves, and each half
/// makes one (`SensorHalves`); a photo is tried against the halves that do not hold it, its own
/// camera's and all others' alike, so that none of them knows the photo.
///
/// **Guarantee** none is claimed: better estimators exist, and more photos of a camera find more.
/// **Source** Chen, Fridrich, Goljan, Lukas, IEEE TIFS 3 (2008); Goljan, Fridrich, Filler, SPIE
/// 7254 (2009) for peak energy and the threshold of 60.
/// **Cost** four Fourier transforms for each of a photo's three best candidates, a product of bytes
/// for the others; two bytes a pixel for each fingerprint, eight while it is made.
/// **Does not protect against** scaled, cropped, turned by odd angles: the attack finds less there
/// than one that searches for the place; a low rate on such photos proves nothing.
public struct SensorCameras: TrialAttack {
  /// The index of the photo that is tried.
  public typealias Clue = Int

  /// What it is.
  public let description = AttackDescription(
    id: "file-metadata/sensor-pattern", title: "Photos found again by their camera's sensor",
    channel: .fileMetadata, risk: .linkability, failureMode: .contextualAggregation,
    source: "Chen, Fridrich, Goljan, Lukas 2008, IEEE TIFS 3; Goljan, Fridrich, Filler 2009, SPIE "
      + "7254",
    doesNotCover:
      "photos that were scaled or cropped (no search for their place is made), videos, raw files, "
      + "and adversaries with many more photos of a camera than the folder holds")

  /// Photos that each fingerprint needs.
  public static let leastPhotos = 2
  /// Candidates of each photo whose peak energy is computed exactly; of the rest the floor is taken
  /// as flat.
  static let exactCandidates = 3

  private let samples: [SensorSample?]
  private let gallery: any SensorGallery

  init(_ samples: [SensorSample?], _ gallery: any SensorGallery) {
    self.samples = samples
    self.gallery = gallery
  }

  /// Answers each photo with owners by falling peak energy.
  public func attack(_ clues: [Int], answer: (Int, RankedCandidates) throws -> Void) throws {
    for start in stride(from: 0, to: clues.count, by: Self.batch) {
      let batch = clues[start..<min(start + Self.batch, clues.count)]
      let rankings = concurrentChunks(count: batch.count, maximumChunks: batch.count) { range in
        range.map { ranking(of: batch[start + $0]) }
      }
      for (offset, ranking) in rankings.flatMap(\.self).enumerated() {
        try answer(start + offset, ranking)
      }
    }
  }

  private static let batch = 64

  private func ranking(of photo: Int) -> RankedCandidates {
    guard let sample = samples[photo] else { return RankedCandidates(groups: []) }
    var scored = gallery.candidates(for: photo).map { camera in
      (camera: camera, energy: Self.flat(camera, sample))
    }
    scored.sort { ($1.energy, $0.camera.owner) < ($0.energy, $1.camera.owner) }
    let plane = ComplexPlane.transformed(sample.cleanPlane)
    for index in scored.indices.prefix(Self.exactCandidates) {
      scored[index].energy = Self.exact(scored[index].camera, plane)
    }
    let groups = Dictionary(grouping: scored, by: \.energy).sorted { $0.key > $1.key }
    return RankedCandidates(
      groups: groups.map { energy, members in
        CandidateGroup(
          score: energy, members: members.map { UInt32($0.camera.owner) }.sorted()[...])
      })
  }

  /// The energy with a flat floor, for both ways up.
  private static func flat(_ camera: OwnedPattern, _ sample: SensorSample) -> Double {
    let upright = sample.deviations(from: camera.pattern)
    let turned = sample.deviations(from: camera.pattern, turned: camera.turned)
    let best = max(upright, turned)
    return best * abs(best)
  }

  private static func exact(_ camera: OwnedPattern, _ plane: ComplexPlane) -> Double {
    let pattern = camera.pattern.cleanPlane
    var reversed = pattern
    reversed.values.reverse()
    return max(PeakEnergy(plane, pattern).value, PeakEnergy(plane, reversed).value)
  }
}
