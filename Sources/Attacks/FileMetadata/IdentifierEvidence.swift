import Foundation
import MediaMetadata

/// What an identifier that a known owner and a released file share says of who is who, learned on
/// the known side alone.
///
/// The weight of a value is the logarithm of m / u: m is the chance that an owner's identifier of
/// the kind stands in another file of the same owner as well, from the known files (a value and
/// Laplace's two more trials, one of them a success); u is the share of the other known owners who
/// have the value, half an owner more than there are.
///
/// **Source** Fellegi and Sunter 1969.
struct IdentifierEvidence: Sendable {
  /// For each code the owners who are known to have it, rising.
  let owners: [[UInt32]]
  /// For each code its weight in bits; 0 where it says nothing.
  let bits: [Double]

  /// Learns weights.
  ///
  /// - Parameters:
  ///   - collection: the files.
  ///   - known: for each owner the known files.
  ///   - candidates: the owners who can be named, rising.
  ///   - kinds: the kinds that count.
  /// - Complexity: O(identifiers).
  init(
    _ collection: FileCollection, known: [[Int]], candidates: [UInt32],
    kinds: Set<IdentifierKind>
  ) {
    var owners = [[UInt32]](repeating: [], count: collection.kinds.count)
    var tried: [IdentifierKind: Double] = [:]
    var again: [IdentifierKind: Double] = [:]
    for candidate in candidates {
      let files = known[Int(candidate)]
      var counts: [UInt32: Int] = [:]
      for file in files {
        for code in collection.codes[file] where kinds.contains(collection.kinds[Int(code)]) {
          counts[code, default: 0] += 1
        }
      }
      for (code, count) in counts {
        owners[Int(code)].append(candidate)
        guard files.count > 1 else { continue }
        let kind = collection.kinds[Int(code)]
        tried[kind, default: 0] += Double(count)
        if count > 1 { again[kind, default: 0] += Double(count) }
      }
    }
    self.owners = owners
    bits = owners.enumerated().map { code, owners in
      guard !owners.isEmpty else { return 0 }
      let kind = collection.kinds[code]
      let steadiness = (again[kind, default: 0] + 1) / (tried[kind, default: 0] + 2)
      let share = (Double(owners.count) - 0.5) / Double(candidates.count)
      return max(0, log2(steadiness / share))
    }
  }

  /// The sum of the weights of `codes`, in their order: what an owner who has them all scores.
  func weight(of codes: [UInt32]) -> Double {
    codes.reduce(0) { $0 + bits[Int($1)] }
  }

  /// The sum of the weights of what each known owner shares with `codes`, where there is any.
  ///
  /// Numbers are added in the order of the codes, so that equal evidence has equal sums.
  func scores(of codes: [UInt32]) -> [UInt32: Double] {
    var scores: [UInt32: Double] = [:]
    for code in codes where bits[Int(code)] > 0 {
      for owner in owners[Int(code)] { scores[owner, default: 0] += bits[Int(code)] }
    }
    return scores
  }
}
