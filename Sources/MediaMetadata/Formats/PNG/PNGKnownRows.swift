/// Rows that the check of an output need not inflate again: they were found to fill their stream,
/// and stand in the output as they stood.
struct PNGKnownRows {
  private let bytes: [UInt8]
  private let runs: [Range<Int>]
  private let picture: PNGPicture
  /// How many bytes the runs hold.
  let count: Int

  /// The stream in `runs` of `bytes`.
  init(_ bytes: [UInt8], _ runs: [Range<Int>], _ picture: PNGPicture) {
    self.bytes = bytes
    self.runs = runs
    self.picture = picture
    count = runs.reduce(0) { $0 + $1.count }
  }

  private var setting: String {
    "rows \(picture.width) \(picture.height) \(picture.bitDepth) \(picture.colourType) "
      + (picture.isInterlaced ? "interlaced" : "plain")
  }

  /// A slice where the stream stands in one chunk, else a copy.
  private var packed: ArraySlice<UInt8> {
    if runs.count == 1 { return bytes[runs[0]] }
    var joined: [UInt8] = []
    joined.reserveCapacity(count)
    for run in runs { joined += bytes[run] }
    return joined[...]
  }

  /// Whether the reading of the original found these very rows, and nothing that goes in them.
  func areKnown(to reading: Reading) -> Bool {
    guard !reading.known.isEmpty, !reading.wantsValues else { return false }
    return reading.answer(for: packed, setting) != nil
  }

  /// Notes a stream whose bytes all stay.
  func note(_ stream: PNGStream, _ reading: inout Reading) {
    guard reading.found != nil, stream.state == .finished, !stream.hasSurplus,
      stream.consumed == count
    else { return }
    let packed = self.packed
    reading.note(found: packed, setting)
    if let sum = stream.sum {
      reading.note(
        found: packed, InflatedSum.setting(limit: picture.inflatedCount), answer: sum.answer)
    }
  }
}
