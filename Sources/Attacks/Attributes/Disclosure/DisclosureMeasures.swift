/// The nine measures that pycanon reports of a table, worst class first.
public struct DisclosureMeasures: Sendable, Equatable {
  /// k-anonymity: the size of the smallest class.
  ///
  /// Samarati, Sweeney 1998.
  public let k: Int
  /// (alpha, k)-anonymity: the largest share of one value in a class.
  ///
  /// Wong, Li, Fu, Wang 2006.
  public let alpha: Double
  /// Distinct l-diversity: the fewest different values in a class.
  ///
  /// Machanavajjhala, Kifer, Gehrke, Venkitasubramaniam 2007.
  public let distinctDiversity: Int
  /// Entropy l-diversity: e to the smallest entropy of a class.
  public let entropyDiversity: Double
  /// `entropyDiversity` cut to a whole number as pycanon does it.
  ///
  /// It raises e in double precision to the power of the entropy, so that two equally frequent
  /// values give 1; `entropyDiversity` is the number to judge by.
  public let entropyDiversityTruncated: Int
  /// c of recursive (c, l)-diversity at l = `distinctDiversity` by pycanon's reading.
  ///
  /// The largest 1 + floor(r1 / (r_l + ... + r_m)) with counts ascending, and `nil` for l = 1. The
  /// paper's counts descend; `ClassDisclosure.recursiveDiversity` is the paper's.
  public let recursiveConstant: Int?
  /// Basic beta-likeness: the largest (q - p) / p.
  ///
  /// Cao, Karras 2012.
  public let basicBeta: Double
  /// Enhanced beta-likeness by pycanon's reading: min(`basicBeta`, -ln of the smallest p).
  public let enhancedBeta: Double
  /// t-closeness: the largest distance of a class's distribution to the table's.
  ///
  /// Li, Li, Venkatasubramanian 2007; ordered distance for values with an order, equal otherwise.
  public let closeness: Double
  /// delta-disclosure privacy: the largest |ln(q / p)| of values that occur.
  ///
  /// Brickell, Shmatikov 2008. The definition also bounds values that a class lacks, which would
  /// make it infinite; pycanon, and this, pass over them.
  public let delta: Double
}
