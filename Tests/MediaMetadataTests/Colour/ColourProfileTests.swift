import Foundation
import TestSupport
import Testing

@testable import MediaMetadata

@Suite("Colour profiles")
struct ColourProfileTests {
  private typealias Outcome = (output: [UInt8]?, disclosures: [Disclosure])

  private func replace(_ profile: [UInt8], _ policy: ScrubPolicy = .standard) throws -> Outcome {
    var reading = Reading(policy: policy)
    let output = try ColourProfile.replacement(for: profile, at: "ICC", &reading)
    var lean = Reading(policy: policy, detail: .structures)
    #expect(try ColourProfile.replacement(for: profile, at: "ICC", &lean) == output)
    #expect(output == profile || !lean.disclosures.isEmpty)
    #expect(output == profile || !reading.disclosures.isEmpty)
    if let output {
      var again = Reading(policy: policy)
      #expect(try ColourProfile.replacement(for: output, at: "ICC", &again) == output)
      #expect(again.disclosures.isEmpty)
    }
    return (output, reading.disclosures)
  }

  private static func standardCurve(_ x: Double) -> Double {
    x <= 0.040_45 ? x / 12.92 : pow((x + 0.055) / 1.055, 2.4)
  }

  private var standard: ICCSpace { ICCSpace.all[0] }

  @Test("sRGB as a table of version 2 becomes the canonical profile")
  func srgbTableVersion() throws {
    let builder = ICCBuilder.display(
      standard.colorants, ICCBuilder.table(1_024, Self.standardCurve), version: [2, 0x10])
    let (output, disclosures) = try replace(builder.bytes)
    #expect(output == standard.profile)
    let values = disclosures.compactMap(\.value)
    for token in ["ZqDescription", "Zq rights", "ZqCM", "ZqMa", "ZqMo", "ZqCr", "ZqPrivate"] {
      #expect(values.contains { $0.contains(token) })
    }
    #expect(values.contains("2020-03-04 05:06:07"))
    #expect(disclosures.contains { $0.location == "ICC/vcgt" && $0.severity == .high })
    #expect(!disclosures.contains { $0.location.contains("Zq") })
  }

  @Test("nothing telling is left in any replacement")
  func nothingTellingLeft() throws {
    var builder = ICCBuilder.display(
      [[30_000, 20_000, 1_000], [20_000, 40_000, 5_000], [10_000, 5_536, 47_000]],
      ICCCurve.gamma(0x200).bytes + Array("ZqSlack!".utf8))
    builder.filling = Array("ZqFilling...".utf8)
    builder.trailer = Array("ZqTrailer".utf8)
    let (output, disclosures) = try replace(builder.bytes)
    let bytes = try #require(output)
    #expect(BlockReading.occurrences(of: "Zq", in: bytes).isEmpty)
    #expect(bytes.count % 4 == 0)
    let values = disclosures.compactMap(\.value)
    for token in ["ZqSlack", "ZqFilling", "ZqTrailer"] {
      #expect(values.contains { $0.contains(token) })
    }
    let before = try #require(ICCProfile(builder.bytes))
    let after = try #require(ICCProfile(bytes))
    for name in ["rXYZ", "gXYZ", "bXYZ", "wtpt"] as [StaticString] {
      #expect(after.content(name) == before.content(name))
    }
    #expect(after.content("rTRC").map { Array($0) } == ICCCurve.gamma(0x200).bytes)
  }

  @Test("every canonical profile stands for itself")
  func everyCanonicalProfile() throws {
    for space in ICCSpace.all + ICCSpace.greys {
      let (output, disclosures) = try replace(space.profile)
      #expect(output == space.profile)
      #expect(disclosures.isEmpty)
      #expect(space.profile.count < 600)
    }
  }

