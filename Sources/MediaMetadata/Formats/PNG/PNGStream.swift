/// One zlib stream of rows, spread over data chunks: where it ends, and what it holds beside rows.
struct PNGStream: Sendable {
  /// How many bytes of the runs belong to the stream.
  private(set) var consumed = 0
  /// Whether the stream ends as it should, is cut short, or breaks the rules.
  private(set) var state = InflateStream.State.header
  /// How many bytes it inflates to, as far as it was read.
  private(set) var inflatedCount = 0
  /// The first bytes after the last row, as evidence.
  private(set) var surplus: [UInt8] = []
  /// The colours of transparent pixels; nil for pictures without alpha.
  private(set) var hidden: PNGHiddenColour?
  /// Check sums over the complete rows; nil where none were asked for.
  private(set) var digest: PNGRowDigest?
  /// The check sum of the rows, where it is asked for: in files within files.
  private(set) var sum: InflatedSum?
  /// The picture whose rows these are.
  let picture: PNGPicture
  /// The data chunks' contents in the file.
  let runs: [Range<Int>]

  /// Inflates the stream once.
  ///
  /// O(rows) time, a window of memory.
  init(_ bytes: [UInt8], runs: [Range<Int>], _ picture: PNGPicture, _ reading: Reading) {
    self.picture = picture
    self.runs = runs
    var stream = InflateStream(bytes, runs: runs)
    var rows: PNGRows?
    if picture.hasAlpha {
      hidden = PNGHiddenColour(picture, wantsSample: reading.wantsValues)
      digest = reading.policy.dropsHiddenContent ? PNGRowDigest() : nil
      rows = PNGRows(picture)
    }
    let expected = picture.inflatedCount
    var check = reading.found != nil && reading.depth > 0 ? CRC32() : nil
    let surplusLimit = reading.wantsValues ? PNGHiddenColour.longestSample : 1
    while surplus.count < surplusLimit, stream.next() {
      let chunk = stream.window[stream.chunk]
      if inflatedCount < expected {
        let data = chunk.prefix(expected - inflatedCount)
        check?.update(data)
        look(at: data, &rows)
      }
      inflatedCount += chunk.count
      let beyond = chunk.suffix(min(chunk.count, max(0, inflatedCount - expected)))
      surplus += beyond.prefix(surplusLimit - surplus.count)
    }
    sum = check.map { InflatedSum(check: $0.value, count: min(expected, inflatedCount)) }
    state = stream.state
    consumed = stream.consumed
  }

  private mutating func look(at data: ArraySlice<UInt8>, _ rows: inout PNGRows?) {
    guard rows != nil, digest != nil || hidden?.isSettled == false else { return }
    var data = data
    while rows?.next(&data) == true {
      guard let row = rows?.row else { return }
      // Areas of one colour fill whole pictures: a row like the last one has nothing new.
      if rows?.repeatsPrevious == false { hidden?.look(at: row) }
      digest?.update(row)
    }
  }

  /// How many bytes lie behind the last row.
  var hasSurplus: Bool { inflatedCount > picture.inflatedCount }

  /// Whether not even the start of a row can be inflated, in a stream that is no prefix of one.
  var isHopeless: Bool { state == .broken && inflatedCount == 0 }

  /// The bytes that stay where the stream is not made anew: all where it is cut short.
  var keptCount: Int { state == .endedEarly ? .max : consumed }

  /// Whether the policy wants the colours of transparent pixels gone, and there are some.
  func blanksColours(under policy: ScrubPolicy) -> Bool {
    policy.dropsHiddenContent && hidden?.isTelling == true
  }

  /// The stream made anew: the rows alone, the colours of transparent pixels blanked where the
  /// policy wants it; and the digest of its rows.
  ///
  /// **Guarantee**: each row keeps its filter, each visible pixel its value. O(rows) time; the new
  /// stream and a window of memory.
  func remade(
    _ bytes: [UInt8], under policy: ScrubPolicy
  ) -> (stream: [UInt8], digest: PNGRowDigest?) {
    var source = InflateStream(bytes, runs: runs)
    var target = DeflateStream()
    var left = picture.inflatedCount
    var blanking = blanksColours(under: policy) ? hidden.map { PNGBlanking(picture, $0) } : nil
    while left > 0, source.next() {
      let data = source.window[source.chunk].prefix(left)
      left -= data.count
      if blanking == nil {
        target.append(data)
      } else {
        blanking?.rewrite(data, &target)
      }
    }
    return (target.finish(), blanking?.digest ?? digest)
  }
}

/// Rewrites rows with the colours of transparent pixels set to zero.
private struct PNGBlanking {
  private(set) var digest = PNGRowDigest()
  private var rows: PNGRows
  /// The blanked row before, on which the new filters look back.
  private var blanked: [UInt8] = []
  private let hidden: PNGHiddenColour
  private let distance: Int

  init(_ picture: PNGPicture, _ hidden: PNGHiddenColour) {
    rows = PNGRows(picture)
    self.hidden = hidden
    distance = picture.pixelCount
  }

  mutating func rewrite(_ data: ArraySlice<UInt8>, _ target: inout DeflateStream) {
    var data = data
    while rows.next(&data) {
      // The next row's filter was made for the colours as they were: the row in `rows` must stay.
      var plain = rows.row
      if rows.isFirstOfPass { blanked = Array(repeating: 0, count: plain.count) }
      hidden.blank(&plain)
      digest.update(plain)
      target.append(PNGRowFilter.apply(plain[0], to: plain, after: blanked, distance)[...])
      blanked = plain
    }
  }
}
