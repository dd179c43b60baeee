import Engines
import Foundation
import Tables
import TestSupport

@testable import Attacks

/// Real traces of the shared folder; nothing of one person is printed or asserted on.
enum RealTraces {
  /// Whether they are there, and the build is fast enough for them.
  static let isReady: Bool = {
    #if DEBUG
      return false
    #else
      return SharedFolder.exists
    #endif
  }()

  /// GeoLife at one point a minute, each one's active days cut in halves; the days are those of a
  /// clock `hours` ahead of Coordinated Universal Time.
  static func geoLife(hours: Int64 = 0, minimumDays: Int = 10) throws -> TracePeriods {
    let engine = try Engine(options: EngineOptions(memoryBytes: 1 << 30))
    let table = try engine.events(
      of: DataSource(
        paths: [SharedFolder.file("data/geolife/geolife_60s.csv.gz").path]),
      columns: EventColumns(
        subject: "uid", time: EventColumns.Time("unix"), latitude: EventColumns.Angle("lat"),
        longitude: EventColumns.Angle("lon")))
    let trace = try table.trace()
    let shift = hours * 3_600_000_000
    return TracePeriods.halves(
      of: EventTrace(
        offsets: trace.offsets, times: trace.times.map { $0 + shift },
        latitudes: trace.latitudes, longitudes: trace.longitudes), minimumDays: minimumDays)
  }
}
