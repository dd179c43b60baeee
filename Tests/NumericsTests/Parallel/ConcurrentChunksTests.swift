import Testing

@testable import Numerics

@Suite("concurrentChunks")
struct ConcurrentChunksTests {
  private struct Refusal: Error, Equatable { let start: Int }

  @Test("the ranges cover everything once and in order, whatever the sizes")
  func coverage() {
    // Would catch a lost remainder, an empty range, a range below the minimum.
    for count in -1...40 {
      for minimum in 0...12 {
        for maximum in 0...9 {
          let ranges = chunkRanges(count: count, minimumChunk: minimum, maximumChunks: maximum)
          #expect(ranges.flatMap { Array($0) } == Array(0..<max(0, count)))
          #expect(ranges.count <= max(1, maximum))
          #expect(ranges.allSatisfy { !$0.isEmpty && $0.count >= min(minimum, count) })
        }
      }
    }
  }

  @Test("results come in order and do not depend on the number of threads")
  func order() {
    // Would catch results in the order of completion.
    let expected = concurrentChunks(count: 1_000, workers: .single) { $0 }
    #expect(expected.count == 64)
    for threads in [2, 3, 8] {
      for _ in 0..<20 {
        let found = concurrentChunks(count: 1_000, workers: Workers(count: threads)) { $0 }
        #expect(found == expected)
      }
    }
  }

  @Test("the first range that fails gives the error")
  func failure() {
    // Would catch an error that depends on which thread was faster, or is lost.
    for threads in [1, 4] {
      #expect(throws: Refusal(start: 40)) {
        try concurrentChunks(count: 100, maximumChunks: 10, workers: Workers(count: threads)) {
          range throws(Refusal) in
          if range.lowerBound >= 40 { throw Refusal(start: range.lowerBound) }
          return range.count
        }
      }
    }
  }

  @Test("the number of threads is kept within what makes sense")
  func workers() {
    // Would catch zero threads that never start.
    #expect(Workers(count: 0).count == 1)
    #expect(Workers(count: -5).count == 1)
    #expect(Workers(count: .max).count == 1_024)
    #expect(Workers.automatic.count >= 1)
  }
}
