/// Collects the bytes that a header's tracks need: what stays, what is blanked in place, what goes.
struct MovieSampleCollector {
  /// Where samples are read from.
  let source: MediaSource
  /// Bytes near the sample that is looked at.
  var window: MovieStreamWindow
  /// Runs of kept samples of all tracks, as their tables list them.
  private var kept: [Range<Int>] = []
  /// Bytes that stand for others of the same count.
  private(set) var edits: [ISODataRun] = []
  /// Runs of samples that go with their tracks.
  private var dropped: [ISODataRun] = []
  /// What of the current track is compared between input and output.
  private var payload: [Range<Int>] = []
  /// What of the current track was blanked beside what stays.
  var digest = MovieDigest()
  /// What was found inside the streams of the current track.
  var findings = MovieStreamFindings()
  /// How many more bytes tables may name: they name each a few times at most.
  private(set) var budget: Int
  private var room: Int
  private let format: MediaFormat
  private static let mostSmallRuns = 1 << 18

  /// A collector for one header.
  init(
    _ source: MediaSource, _ format: MediaFormat, _ limits: Limits, budget: Int? = nil
  ) {
    self.source = source
    self.format = format
    window = MovieStreamWindow(source)
    self.budget = budget ?? source.count.multipliedReportingOverflow(by: 4).partialValue
    // Interleaved chunks are longer than this on average, in films of any length.
    room = min(
      limits.structures.multipliedReportingOverflow(by: 4).partialValue,
      Self.mostSmallRuns + source.count / 128)
  }

  /// The part of a run that the file has; nil where there is none of it.
  func present(_ offset: Int, _ count: Int) -> Range<Int>? {
    guard offset >= 0, offset < source.count, count > 0 else { return nil }
    return offset..<(count > source.count - offset ? source.count : offset + count)
  }

  /// Keeps a run of samples as it is.
  mutating func keep(_ range: Range<Int>) throws(MediaError) {
    try hold(range)
    compare(range)
  }

  /// Keeps a run, without saying what of it is compared.
  mutating func hold(_ range: Range<Int>) throws(MediaError) {
    budget -= range.count
    guard budget >= 0 else {
      throw .malformed(
        format, offset: range.lowerBound, reason: "the tables name the same bytes many times over")
    }
    if let last = kept.last, last.upperBound == range.lowerBound {
      kept[kept.count - 1] = last.lowerBound..<range.upperBound
    } else {
      try takeRoom()
      kept.append(range)
    }
  }

  /// Adds a run to what is compared.
  mutating func compare(_ range: Range<Int>) {
    guard !range.isEmpty else { return }
    if let last = payload.last, last.upperBound == range.lowerBound {
      payload[payload.count - 1] = last.lowerBound..<range.upperBound
    } else {
      payload.append(range)
    }
  }

  /// Puts bytes of the same count in the place of `range`, which is kept otherwise.
  mutating func blank(_ range: Range<Int>, with bytes: [UInt8]) throws(MediaError) {
    try takeRoom()
    edits.append(ISODataRun(range: range, owner: "stream user data", output: .bytes(bytes)))
  }

  /// Puts the edits from number `next` on into a list of pieces, what is between them staying with
  /// `owner`.
  func putEdits(from next: inout Int, into list: inout PieceList, _ owner: String) {
    for edit in edits[next...] {
      list.keep(to: edit.range.lowerBound, owner)
      if case .bytes(let bytes) = edit.output {
        list.replace(to: edit.range.upperBound, with: bytes, edit.owner)
      }
    }
    next = edits.count
  }

  /// Drops a run of samples, which were disclosed with their track.
  mutating func drop(_ range: Range<Int>, _ owner: String) throws(MediaError) {
    if let last = dropped.last, last.owner == owner, last.range.upperBound == range.lowerBound {
      dropped[dropped.count - 1] = ISODataRun(
        range: last.range.lowerBound..<range.upperBound, owner: owner, output: .nothing)
    } else {
      try takeRoom()
      dropped.append(ISODataRun(range: range, owner: owner, output: .nothing))
    }
  }

  private mutating func takeRoom() throws(MediaError) {
    room -= 1
    guard room >= 0 else {
      throw .limit(.structures, allowed: kept.count + edits.count + dropped.count)
    }
  }

  /// Ends a track: its payload.
  mutating func endTrack() -> [Range<Int>] {
    defer {
      payload = []
      digest = MovieDigest()
      findings = MovieStreamFindings()
    }
    return payload
  }

  /// The runs of all tracks for the layout; runs that touch are one, whichever tracks they are of.
  ///
  /// Throws where blanked bytes are used twice: another track may need them as they are.
  func runs() throws(MediaError) -> [ISODataRun] {
    let (merged, shared) = mergedRuns()
    let sortedEdits = edits.sorted { $0.range.lowerBound < $1.range.lowerBound }
    var result: [ISODataRun] = []
    var next = 0
    var sharedIndex = 0
    for range in merged {
      var position = range.lowerBound
      while next < sortedEdits.count, sortedEdits[next].range.lowerBound < range.upperBound {
        let edit = sortedEdits[next]
        next += 1
        while sharedIndex < shared.count, shared[sharedIndex].upperBound <= edit.range.lowerBound {
          sharedIndex += 1
        }
        let isShared =
          sharedIndex < shared.count && shared[sharedIndex].lowerBound < edit.range.upperBound
        guard !isShared, edit.range.lowerBound >= position else {
          throw .malformed(
            format, offset: edit.range.lowerBound, reason: "the same bytes are used in two ways")
        }
        append(position..<edit.range.lowerBound, to: &result)
        result.append(edit)
        position = edit.range.upperBound
      }
      append(position..<range.upperBound, to: &result)
    }
    return result + dropped
  }

  private func append(_ range: Range<Int>, to result: inout [ISODataRun]) {
    guard !range.isEmpty else { return }
    result.append(ISODataRun(range: range, owner: "samples", output: .same))
  }

  /// The kept runs in order, and the parts that more than one of them names.
  private func mergedRuns() -> (merged: [Range<Int>], shared: [Range<Int>]) {
    var merged: [Range<Int>] = []
    var shared: [Range<Int>] = []
    for range in kept.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      guard let last = merged.last, range.lowerBound <= last.upperBound else {
        merged.append(range)
        continue
      }
      let both = range.lowerBound..<min(range.upperBound, last.upperBound)
      if !both.isEmpty {
        if let before = shared.last, both.lowerBound <= before.upperBound {
          shared[shared.count - 1] =
            before.lowerBound..<max(before.upperBound, both.upperBound)
        } else {
          shared.append(both)
        }
      }
      merged[merged.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
    }
    return (merged, shared)
  }
}
