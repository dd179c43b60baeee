import Tables

/// Somewhere a person stayed.
struct Stay: Sendable, Equatable {
  /// The middle of its events.
  let point: EarthPoint
  /// How long, in microseconds.
  let duration: Int64
}

/// Places where a person stays, found in a trace: the person's points of interest.
///
/// **Source** Li et al., *Mining user similarity based on location history*, ACM GIS 2008 (stay
/// points), with the bounds of Primault et al., *Differentially private location privacy in
/// practice*, MoST 2014: 200 m and one hour.
enum StayPoints {
  /// The stays of a data subject, in order of time.
  ///
  /// A window of events grows while its first and its newest event lie within `radiusMeters`; where
  /// they no longer do, a window that lasted `leastMicroseconds` is a stay, and any other loses
  /// events at its beginning.
  ///
  /// - Complexity: O(events): each event enters and leaves the window once.
  static func stays(
    of trace: EventTrace, subject: Int, radiusMeters: Double = 200,
    leastMicroseconds: Int64 = 3_600_000_000
  ) -> [Stay] {
    let events: [(point: EarthPoint, time: Int64)] = trace.events(ofSubject: subject).compactMap {
      event in trace.point(ofEvent: event).map { ($0, trace.times[event]) }
    }
    var stays: [Stay] = []
    var first = 0
    func close(before end: Int) -> Bool {
      guard end > first else { return false }
      let (length, overflow) =
        events[end - 1].time.subtractingReportingOverflow(events[first].time)
      let duration = overflow ? Int64.max : length
      guard duration >= leastMicroseconds else { return false }
      var sum = SIMD3<Double>.zero
      for event in events[first..<end] { sum += event.point.direction }
      stays.append(Stay(point: EarthPoint(sum: sum), duration: duration))
      return true
    }
    for event in events.indices {
      guard events[first].point.meters(to: events[event].point) > radiusMeters else { continue }
      if close(before: event) {
        first = event
      } else {
        while events[first].point.meters(to: events[event].point) > radiusMeters { first += 1 }
      }
    }
    _ = close(before: events.count)
    return stays
  }
}

/// The points of interest of one data subject in one period, the most visited first.
struct PointsOfInterest: Sendable, Equatable {
  /// Where they are.
  let points: [EarthPoint]
  /// The share of stays at each.
  let shares: [Double]

  /// Clusters stays: each joins the nearest cluster within `radiusMeters` of its middle, or opens a
  /// new one; the `limit` clusters with most stays are kept.
  ///
  /// Of a Markov chain that is learned from a closed walk over the clusters, the shares of stays
  /// are exactly the stationary distribution: as many transitions lead into each state as out of
  /// it.
  ///
  /// - Complexity: O(stays * clusters).
  init(_ stays: [Stay], radiusMeters: Double = 200, limit: Int = 30) {
    var sums: [SIMD3<Double>] = []
    var middles: [EarthPoint] = []
    var counts: [Int] = []
    for stay in stays {
      let distances = middles.map { $0.meters(to: stay.point) }
      let nearest = distances.indices.min { (distances[$0], $0) < (distances[$1], $1) }
      if let nearest, distances[nearest] <= radiusMeters {
        sums[nearest] += stay.point.direction
        middles[nearest] = EarthPoint(sum: sums[nearest])
        counts[nearest] += 1
      } else {
        sums.append(stay.point.direction)
        middles.append(stay.point)
        counts.append(1)
      }
    }
    let order = counts.indices.sorted { (-counts[$0], $0) < (-counts[$1], $1) }.prefix(limit)
    let total = Double(order.reduce(0) { $0 + counts[$1] })
    self.points = order.map { middles[$0] }
    self.shares = order.map { Double(counts[$0]) / total }
  }

  /// The points of interest of each data subject of a trace.
  static func all(of trace: EventTrace) -> [PointsOfInterest] {
    (0..<trace.subjectCount).map { PointsOfInterest(StayPoints.stays(of: trace, subject: $0)) }
  }
}
