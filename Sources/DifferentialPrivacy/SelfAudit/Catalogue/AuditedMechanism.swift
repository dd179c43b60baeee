/// One mechanism in one setting, as the audit sees it: its claims and its worst neighbouring
/// inputs.
///
/// What an input's release tells is a row of views: whole numbers made from the release alone, so
/// that each is as private as the release. The source is a type: the command audits releases from
/// `SystemRandomSource`, tests those from a source that repeats itself.
package struct AuditedMechanism<Source: RandomSource & SendableMetatype & ~Copyable>: Sendable {
  /// Makes the releases of one input, one after the other: tables are built once.
  package typealias Release = (inout Source) throws -> [Int64]
  /// Makes a `Release`: one for each thread that draws.
  package typealias MakeRelease = @Sendable () throws -> Release

  /// Two neighbouring inputs.
  package struct Pair: Sendable {
    /// What the inputs are.
    package let name: String
    let first: MakeRelease
    let second: MakeRelease
  }

  /// Its name: kebab-case, and one of a kind.
  package let name: String
  /// The library's types that this audits.
  package let types: [String]
  /// Noise, bounds and neighbours in words.
  package let setting: String
  /// What the mechanism claims.
  package let claims: [AuditClaim]
  /// The names of the views, in order.
  package let views: [String]
  /// The inputs.
  package let pairs: [Pair]

  /// How many hypotheses its audit tests: each view of each pair, against each claim.
  package var testCount: Int { claims.count * views.count * pairs.count }

  init(
    _ name: String, types: [String], setting: String, costs: [PrivacyCost], views: [String],
    pairs: [Pair]
  ) throws(PrivacyError) {
    self.init(
      name, types: types, setting: setting, claims: try AuditClaim.claims(costs), views: views,
      pairs: pairs)
  }

  init(
    _ name: String, types: [String], setting: String, claims: [AuditClaim], views: [String],
    pairs: [Pair]
  ) {
    (self.name, self.types, self.setting) = (name, types, setting)
    (self.claims, self.views, self.pairs) = (claims, views, pairs)
  }
}

extension AuditedMechanism.Pair where Source: ~Copyable {
  /// A pair whose releases need no preparation.
  init<Input: Sendable>(
    _ name: String, _ first: Input, _ second: Input,
    release: @escaping @Sendable (Input, inout Source) throws -> [Int64]
  ) {
    self.init(name: name) {
      { try release(first, &$0) }
    } second: {
      { try release(second, &$0) }
    }
  }

  /// A pair whose inputs are prepared once for each thread that draws.
  init<Input: Sendable>(
    _ name: String, _ first: Input, _ second: Input,
    preparing make:
      @escaping @Sendable (Input) throws -> AuditedMechanism<Source>.Release
  ) {
    self.init(name: name) {
      try make(first)
    } second: {
      try make(second)
    }
  }
}

/// Views of releases: what an adversary may look at, as whole numbers.
enum AuditView {
  /// A double by its place in the order of all doubles.
  static func order(_ value: Double) -> Int64 {
    let bits = Int64(bitPattern: value.bitPattern)
    return bits >= 0 ? bits : Int64.min &- bits
  }

  /// A double's last eight bits, where floating-point noise tells inputs apart (Mironov 2012).
  static func lowBits(_ value: Double) -> Int64 { Int64(value.bitPattern & 0xff) }

  /// The views of a double.
  static func double(_ value: Double) -> [Int64] { [order(value), lowBits(value)] }

  /// The names of `double`'s views.
  static let doubleNames = ["value", "low bits"]

  /// A few whole numbers as one, each clamped to a range.
  static func code(_ values: [Int64], within range: ClosedRange<Int64>) -> Int64 {
    let base = range.upperBound - range.lowerBound + 1
    return values.reduce(0) { code, value in
      code &* base &+ (min(max(value, range.lowerBound), range.upperBound) - range.lowerBound)
    }
  }

  /// Positions as one number.
  static func code(_ positions: [Int], below base: Int) -> Int64 {
    positions.reduce(0) { $0 &* Int64(base + 1) &+ Int64($1) }
  }
}
