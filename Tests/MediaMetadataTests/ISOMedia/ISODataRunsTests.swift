import Testing

@testable import MediaMetadata

@Suite("ISO base media: runs of data")
struct ISODataRunsTests {
  private func run(_ range: Range<Int>, _ output: Piece.Output = .same) -> ISODataRun {
    ISODataRun(range: range, owner: "x", output: output)
  }

  @Test("merged runs hold each byte once; what one keeps no other drops (seeded, byte by byte)")
  func merging() throws {
    var generator = SplitMix(state: 3)
    for _ in 0..<2_000 {
      var runs: [ISODataRun] = []
      // The oracle: what becomes of each byte; 0 unnamed, 1 dropped, 2 kept.
      var bytes = [Int](repeating: 0, count: 24)
      for _ in 0..<Int(generator.next() % 7) {
        let start = Int(generator.next() % 20)
        let range = start..<(start + Int(generator.next() % 5))
        let isKept = generator.next() % 2 == 0
        runs.append(run(range, isKept ? .same : .nothing))
        for index in range { bytes[index] = max(bytes[index], isKept ? 2 : 1) }
      }
      let merged = try ISODataRuns(merging: runs, .heif)
      var found = [Int](repeating: 0, count: 24)
      var end = 0
      for run in merged.runs {
        #expect(run.range.lowerBound >= end && !run.range.isEmpty)
        end = run.range.upperBound
        for index in run.range { found[index] = run.output == .same ? 2 : 1 }
      }
      #expect(found == bytes, "\(runs)")
      try checkMoves(merged, bytes)
    }
  }

  /// Each kept byte moves to the number of kept bytes before it.
  private func checkMoves(_ merged: ISODataRuns, _ bytes: [Int]) throws {
    var starts: [Int] = []
    var position = 0
    for run in merged.runs {
      starts.append(position)
      position += run.outputCount
    }
    var before = 0
    for (index, byte) in bytes.enumerated() {
      let moved = merged.moved(index, starts)
      if byte == 2 {
        #expect(moved == before)
        before += 1
      } else {
        // Not kept: nothing, or the end of the kept bytes before it.
        #expect(moved == nil || moved == before)
      }
    }
  }

  @Test("replaced bytes move from their start only, and can't be needed as they were")
  func replaced() throws {
    let merged = try ISODataRuns(
      merging: [run(10..<20, .bytes([1, 2])), run(10..<20, .bytes([1, 2])), run(20..<30)], .heif)
    #expect(merged.runs.count == 2)
    #expect(merged.moved(10, [100, 102]) == 100)
    #expect(merged.moved(15, [100, 102]) == nil)
    #expect(merged.moved(20, [100, 102]) == 102)
    #expect(merged.moved(25, [100, 102]) == 107)
    #expect(merged.moved(31, [100, 102]) == nil)
    #expect(throws: MediaError.self) {
      try ISODataRuns(merging: [run(10..<20, .bytes([1])), run(15..<18)], .heif)
    }
    #expect(throws: MediaError.self) {
      try ISODataRuns(merging: [run(10..<20, .bytes([1])), run(10..<20, .bytes([2]))], .heif)
    }
  }
}
