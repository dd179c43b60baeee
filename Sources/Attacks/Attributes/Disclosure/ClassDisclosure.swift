import Foundation

/// What one class gives away about the sensitive values of its members.
public struct ClassDisclosure: Sendable, Equatable {
  /// The number of rows.
  public let size: Int
  /// How many different values occur: distinct l.
  public let distinctCount: Int
  /// How many rows have the most frequent value.
  public let modalCount: Int
  /// The entropy of the values in nats; entropy l is its exponential.
  public let entropy: Double
  /// The largest l for which the class is recursively (c, l)-diverse, at the profile's c.
  public let recursiveDiversity: Int
  /// The largest relative gain (q - p) / p of a value's share over its share in the table.
  public let betaGain: Double
  /// The largest |ln(q / p)| among the values that occur.
  public let logRatio: Double
  /// The distance to the table's distribution if all values are equally far apart: half the sum of
  /// |q - p|.
  public let equalDistance: Double
  /// The earth mover's distance to the table's distribution along the order of values, from 0 to 1;
  /// by code where values have no order, and then without a meaning.
  public let orderedDistance: Double

  /// The share of the most frequent value: alpha of (alpha, k)-anonymity.
  public var modalShare: Double { Double(modalCount) / Double(size) }
  /// e to the entropy: as many equally frequent values would be as hard to tell apart.
  public var effectiveDiversity: Double { exp(entropy) }
}
