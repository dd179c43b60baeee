import Foundation
import TestSupport
import Testing

@testable import MediaMetadata

@Suite("Flags of the learned detector")
struct DetectorFlagTests {
  private static func field(
    _ category: Disclosure.Category, _ fate: Disclosure.Fate, _ value: String?
  ) -> Disclosure {
    Disclosure(
      location: "XMP/unknown property", category: category, severity: .high, meaning: "m",
      value: value, fate: fate)
  }

  @Test("stand only where rules are silent or something stays, and a value is at hand")
  func places() {
    let value = "cam:bodySerialNumber = 3041277"
    #expect(Self.field(.unknown, .removed, value).flag() != nil)
    #expect(Self.field(.content, .kept, value).flag() != nil)
    #expect(Self.field(.content, .removed, value).flag() == nil)
    #expect(Self.field(.identifier, .removed, value).flag() == nil)
    #expect(Self.field(.unknown, .removed, nil).flag() == nil)
    #expect(Self.field(.unknown, .removed, "").flag() == nil)
  }

  @Test("say the kind and the probability, and nothing of the value")
  func sentence() {
    let sure = FieldFlag(kind: .serial, probability: 0.937, total: 0.95)
    #expect(sure.sentence == "looks like a device's serial number (p = 0.93)")
    let shared = FieldFlag(kind: .identifier, probability: 0.46, total: 0.951)
    #expect(shared.sentence == "looks telling (p = 0.95), most like an identifier")
    #expect(FieldFlag(kind: .person, probability: 1, total: 1).sentence.hasSuffix("(p = 0.99)"))
    #expect(FieldFlag(kind: .place, probability: 0.05, total: 0.05).sentence.hasSuffix("0.05)"))
  }

  @Test("sum what telling kinds share, and name the likeliest")
  func sums() {
    let detector = FieldDetector.standard
    var answer = [Float](repeating: 0, count: FieldKind.allCases.count)
    answer[FieldKind.serial.rawValue] = detector.threshold / 2
    #expect(detector.flag(answer) == nil)
    answer[FieldKind.place.rawValue] = detector.threshold * 0.51
    #expect(detector.flag(answer)?.kind == .place)
    answer = answer.map { _ in 0 }
    answer[FieldKind.text.rawValue] = 1
    #expect(detector.flag(answer) == nil)
    #expect(detector.flag([]) == nil)
  }

  @Test("names that readers write before the value belong to the name")
  func partedNames() {
    func parted(_ value: String) -> [String] {
      let (name, rest) = FieldText.parted(location: "XMP/unknown property", value: value)
      return [String(name.dropFirst("XMP/unknown property".count)), rest]
    }
    #expect(parted("cam:owner = Ann = Bob") == ["/cam:owner/Ann", "Bob"])
    #expect(parted("plain") == ["", "plain"])
    #expect(parted("two words = x") == ["", "two words = x"])
    #expect(parted(" = x") == ["", " = x"])
    #expect(parted("a = ") == ["", "a = "])
  }

  private static func files() -> [URL] {
    let folder = SharedFolder.file("data/media")
    let paths = FileManager.default.enumerator(atPath: folder.path)?.allObjects as? [String] ?? []
    return paths.sorted().map { folder.appendingPathComponent($0) }
  }

  /// Fields with values of every file there; copies count once.
  private static func fields() -> [Disclosure] {
    var seen: Set<[String]> = []
    return files().flatMap { url -> [Disclosure] in
      guard let source = try? MediaSource(path: url.path), source.count < 1 << 20 else {
        return []
      }
      var reading = Reading(detail: .values)
      _ = try? MediaFormats.read(source, &reading)
      return reading.disclosures.filter {
        guard let value = $0.value, !value.isEmpty else { return false }
        return seen.insert([$0.location, value]).inserted
      }
    }
  }

  @Test(
    "on real files: ids and serial numbers are found, settings are left alone",
    .enabled(if: SharedFolder.exists && Build.isOptimised))
  func realFiles() throws {
    let fields = Self.fields()
    let harmless = fields.filter {
      $0.severity == .low && ($0.category == .device || $0.category == .content)
    }
    let telling = fields.filter {
      $0.category == .identifier && $0.severity == .high
        && ($0.meaning.hasPrefix("an id that") || $0.meaning.contains("serial number"))
    }
    func rate(_ list: [Disclosure], masked: Bool) -> Double {
      let flagged = list.count {
        FieldDetector.standard.flag(name: masked ? "" : $0.location, value: $0.value ?? "") != nil
      }
      return Double(flagged) / Double(max(1, list.count))
    }
    // The model card has about 0.02 and 0.9. Five standard deviations at 300 fields are 0.04 and
    // 0.09 (below 1e-6); the rest is for another corpus.
    try #require(harmless.count >= 300 && telling.count >= 300)
    #expect(rate(harmless, masked: false) < 0.08)
    #expect(rate(harmless, masked: true) < 0.10)
    #expect(rate(telling, masked: false) > 0.7)
    #expect(rate(telling, masked: true) > 0.6)
  }
}
