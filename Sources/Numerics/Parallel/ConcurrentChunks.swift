import Dispatch
import Synchronization

/// Splits 0 ..< `count` into consecutive ranges, works on them in parallel, and returns one result
/// for each range, in order.
///
/// Where the ranges begin and end depends on `count`, `minimumChunk` and `maximumChunks` only,
/// never
/// on the number of threads: results that are combined in order are the same on every machine,
/// floating-point sums included. The call returns when all ranges are done.
///
/// - Parameters:
///   - count: how much there is to do; nothing at or below 0.
///   - minimumChunk: no range is shorter, unless `count` is.
///   - maximumChunks: there are no more ranges than this.
///   - workers: how many threads take ranges, each the next one that nobody has taken.
///   - body: the work on one range. It runs on several threads at once.
/// - Returns: the results in the order of their ranges.
/// - Throws: the error of the first range (in order, not in time) whose work failed.
/// - Complexity: O(`maximumChunks`) beside the work.
public func concurrentChunks<Result: Sendable, Failure: Error>(
  count: Int, minimumChunk: Int = 1, maximumChunks: Int = 64, workers: Workers = .automatic,
  _ body: @Sendable (Range<Int>) throws(Failure) -> Result
) throws(Failure) -> [Result] {
  let ranges = chunkRanges(count: count, minimumChunk: minimumChunk, maximumChunks: maximumChunks)
  let threads = min(workers.count, ranges.count)
  if threads <= 1 {
    var results: [Result] = []
    results.reserveCapacity(ranges.count)
    for range in ranges { results.append(try body(range)) }
    return results
  }
  let nextRange = Atomic<Int>(0)
  let finished = Mutex<[(index: Int, outcome: Swift.Result<Result, Failure>)]>([])
  DispatchQueue.concurrentPerform(iterations: threads) { _ in
    var own: [(index: Int, outcome: Swift.Result<Result, Failure>)] = []
    while true {
      let index = nextRange.add(1, ordering: .relaxed).oldValue
      guard index < ranges.count else { break }
      do throws(Failure) {
        own.append((index, .success(try body(ranges[index]))))
      } catch {
        own.append((index, .failure(error)))
      }
    }
    finished.withLock { $0.append(contentsOf: own) }
  }
  let ordered = finished.withLock { $0 }.sorted { $0.index < $1.index }
  var results: [Result] = []
  results.reserveCapacity(ordered.count)
  for entry in ordered { results.append(try entry.outcome.get()) }
  return results
}

/// Consecutive ranges that cover 0 ..< `count`, their lengths at most one apart.
func chunkRanges(count: Int, minimumChunk: Int, maximumChunks: Int) -> [Range<Int>] {
  guard count > 0 else { return [] }
  let chunks = max(1, min(count / max(1, minimumChunk), max(1, maximumChunks)))
  let (length, longer) = count.quotientAndRemainder(dividingBy: chunks)
  var start = 0
  return (0..<chunks).map { chunk in
    let end = start + length + (chunk < longer ? 1 : 0)
    defer { start = end }
    return start..<end
  }
}
