import Numerics

/// Chooses the candidates of a target by the sums of its normalised scores.
struct CandidateListing: Sendable {
  let options: ListOptions
  let candidateCount: Int
  /// How many sums there are: one for each channel.
  let channelCount: Int

  /// Whether all candidates of all targets are listed.
  var isComplete: Bool {
    candidateCount <= max(options.completeLimit, mostListed)
  }

  /// A list has no more entries than this.
  var mostEntries: Int { isComplete ? candidateCount : mostListed }

  private var mostListed: Int {
    options.inAll + options.perChannel * channelCount + options.standIns
  }

  /// The list of a target.
  ///
  /// - Parameters:
  ///   - sums: the sum of a channel's scores for each candidate, channel after channel; minus
  ///     infinity where the channel says nothing of a candidate.
  ///   - target: the target's place, by which its stand-ins are drawn.
  /// - Complexity: O(`sums`).
  func list(sums: [[Float]], target: Int) -> TargetList {
    var total = [Float](repeating: 0, count: candidateCount)
    for channel in sums {
      for candidate in total.indices where channel[candidate] > -.infinity {
        total[candidate] += channel[candidate]
      }
    }
    var chosen = Self.largest(total, count: options.inAll)
    for channel in sums { chosen += Self.largest(channel, count: options.perChannel) }
    chosen.sort()
    var listed: [UInt32] = []
    for candidate in chosen where listed.last != candidate { listed.append(candidate) }
    return TargetList(
      listed: listed, standIns: standIns(besides: listed, total: total, target: target))
  }

  /// Two groups of the others, the likelier twentieth and the rest, half of the stand-ins from
  /// each: the few that weigh most in a denominator are drawn more densely.
  private func standIns(
    besides listed: [UInt32], total: [Float], target: Int
  ) -> [(candidates: [UInt32], count: Int)] {
    let step = max(1, candidateCount / 1_000)
    let probed = stride(from: 0, to: candidateCount, by: step).map { total[$0] }.sorted()
    let limit = probed[probed.count - 1 - probed.count / 20]
    var place = 0
    var groups: [[UInt32]] = [[], []]
    for candidate in 0..<UInt32(candidateCount) {
      if place < listed.count, listed[place] == candidate {
        place += 1
      } else {
        groups[total[Int(candidate)] >= limit ? 0 : 1].append(candidate)
      }
    }
    var source = SeededGenerator(seed: options.seed, stream: "fusion/stand-ins/\(target)")
    return groups.map { group in
      let count = min(options.standIns / 2, group.count)
      let drawn = source.sample(count: count, of: group.count)
      return (drawn.map { group[$0] }, group.count)
    }
  }

  /// The places of the largest finite values, equal ones by their places; in no order.
  static func largest(_ values: [Float], count: Int) -> [UInt32] {
    var kept: [UInt32] = []
    var least = -Float.infinity
    func keep() {
      kept.sort { (values[Int($1)], $0) < (values[Int($0)], $1) }
      if kept.count > count { kept.removeLast(kept.count - count) }
      if kept.count == count, let last = kept.last { least = values[Int(last)] }
    }
    guard count > 0 else { return [] }
    kept.reserveCapacity(count * 4)
    for place in values.indices where values[place] > least {
      kept.append(UInt32(place))
      if kept.count == count * 4 { keep() }
    }
    keep()
    return kept
  }
}
