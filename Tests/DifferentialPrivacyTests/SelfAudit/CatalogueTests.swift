import Foundation
import Numerics
import TestSupport
import Testing

@testable import DifferentialPrivacy

@Suite("The catalogue of mechanisms")
struct CatalogueTests {
  private static let sources = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Sources/DifferentialPrivacy")

  /// Public types whose documentation has a section **Guarantee**, in the folders of mechanisms.
  private static func guaranteedTypes() throws -> [String] {
    var names: [String] = []
    for folder in [
      "Sampling", "Selection", "Mechanisms", "LocalModel", "Continual", "Contribution",
    ] {
      let url = sources.appendingPathComponent(folder)
      for file in try FileManager.default.contentsOfDirectory(atPath: url.path).sorted() {
        let text = try String(contentsOf: url.appendingPathComponent(file), encoding: .utf8)
        var isGuaranteed = false
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
          if line.hasPrefix("///") {
            isGuaranteed = isGuaranteed || line.contains("**Guarantee**")
          } else {
            let words = line.split(whereSeparator: { !($0.isLetter || $0.isNumber) })
            if isGuaranteed, words.count > 2, words[0] == "public",
              ["struct", "enum", "class", "actor"].contains(words[1])
            {
              names.append(String(words[2]))
            }
            isGuaranteed = false
          }
        }
      }
    }
    return names
  }

  @Test("misses no public type of the library that states a guarantee")
  func complete() throws {
    // Would catch a mechanism that is added to the library and not to the audit.
    let catalogue = try MechanismCatalogue<SeededTestSource>(epsilon: 1)
    let audited = Set(try catalogue.mechanisms().flatMap(\.types))
    let excepted = Set(MechanismCatalogue<SeededTestSource>.exceptions.keys)
    let stated = try Self.guaranteedTypes()
    #expect(stated.count > 20)
    #expect(Set(stated).subtracting(audited).subtracting(excepted).isEmpty)
    // An exception that is none any more, and a name that no source has.
    #expect(excepted.isSubset(of: stated) && excepted.isDisjoint(with: audited))
    let noises: Set<String> = ["GridNoise", "IntegerGrid"]
    #expect(audited.subtracting(noises).isSubset(of: stated))
  }

  @Test("names each entry once, with pairs, views and finite claims", arguments: [0.1, 1, 4])
  func entries(epsilon: Double) throws {
    let entries = try MechanismCatalogue<SeededTestSource>(epsilon: epsilon).mechanisms()
    #expect(Set(entries.map(\.name)).count == entries.count)
    for entry in entries {
      #expect(!entry.pairs.isEmpty && !entry.views.isEmpty && !entry.claims.isEmpty)
      #expect(entry.claims.allSatisfy { $0.epsilon.isFinite && $0.delta < 1 }, "\(entry.name)")
    }
    #expect(throws: PrivacyError.self) { try MechanismCatalogue<SeededTestSource>(epsilon: 0) }
    #expect(throws: PrivacyError.self) { try MechanismAudit(samples: 1, confidence: 0.9) }
    #expect(throws: PrivacyError.self) { try MechanismAudit(samples: 1_000, confidence: 1) }
  }

  @Test(
    "keeps its claims, by samples from a fixed source", .enabled(if: Build.isOptimised),
    arguments: [0.5, 2])
  func honest(epsilon: Double) throws {
    let entries = try MechanismCatalogue<SeededTestSource>(epsilon: epsilon).mechanisms()
    let audit = try MechanismAudit(samples: 20_000, confidence: 1 - 2e-7)
    let results = try audit.results(entries) { SeededTestSource(UInt64($0) + 81) }
    for (entry, result) in zip(entries, results) {
      #expect(!result.isCaught, "\(entry.name)")
      #expect(result.claims.count == entry.claims.count)
    }
  }

  @Test(
    "is audited near to its claims, where the loss can be reached",
    arguments: ["discrete-laplace", "randomized-response", "noisy-count-laplace-add-remove"])
  func sharp(name: String) throws {
    // 10,000 test samples of probabilities near 0.7 and 0.26: an interval of 5 deviations is 0.13.
    let entries = try MechanismCatalogue<SeededTestSource>(epsilon: 1).mechanisms()
    let audit = try MechanismAudit(samples: 20_000, confidence: 0.999)
    let entry = try #require(entries.first { $0.name == name })
    let result = try #require(try audit.results([entry]) { SeededTestSource(UInt64($0) + 5) }.first)
    let bound = try #require(result.claims.first).evidence.lowerBound
    #expect(bound > 0.8 && bound <= 1)
  }

  @Test("gives the same results on any number of threads")
  func threads() throws {
    let entries = try PlantedCatalogue<SeededTestSource>().mechanisms()
    let audit = try MechanismAudit(samples: 500, confidence: 0.9)
    func bounds(_ count: Int) throws -> [[Double]] {
      try audit.results(entries, workers: Workers(count: count)) {
        SeededTestSource(UInt64($0))
      }.map { $0.claims.map(\.evidence.lowerBound) }
    }
    #expect(try bounds(1) == bounds(3))
  }
}

