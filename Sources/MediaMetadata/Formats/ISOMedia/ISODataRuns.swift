/// Runs of data from all headers: sorted, without an overlap, each byte in one.
struct ISODataRuns {
  /// In order; none is empty.
  let runs: [ISODataRun]

  /// Sorts runs, and makes one of those that overlap.
  ///
  /// What one run keeps another can't drop. Throws where bytes are needed in two forms.
  /// O(runs log runs).
  init(merging runs: [ISODataRun], _ format: MediaFormat) throws(MediaError) {
    var kept: [ISODataRun] = []
    var dropped: [ISODataRun] = []
    for run in runs where !run.range.isEmpty {
      if run.output == .nothing { dropped.append(run) } else { kept.append(run) }
    }
    kept.sort(by: Self.isBefore)
    dropped.sort(by: Self.isBefore)
    self.runs = Self.filled(try Self.united(kept, format), with: dropped)
  }

  private static func isBefore(_ one: ISODataRun, _ other: ISODataRun) -> Bool {
    (one.range.lowerBound, one.range.upperBound) < (other.range.lowerBound, other.range.upperBound)
  }

  private static func united(
    _ sorted: [ISODataRun], _ format: MediaFormat
  ) throws(MediaError) -> [ISODataRun] {
    var result: [ISODataRun] = []
    for run in sorted {
      guard let last = result.last, run.range.lowerBound <= last.range.upperBound else {
        result.append(run)
        continue
      }
      let isOverlap = run.range.lowerBound < last.range.upperBound
      if run.output == .same, last.output == .same {
        if isOverlap || run.owner == last.owner {
          result[result.count - 1] = ISODataRun(
            range: last.range.lowerBound..<max(last.range.upperBound, run.range.upperBound),
            owner: last.owner, output: .same)
        } else {
          result.append(run)
        }
      } else if !isOverlap {
        result.append(run)
      } else if run.range != last.range || run.output != last.output {
        throw .malformed(
          format, offset: run.range.lowerBound, reason: "the same bytes are used in two ways")
      }
    }
    return result
  }

  /// The kept runs, and between them what is left of the dropped ones.
  private static func filled(
    _ kept: [ISODataRun], with dropped: [ISODataRun]
  ) -> [ISODataRun] {
    guard !dropped.isEmpty else { return kept }
    var result: [ISODataRun] = []
    result.reserveCapacity(kept.count + dropped.count)
    var next = 0
    var position = 0
    func drop(to end: Int, _ owner: String) {
      guard end > position else { return }
      result.append(ISODataRun(range: position..<end, owner: owner, output: .nothing))
      position = end
    }
    for run in dropped {
      position = max(position, run.range.lowerBound)
      while next < kept.count, kept[next].range.lowerBound < run.range.upperBound {
        if kept[next].range.lowerBound > position {
          drop(to: kept[next].range.lowerBound, run.owner)
        }
        result.append(kept[next])
        position = max(position, kept[next].range.upperBound)
        next += 1
      }
      drop(to: run.range.upperBound, run.owner)
    }
    result += kept[next...]
    return result
  }

  /// The indices of the runs that start in `range`.
  func indices(startingIn range: Range<Int>) -> Range<Int> {
    let first = firstIndex(startingAtOrAfter: range.lowerBound)
    return first..<max(first, firstIndex(startingAtOrAfter: range.upperBound))
  }

  /// The new place of an input offset, when the runs start at `starts` in the output.
  func moved(_ offset: Int, _ starts: [Int]) -> Int? {
    var index = firstIndex(startingAtOrAfter: offset)
    if index == runs.count || runs[index].range.lowerBound > offset || isDropped(index) {
      guard index > 0 else { return nil }
      index -= 1
    }
    let run = runs[index]
    let inside = offset - run.range.lowerBound
    guard !isDropped(index), inside >= 0, inside <= run.range.count else { return nil }
    if inside == 0 { return starts[index] }
    if inside == run.range.count { return starts[index] + run.outputCount }
    return run.outputCount == run.range.count ? starts[index] + inside : nil
  }

  private func isDropped(_ index: Int) -> Bool { runs[index].output == .nothing }

  private func firstIndex(startingAtOrAfter offset: Int) -> Int {
    var low = 0
    var high = runs.count
    while low < high {
      let middle = (low + high) / 2
      if runs[middle].range.lowerBound < offset { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
