/// User data after start codes: MPEG-4 part 2 (ISO/IEC 14496-2, 6.2.1) and MPEG-2 (13818-2, 6.2.2).
enum MovieUserDataCodes {
  /// The runs of user data in a stream: what stands between the code 00 00 01 B2 and the next one.
  ///
  /// O(count).
  static func runs(in bytes: ArraySlice<UInt8>) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    var open: Int?
    var index = bytes.startIndex + 2
    while index < bytes.endIndex {
      let byte = bytes[index]
      // A code ends in 1: a larger byte is no part of one that ends within the next two places.
      guard byte <= 1 else {
        index += 3
        continue
      }
      guard byte == 1, bytes[index - 1] == 0, bytes[index - 2] == 0 else {
        index += 1
        continue
      }
      if let start = open { runs.append(start..<max(start, index - 2)) }
      let isUserData = index + 1 < bytes.endIndex && bytes[index + 1] == 0xb2
      open = isUserData ? index + 2 : nil
      index += isUserData ? 2 : 1
    }
    if let start = open, start < bytes.endIndex { runs.append(start..<bytes.endIndex) }
    return runs
  }

  /// What of one run stays, as many bytes: what decoders rely on, and zeros for the rest.
  static func kept(
    _ run: ArraySlice<UInt8>, isMPEG4: Bool, _ policy: ScrubPolicy
  ) -> (bytes: [UInt8], fate: Disclosure.Fate, isContent: Bool) {
    var kept = [UInt8](repeating: 0, count: run.count)
    if isMPEG4 {
      let name = encoder(run)
      kept.replaceSubrange(0..<name.count, with: name)
      return (kept, name.isEmpty ? .removed : .kept, false)
    }
    // libavcodec's mpeg12dec.c: captions of ATSC and DVD, and the format of the picture.
    let isCaptions =
      run.starts(with: Array("GA94".utf8)) || run.starts(with: [0x43, 0x43, 1, 0xf8])
      || run.starts(with: [3, 1])
    if isCaptions, !policy.dropsHiddenContent { return (Array(run), .kept, true) }
    if MovieBytes.starts(run, with: "DTG1") { return (Array(run), .kept, false) }
    let quirk: [UInt8] = [0] + Array("TMPGEXS".utf8) + [0]
    for start in 0..<20 where run.dropFirst(start).starts(with: quirk) {
      kept.replaceSubrange(start..<(start + quirk.count), with: quirk)
      return (kept, .kept, false)
    }
    return (kept, .removed, isCaptions)
  }

  /// The name and version by which decoders work around faults of an encoder (libavcodec's
  /// mpeg4videodec.c, `decode_user_data`); empty for any other text.
  private static func encoder(_ run: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let names = ["DivX", "XviD", "Lavc", "FFmpe", "ffmpeg"]
    guard names.contains(where: { run.starts(with: $0.utf8) }) else { return [] }
    let isOld = MovieBytes.starts(run, with: "FFmpe")
    return run.prefix(isOld ? 48 : 20).prefix { byte in
      switch byte {
      case 0x30...0x39, 0x2e, 0x41...0x5a, 0x61...0x7a: true
      default: isOld && (byte == 0x20 || byte == 0x2f || byte == 0x3a)
      }
    }
  }
}

extension MovieSampleCollector {
  /// Blanks the user data of a sample of MPEG video.
  mutating func scanStartCodes(
    _ sample: Range<Int>, isMPEG4: Bool, _ policy: ScrubPolicy
  ) throws(MediaError) {
    guard sample.count <= Self.sampleLimit else {
      throw .limit(.imageBytes, allowed: Self.sampleLimit)
    }
    let bytes = try window.slice(sample)
    var position = sample.lowerBound
    for run in MovieUserDataCodes.runs(in: bytes) where !run.isEmpty {
      let start = sample.lowerBound + (run.lowerBound - bytes.startIndex)
      let place = start..<(start + run.count)
      let old = bytes[run]
      let (new, fate, isContent) = MovieUserDataCodes.kept(old, isMPEG4: isMPEG4, policy)
      compare(position..<place.lowerBound)
      note(old, new, fate, isContent: isContent)
      try replace(place, old, with: new, kept: new[...])
      position = place.upperBound
    }
    compare(position..<sample.upperBound)
  }

  private mutating func note(
    _ old: ArraySlice<UInt8>, _ new: [UInt8], _ fate: Disclosure.Fate, isContent: Bool
  ) {
    if isContent {
      findings.note(
        "closed captions", .content, .medium, "closed captions", fate: fate,
        value: PrintableText.runs(in: old))
    } else if !old.elementsEqual(new) {
      findings.note(
        "user data", .unknown, .high, "user data inside the video stream",
        value: PrintableText.runs(in: old))
    } else if !MovieBytes.areZero(old) {
      findings.note(
        "encoder", .software, .low, "the encoder, which players work around", fate: .kept,
        value: PrintableText.runs(in: old))
    }
  }
}
