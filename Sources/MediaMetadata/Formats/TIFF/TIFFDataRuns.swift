/// The data of all pages as runs of the input, in its order, and where they come to stand.
struct TIFFDataRuns {
  /// The runs that stay; neighbours are one.
  let runs: [Range<Int>]
  /// Where each stands, counted from the first.
  private let starts: [Int]
  /// How many bytes they are in all.
  let count: Int

  /// The union of `data` without `cuts`.
  init(_ data: [Range<Int>], without cuts: [Range<Int>]) {
    let merged = Self.union(data)
    var runs: [Range<Int>] = []
    var next = 0
    let cuts = Self.union(cuts)
    for range in merged {
      var position = range.lowerBound
      while next < cuts.count, cuts[next].upperBound <= position { next += 1 }
      while next < cuts.count, cuts[next].lowerBound < range.upperBound {
        let cut = cuts[next]
        if cut.lowerBound > position { runs.append(position..<cut.lowerBound) }
        position = max(position, min(cut.upperBound, range.upperBound))
        guard cut.upperBound <= range.upperBound else { break }
        next += 1
      }
      if position < range.upperBound { runs.append(position..<range.upperBound) }
    }
    self.runs = runs
    var starts: [Int] = []
    var total = 0
    for run in runs {
      starts.append(total)
      total += run.count
    }
    self.starts = starts
    count = total
  }

  /// Where the byte at `offset` of the input comes to stand, counted from the first byte of data;
  /// for one that goes, where the next one does.
  func place(of offset: Int) -> Int {
    var low = 0
    var high = runs.count
    while low < high {
      let middle = (low + high) / 2
      if runs[middle].upperBound <= offset { low = middle + 1 } else { high = middle }
    }
    guard low < runs.count else { return count }
    return starts[low] + max(0, offset - runs[low].lowerBound)
  }

  /// How many bytes of a run stay.
  func size(of range: Range<Int>) -> Int {
    range.isEmpty ? 0 : place(of: range.upperBound) - place(of: range.lowerBound)
  }

  /// Ranges in order, those that touch as one.
  static func union(_ ranges: [Range<Int>]) -> [Range<Int>] {
    var result: [Range<Int>] = []
    let sorted = ranges.filter { !$0.isEmpty }.sorted { $0.lowerBound < $1.lowerBound }
    for range in sorted {
      guard let last = result.last, range.lowerBound <= last.upperBound else {
        result.append(range)
        continue
      }
      result[result.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
    }
    return result
  }
}
