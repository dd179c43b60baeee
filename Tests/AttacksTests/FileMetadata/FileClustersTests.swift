import Foundation
import MediaMetadata
import Numerics
import Testing

@testable import Attacks

/// Files with codes of stated kinds, for oracles by hand.
func sampleFiles(
  _ kinds: [IdentifierKind], _ codes: [[UInt32]], owners: [Int?]? = nil, ownerCount: Int = 0,
  formBits: Double = 40, isClean: [Bool]? = nil
) -> FileCollection {
  FileCollection(
    kinds: kinds, formBits: kinds.map { _ in formBits }, codes: codes,
    owners: owners ?? codes.map { _ in nil }, ownerCount: ownerCount,
    isClean: isClean ?? codes.map { _ in false })
}

/// Would catch a program's name that ties everybody, a serial number that ties nobody, and a
/// statistic of another definition.
@Suite("What ties files")
struct FileClustersTests {
  // Of eight files all carry one program (0); two carry one serial number (1), three another (2).
  static let codes: [[UInt32]] = [[0, 1], [0, 1], [0, 2], [0, 2], [0, 2], [0], [0], [0]]
  static let kinds: [IdentifierKind] = [.software, .cameraSerial, .cameraSerial]

  @Test("a program that all files name ties none; a serial number ties the files that carry it")
  func hubs() {
    let clusters = FileClusters(of: sampleFiles(Self.kinds, Self.codes))
    #expect(clusters.clusters == [0, 0, 2, 2, 2, 5, 6, 7])
    #expect(clusters.sizes == [3, 2])
    #expect(clusters.hubs == 1)
    #expect(clusters.isTied == [true, true, true, true, true, false, false, false])
    // 28 pairs, of which 0.05 may be chance: log2(560).
    #expect(abs(clusters.thresholdBits - log2(560)) < 1e-12)
  }

  @Test("a serial number with too few digits for its folder ties nobody")
  func shortNumbers() {
    // 9.12 bits are needed; 9 are not enough, 10 are.
    for (bits, sizes) in [(9.0, [Int]()), (10, [3, 2])] {
      let files = sampleFiles(Self.kinds, Self.codes, formBits: bits)
      #expect(FileClusters(of: files).sizes == sizes)
    }
  }

  @Test("rare values of two families add up; those of one family don't")
  func families() {
    // 64 files of nobody: two of them share a model, a program and a company of 5 bits each. The
    // threshold is log2(64 * 63 / 2 / 0.05) = 15.3 bits, so three families are needed with a place.
    let two: [IdentifierKind] = [.cameraModel, .software, .company, .locationCell]
    var codes = [[UInt32]](repeating: [], count: 64)
    codes[3] = [0, 1, 2]
    codes[9] = [0, 1, 2]
    #expect(FileClusters(of: sampleFiles(two, codes)).sizes.isEmpty)
    codes[3] = [0, 1, 2, 3]
    codes[9] = [0, 1, 2, 3]
    // Device, workplace and place: 15 bits, still not enough; a person's name makes it 20.
    #expect(FileClusters(of: sampleFiles(two, codes)).sizes.isEmpty)
    codes[3] = [0, 1, 2, 3, 4]
    codes[9] = [0, 1, 2, 3, 4]
    let four = two + [.personName]
    #expect(FileClusters(of: sampleFiles(four, codes)).sizes == [2])
  }

  @Test("a sensor's link adds to what identifiers say, and ties alone where it suffices")
  func links() {
    let files = sampleFiles(Self.kinds, Self.codes, formBits: 5)
    #expect(FileClusters(of: files, extra: [FileLink(0, 1, bits: 4)]).sizes.isEmpty)
    #expect(FileClusters(of: files, extra: [FileLink(0, 1, bits: 5)]).sizes == [2])
    #expect(FileClusters(of: files, extra: [FileLink(5, 6, bits: 10)]).clusters[6] == 5)
    #expect(FileClusters(of: files, extra: [FileLink(5, 60, bits: 10)]).sizes.isEmpty)
  }

  @Test("people are tied through files that others carry the same serial number of")
  func people() {
    // Owners 0 and 1 share serial 1; owners 2 to 5 share nothing.
    let codes: [[UInt32]] = [[0, 1], [0, 1], [0, 2], [0], [0], [0], [0], [0], [0]]
    let files = sampleFiles(
      Self.kinds, codes, owners: [0, 1, 1, 2, 3, 4, 5, 6, 7], ownerCount: 8)
    let clusters = FileClusters(of: files)
    #expect(clusters.people == [0, 0, 2, 3, 4, 5, 6, 7])
    #expect(clusters.peopleSizes == [2])
    #expect(clusters.measures.first { $0.id == "clusters/people" }?.estimate?.value == 2)
  }

  // The slow oracle looks at all pairs and closes over them by repeated joining.
  @Test("the clusters are those of all pairs, on random files")
  func agreesWithAllPairs() {
    for seed in UInt64(1)...30 {
      var source = SeededGenerator(seed: seed, stream: "clusters")
      let kinds = (0..<40).map { _ in
        IdentifierKind.allCases[source.index(below: IdentifierKind.allCases.count)]
      }
      let codes = (0..<25).map { _ in
        Set((0..<8).map { _ in UInt32(source.index(below: 40)) }).sorted()
      }
      let files = sampleFiles(kinds, codes, formBits: 7)
      let weights = LinkWeights(files).bits
      let threshold = FileClusters.threshold(files: 25)
      var labels = Array(0..<25)
      for first in 0..<25 {
        for second in 0..<first {
          var best: [IdentifierKind.Family: Double] = [:]
          for code in codes[first] where codes[second].contains(code) {
            let family = kinds[Int(code)].family
            best[family] = max(best[family] ?? 0, weights[Int(code)])
          }
          guard best.values.reduce(0, +) >= threshold else { continue }
          let (old, new) = (
            max(labels[first], labels[second]), min(labels[first], labels[second])
          )
          labels = labels.map { $0 == old ? new : $0 }
        }
      }
      #expect(FileClusters(of: files).clusters == labels, "seed \(seed)")
    }
  }

  @Test("a limit on pairs is said")
  func limits() {
    let kinds: [IdentifierKind] = [.personName, .company, .cameraModel, .locationCell]
    var codes = [[UInt32]](repeating: [], count: 64)
    for file in 0..<4 { codes[file] = [0, 1, 2, 3] }
    #expect(FileClusters(of: sampleFiles(kinds, codes)).isExhaustive)
    #expect(!FileClusters(of: sampleFiles(kinds, codes), pairLimit: 2).isExhaustive)
  }

  @Test("files, values, bits and groups of a kind are those counted by hand")
  func statistics() throws {
    let all = IdentifierStatistics.all(of: sampleFiles(Self.kinds, Self.codes))
    let serial = try #require(all.first { $0.kind == .cameraSerial })
    #expect(serial.files == 5)
    #expect(serial.values == 2)
    #expect(serial.sharedValues == 2)
    #expect(serial.largestGroup == 3)
    // Groups of 2, 3 and 3 (none) of 8: 1/4 * 2 + 2 * 3/8 * log2(8/3).
    #expect(abs(serial.bits - (0.5 + 0.75 * log2(8.0 / 3))) < 1e-12)
    #expect(abs(serial.expectedAnonymity - 13.0 / 5) < 1e-12)
    #expect(serial.uniqueShare == 0)
    let program = try #require(all.first { $0.kind == .software })
    #expect(program.bits == 0)
    #expect(program.expectedAnonymity == 8)
    #expect(all.map(\.kind) == [.cameraSerial, .software])
  }
}
