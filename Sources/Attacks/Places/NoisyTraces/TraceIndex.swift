import Foundation
import Tables

/// The events of a release by cell, and in order of time within a cell.
struct TraceIndex: Sendable {
  /// How far from a place events are looked up, in meters.
  let reachMeters: Double
  /// The same as the square of a chord.
  private let reachChord: Double
  private let neighbors: CellNeighbors
  /// Where each cell's events begin; one more than there are cells.
  private let starts: [Int]
  private let times: [Int64]
  private let points: [EarthPoint]
  private let subjects: [UInt32]

  /// Indexes the events of those data subjects who are not held out.
  ///
  /// - Complexity: O(events log events); 48 bytes for each event.
  init(_ trace: EventTrace, isHeldOut: [Bool], reachMeters: Double) {
    let size = min(max(reachMeters / 2, 1), 1e7)
    let grid = CellGrid(sizeMeters: size)
    var entries: [(cell: Int64, time: Int64, event: Int, subject: UInt32)] = []
    for subject in 0..<trace.subjectCount where !isHeldOut[subject] {
      for event in trace.events(ofSubject: subject) where trace.isOnEarth(event: event) {
        let longitude = trace.longitudes[event]
        let cell = grid.cell(
          latitude: trace.latitudes[event], longitude: longitude == 180 ? -180 : longitude)
        let time = trace.times.isEmpty ? 0 : trace.times[event]
        entries.append((cell, time, event, UInt32(subject)))
      }
    }
    entries.sort { ($0.cell, $0.time, $0.event) < ($1.cell, $1.time, $1.event) }
    var starts: [Int] = []
    var cells: [Int64] = []
    for (index, entry) in entries.enumerated() where entry.cell != cells.last {
      cells.append(entry.cell)
      starts.append(index)
    }
    self.reachMeters = reachMeters
    let half = sin(min(reachMeters / (2 * EarthPoint.radiusMeters), .pi / 2))
    reachChord = 4 * half * half
    self.starts = starts + [entries.count]
    self.times = entries.map(\.time)
    self.subjects = entries.map(\.subject)
    self.points = entries.map {
      EarthPoint(latitude: trace.latitudes[$0.event], longitude: trace.longitudes[$0.event])
    }
    // No place of a cell is further than 1.5 sizes from the cell's middle, also where a row around
    // a pole is one cell.
    self.neighbors = CellNeighbors(
      cells.map { grid.center(of: $0) }, radiusMeters: reachMeters + 2 * size)
  }

  /// Calls `body` with each event near a sighting: its data subject, its distance in meters and in
  /// seconds (0 where times are not known).
  ///
  /// - Complexity: O(events of the cells around within the time).
  func forEachEvent(
    near sighting: Sighting, reachSeconds: Double, _ body: (UInt32, Double, Double) -> Void
  ) {
    let place = EarthPoint(latitude: sighting.latitude, longitude: sighting.longitude)
    let window =
      sighting.time.map {
        $0.shifted(
          byMicroseconds: -reachSeconds * 1e6)...$0.shifted(
            byMicroseconds: reachSeconds * 1e6)
      } ?? Int64.min...Int64.max
    for cell in neighbors.cells(near: (sighting.latitude, sighting.longitude)) {
      let end = starts[Int(cell) + 1]
      var entry = firstEntry(notBefore: window.lowerBound, in: starts[Int(cell)]..<end)
      while entry < end, times[entry] <= window.upperBound {
        if points[entry].squaredChord(to: place) <= reachChord {
          let meters = points[entry].meters(to: place)
          let wait = sighting.time.map { abs(Double(times[entry]) - Double($0)) / 1e6 } ?? 0
          body(subjects[entry], meters, wait)
        }
        entry += 1
      }
    }
  }

  private func firstEntry(notBefore time: Int64, in range: Range<Int>) -> Int {
    var (low, high) = (range.lowerBound, range.upperBound)
    while low < high {
      let middle = low + (high - low) / 2
      if times[middle] < time { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
