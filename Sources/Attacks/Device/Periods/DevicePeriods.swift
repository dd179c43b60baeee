public import Evaluation
public import Findings
import Numerics
import Tables

/// Finds people of an earlier period among the pseudonyms of a later one by their devices, whose
/// browsers were upgraded in between.
///
/// Of each device known, the score of a later device is the sum of the evidence of its traits
/// (`TraitEvidence`); of each person the best device counts, and the devices known add up. After
/// FP-Stalker's rules a browser's kind and platform stay and its version never falls; here they
/// weigh by rarity, and traits that changed otherwise cost their own evidence and no more.
///
/// **Guarantee** none is claimed: it is a lower bound for what a better linker finds.
/// **Source** Vastel, Laperdrix, Rudametkin, Rouvoy, *FP-STALKER: Tracking Browser Fingerprint
/// Evolutions*, IEEE S&P 2018, section IV (rule-based variant); weights by rarity after Narayanan
/// and Shmatikov, IEEE S&P 2008.
/// **Cost** O(rows log rows) to index; for each device known at most `visitLimit` later ones and as
/// many more as share its rarest value.
/// **Does not protect against** traits that the release does not have, and linkers that learn how
/// each trait changes.
public struct DevicePeriods: TrialAttack {
  /// The devices known of one target: for each the code of each trait (0: not known).
  public struct Clue: Sendable, Equatable {
    /// The last sighting of each device.
    public let devices: [[UInt32]]

    /// What the adversary knows.
    public init(devices: [[UInt32]]) {
      self.devices = devices
    }
  }

  /// What it is.
  public let description = AttackDescription(
    id: "device/periods", title: "Devices found again under another pseudonym", channel: .device,
    risk: .linkability, failureMode: .semanticInference,
    source: "Vastel, Laperdrix, Rudametkin, Rouvoy 2018, IEEE S&P (FP-Stalker), rules weighted by "
      + "rarity",
    doesNotCover:
      "traits that the release does not have, linkers that learn how traits change, and evidence "
      + "beyond devices")

  /// How many later devices are visited for a known one at most, beyond those that share its rarest
  /// value: commoner values only count for devices found by others.
  public static let visitLimit = 2_000_000
  /// How many candidates are listed for a target, and all who share the last one's score.
  public static let listedCandidates = 1_000

  private let evidence: [TraitEvidence]
  private let codes: [[UInt32]]
  private let subjects: [UInt32]
  private let subjectCount: Int

  /// Prepares the attack on the later period's fingerprints.
  ///
  /// - Parameter readsVersions: whether upgrades and near numbers count, or equal values alone.
  init(
    _ records: DeviceRecords, later: DeviceFingerprints, readsVersions: Bool = true
  ) {
    let people = Set(later.subjects).count
    let codes = records.traits.map { trait in later.rows.map { trait.codes[$0] } }
    self.codes = codes
    self.evidence = zip(records.traits, codes).map { trait, codes in
      TraitEvidence(
        trait, codes: codes, subjects: later.subjects, people: people,
        readsVersions: readsVersions)
    }
    self.subjects = later.subjects
    self.subjectCount = records.subjects.count
  }

  /// Answers each clue with the people of the later period by falling score.
  public func attack(_ clues: [Clue], answer: (Int, RankedCandidates) throws -> Void) throws {
    for start in stride(from: 0, to: clues.count, by: Self.batch) {
      let batch = clues[start..<min(start + Self.batch, clues.count)]
      let rankings = concurrentChunks(count: batch.count, minimumChunk: 16) { range in
        var devices = DeviceBoard(count: subjects.count)
        var people = DeviceBoard(count: subjectCount)
        return range.map { ranking(for: batch[start + $0], &devices, &people) }
      }
      for (offset, ranking) in rankings.flatMap(\.self).enumerated() {
        try answer(start + offset, ranking)
      }
    }
  }

  /// Enough clues to keep every core busy, few enough for their candidates to stay in memory.
  private static let batch = 256

  private func ranking(
    for clue: Clue, _ devices: inout DeviceBoard, _ people: inout DeviceBoard
  ) -> RankedCandidates {
    for device in clue.devices where device.count == evidence.count {
      post(device, on: &devices)
      var best = devices.bestOfEach(subjects)
      best.sort { $0.person < $1.person }
      for (person, score) in best { people.add(score, to: person) }
      devices.clear()
    }
    defer { people.clear() }
    return people.ranking(listing: Self.listedCandidates)
  }

  /// Adds the evidence of one known device to the later ones, the rarest values first.
  private func post(_ device: [UInt32], on board: inout DeviceBoard) {
    let known = evidence.indices.map { trait in
      let support = evidence[trait].support(of: device[trait])
      let visits = support.reduce(0) { $0 + evidence[trait].fingerprints(with: $1.code).count }
      return (trait: trait, support: support, visits: visits)
    }.filter { $0.visits > 0 }.sorted { ($0.visits, $0.trait) < ($1.visits, $1.trait) }
    var visited = 0
    for item in known {
      if visited == 0 || visited + item.visits <= Self.visitLimit {
        visited += item.visits
        for (code, bits) in item.support {
          for fingerprint in evidence[item.trait].fingerprints(with: code) {
            board.add(bits, to: fingerprint)
          }
        }
      } else {
        let bits = Dictionary(uniqueKeysWithValues: item.support.map { ($0.code, $0.bits) })
        board.addToTouched { bits[codes[item.trait][Int($0)]] ?? 0 }
      }
    }
    for trait in evidence.indices where evidence[trait].isNumeric {
      board.addToTouched {
        evidence[trait].nearness(of: device[trait], codes[trait][Int($0)])
      }
    }
  }
}
