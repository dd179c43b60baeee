import BigInt
import Foundation
import TestSupport
import Testing

@testable import DifferentialPrivacy

@Suite("Published values of the samplers' laws", .enabled(if: SharedFolder.exists))
struct SamplerVectorTests {
  static func rows(_ file: String) throws -> [[String]] {
    let text = try String(contentsOf: SharedFolder.file("vectors/dp/" + file), encoding: .utf8)
    return text.split(whereSeparator: \.isNewline).dropFirst().map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
  }

  /// 1e-12 of the value; what Double can't hold is 0 on both sides.
  static func agree(_ got: Double, _ wanted: Double) -> Bool {
    abs(got - wanted) <= 1e-12 * abs(wanted) || (wanted == 0 && got == 0)
  }

  @Test("discrete Laplace: every row to 1e-12")
  func laplace() throws {
    let rows = try Self.rows("discrete_laplace.csv")
    #expect(rows.count > 50)
    for row in rows {
      let law = try DiscreteLaplace(scale: #require(ExactRational(decimal: row[0])))
      let wanted = try #require(Double(row[3]))
      let got: Double =
        switch row[1] {
        case "variance": law.variance
        case "mean_abs": law.meanMagnitude
        case "pmf": law.probability(of: try #require(Int64(row[2])))
        case "tail_P[X>=k]": law.tailProbability(from: try #require(Int64(row[2])))
        default: .nan
        }
      #expect(Self.agree(got, wanted), "\(row) \(got)")
    }
  }

  @Test("discrete Gaussian: every row to 1e-12")
  func gaussian() throws {
    let rows = try Self.rows("discrete_gaussian.csv")
    #expect(rows.count > 100)
    for row in rows {
      let law = try DiscreteGaussian(variance: #require(ExactRational(decimal: row[0])))
      let wanted = try #require(Double(row[3]))
      let got: Double =
        switch row[1] {
        case "variance": law.variance
        case "variance_upper_bound_sigma2": law.varianceParameter.doubleRoundedUp
        case "kurtosis_4th_moment": law.fourthMoment
        case "normaliser": law.normaliser
        case "pmf": law.probability(of: try #require(Int64(row[2])))
        case "tail_P[X>=k]": law.tailProbability(from: try #require(Int64(row[2])))
        case "delta_sens1": try law.unitSensitivityDelta(epsilon: #require(Double(row[2])))
        default: .nan
        }
      #expect(Self.agree(got, wanted), "\(row) \(got)")
    }
  }

  @Test("the samplers' own weights give each probability to 1e-12, however small")
  func weights() throws {
    // The very walk that fills the tables, at up to 9,000 bits: 3.4e-2172 is not lost.
    for (file, steps) in [("discrete_laplace.csv", 600), ("discrete_gaussian.csv", 60)] {
      var sums: [String: [Enclosure<BigUInt>]] = [:]
      for row in try Self.rows(file) where row[1] == "pmf" || row[1] == "tail_P[X>=k]" {
        let parameter = try #require(ExactRational(decimal: row[0]))
        guard parameter <= ExactRational(10) else { continue }
        let law: DecayLaw =
          file == "discrete_laplace.csv"
          ? .exponential(scale: parameter) : .gaussian(variance: parameter)
        let precision = parameter < ExactRational(reducing: 1, 20) ? 9000 : 1500
        if sums[row[0]] == nil { sums[row[0]] = Self.cumulative(law, precision, steps) }
        let cumulative = try #require(sums[row[0]])
        let value = try #require(Int(row[2]))
        let wanted = try #require(ExactRational(decimal: row[3]))
        #expect(Self.matches(cumulative, precision, row[1], value, wanted), "\(file) \(row)")
      }
    }
  }

  static func cumulative(
    _ law: DecayLaw, _ precision: Int, _ steps: Int
  ) -> [Enclosure<BigUInt>] {
    var walk = WeightWalk<BigUInt>(law, shift: 0, multiplicity: 1, precision: precision)
    return (0..<steps).map { _ in
      defer { walk.advance() }
      return walk.sum
    }
  }

  /// |got - wanted| <= 1e-12 wanted, in integers; got = (S(b) - S(a))/(2 S - 1).
  static func matches(
    _ sums: [Enclosure<BigUInt>], _ precision: Int, _ quantity: String, _ value: Int,
    _ wanted: ExactRational
  ) -> Bool {
    func sum(_ index: Int) -> BigInt { index < 0 ? 0 : BigInt(sums[index].lower) }
    let last = sum(sums.count - 1)
    let total = 2 * last - (BigInt(1) << precision)
    let part: BigInt
    if quantity == "pmf" {
      part = sum(value) - sum(value - 1)
    } else {
      part = value > 0 ? last - sum(value - 1) : last
    }
    let difference = part * wanted.denominator - wanted.numerator * total
    return BigInt(difference.magnitude) * BigInt(10).power(12) <= wanted.numerator * total
  }

  @Test("libprio-rs' published samples come out of the fall-back, number by number")
  func publishedSamples() throws {
    // Would catch any deviation from the authors' algorithms: another order of draws, another
    // bound.
    let folder = SharedFolder.file("vectors/dp")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasPrefix("discrete_gauss_") && $0.hasSuffix(".json") }
    #expect(!files.isEmpty)
    for file in files {
      let text = try String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
      let vector = try #require(SampleVector(text), "\(file)")
      var stream = TurboShakeStream(seed: vector.seed)
      let samples = vector.samples.map { _ in
        CanonneKamathSteinke.gaussian(variance: vector.sigma * vector.sigma) {
          stream.uniform(below: $0)
        }
      }
      #expect(samples == vector.samples, "\(file)")
    }
  }
}

/// A file of libprio-rs' samples; its numbers are larger than a JSON library's.
struct SampleVector {
  let seed: [UInt8]
  let sigma: ExactRational
  let samples: [BigInt]

  init?(_ text: String) {
    func field(_ name: String) -> Substring? {
      guard let range = text.range(of: "\"\(name)\":") else { return nil }
      return text[range.upperBound...]
    }
    guard let list = field("samples")?.split(separator: "]").first,
      let hex = field("seed")?.split(separator: "\"").dropFirst().first,
      let top = field("std_num")?.prefix(while: { !",}\n".contains($0) }),
      let bottom = field("std_denom")?.prefix(while: { !",}\n".contains($0) }),
      let numerator = BigInt(top.trimmingCharacters(in: .whitespaces)),
      let denominator = BigInt(bottom.trimmingCharacters(in: .whitespaces)),
      let sigma = try? ExactRational(numerator, over: denominator)
    else { return nil }
    self.sigma = sigma
    samples = list.split(whereSeparator: { !"-0123456789".contains($0) })
      .compactMap { BigInt(String($0)) }
    let digits = Array(hex)
    seed = stride(from: 0, to: digits.count - 1, by: 2).compactMap {
      UInt8(String(digits[$0...$0 + 1]), radix: 16)
    }
  }
}
