/// Cleans members that are files of their own: pictures, films, documents in documents.
enum ZipMembers {
  /// Cleans the member if its bytes are of a known format; else it stays and is reported, or goes
  /// where `opaque` says so.
  ///
  /// Throws `unclassified` for a known format that can't be cleaned, unless the policy salvages:
  /// then nothing is left of it but its name.
  static func clean(
    _ number: Int, in plan: inout ZipPlan, opaque: OpaquePolicy, _ reading: inout Reading
  ) throws(MediaError) {
    let member = plan.archive.members[number]
    if member.entry.isFolder, member.entry.count == 0 { return }
    guard member.entry.isReadable else {
      if opaque.isRefused(member.entry) {
        try reading.unclassified(
          member.data, in: .zip, "a member packed by method \(member.entry.method)",
          at: member.entry.path)
        return plan.drop(number)
      }
      let goes = opaque.goes(reading)
      reading.disclose(
        .unknown, .high, at: member.entry.path,
        "a member packed by method \(member.entry.method), which can't be read",
        fate: goes ? .removed : .kept)
      if goes { plan.drop(number) }
      return
    }
    // A member that stood in the original too, and was found clean there.
    let packed = plan.archive.bytes[member.data]
    if let digest = reading.answer(for: packed, setting(of: member)) {
      return plan.keep(number, digest: digest)
    }
    let before = reading.disclosures.count
    let content = try plan.archive.content(member, &reading)
    try clean(content, number, in: &plan, opaque: opaque, &reading)
    if plan.fates[number] == .keep, reading.hasNothing(since: before) {
      reading.note(found: packed, setting(of: member), answer: plan.digests[number])
    }
  }

  /// What the content of a member depends on beside its packed bytes.
  private static func setting(of member: ZipMember) -> String {
    "member \(member.entry.method) \(member.entry.check) \(member.entry.count)"
  }

  /// The same with the content at hand.
  static func clean(
    _ content: ZipArchive.Content, _ number: Int, in plan: inout ZipPlan, opaque: OpaquePolicy,
    _ reading: inout Reading
  ) throws(MediaError) {
    let path = plan.archive.members[number].entry.path
    let source = MediaSource(content.bytes)
    guard let reader = try MediaFormats.reader(of: source) else {
      if opaque.goes(reading), !content.bytes.isEmpty {
        NestedFile.discloseUnknown(content.bytes[...], at: path, &reading, fate: .removed)
        return plan.drop(number)
      }
      opaque.report(content.bytes, path, &reading)
      return repack(content, number, in: &plan, &reading)
    }
    guard let anatomy = try reading.embedded(source, at: path, stays: true) else {
      if opaque.goes(reading) {
        reading.discloseUnknown(content.bytes[...], at: path, "a file that can't be cleaned")
        return plan.drop(number)
      }
      try reading.unclassified(
        plan.archive.members[number].data, in: .zip,
        "a file of \(reader.format.name) that can't be cleaned", at: path)
      return plan.replace(number, with: [], digest: ZipPlan.digest(check: 0, count: 0))
    }
    let digest = try ZipPayloadDigest.of(anatomy.payload, source, reading)
    guard !anatomy.isClean else {
      repack(content, number, in: &plan, &reading)
      return plan.keep(number, digest: digest)
    }
    let bytes = try Rebuild.bytes(of: anatomy, from: source)
    plan.replace(number, with: bytes, isPacked: reader.format.isPacked, digest: digest)
  }

  /// Packs a member anew whose packed stream ends before its data does.
  static func repack(
    _ content: ZipArchive.Content, _ number: Int, in plan: inout ZipPlan, _ reading: inout Reading
  ) {
    guard !content.fillsData else { return }
    let member = plan.archive.members[number]
    reading.discloseUnknown(
      plan.archive.bytes[member.data], at: member.entry.path,
      "bytes after the end of a member's packed data")
    plan.replace(
      number, with: content.bytes,
      digest: ZipPlan.digest(check: member.entry.check, count: member.entry.count))
  }

  /// What is said of a member of no known format.
  struct OpaquePolicy: Sendable {
    /// Whether members packed by methods that can't be read are refused.
    let refusesMethods: Bool
    /// Whether they go under a strict policy: documents need theirs.
    var goesWhenStrict = false
    /// What it is said to be; nil where it says nothing.
    let meaning: @Sendable (String) -> (Disclosure.Severity, String)?

    func goes(_ reading: Reading) -> Bool { goesWhenStrict && reading.policy.dropsHiddenContent }

    func isRefused(_ entry: ZipEntry) -> Bool { refusesMethods }

    func report(_ bytes: [UInt8], _ path: String, _ reading: inout Reading) {
      guard !bytes.isEmpty, let (severity, meaning) = meaning(path) else { return }
      reading.disclose(
        .unknown, severity, at: path, meaning, fate: .kept,
        value: PrintableText.runs(in: bytes[...]))
    }
  }
}

extension MediaFormat {
  /// Whether packing its files again gains nothing worth the time.
  var isPacked: Bool {
    switch self {
    case .bmp, .tiff, .xml, .html, .rtf, .mail, .text, .tar, .wav, .aiff, .torrent: false
    default: true
    }
  }
}

/// What a file within an archive shows, as a check sum: equal before and after a rebuild.
enum ZipPayloadDigest {
  /// A check sum and a count for each part.
  ///
  /// What a part inflates to is not summed again where `reading` knows the sum.
  static func of(
    _ parts: [PayloadPart], _ source: MediaSource, _ reading: Reading
  ) throws(MediaError) -> [UInt8] {
    var sum = CRC32()
    var count = 0
    for part in parts {
      switch part {
      case .header(let bytes):
        sum.update(bytes[...])
        count &+= bytes.count
      case .bytes(let runs):
        for run in runs {
          sum.update(try source.bytes(run)[...])
          count &+= run.count
        }
      case .inflated(let runs, let limit):
        var packed: [UInt8] = []
        for run in runs { packed += try source.bytes(run) }
        let setting = InflatedSum.setting(limit: limit)
        if let known = reading.answer(for: packed[...], setting)
          ?? reading.ownAnswer(for: packed[...], setting),
          let answer = InflatedSum(answer: known)
        {
          sum.append(check: answer.check, count: answer.count)
          count &+= answer.count
        } else {
          count &+= inflate(packed, limit: limit, &sum)
        }
      }
    }
    return ZipPlan.digest(check: sum.value, count: count)
  }

  private static func inflate(_ packed: [UInt8], limit: Int, _ sum: inout CRC32) -> Int {
    var stream = InflateStream(packed, runs: [0..<packed.count])
    var count = 0
    while count < limit, stream.next() {
      let chunk = stream.window[stream.chunk].prefix(limit - count)
      sum.update(chunk)
      count += chunk.count
    }
    return count
  }
}
