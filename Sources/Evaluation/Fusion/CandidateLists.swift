import Foundation

/// The candidates looked at for each target: those listed by their evidence, then stand-ins for the
/// rest, then the right one where it is neither.
///
/// Listed candidates and stand-ins are chosen without a look at the truth.
struct CandidateLists: Sendable {
  /// Where each target's entries begin; one more at the end.
  private(set) var offsets = [0]
  /// The candidate of each entry.
  private(set) var candidates: [UInt32] = []
  /// The logarithm of how many candidates an entry stands for.
  private(set) var logWeights: [Float] = []
  /// How many of each target's entries are listed; they come first.
  private(set) var listedCounts: [Int] = []
  /// How many of each target's entries are listed or stand-ins.
  private(set) var openCounts: [Int] = []
  /// The entry of each target's right candidate, counted from the target's first; `nil` where there
  /// is none.
  private(set) var truthEntries: [Int?] = []

  /// The number of a target's entries.
  func count(of target: Int) -> Int { offsets[target + 1] - offsets[target] }

  /// A target's entries.
  func entries(of target: Int) -> Range<Int> { offsets[target]..<offsets[target + 1] }

  /// Whether the right candidate was listed by its evidence.
  func isListed(_ target: Int) -> Bool {
    truthEntries[target].map { $0 < listedCounts[target] } ?? false
  }

  /// Adds a target's list.
  mutating func append(_ list: TargetList, truth: Int?) {
    candidates += list.candidates
    logWeights += list.logWeights
    let open = list.candidates.count
    var entry = truth.flatMap { list.entry(of: UInt32($0)) }
    if let truth, entry == nil {
      candidates.append(UInt32(truth))
      logWeights.append(0)
      entry = open
    }
    listedCounts.append(list.listedCount)
    openCounts.append(open)
    truthEntries.append(entry)
    offsets.append(candidates.count)
  }
}

extension CandidateLists {
  /// Adds the lists of further targets.
  mutating func append(_ others: CandidateLists) {
    let first = candidates.count
    offsets += others.offsets.dropFirst().map { $0 + first }
    candidates += others.candidates
    logWeights += others.logWeights
    listedCounts += others.listedCounts
    openCounts += others.openCounts
    truthEntries += others.truthEntries
  }
}

/// The candidates of one target, chosen without its truth.
struct TargetList: Sendable {
  /// Those listed, rising, then the stand-ins.
  let candidates: [UInt32]
  /// The logarithm of how many candidates each stands for.
  let logWeights: [Float]
  /// How many are listed.
  let listedCount: Int

  /// All of `candidateCount` candidates.
  init(all candidateCount: Int) {
    candidates = (0..<UInt32(candidateCount)).map(\.self)
    logWeights = [Float](repeating: 0, count: candidateCount)
    listedCount = candidateCount
  }

  init(listed: [UInt32], standIns: [(candidates: [UInt32], count: Int)]) {
    candidates = listed + standIns.flatMap(\.candidates)
    logWeights =
      [Float](repeating: 0, count: listed.count)
      + standIns.flatMap { drawn, count in
        [Float](
          repeating: Float(log(Double(count) / Double(max(drawn.count, 1)))), count: drawn.count)
      }
    listedCount = listed.count
  }

  /// Where a candidate is, `nil` where it is not.
  func entry(of candidate: UInt32) -> Int? {
    var (low, high) = (0, listedCount)
    while low < high {
      let middle = (low + high) / 2
      if candidates[middle] < candidate { low = middle + 1 } else { high = middle }
    }
    if low < listedCount, candidates[low] == candidate { return low }
    return candidates[listedCount...].firstIndex(of: candidate)
  }
}
