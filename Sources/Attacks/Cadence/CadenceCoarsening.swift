import Numerics

/// A coarser clock for a release: what an adversary could still count if times were rounded down.
public enum CadenceCoarsening: String, Sendable, CaseIterable {
  /// To four hours: 00, 04, 08, 12, 16 or 20.
  case fourHours = "four-hours"
  /// To the day.
  case days

  /// The length of a step in words.
  var words: String { self == .fourHours ? "four hours" : "the day" }

  /// The hours in a step.
  private var hours: UInt32 { self == .fourHours ? 4 : 24 }

  /// The bin of `CadenceFeature.Kind.gaps` that holds a step: 14,400 or 86,400 seconds.
  private var stepBin: UInt32 { self == .fourHours ? 13 : 16 }

  /// The features as they would be counted from rounded times; sessions and bursts are gone.
  ///
  /// Gaps up to a step become one bin. Rounding would also blur the longer ones, so what the attack
  /// still reaches on these is, if anything, more than remains.
  func applied(to features: [CadenceFeature]) -> [CadenceFeature] {
    features.compactMap { feature in
      switch feature.kind {
      case .hoursOfWeek:
        let steps = Int(168 / hours)
        let counts = feature.counts.merged(binCount: steps) { $0 / hours }
        return CadenceFeature(
          self == .days ? .weekdays : .hoursOfWeek, stream: feature.stream, counts: counts)
      case .gaps:
        let last = UInt32(max(feature.counts.earlier.columnCount, 1)) - 1
        let step = min(stepBin, last)
        return CadenceFeature(
          .gaps, stream: feature.stream,
          counts: feature.counts.merged(binCount: feature.counts.earlier.columnCount) {
            max($0, step)
          })
      case .sessionDurations, .sessionSizes, .burstSizes, .weekdays, .weekSteps, .hoursOfDay,
        .beginnings,
        .endings:
        return nil
      }
    }
  }
}
