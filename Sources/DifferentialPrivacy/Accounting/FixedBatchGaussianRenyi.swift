import Glibc

/// The Renyi divergence of Gaussian noise on a batch drawn without replacement, bounded.
///
/// With q the batch over all units, e(j) = j / 2s^2 and B(l) = E[(e^u - 1)^l] for even l, where
/// u = (2z - 1) / 2s^2 and z ~ N(0, s^2) (the l-th difference of the moments e^((j-1) e(j))):
/// A_a <= 1 + C(a,2) q^2 min(4 (e^e(2) - 1), 2 e^e(2))
///   + sum over j >= 3 of C(a,j) q^j min(4 sqrt(B(2 floor(j/2)) B(2 ceil(j/2))), 2 e^((j-1) e(j)))
/// at whole orders a, and log A is convex in a, so that chords bound it in between.
///
/// **Source**: Wang, Balle and Kasiviswanathan 2019 (arXiv:1808.00087, theorem 27; corollary 10 for
/// the chords), substitute neighbours.
/// **Cost**: O(a) terms and, up to order 256, as many sums of some hundred values.
struct FixedBatchGaussianRenyi {
  /// The standard deviation over the sensitivity among substitute neighbours.
  let deviation: Double
  /// The batch over all units.
  let rate: Double

  /// Orders above this one do without the differences, which only makes the bound larger.
  private static let exactOrders = 256

  /// The divergence at an order, rounded up.
  func roundedUp(order: Double) -> Double {
    let (floor, ceiling) = (order.rounded(.down), order.rounded(.up))
    guard ceiling <= 4096 else { return order / (2 * deviation * deviation) * (1 + 0x1p-50) }
    let differences = differences(upTo: min(Int(ceiling), Self.exactOrders))
    let upper = logarithm(order: Int(ceiling), differences)
    let share = ceiling > floor ? order - floor : 1
    let lower = ceiling > floor ? logarithm(order: Int(floor), differences) : 0
    let value = ((1 - share) * lower + share * upper) / (order - 1) * (1 + 0x1p-36)
    // Not sampling at all costs at least as much.
    return min(value, order / (2 * deviation * deviation) * (1 + 0x1p-50))
  }

  /// log A for a whole order: exponents of at most 2^23 err by some 2^-27 of them, in the bound's
  /// slack (2^-36 of a sum of logarithms far below 4096 each).
  private func logarithm(order: Int, _ differences: [Double]) -> Double {
    guard order > 1 else { return 0 }
    let variance = deviation * deviation
    let excess = 1 / variance > 40 ? 1 / variance : log(expm1(1 / variance))
    var binomial = log(Double(order))
    var terms = [Double]()
    for j in 2...order {
      let number = Double(j)
      binomial += log(Double(order - j + 1) / number)
      let simple = log(2) + number * (number - 1) / (2 * variance)
      var factor = min(simple, log(4) + excess)
      if j > 2 {
        let (low, high) = (j / 2, (j + 1) / 2)
        factor = simple
        if high < differences.count {
          factor = min(simple, log(4) + (differences[low] + differences[high]) / 2)
        }
      }
      terms.append(binomial + number * log(rate) + factor)
    }
    let greatest = terms.max() ?? 0
    let sum = greatest + log(terms.reduce(0) { $0 + exp($1 - greatest) })
    return sum > 40 ? sum * (1 + 0x1p-50) : log1p(exp(sum))
  }

  /// log B(2k) for each k with 2k <= `order` + 1, rounded up by 2^-30.
  ///
  /// B(l) >= (e^(1/s^2) - 1)^(l/2) by Jensen, and on a strip of half width d the integrand is at
  /// most e^(d^2/2s^2) (e^u + 1)^l, whose mean is at most 2^l e^((l^2-l)/2s^2): so many turns of
  /// the trapezoidal rule leave e^-36 of B (see `SubsampledGaussianRenyi`).
  private func differences(upTo order: Int) -> [Double] {
    let variance = deviation * deviation
    let excess = 1 / variance > 40 ? 1 / variance : log(expm1(1 / variance))
    return (0...(order + 1) / 2).map { k in
      guard k > 0 else { return 0 }
      let power = Double(2 * k)
      let cap = (power * power - power) / (2 * variance)
      let wanted = 36 + max(0, power * log(2) + cap - Double(k) * excess)
      let strip = deviation * (2 * wanted).squareRoot()
      let step = 2 * Double.pi * strip / (2 * wanted + 2)
      let count = Int(((power + 2 * strip) / step).rounded(.up))
      guard count < 1 << 20 else { return .infinity }
      var logs = [Double](repeating: 0, count: count + 1)
      for index in 0...count {
        let z = -strip + Double(index) * step
        let u = (2 * z - 1) / (2 * variance)
        logs[index] = power * log(abs(expm1(u))) - z * z / (2 * variance)
      }
      let greatest = logs.max() ?? 0
      let sum = logs.reduce(0) { $0 + exp($1 - greatest) }
      let unit = step / (deviation * (2 * Double.pi).squareRoot())
      return greatest + log(sum * unit) + 0x1p-30
    }
  }
}
