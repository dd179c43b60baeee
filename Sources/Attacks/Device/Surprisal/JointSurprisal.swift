import Numerics
import Tables

/// What each trait adds to those before it, in the order in which an adversary would ask for them.
public struct TraitContribution: Sendable, Equatable {
  /// The trait's name.
  public let name: String
  /// What it adds, in bits: the joint entropy with it less that without, which is the conditional
  /// entropy H(trait | traits before).
  public let addedBits: Double
  /// The joint entropy of the traits up to it.
  public let jointBits: Double
}

enum JointSurprisal {
  /// Orders traits greedily: at each step the one that adds most entropy to those chosen.
  ///
  /// Traits depend on each other, so their entropies do not add up; these contributions do, to the
  /// joint entropy (chain rule).
  ///
  /// - Complexity: O(traits^2 * fingerprints).
  static func order(_ traits: [CodedColumn], rows: [Int]) throws -> [TraitContribution] {
    var left = traits.map { trait in (trait: trait, codes: rows.map { trait.codes[$0] }) }
    var joint = [UInt32](repeating: 0, count: rows.count)
    var classes = 1
    var bits = 0.0
    var contributions: [TraitContribution] = []
    while !left.isEmpty {
      var best: (position: Int, bits: Double, grouped: EquivalenceClasses)?
      for (position, candidate) in left.enumerated() {
        let grouped = EquivalenceClasses(
          try CodeColumns(
            columns: [joint, candidate.codes],
            cardinalities: [classes, candidate.trait.cardinality], rowCount: rows.count))
        let together = Entropy.bits(of: grouped.sizes.map { Int($0) })
        if together > best?.bits ?? -1 { best = (position, together, grouped) }
      }
      guard let best else { break }
      contributions.append(
        TraitContribution(
          name: left[best.position].trait.name, addedBits: max(0, best.bits - bits),
          jointBits: best.bits))
      bits = best.bits
      joint = best.grouped.classOfRow
      classes = max(best.grouped.count, 1)
      left.remove(at: best.position)
    }
    return contributions
  }
}
