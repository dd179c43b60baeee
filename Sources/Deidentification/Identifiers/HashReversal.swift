import Crypto
import Foundation
import Numerics

/// How long it takes to reverse the plain hash of an identifier: by trying all values of its shape.
///
/// **Guarantee**: none; a measured figure and an estimated domain. A time here is an upper bound for
/// an adversary: one graphics card tries some thousand times as many hashes, and people's identifiers
/// are not uniform.
/// **Source**: Article 29 Working Party, Opinion 05/2014 on anonymisation techniques, section 4;
/// Marx et al., Hashing of personally identifiable information is not sufficient, Sicherheit 2018.
/// **Does not protect against**: anything; it says why a plain hash doesn't either.
public struct HashReversal: Sendable, Equatable {
  /// Base-2 logarithm of the number of identifiers of this shape.
  public let bits: Double
  /// SHA-256 of short strings that this machine computes in a second, all processors together.
  public let hashesPerSecond: Double

  /// The seconds to try all of them here.
  public var seconds: Double { exp2(bits) / hashesPerSecond }

  /// Above this a plain hash is not refused: a thousand years on a thousand times this machine.
  public static let refusedBelowSeconds = 3.2e13

  /// Whether the hash would protect nobody.
  public var isRefused: Bool { seconds < Self.refusedBelowSeconds }

  /// "A plain hash is reversed in 5 seconds here."
  public var sentence: String {
    "A plain hash of identifiers of this shape is reversed in \(Self.duration(seconds)) here."
  }

  /// The estimate for a column of identifiers.
  ///
  /// - Parameters:
  ///   - hashesPerSecond: a throughput measured before; measured now where missing.
  /// - Complexity: O(total length); the measurement takes about a tenth of a second.
  public static func estimate(
    identifiers: [String], hashesPerSecond: Double? = nil
  ) -> HashReversal {
    HashReversal(
      bits: IdentifierDomain.bits(of: identifiers),
      hashesPerSecond: hashesPerSecond ?? measuredThroughput())
  }

  /// SHA-256 of each identifier, where that is not refused.
  ///
  /// - Throws: `IdentifierError.plainHash` where all values of the shape can be tried.
  public static func plainHashes(of identifiers: [String]) throws(IdentifierError) -> [String] {
    let estimate = estimate(identifiers: identifiers)
    guard !estimate.isRefused else {
      throw .plainHash(bits: estimate.bits, seconds: estimate.seconds)
    }
    return identifiers.map { IdentifierEncoding.hex.text(SHA256.hash(data: Data($0.utf8))) }
  }

  /// Hashes a fixed number of short strings on all processors, and takes the time.
  public static func measuredThroughput() -> Double {
    let rounds = 1 << 17
    let clock = ContinuousClock()
    let elapsed = clock.measure {
      _ = concurrentChunks(count: rounds, minimumChunk: 4_096) { range in
        var message = [UInt8](repeating: 0x30, count: 16)
        var last: UInt8 = 0
        for number in range {
          for (place, byte) in UInt64(number).bigEndianBytes.enumerated() { message[place] = byte }
          last ^= SHA256.hash(data: message).first(where: { _ in true }) ?? 0
        }
        return last
      }
    }
    let (seconds, attoseconds) = elapsed.components
    return Double(rounds) / max(Double(seconds) + Double(attoseconds) * 1e-18, 1e-9)
  }

  /// A time in words.
  static func duration(_ seconds: Double) -> String {
    let units: [(String, Double)] = [
      ("years", 31_557_600), ("days", 86_400), ("hours", 3_600), ("minutes", 60), ("seconds", 1),
    ]
    guard seconds >= 1 else { return "less than a second" }
    let (name, size) = units.first { seconds >= $0.1 } ?? ("seconds", 1)
    let amount = seconds / size
    return amount >= 1e6
      ? "\(amount.formatted(.number.notation(.scientific))) \(name)"
      : "\(Int(amount.rounded())) \(name)"
  }
}

/// How many identifiers of a shape there are.
enum IdentifierDomain {
  /// The least number of bits that all of them need, by the shape that they share.
  static func bits(of identifiers: [String]) -> Double {
    let present = identifiers.filter { !$0.isEmpty }
    guard !present.isEmpty else { return 0 }
    if present.allSatisfy(isDate) { return log2(366 * 150) }
    if present.allSatisfy(isMail) {
      // Some 2^33 addresses are in use, and lists of most of them go round.
      return 33
    }
    return present.map(placeBits).max() ?? 0
  }

  /// The product of the choices at each place; a place that others share counts all the same.
  private static func placeBits(_ identifier: String) -> Double {
    var bits = 0.0
    let isHexadecimal = identifier.allSatisfy { $0.isHexDigit || "-:{}".contains($0) }
    let hasLetter = identifier.contains { $0.isLetter }
    for scalar in identifier.unicodeScalars {
      switch scalar {
      case "0"..."9": bits += isHexadecimal && hasLetter ? 4 : log2(10)
      case "a"..."f" where isHexadecimal: bits += 4
      case "A"..."F" where isHexadecimal: bits += 4
      case "a"..."z", "A"..."Z":
        // Letters of names and words: 1.5 bits each is Shannon's estimate for English from long
        // contexts, log2(26) for random ones; short codes are nearer to random.
        bits += identifier.count <= 12 ? log2(26) : 2
      default: bits += scalar.isASCII ? 0 : 4
      }
    }
    return bits
  }

  private static func isDate(_ identifier: String) -> Bool {
    let parts = identifier.split(whereSeparator: { "-./ ".contains($0) })
    guard parts.count == 3, parts.allSatisfy({ $0.allSatisfy { $0.isASCII && $0.isNumber } }) else {
      return false
    }
    let lengths = parts.map(\.count)
    return lengths.reduce(0, +) <= 8 && lengths.allSatisfy { (1...4).contains($0) }
      && parts.compactMap { Int($0) }.filter { $0 <= 31 }.count >= 2
  }

  private static func isMail(_ identifier: String) -> Bool {
    let parts = identifier.split(separator: "@", omittingEmptySubsequences: false)
    return parts.count == 2 && !parts[0].isEmpty && parts[1].contains(".")
  }
}
