import Foundation
import Tables
import TestSupport
import Testing

@Suite("The document of an adversary's profile")
struct ProfileDocumentTests {
  private static let schema = PythonSchema.file("adversary-profile-1.json")

  private static func verdict(of text: String) -> Bool {
    do {
      _ = try AdversaryProfile.parse(text: text, file: "p")
      return true
    } catch {
      return error.errors.allSatisfy { !$0.problem.isShape }
    }
  }

  // Catches: a setting that is read and thrown away.
  @Test("Everything that a profile can say is read")
  func everything() throws {
    let profile = try AdversaryProfile.parse(text: ProfileFixtures.everything, file: "p")
    #expect(
      profile
        == AdversaryProfile(
          id: "our-vendor-2", title: "Our vendor: 2026", source: "a contract", prior: 0.25,
          knowledge: [
            .attributes(
              columns: ["age", "post code"],
              exactness: ValueExactness(right: 0.9, within: 1.5, known: 0.5)),
            .attributes(columns: ["sex"], exactness: ValueExactness()),
            .attributes(columns: nil, exactness: ValueExactness()), .device,
            .sightings(count: 4, metres: 0, minutes: 525_600), .earlierPlaces, .earlierTimes,
            .earlierContacts(.hidden), .earlierTexts, .earlierFiles, .choices(count: 8, wrong: 2),
            .earlierChoices, .ties(share: 1), .declaredRecords,
          ]))
    #expect(Set(profile.knowledge.map(\.kind)).count == ProfileKnowledge.Kind.allCases.count)
  }

  @Test("Sound profiles are read", arguments: ProfileFixtures.sound.indices)
  func sound(index: Int) {
    #expect(throws: Never.self) {
      try AdversaryProfile.parse(text: ProfileFixtures.sound[index].text, file: "p")
    }
  }

  @Test(
    "Each fault is told with its place and a remedy",
    arguments: ProfileFixtures.misshapen + ProfileFixtures.contradictory)
  func faults(fault: ManifestFault) {
    do {
      _ = try AdversaryProfile.parse(text: fault.text, file: "p")
      Issue.record("\(fault.name) was read")
    } catch {
      #expect(error.errors == fault.expected, "\(fault.name): \(error)")
      #expect(error.errors.allSatisfy { !$0.problem.message.isEmpty && !$0.problem.remedy.isEmpty })
    }
  }

  @Test("What is written is read back as it was", arguments: 0..<150)
  func roundTrip(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let profile = RandomProfile.make(&random)
    let text = profile.render()
    do {
      let back = try AdversaryProfile.parse(text: text, file: "p")
      #expect(back == profile, "seed \(seed)")
      #expect(back.render().utf8.elementsEqual(text.utf8), "seed \(seed)")
    } catch {
      Issue.record("seed \(seed): \(error)\n\(text)")
    }
  }

  // Catches: a reader that traps, or a profile that changes by being written down.
  @Test("Damaged documents are read as something that can be written, or refused with a reason")
  func damage() throws {
    var random = SplitMix64(seed: 17)
    let bytes = Array(ProfileFixtures.everything.utf8)
    var readable = 0
    for round in 0..<2000 {
      var damaged = bytes
      for _ in 0...random.below(3) {
        let index = random.below(damaged.count)
        switch random.below(3) {
        case 0: damaged[index] = UInt8(random.below(256))
        case 1: damaged.remove(at: index)
        default: damaged.insert(random.pick(Array("{}[]:,-# \n\"'0a~".utf8)), at: index)
        }
      }
      do {
        let profile = try AdversaryProfile.parse(bytes: damaged, file: "p")
        readable += 1
        #expect(
          try AdversaryProfile.parse(text: profile.render(), file: "p") == profile,
          "round \(round)")
      } catch {
        #expect(!error.errors.isEmpty, "round \(round)")
      }
    }
    #expect(readable > 100 && readable < 1900, "\(readable) readable")
  }

  // Catches: a key, a word or a limit that was changed in one of the two only.
  @Test(
    "Schema and reader agree on every fixture",
    .enabled(if: PythonSchema.readsYAML, "python3 with jsonschema and pyyaml is not installed"))
  func fixtures() throws {
    let shaped = ProfileFixtures.sound.map(\.text) + ProfileFixtures.contradictory.map(\.text)
    let texts = shaped + ProfileFixtures.misshapen.map(\.text)
    let verdicts = try PythonSchema.verdicts(ofYAML: texts, by: Self.schema)
    try #require(verdicts.count == texts.count)
    for index in texts.indices {
      #expect((verdicts[index] ?? false) == (index < shaped.count), "\(texts[index])")
      #expect(Self.verdict(of: texts[index]) == (index < shaped.count), "\(texts[index])")
    }
  }

  // Catches: the same, in the places that nobody wrote a fixture for.
  @Test(
    "Schema and reader agree on sound and faulty documents at random",
    .enabled(if: PythonSchema.readsYAML, "python3 with jsonschema and pyyaml is not installed"))
  func agreement() throws {
    var random = SplitMix64(seed: 9)
    var texts = (0..<100).map { _ in RandomProfile.make(&random).render() }
    texts += (0..<1500).map { _ in RandomProfile.document(&random) }
    let verdicts = try PythonSchema.verdicts(ofYAML: texts, by: Self.schema)
    try #require(verdicts.count == texts.count)
    #expect(verdicts[..<100].allSatisfy { $0 == true })
    for index in texts.indices {
      #expect((verdicts[index] ?? false) == Self.verdict(of: texts[index]), "\(texts[index])")
    }
    // Both kinds must be there, or nothing was compared.
    let sound = verdicts[100...].filter { $0 == true }.count
    #expect(sound > 100 && sound < 1400, "\(sound) sound documents")
  }

  @Test("The built-in profiles are the documents beside the sources")
  func builtIn() throws {
    let folder = Self.schema.deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("profiles")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".yaml") }
    #expect(names.sorted() == AdversaryProfile.builtIn.map { $0.id + ".yaml" }.sorted())
    for profile in AdversaryProfile.builtIn {
      let file = folder.appendingPathComponent(profile.id + ".yaml")
      #expect(try AdversaryProfile.read(from: file) == profile)
      #expect(try AdversaryProfile.parse(text: profile.render(), file: "p") == profile)
    }
  }

  @Test(
    "Sentences say what is known in words",
    arguments: [
      (
        .sightings(count: 4, metres: 200, minutes: 30),
        "has seen the person four times, within 200 m and 30 minutes"
      ),
      (
        .sightings(count: 1, metres: 0, minutes: 1),
        "has seen the person once, within 1 minute, at the exact place"
      ),
      (
        .sightings(count: 20, metres: 0, minutes: 0),
        "has seen the person 20 times, at the exact place and time"
      ),
      (
        .attributes(columns: nil, exactness: ValueExactness()),
        "knows all quasi-identifiers exactly"
      ),
      (
        .attributes(
          columns: nil, exactness: ValueExactness(right: 0.95, within: 2, known: 0.8)),
        "knows 80 % of the quasi-identifiers, 95 % of that rightly, numbers within 2"
      ),
      (
        .attributes(columns: ["age", "sex"], exactness: ValueExactness(known: 0.125)),
        "knows 12.5 % of the values of \"age\" and \"sex\" exactly"
      ),
      (
        .choices(count: 8, wrong: 2),
        "knows eight things that the person chose, two of them wrongly"
      ),
      (.ties(share: 0.1), "knows 10 % of all ties"),
    ] as [(ProfileKnowledge, String)])
  func sentences(knowledge: ProfileKnowledge, words: String) {
    #expect(knowledge.words == words)
  }

  @Test("A profile's sentence joins its knowledge and names the source")
  func sentence() {
    let profile = AdversaryProfile(
      id: "a", title: "t", source: "a paper", knowledge: [.device, .ties(share: 1)])
    #expect(
      profile.sentence
        == "This adversary knows the device; and knows all ties of the network (source: a paper).")
  }
}
