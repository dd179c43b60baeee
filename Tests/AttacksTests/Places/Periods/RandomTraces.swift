import Evaluation
import Numerics
import Tables

@testable import Attacks

/// Traces of made-up people who move between places of their own.
enum RandomTraces {
  /// Traces around a place; each person has `anchors` places of its own within `spread` degrees and
  /// is seen at a random one of them, some hours after the last time.
  static func trace(
    subjects: Int, events: Int, anchors: Int = 3, spread: Double = 0.2,
    center: (latitude: Double, longitude: Double) = (48, 11), seed: UInt64
  ) -> EventTrace {
    var source = SeededGenerator(seed: seed, stream: "traces")
    var (offsets, times, latitudes, longitudes) = ([0], [Int64](), [Double](), [Double]())
    for _ in 0..<subjects {
      let places = (0..<anchors).map { _ in
        (
          max(-90, min(90, center.latitude + spread * (source.unit() - 0.5))),
          (center.longitude + spread * (source.unit() - 0.5)).remainder(dividingBy: 360)
        )
      }
      var time: Int64 = 1_600_000_000_000_000
      for _ in 0..<events {
        time += Int64(1 + source.index(below: 8)) * 3_600_000_000
        let place = places[source.index(below: anchors)]
        times.append(time)
        latitudes.append(place.0)
        longitudes.append(place.1 == 180 ? -180 : place.1)
      }
      offsets.append(times.count)
    }
    return EventTrace(
      offsets: offsets, times: times, latitudes: latitudes, longitudes: longitudes)
  }

  /// The setting of an experiment on them.
  static func setting(
    subjects: Int, seed: UInt64 = 1, controlShare: Double = 0, level: Double = 0.95
  ) -> EventSetting {
    EventSetting(
      table: "events", subjectCount: subjects, columns: ["time", "place"],
      evaluator: Evaluator(seed: seed, level: level), seed: seed, targetCount: 1_000,
      controlShare: controlShare, reproduce: "palimpsest audit")
  }
}
