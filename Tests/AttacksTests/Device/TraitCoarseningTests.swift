import Tables
import Testing

@testable import Attacks

@Suite("Versions and families of user agents")
struct TraitCoarseningTests {
  private static let chrome =
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    + "Chrome/118.0.5993.70 Safari/537.36"

  @Test("version numbers are read, and digits that are none are left")
  func versions() {
    // Would catch the 64 of Win64, a model's number, a size or x86_64 read as a version.
    #expect(
      VersionedText(Self.chrome).versions == [
        [5, 0], [10, 0], [537, 36], [118, 0, 5993, 70], [537, 36],
      ])
    #expect(VersionedText("iPhone; CPU iPhone OS 17_1_2 like Mac").versions == [[17, 1, 2]])
    #expect(VersionedText("Linux; Android 14; Pixel 7").versions == [[14]])
    #expect(VersionedText("Win64 x86_64 390x844 SM-G991B 7").versions.isEmpty)
    #expect(VersionedText("").versions.isEmpty)
    #expect(VersionedText("Chrome/").skeleton == "Chrome/")
    #expect(VersionedText("a/1.2. b").skeleton == "a/1.2. b")
    // More digits than fit are no trap.
    #expect(VersionedText("a/\(String(repeating: "9", count: 40))").versions.count == 1)
  }

  @Test("an upgrade is told from a downgrade and from another device")
  func upgrades() {
    let known = VersionedText(Self.chrome)
    func other(_ old: String, _ new: String) -> VersionedText {
      VersionedText(Self.chrome.split(separator: old).joined(separator: new))
    }
    #expect(known.canBecome(known))
    #expect(known.canBecome(other("118.0.5993.70", "119.0.1.2")))
    #expect(known.canBecome(other("118.0.5993.70", "118.0.5993.71")))
    #expect(!known.canBecome(other("118.0.5993.70", "117.9.9999.99")))
    #expect(!known.canBecome(other("Windows", "Linux")))
    #expect(!VersionedText("A/1").canBecome(VersionedText("A/1 B/2")))
  }

  @Test("coarser texts keep what they say they keep")
  func coarser() {
    #expect(
      TraitCoarsening.majorVersions.apply(to: Self.chrome)
        == "Mozilla/5 (Windows NT 10; Win64; x64) AppleWebKit/537 (KHTML, like Gecko) "
        + "Chrome/118 Safari/537")
    #expect(TraitCoarsening.withoutVersions.apply(to: "A/1.2 B/3") == "A/ B/")
    #expect(TraitCoarsening.browserFamily.apply(to: Self.chrome) == "Chrome/118 (Windows NT )")
    #expect(
      TraitCoarsening.browserFamily.apply(to: Self.chrome + " Edg/118.0.2088.46")
        == "Edg/118 (Windows NT )")
    #expect(
      TraitCoarsening.browserFamily.apply(
        to: "Mozilla/5.0 (iPhone; CPU iPhone OS 17_1 like Mac OS X) AppleWebKit/605.1.15 "
          + "(KHTML, like Gecko) Version/17.1 Mobile/15E148 Safari/604.1")
        == "Safari/17 (iPhone)")
    #expect(
      TraitCoarsening.browserFamily.apply(
        to: "Mozilla/5.0 (Linux; Android 13; Pixel 7) AppleWebKit/537.36 (KHTML, like Gecko) "
          + "Chrome/116.0.0.0 Mobile Safari/537.36") == "Chrome/116 (Android)")
    #expect(TraitCoarsening.browserFamily.apply(to: "no agent") == "no agent")
    #expect(TraitCoarsening.roundedSizes.apply(to: "1920x1080") == "1800x1000")
    #expect(TraitCoarsening.roundedSizes.apply(to: "1920x1080x24") == "1800x1000x0")
    #expect(TraitCoarsening.roundedSizes.apply(to: "x") == "x")
  }

  @Test("a coarser column keeps its rows, and one that would not change is not offered")
  func columns() throws {
    let column = CodedColumn(name: "agent", texts: ["A/1.1", nil, "A/1.2", "A/2.0"])
    let coarse = try #require(TraitCoarsening.majorVersions.apply(to: column))
    #expect(coarse.codes == [1, 0, 1, 2])
    #expect(TraitCoarsening.majorVersions.apply(to: coarse) == nil)
    #expect(
      TraitCoarsening.majorVersions.apply(
        to: CodedColumn(name: "n", codes: [1], dictionary: .integers([4]))) == nil)
  }
}
