import Crypto
import Deidentification
public import Findings
import Foundation
import Numerics

/// The risk of one data subject before it has a pseudonym.
public struct SubjectRisk: Sendable {
  /// The data subject's key, as it stands in the data.
  public var key: String
  /// The calibrated probability that the adversary finds this person, in [0, 1].
  public var probability: Double
  /// The lower end of its interval.
  public var lower: Double
  /// The upper end of its interval.
  public var upper: Double
  /// Where the person stood among the candidates, counted from 1.
  public var rank: Int
  /// The channel that helped most; `nil` where none did.
  public var channel: Channel?

  /// The risk of one data subject.
  public init(
    key: String, probability: Double, lower: Double, upper: Double, rank: Int, channel: Channel?
  ) {
    self.key = key
    self.probability = probability
    self.lower = lower
    self.upper = upper
    self.rank = rank
    self.channel = channel
  }
}

/// The protected side file: each data subject's risk under a keyed pseudonym, for the owner alone.
///
/// **Guarantee**: a pseudonym is HMAC-SHA-256 of the subject's key under a key derived from the
/// release's secret and the dataset's digest, its first 128 bits: without the secret it is noise,
/// and the files of two datasets don't join. The order of entries is that of the pseudonyms.
/// **Source**: RFC 2104, RFC 5869; `Pseudonymizer`.
/// **Cost**: one HMAC a data subject, on all cores.
/// **Does not protect against**: whoever has the secret's file, or the same user account.
public enum SubjectRiskFile {
  /// The document of some risks.
  ///
  /// - Parameters:
  ///   - risks: one for each data subject, keys not empty.
  ///   - origin: where they come from.
  ///   - keyPath: the release's secret key (`palimpsest key --release`), mode 0600.
  /// - Throws: `IdentifierError` of key and identifiers, `ReportDocumentError` where two risks are
  ///   of one data subject or a number is out of its range.
  public static func document(
    of risks: [SubjectRisk], origin: SubjectRiskOrigin, keyPath: String
  ) throws -> SubjectRisks {
    if let index = risks.firstIndex(where: { $0.rank < 1 }) {
      throw ReportDocumentError.valueInvalid(
        path: "risks[\(index)].rank", rule: "is counted from 1")
    }
    let key = try SecretKey(readingFrom: keyPath)
    let pseudonyms = try pseudonymizer(key, origin).pseudonyms(for: risks.map(\.key))
    let entries = zip(risks, pseudonyms).compactMap { risk, pseudonym in
      pseudonym.map { pseudonym in
        SubjectRiskEntry(
          pseudonym: pseudonym, probability: risk.probability, lower: risk.lower,
          upper: risk.upper, rank: RankGroup(rank: risk.rank), channel: risk.channel)
      }
    }
    return try SubjectRisks(origin: origin, keyID: keyID(of: key), subjects: entries)
  }

  /// Writes a document to a file that only its owner can read, whole or not at all.
  ///
  /// - Throws: `FileError`, `ReportDocumentError`.
  public static func write(_ document: SubjectRisks, to path: String) throws {
    try PrivateFile.write(document.encoded(), to: path)
  }

  /// The entries of some data subjects, in the order of their keys; `nil` for whom there is none.
  ///
  /// - Throws: `IdentifierError` of key and identifiers; `.key` where the document was made with
  ///   another one.
  /// - Complexity: O((entries + keys) log entries).
  public static func entries(
    of keys: [String], in document: SubjectRisks, keyPath: String
  ) throws -> [SubjectRiskEntry?] {
    let key = try SecretKey(readingFrom: keyPath)
    guard keyID(of: key) == document.keyID else {
      throw IdentifierError.key(rule: "is another one than that of the risks' file")
    }
    let byPseudonym = Dictionary(
      document.subjects.map { ($0.pseudonym, $0) }, uniquingKeysWith: { first, _ in first })
    return try pseudonymizer(key, document.origin).pseudonyms(for: keys).map { pseudonym in
      pseudonym.flatMap { byPseudonym[$0] }
    }
  }

  private static func pseudonymizer(
    _ key: SecretKey, _ origin: SubjectRiskOrigin
  ) throws -> Pseudonymizer {
    try Pseudonymizer(
      key: key, release: origin.datasetDigest, purpose: "subject-risks", encoding: .hex,
      byteCount: 16)
  }

  /// A name of the key that tells nothing of it: eight bytes that HKDF derives for this alone.
  private static func keyID(of key: SecretKey) -> String {
    let bytes = key.derived(purpose: "key id", release: "subject-risks")
      .withUnsafeBytes { Array($0.prefix(8)) }
    return IdentifierEncoding.hex.text(bytes)
  }
}
