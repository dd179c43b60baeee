public import Evaluation
public import Findings
import Numerics
import Tables

/// How far the traits of devices tell people apart, in bits and in anonymity sets.
///
/// An adversary who knows a device of a person, all its traits, names one of the people who have
/// the same. A person with several fingerprints is as exposed as by the rarest. What is counted are
/// pairs of a person and a fingerprint, each once, so that frequent visitors don't count for more;
/// an upgraded browser is another fingerprint.
///
/// **Guarantee** exact for the release. Entropies are those of the sample, with two corrections of
/// their downward bias.
/// **Source** Eckersley, *How Unique Is Your Web Browser?*, PETS 2010; Laperdrix, Rudametkin,
/// Baudry, *Beauty and the Beast*, IEEE S&P 2016 (normalised entropy); Miller 1955; Chao and Shen
/// 2003, Environ Ecol Stat 10.
/// **Cost** O(traits^2 * fingerprints + rows log rows).
/// **Does not protect against** traits that the release does not have but a web site reads (canvas,
/// audio), and fingerprints that change: see `DevicePeriods`.
public struct DeviceSurprisal: ExactAttack {
  /// What it is.
  public let description = AttackDescription(
    id: "device/surprisal", title: "Devices that nobody else has", channel: .device,
    risk: .singlingOut, failureMode: .semanticInference,
    source: "Eckersley 2010, PETS; Laperdrix, Rudametkin, Baudry 2016, IEEE S&P",
    doesNotCover:
      "traits that the release does not have, fingerprints that change between two sightings, and "
      + "evidence beyond devices")

  /// Each trait by itself.
  public let traits: [TraitProfile]
  /// All traits together.
  public let joint: TraitProfile
  /// What each trait adds to those before it, the most telling first.
  public let contributions: [TraitContribution]

  let fingerprints: DeviceFingerprints

  /// Counts the fingerprints of `records`.
  ///
  /// - Throws: `NumericsError` where the table is larger than the kernels take.
  public init(_ records: DeviceRecords) throws {
    let fingerprints = try DeviceFingerprints(records)
    self.fingerprints = fingerprints
    traits = records.traits.map { trait in
      TraitProfile(
        name: trait.name, codes: fingerprints.rows.map { trait.codes[$0] },
        cardinality: trait.cardinality, subjects: fingerprints.subjects)
    }
    joint = TraitProfile(
      name: "all traits", codes: fingerprints.classes,
      cardinality: fingerprints.peopleOfClass.count, subjects: fingerprints.subjects)
    contributions = try JointSurprisal.order(records.traits, rows: fingerprints.rows)
  }

  /// The risk of each person with a row: one over the smallest set of people who share one of the
  /// person's fingerprints.
  public func subjectRisks() -> [Double] { fingerprints.smallestSets().map { 1 / Double($0) } }
}