@Suite("Mechanisms broken on purpose")
struct PlantedCatalogueTests {
  @Test("are all caught, by samples from a fixed source")
  func caught() throws {
    // CI's proof that the audit finds what it is for; the same audit passes the sound ones.
    let entries = try PlantedCatalogue<SeededTestSource>().mechanisms()
    #expect(entries.count >= 14)
    let audit = try MechanismAudit(
      samples: Build.isOptimised ? 40_000 : 20_000, confidence: 1 - 1e-6)
    let results = try audit.results(entries) { SeededTestSource(UInt64($0) + 91) }
    for (entry, result) in zip(entries, results) { #expect(result.isCaught, "\(entry.name)") }
  }

  @Test("are all caught by samples from the secure source", .enabled(if: Build.isOptimised))
  func caughtFromSecureSource() throws {
    // Each bound lies ten deviations and more beyond its claim at 100,000 releases.
    let entries = try MechanismAudit.planted()
    let audit = try MechanismAudit(samples: 100_000, confidence: 0.999)
    for (entry, result) in zip(entries, try audit.results(entries)) {
      #expect(result.isCaught, "\(entry.name)")
    }
  }

  @Test("can't be named from outside of the library")
  func hidden() throws {
    let folder = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
      .appendingPathComponent("Sources/DifferentialPrivacy/SelfAudit/Planted")
    for file in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
      let text = try String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
      #expect(file.hasPrefix("Planted") && !text.contains("public "))
    }
  }
}

@Suite("The audit's sets of outputs")
struct AuditSetTests {
  @Test("tell apart what no interval does, and agree on epsilon and delta")
  func sets() throws {
    // Even outputs with probability 0.9 on one side, 0.1 on the other; each parity's outputs are
    // spread over 20 numbers, so that no interval and no single output has a ratio above 9.
    var random = SeededTestSource(41)
    func draws(_ even: UInt64) throws -> [Int64] {
      try (0..<20_000).map { _ in
        let half = Int64(try random.uniform(below: 20))
        return 2 * half + (try random.bernoulli(even, over: 10) ? 0 : 1)
      }
    }
    let (first, second) = (try draws(9), try draws(1))
    let evidence = try #require(try EpsilonAudit(level: 0.999).evidence(first, second))
    guard case .among(let outputs) = evidence.event else {
      Issue.record("not a set")
      return
    }
    // Each output has 50 draws on its rarer side and 450 on the other: the logarithm of its ratio has
    // a deviation of 0.149. The k outputs that look best promise log 9, and what luck chose them is
    // lost on the other half; taking one more of the other parity would cost 4.4. A single output
    // (an interval as well) would have to look better by 3 deviations than the mean of five.
    #expect(outputs.count > 1)
    #expect(Set(outputs.map { $0 & 1 }).count == 1)
    // 50 k fresh draws: 0.149 / sqrt(k). An end of an interval lies 3.5 of these away (1e-3, shared
    // by two events and two ends), at most 4 with the other probability's; 5 are the draw's: 3e-7.
    let promised = log(9) - 9 * 0.149 / Double(outputs.count).squareRoot()
    #expect(evidence.lowerBound > promised && evidence.lowerBound < log(9))
    #expect(evidence.eventUpperBound > 2.197)
    for claim in [0.5, 1.5, evidence.lowerBound - 1e-9, evidence.lowerBound + 1e-9, 3] {
      let beyond = evidence.deltaLowerBound(epsilon: claim) > evidence.delta
      #expect(beyond == (evidence.lowerBound > claim))
    }
  }
}
