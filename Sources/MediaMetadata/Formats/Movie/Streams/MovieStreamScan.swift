/// Looks for user data inside the samples of a track.
extension MovieSampleCollector {
  /// The longest sample that is looked through in memory.
  static let sampleLimit = 1 << 26

  /// Keeps a sample and blanks the user data inside it.
  mutating func keep(
    _ sample: Range<Int>, as kind: MovieStreamKind, _ policy: ScrubPolicy
  ) throws(MediaError) {
    try hold(sample)
    switch kind {
    case .opaque: compare(sample)
    case .avc(let format): try scanUnits(sample, format, isHEVC: false, policy)
    case .hevc(let format): try scanUnits(sample, format, isHEVC: true, policy)
    case .startCodes(let isMPEG4): try scanStartCodes(sample, isMPEG4: isMPEG4, policy)
    case .av1: try scanOpenUnits(sample, policy)
    case .jpeg: try scanSegments(sample)
    case .aac: try scanFill(sample)
    }
  }

  /// Puts `bytes` in the place of those at `place`, if they differ; what is compared of them is
  /// `kept`, on both sides.
  mutating func replace(
    _ place: Range<Int>, _ old: ArraySlice<UInt8>, with bytes: [UInt8], kept: ArraySlice<UInt8>
  ) throws(MediaError) {
    digest.add(place.count)
    digest.add(kept)
    if !old.elementsEqual(bytes) { try blank(place, with: bytes) }
  }
}
