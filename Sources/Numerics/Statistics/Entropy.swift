#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The entropy of a distribution known by counts.
public enum Entropy {
  /// The plug-in entropy of counts, in bits; 0 without counts.
  ///
  /// Zeros and negative counts are left out. It underestimates: see `millerMadowBits`.
  ///
  /// - Complexity: O(count).
  public static func bits(of counts: some Sequence<Int>) -> Double { moments(counts).bits }

  /// The entropy of counts in bits, with the correction of the plug-in's bias to first order.
  ///
  /// H + (K - 1) / (2 N ln 2) for K values that occur among N observations.
  ///
  /// - Source: Miller, Note on the bias of information estimates (1955).
  public static func millerMadowBits(of counts: some Sequence<Int>) -> Double {
    let found = moments(counts)
    guard found.total > 0 else { return 0 }
    return found.bits + Double(found.values - 1) / (2 * found.total * log(2.0))
  }

  private static func moments(
    _ counts: some Sequence<Int>
  ) -> (bits: Double, total: Double, values: Int) {
    var total = CompensatedSum()
    var weighted = CompensatedSum()
    var values = 0
    for count in counts where count > 0 {
      let number = Double(count)
      total.add(number)
      weighted.add(number * log2(number))
      values += 1
    }
    guard values > 1 else { return (0, total.value, values) }
    return (max(0, log2(total.value) - weighted.value / total.value), total.value, values)
  }
}
