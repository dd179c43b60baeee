import Glibc

/// The pair of distributions that shuffled local reports can't be told apart better than.
///
/// Each other report is, with probability e^-e, a clone of one of the two candidates', each as
/// likely. With C ~ Binomial(n - 1, e^-e) clones, B ~ Binomial(C, 1/2) of them of the first kind
/// and r = e^e/(e^e + 1), the counts of the first kind are B + Bernoulli(r) against
/// B + Bernoulli(1 - r). A further clone is post-processing, so delta falls with C.
/// **Source**: Feldman, McMillan and Talwar 2021 (arXiv:2012.12803, theorem 3.2).
struct ShuffledClones {
  let localEpsilon: Double
  let count: Int
  /// Relative error of a binomial probability: lgamma of numbers up to 2^32, three times.
  private static let massError = 1e-4 * 0x1p-10

  /// Delta at an epsilon, rounded up.
  func delta(epsilon: Double) -> Double {
    let others = count - 1
    let share = exp(-localEpsilon)
    let mean = Double(others) * share
    let spread = 9 * (mean * (1 - share)).squareRoot() + 40
    let (low, high) = (max(0, Int(mean - spread)), min(others, Int(mean + spread) + 1))
    // Chernoff: P[C <= low - 1], P[C >= high + 1] <= e^-(n KL(k/n || share)).
    var total = 0.0
    if low > 0 { total += tail(low - 1, share) }
    if high < others { total += tail(high + 1, share) * pairDelta(clones: high, epsilon: epsilon) }
    let step = max(1, (high - low) / 400)
    var start = low
    while start <= high {
      let end = min(high, start + step - 1)
      let mass = (start...end).reduce(0) { $0 + binomial($1, others, share) }
      total += mass * pairDelta(clones: start, epsilon: epsilon)
      start = end + 1
    }
    return min(1, total * (1 + 2 * Self.massError) + .leastNonzeroMagnitude)
  }

  private func tail(_ clones: Int, _ share: Double) -> Double {
    let n = Double(count - 1)
    let part = Double(clones) / n
    let first = part > 0 ? part * log(part / share) : 0
    let second = part < 1 ? (1 - part) * log((1 - part) / (1 - share)) : 0
    return exp(-n * (first + second) * (1 - 1e-9)) * (1 + 1e-6)
  }

  private func binomial(_ k: Int, _ n: Int, _ share: Double) -> Double {
    if share >= 1 { return k == n ? 1 : 0 }
    let (number, all) = (Double(k), Double(n))
    return exp(
      lgamma(all + 1) - lgamma(number + 1) - lgamma(all - number + 1)
        + number * log(share) + (all - number) * log1p(-share))
  }

  /// The hockey-stick divergence given the number c of clones: with b the masses of
  /// Binomial(c, 1/2), the sum over a of (r - e^eps (1 - r)) b(a - 1) - (e^eps r - (1 - r)) b(a)
  /// where that is positive; b(a - 1) = b(a) a/(c - a + 1).
  private func pairDelta(clones: Int, epsilon: Double) -> Double {
    let truth = 1 / (1 + exp(-localEpsilon))
    let lie = exp(-localEpsilon) * truth
    let grown = exp(epsilon)
    let (gain, cost) = (truth - grown * lie, grown * truth - lie)
    guard gain > 0 else { return 0 }
    let c = Double(clones)
    let first = max(0, (cost / (gain + cost) * (c + 1)).rounded(.down) - 1)
    var a = min(first, c)
    var mass = binomial(Int(a), clones, 0.5)
    var total = 0.0
    while a <= c {
      total += max(0, gain * mass * a / (c - a + 1) - cost * mass)
      let next = mass * (c - a) / (a + 1)
      // Past the middle masses shrink at least geometrically from here on.
      if a > c / 2, next < mass * 0.9, mass * 20 < total * 1e-12 { break }
      a += 1
      if a > c {
        total += gain * mass
        return total * (1 + Self.massError)
      }
      mass = next
    }
    return total * (1 + Self.massError + 1e-9)
  }
}