  @Test("canonical curves follow their standards")
  func canonicalCurvesFollow() throws {
    // IEC 61966-2-1 within the rounding of its parameters to 16 bits; 2.19921875 exactly.
    for code in 0...1_000 {
      let x = Double(code) / 1_000
      #expect(abs(standard.curve.value(at: x) - Self.standardCurve(x)) < 0.000_03)
      #expect(abs(ICCSpace.all[2].curve.value(at: x) - pow(x, 2.199_218_75)) < 1e-9)
    }
  }

  @Test("canonical colorants sum to the white of the connection space")
  func canonicalColorantsSum() {
    for space in ICCSpace.all {
      for axis in 0..<3 {
        let sum = space.colorants.reduce(0) { $0 + Int($1[axis]) }
        #expect(abs(sum - Int(ICCWriter.whitePoint[axis])) <= 16)
      }
    }
  }

  @Test("a space that is off by more than a code keeps its numbers")
  func spaceOffMore() throws {
    var colorants = standard.colorants
    colorants[0][0] += 60
    let (output, _) = try replace(ICCBuilder.display(colorants, standard.curve.bytes).bytes)
    #expect(output != standard.profile)
    let kept = try #require(output.flatMap(ICCProfile.init)?.content("rXYZ"))
    #expect(Array(kept) == ICCWriter.triple(colorants[0]))
    let steeper = ICCBuilder.table(256) { pow(Self.standardCurve($0), 1.02) }
    #expect(
      try replace(ICCBuilder.display(standard.colorants, steeper).bytes).output
        != standard.profile)
  }

  @Test("tables take precedence over a matrix, and are kept")
  func tablesTakePrecedence() throws {
    var builder = ICCBuilder.display(standard.colorants, standard.curve.bytes)
    builder.tags.append(("A2B0", ICCBuilder.lookup(3, 3, slack: Array("ZqSlack".utf8))))
    let (output, disclosures) = try replace(builder.bytes)
    let table = try #require(output.flatMap(ICCProfile.init)?.content("A2B0"))
    #expect(Array(table) == ICCBuilder.lookup(3, 3))
    #expect(disclosures.contains { $0.value?.contains("ZqSlack") == true })
  }

  @Test(
    "tables of other devices are kept number by number",
    arguments: [("CMYK", "prtr", 4), ("RGB ", "scnr", 3), ("GRAY", "scnr", 1)])
  func tablesOtherDevices(
    space: String, kind: String, channels: Int
  ) throws {
    var builder = ICCBuilder()
    builder.space = space
    builder.kind = kind
    builder.connection = "Lab "
    builder.tags = [
      ("A2B0", ICCBuilder.lookup(channels, 3)), ("B2A0", ICCBuilder.lookup(3, channels)),
      ("targ", ICCBuilder.text("ZqMeasured")), ("calt", ICCBuilder.text("ZqWhen")),
    ]
    let after = try #require(try replace(builder.bytes).output.flatMap(ICCProfile.init))
    #expect(after.content("A2B0").map { Array($0) } == ICCBuilder.lookup(channels, 3))
    #expect(after.content("B2A0").map { Array($0) } == ICCBuilder.lookup(3, channels))
    #expect(after.content("targ") == nil)
  }

  @Test("elements of version 4 lose their gaps only", arguments: ["mAB ", "mBA "])
  func elementsVersion4(type: String) throws {
    let gap = Array("ZqGap...".utf8)
    let rebuilt = try #require(ICCTable.lookup(ICCBuilder.elements(type, gap: gap)[...]))
    #expect(BlockReading.occurrences(of: "Zq", in: rebuilt).isEmpty)
    #expect(ICCTable.lookup(rebuilt[...]) == rebuilt)
    #expect(rebuilt.count == ICCBuilder.elements(type, gap: []).count)
  }

  @Test("links and named colours come out")
  func linksNamedColours() throws {
    var link = ICCBuilder()
    link.kind = "link"
    link.space = "CMYK"
    link.connection = "CMYK"
    link.tags = [("A2B0", ICCBuilder.lookup(4, 4)), ("pseq", ICCBuilder.text("ZqSequence"))]
    #expect(try replace(link.bytes).output != nil)

    var colours = Array("ncl2".utf8) + [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0]
    colours += [UInt8](repeating: 0, count: 64) + Array("ZqInk".utf8)
    colours += [UInt8](repeating: 0, count: 27) + [1, 2, 3, 4, 5, 6]
    var named = ICCBuilder()
    named.kind = "nmcl"
    named.tags = [("ncl2", colours)]
    let (output, disclosures) = try replace(named.bytes)
    #expect(output?.suffix(8).prefix(6) == [1, 2, 3, 4, 5, 6])
    #expect(disclosures.contains { $0.value?.contains("ZqInk") == true })
  }

  @Test("the policy drops profiles, and says so")
  func policyDropsProfiles() throws {
    var policy = ScrubPolicy.standard
    policy.colour = .drop
    let (output, disclosures) = try replace(standard.profile, policy)
    #expect(output == nil)
    #expect(!disclosures.isEmpty)
  }

  @Test("broken profiles are dropped, with their text shown")
  func brokenProfilesDropped() throws {
    let whole = ICCBuilder.display(standard.colorants, standard.curve.bytes).bytes
    for count in [1, 50, 130, 200, 300] {
      #expect(try replace(Array(whole.prefix(count))).output == nil)
    }
    let found = try replace(Array("no profile, ZqText".utf8)).disclosures
    #expect(found.first?.value?.contains("ZqText") == true)
  }

  @Test("tags that overlap by the dozen are no profile, and end soon")
  func tagsOverlap() throws {
    var builder = ICCBuilder()
    let names = ICCRebuild.keepers.map { FourCharacters.name($0.signature) }
    builder.tags = names.map { ($0, []) }
    builder.filling = ICCBuilder.lookup(3, 3) + [UInt8](repeating: 0, count: 1 << 20)
    var bytes = builder.bytes
    let start = 132 + 12 * names.count
    for index in names.indices {
      var entry: [UInt8] = []
      entry.append(bigEndian: UInt64(start + 4 * index), 4)
      entry.append(bigEndian: 1 << 20, 4)
      bytes.replaceSubrange((136 + 12 * index)..<(144 + 12 * index), with: entry)
    }
    #expect(try replace(bytes).output == nil)
  }

  @Test("no variant traps, and every output is a fixed point")
  func variantTrapsEvery() throws {
    var builder = ICCBuilder.display(standard.colorants, standard.curve.bytes)
    builder.tags.append(("A2B0", ICCBuilder.lookup(3, 3)))
    builder.tags.append(("B2A0", ICCBuilder.elements("mBA ", gap: [1, 2, 3, 4])))
    builder.tags.append(("chad", Array(repeating: 1, count: 44)))
    let seeds = [
      builder.bytes, standard.profile,
      ICCBuilder.display(standard.colorants, ICCBuilder.table(64, Self.standardCurve)).bytes,
    ]
    for seed in seeds {
      try BlockReading.forEachVariant(of: seed, rounds: 400) { _ = try replace($0) }
    }
  }

  @Test("profiles of the corpus come out small, quiet and fixed", .enabled(if: SharedFolder.exists))
  func profilesCorpusCome() throws {
    var count = 0
    var kept = 0
    for bytes in BlockReading.corpus() {
      for mark in BlockReading.occurrences(of: "acsp", in: bytes) where mark >= 36 {
        let start = mark - 36
        let size = bytes[start..<(start + 4)].reduce(0) { $0 << 8 | Int($1) }
        guard size >= 132, size <= bytes.count - start else { continue }
        count += 1
        let profile = Array(bytes[start..<(start + size)])
        guard let output = try replace(profile).output else { continue }
        kept += 1
        #expect(output.count <= profile.count + 200)
      }
    }
    #expect(count > 10)
    #expect(kept > count * 9 / 10)
  }
}
