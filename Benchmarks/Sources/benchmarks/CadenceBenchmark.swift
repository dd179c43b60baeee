import Foundation
import Numerics

/// Shortlists of cadence profiles beside the matrix product alone, by the same library.
///
/// A person has a week of 168 hours of their own: a few habitual hours over a common day. The
/// release and the adversary's knowledge are two samples of 50 events of it.
func cadence(_ arguments: [String], runs: Int) throws -> [Comparison] {
  let sizes = arguments.compactMap { Int($0) }
  guard sizes.count == 2, sizes[0] > 0, sizes[1] >= sizes[0] else { throw BenchmarkError.usage }
  let (targetCount, candidateCount) = (sizes[0], sizes[1])
  let targets = profiles(targetCount, period: "known")
  let candidates = profiles(candidateCount, period: "released")
  let operations = 2.0 * Double(targetCount) * Double(candidateCount) * 168
  let alone = Timing(
    "\(BLAS.automatic.isOpenBLAS ? "OpenBLAS sgemm" : "portable product") alone", runs: runs
  ) { productAlone(targets, candidates) }
  let shortlist = Timing("AffinityMatch.shortlist, 100 each", runs: runs) {
    _ = AffinityMatch.shortlist(targets: targets, candidates: candidates, count: 100)
  }
  let nearest = Timing("AffinityMatch.nearest, 10 of 100 each", runs: runs) {
    _ = AffinityMatch.nearest(targets: targets, candidates: candidates, shortlist: 100, count: 10)
  }
  let some = min(targetCount, max(10, 10_000_000 / candidateCount))
  let sample = profiles(some, period: "known")
  let exact = Timing("Divergence.topsoe, all pairs of \(some) targets", runs: 1) {
    Divergence.rows(sample, candidates) { _, _ in }
  }
  var measures = recall(sample, candidates)
  measures["product alone, GFLOP/s"] = operations / alone.best
  measures["shortlist, GFLOP/s"] = operations / shortlist.best
  measures["Topsoe, ns a bin"] = exact.best / (Double(some) * Double(candidateCount) * 168)
  return [
    Comparison(
      benchmark: "cadence, \(candidateCount) candidates", rowCount: targetCount,
      timings: [alone, shortlist, nearest, exact], measures: measures)
  ]
}

/// The same product in blocks that suit the library, results thrown away.
private func productAlone(_ targets: DenseProfiles, _ candidates: DenseProfiles) {
  let bins = targets.columnCount
  _ = concurrentChunks(count: targets.rowCount, minimumChunk: 64, maximumChunks: 16) { rows in
    let (left, right) = (targets.values, candidates.values)
    let (block, own) = (
      1_024, left.span.extracting((rows.lowerBound * bins)..<(rows.upperBound * bins))
    )
    var result = [Float](repeating: 0, count: rows.count * block)
    for start in stride(from: 0, to: candidates.rowCount, by: block) {
      let end = min(start + block, candidates.rowCount)
      let others = right.span.extracting((start * bins)..<(end * bins))
      var places = result.mutableSpan
      BLAS.automatic.multiplyTransposed(left: own, right: others, inner: bins, into: &places)
    }
  }
}

/// How often the shortlist of 100 holds the exact nearest, and how often that is proven.
private func recall(_ targets: DenseProfiles, _ candidates: DenseProfiles) -> [String: Double] {
  let nearest = AffinityMatch.nearest(
    targets: targets, candidates: candidates, shortlist: 100, count: 10)
  var (first, ten, proven) = (0, 0, 0)
  Divergence.rows(targets, candidates) { target, costs in
    let exact = costs.sorted().prefix(10)
    let found = nearest.divergences[nearest.entries(ofTarget: target)]
    if found.first == exact.first { first += 1 }
    ten += zip(found, exact).prefix { $0 == $1 }.count
    if nearest.provenCounts[target] > 0 { proven += 1 }
  }
  let count = Double(targets.rowCount)
  return [
    "recall of the nearest": Double(first) / count,
    "recall of the nearest ten": Double(ten) / count / Double(min(10, candidates.rowCount)),
    "nearest proven": Double(proven) / count,
  ]
}

private func profiles(_ count: Int, period: String) -> DenseProfiles {
  var people = SeededGenerator(seed: 11, stream: "people")
  var events = SeededGenerator(seed: 11, stream: period)
  var (offsets, columns, counts) = ([0], [UInt32](), [UInt32]())
  for _ in 0..<count {
    let habits = (0..<8).map { _ in people.index(below: 168) }
    var week = [UInt32](repeating: 0, count: 168)
    for _ in 0..<50 {
      let isHabit = events.bernoulli(0.3)
      let hour =
        isHabit
        ? habits[events.index(below: 8)]
        : events.index(below: 7) * 24 + 8 + events.index(below: 14)
      week[hour] += 1
    }
    for (hour, events) in week.enumerated() where events > 0 {
      columns.append(UInt32(hour))
      counts.append(events)
    }
    offsets.append(columns.count)
  }
  let sparse = SparseCounts(columnCount: 168, offsets: offsets, columns: columns, counts: counts)
  return DenseProfiles(sparse, smoothing: .circular(width: 1))
}
