import Foundation
import Numerics
import Testing

@testable import Deidentification

@Suite("Differential privacy by random sampling")
struct SamplingPrivacyTests {
  /// P(Binomial(n, p) > most), term by term from log-factorials.
  private func tail(_ n: Int, _ p: Double, above most: Int) -> Double {
    guard most < n else { return 0 }
    return ((most + 1)...n).reduce(0.0) { sum, count in
      let choose = lgamma(Double(n) + 1) - lgamma(Double(count) + 1) - lgamma(Double(n - count) + 1)
      return sum + exp(choose + Double(count) * log(p) + Double(n - count) * log1p(-p))
    }
  }

  // Li, Qardaji and Su's delta(k), every n from its start to far beyond Chernoff's bound.
  @Test(
    "k is one more than the least whose tails all lie below delta",
    arguments: [
      (0.3, 1e-3), (0.5, 1e-2), (0.7, 1e-5), (1.0, 1e-5), (1.5, 1e-6), (2.0, 1e-5), (3.0, 1e-4),
      (0.1, 1e-2),
    ])
  func leastK(epsilon: Double, delta: Double) throws {
    let parameters = try SamplingParameters(epsilon: epsilon, delta: delta)
    let beta = 1 - exp(-epsilon)
    let gamma = (exp(epsilon) - 1 + beta) / exp(epsilon)
    #expect(parameters.beta <= beta && parameters.beta > beta - 1e-14)
    func worst(_ k: Int) -> Double {
      let first = Int((Double(k) / gamma - 1).rounded(.up))
      return (max(first, 1)...(first + 300)).map {
        tail($0, beta, above: Int((gamma * Double($0)).rounded(.down)))
      }.max() ?? 1
    }
    #expect(worst(parameters.k - 1) < delta)
    if parameters.k > 2 { #expect(worst(parameters.k - 2) >= delta) }
  }

  // The sample's size is binomial: 20,000 draws stay within 6 standard deviations but for 2e-9.
  @Test("rows are kept with probability beta")
  func sample() throws {
    let model = SamplingPrivacy(epsilon: 1, delta: 1e-5)
    let kept = try model.sample(rowCount: 20_000).filter { $0 }.count
    let beta = try model.parameters().beta
    let deviation = (20_000 * beta * (1 - beta)).squareRoot()
    #expect(abs(Double(kept) - 20_000 * beta) < 6 * deviation)
    #expect(try model.sample(rowCount: 0).isEmpty)
    #expect(throws: DeidentificationError.self) { try model.sample(rowCount: -1) }
  }

  @Test("the criterion is the least size")
  func criterion() throws {
    let table = try SmallTable(rows: [(0, 0)], classCount: 1, valueCount: 1).table
    let model = SamplingPrivacy(epsilon: 2, delta: 1e-5)
    guard case .classes(let criterion) = try model.prepared(for: table) else { return }
    let k = try model.parameters().k
    #expect(criterion.minimumSize == k)
    let sizes = [UInt32(k - 1), UInt32(k)]
    let classes = ClassTable(sizes: sizes, rows: sizes, codes: [])
    #expect(!criterion.holds(for: 0, in: classes))
    #expect(criterion.holds(for: 1, in: classes))
  }
}
