extension PNGRebuild {
  /// What follows the last chunk: after IEND nobody looks, and elsewhere no decoder goes on.
  mutating func takeTail(_ reading: inout Reading) throws(MediaError) {
    guard chunks.tail < bytes.count else { return }
    let tail = bytes[chunks.tail...]
    let isEnded = chunks.all.last?.type == PNGType.end
    let location = isEnded ? "after IEND" : "after the last chunk"
    let streams = Self.streams(in: tail)
    if streams.isEmpty {
      reading.discloseUnknown(tail, at: location, "bytes that no decoder reads")
    } else {
      reading.disclose(
        .content, .high, at: location,
        "data of another, perhaps an earlier picture, which may show what was cut off",
        value: PrintableText.runs(in: Self.evidence(tail, streams)))
    }
    if reading.wantsValues {
      _ = try reading.embedded(MediaSource(Array(tail)), at: location)
    }
    list.drop(to: bytes.count, location)
  }

  /// Where the contents of data chunks begin in bytes that are no chunks any more, at most sixteen.
  ///
  /// A picture that was overwritten by a smaller one, in a file that was not cut, leaves its last
  /// chunks behind ("aCropalypse", CVE-2023-21036).
  private static func streams(in tail: ArraySlice<UInt8>) -> [Int] {
    let mark = Array("IDAT".utf8)
    var found: [Int] = []
    var index = tail.startIndex
    while found.count < 16, let at = tail[index...].firstIndex(of: mark[0]) {
      index = at + 1
      if tail[at...].starts(with: mark) { found.append(at + 4) }
    }
    return found
  }

  private static func evidence(_ tail: ArraySlice<UInt8>, _ streams: [Int]) -> ArraySlice<UInt8> {
    var bytes = Array(tail.prefix(PNGEvidence.limit / 4))
    for start in streams {
      bytes += PNGEvidence.inflated(tail[start...], limit: PNGEvidence.limit / 32)
    }
    return bytes[...]
  }
}
