import Testing

@testable import MediaMetadata

@Suite("Exif blocks that stay")
struct ExifReplacementTests {
  static let coarse: [ScrubPolicy] = [0.1, 0.01, 1, 0.25, 7, 1.0 / 3, 0.000_1, 360, nil].flatMap {
    grid in
    [true, false].map { keepsDay in
      var policy = ScrubPolicy.standard
      policy.coarsening = .init(gridDegrees: grid, keepsDay: keepsDay)
      return policy
    }
  }

  // By hand: header, one directory of one field (tag 0x0112, SHORT, one value), no next directory.
  @Test("An orientation alone takes 26 bytes")
  func orientation() {
    let block = ExifBlock.replacement(for: ExifSummary(orientation: 6), under: .standard)
    #expect(
      block == [
        0x4d, 0x4d, 0, 0x2a, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0,
      ])
    #expect(ExifBlock.replacement(for: ExifSummary(orientation: 1), under: .standard) == nil)
    #expect(ExifBlock.replacement(for: ExifSummary(orientation: 9), under: .standard) == nil)
    #expect(ExifBlock.replacement(for: ExifSummary(), under: .standard) == nil)
    var policy = ScrubPolicy.standard
    policy.keepsOrientation = false
    #expect(ExifBlock.replacement(for: ExifSummary(orientation: 6), under: policy) == nil)
  }

  @Test("A place and a day stay only where the policy coarsens them")
  func coarsening() throws {
    let sample = ExifSample(isLittleEndian: true)
    var policy = ScrubPolicy.standard
    policy.coarsening = .init(gridDegrees: 0.5, keepsDay: true)
    let (summary, disclosures) = try ExifBlockTests.read(sample.rich, policy)
    #expect(summary.latitude == 48.75 && summary.longitude == 2.25)
    #expect(summary.day == "2019:03:04")
    let coarsened = Set(disclosures.filter { $0.fate == .coarsened }.map(\.location))
    #expect(
      coarsened == [
        "Exif/GPS", "Exif/GPS/GPSLatitudeRef", "Exif/GPS/GPSLatitude", "Exif/GPS/GPSLongitudeRef",
        "Exif/GPS/GPSLongitude", "Exif/Exif/DateTimeOriginal",
      ])
    let block = try #require(ExifBlock.replacement(for: summary, under: policy))
    let again = try ExifBlockTests.read(block, policy)
    #expect(again.disclosures.map(\.fate) == [.kept, .kept])
    #expect(again.disclosures.map(\.value) == ["48.75, 2.25", "2019:03:04"])
    let strict = try ExifBlockTests.read(block, .standard)
    #expect(strict.disclosures.contains { $0.fate == .removed && $0.category == .place })
    policy.coarsening = .init(gridDegrees: nil, keepsDay: false)
    #expect(try ExifBlockTests.read(sample.rich, policy).summary == ExifSummary(orientation: 6))
  }

  @Test("The day comes from DateTime where there is no DateTimeOriginal, and must make sense")
  func day() throws {
    let sample = ExifSample(isLittleEndian: false)
    var policy = ScrubPolicy.standard
    policy.coarsening = .init(gridDegrees: nil, keepsDay: true)
    for (text, day) in [
      ("2019:03:04 17:11:09", "2019:03:04"), ("2019-12-31T00:00", "2019:12:31"),
      ("0000:00:00 00:00:00", nil), ("2019:13:04 17:11:09", nil), ("    :  :     :  :  ", nil),
      ("2019", nil),
    ] {
      let (summary, disclosures) = try ExifBlockTests.read(
        sample.block([sample.text(0x0132, text)]), policy)
      #expect(summary.day == day)
      #expect(disclosures.map(\.fate) == [day == nil ? .removed : .coarsened])
    }
  }

  // Would catch a rounding that moves a place each time it is read and written.
  @Test("Reading a replacement gives the same summary, the same block, and nothing to remove")
  func fixedPoint() throws {
    var generator = SplitMix(state: 7)
    for _ in 0..<60 {
      let sample = ExifSample(isLittleEndian: Bool.random(using: &generator))
      let block = sample.block([
        sample.short(0x0112, UInt16.random(in: 0...9, using: &generator)),
        sample.text(
          0x0132,
          "20\(Int.random(in: 10...30, using: &generator)):0"
            + "\(Int.random(in: 0...9, using: &generator)):21 01:02:03"),
        .directory(
          tag: 0x8825,
          sample.place(
            UInt32.random(in: 0...90, using: &generator),
            UInt32.random(in: 0...59, using: &generator),
            Double.random(in: 0..<60, using: &generator),
            ["N", "S"].randomElement(using: &generator) ?? "",
            UInt32.random(in: 0...180, using: &generator),
            UInt32.random(in: 0...59, using: &generator),
            Double.random(in: 0..<60, using: &generator),
            ["E", "W"].randomElement(using: &generator) ?? "")),
      ])
      for policy in Self.coarse { try check(block, policy) }
    }
  }

  private func check(_ block: [UInt8], _ policy: ScrubPolicy) throws {
    let summary = try ExifBlockTests.read(block, policy, detail: .structures).summary
    guard let clean = ExifBlock.replacement(for: summary, under: policy) else {
      #expect(summary.latitude == nil && summary.day == nil && summary.orientation ?? 1 == 1)
      return
    }
    let (again, disclosures) = try ExifBlockTests.read(clean, policy)
    var expected = summary
    if expected.orientation == 1 { expected.orientation = nil }
    #expect(again == expected)
    #expect(ExifBlock.replacement(for: again, under: policy) == clean)
    #expect(disclosures.allSatisfy { $0.fate == .kept })
  }
}
