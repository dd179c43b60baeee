import Foundation
import Numerics

/// How wrong an adversary's sightings are, and what it allows for.
///
/// A sighting is the middle of the true cell and slot, moved by at most the stated distance (evenly
/// over the disc) and time (evenly in both directions). The adversary knows these bounds and
/// accepts every cell and slot whose middle lies within them: the true point is always among those.
/// With the stated share, independently, a sighting is of somebody else: a point drawn evenly from
/// all points of all people.
public struct SightingError: Sendable, Equatable {
  /// By how many meters a place is wrong at most; 0 where places have no geometry.
  public let placeMeters: Double
  /// By how many seconds a time is wrong at most.
  public let timeSeconds: Double
  /// The share of sightings that are not the target's.
  public let wrongShare: Double
  /// How many sightings the adversary allows to be wrong.
  public let allowedMisses: Int

  /// An error of sightings.
  ///
  /// - Precondition: nothing is negative, and `wrongShare` is at most 1.
  public init(
    placeMeters: Double = 0, timeSeconds: Double = 0, wrongShare: Double = 0, allowedMisses: Int = 0
  ) {
    precondition(
      placeMeters >= 0 && timeSeconds >= 0 && (0...1).contains(wrongShare) && allowedMisses >= 0,
      "an error is not negative, and a share at most 1")
    self.placeMeters = placeMeters
    self.timeSeconds = timeSeconds
    self.wrongShare = wrongShare
    self.allowedMisses = allowedMisses
  }
}

/// Makes vague sightings of known points.
struct SightingSource {
  let release: Visits
  let slotSeconds: Int64?
  let centers: [(latitude: Double, longitude: Double)]
  let error: SightingError

  private let neighbors: CellNeighbors?

  /// - Parameter centers: the middle of each cell; empty for named places, which can't be
  ///   displaced.
  init(
    release: Visits, slotSeconds: Int64?, centers: [(latitude: Double, longitude: Double)],
    error: SightingError
  ) {
    self.release = release
    self.slotSeconds = slotSeconds
    self.centers = centers
    self.error = error
    self.neighbors =
      error.placeMeters > 0 && centers.count == release.cellCount
      ? CellNeighbors(centers, radiusMeters: error.placeMeters) : nil
  }

  /// What an adversary saw instead of `points`.
  ///
  /// - Complexity: O(accepted points), and their look-up.
  func clue(
    of points: [VisitPoint], using source: inout SeededGenerator
  ) -> UncertainSightings.Clue {
    let accepted = points.map { point -> [VisitPoint] in
      var seen = point
      if source.bernoulli(error.wrongShare), release.pointCount > 0 {
        seen = release.point(at: source.index(below: release.pointCount))
      }
      let cells = self.cells(around: seen.cell, using: &source)
      let slots = self.slots(around: seen.slot, using: &source)
      return cells.flatMap { cell in slots.map { VisitPoint(cell: cell, slot: $0) } }
    }
    return UncertainSightings.Clue(
      accepted: accepted, minimumAgreements: max(1, points.count - error.allowedMisses))
  }

  private func cells(around cell: UInt32, using source: inout SeededGenerator) -> [UInt32] {
    guard let neighbors else { return [cell] }
    let distance = error.placeMeters * source.unit().squareRoot()
    let bearing = 2 * Double.pi * source.unit()
    let seen = CellNeighbors.place(
      from: centers[Int(cell)], meters: distance, bearing: bearing)
    return neighbors.cells(near: seen)
  }

  private func slots(around slot: UInt32, using source: inout SeededGenerator) -> [UInt32] {
    guard let slotSeconds, slotSeconds > 0, error.timeSeconds > 0 else { return [slot] }
    let reach = error.timeSeconds / Double(slotSeconds)
    let seen = Double(slot) + reach * (2 * source.unit() - 1)
    let last = Double(max(release.slotCount, 1) - 1)
    let lower = min(max((seen - reach).rounded(.up), 0), Double(slot))
    let upper = max(min((seen + reach).rounded(.down), last), Double(slot))
    return (UInt32(lower)...UInt32(upper)).map(\.self)
  }
}
