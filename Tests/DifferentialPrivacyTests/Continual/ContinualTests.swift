import TestSupport
import Testing

@testable import DifferentialPrivacy

@Suite("Continual counting")
struct ContinualTests {
  @Test("has the reference errors of every closed form", .enabled(if: SharedFolder.exists))
  func vectors() throws {
    var (checked, left) = (0, 0)
    for row in try ReferenceRows.read("matrix_mechanism.csv") {
      let name = row["mechanism"] ?? ""
      let steps = try #require(Int(row["n"] ?? ""))
      let losses: (max: Double, mean: Double)
      let tolerance: Double
      if name.hasPrefix("binary tree") {
        losses = (TreeCounter.maxLoss(steps: steps), TreeCounter.meanLoss(steps: steps))
        tolerance = 0
      } else {
        let factor: PrefixFactor
        if name.hasPrefix("toeplitz_sqrt") {
          factor = .squareRoot
        } else if name.hasPrefix("identity") {
          factor = .identity
        } else if name.hasPrefix("input") {
          factor = .prefix
        } else if name.hasPrefix("BLT"), let (decays, scales) = buffers(row["params"] ?? "") {
          factor = .buffered(decays: decays, scales: scales)
        } else {
          // Dense optima have a test of their own.
          #expect(name.hasPrefix("dense") || name.hasPrefix("BLT"))
          left += 1
          continue
        }
        losses = (factor.maxLoss(steps: steps), factor.meanLoss(steps: steps))
        tolerance = name.hasPrefix("BLT") ? 1e-6 : 1e-12
      }
      let most = try #require(Double(row["max_loss"] ?? ""))
      #expect(relativeError(losses.max, most) <= tolerance, "\(name) \(steps): \(losses.max)")
      if let mean = Double(row["mean_loss"] ?? ""), !mean.isNaN {
        #expect(relativeError(losses.mean, mean) <= tolerance, "\(name) \(steps): \(losses.mean)")
      }
      checked += 1
    }
    #expect(checked >= 12 && left >= 1)
  }

  // The reference is a numerical search over all matrices, itself some 1e-4 from the optimum.
  @Test("finds the dense factor of least mean error", .enabled(if: SharedFolder.exists))
  func dense() throws {
    var checked = 0
    for row in try ReferenceRows.read("matrix_mechanism.csv")
    where row["mechanism"]?.hasPrefix("dense") == true {
      let steps = try #require(Int(row["n"] ?? ""))
      let (most, mean) = (
        try #require(Double(row["max_loss"] ?? "")), try #require(Double(row["mean_loss"] ?? ""))
      )
      guard steps <= 16 || Build.isOptimised else { continue }
      let found = try DenseFactor(steps: steps)
      #expect(found.meanLoss <= mean * (1 + 1e-6), "\(steps): \(found.meanLoss)")
      #expect(found.meanLoss >= mean * (1 - 1e-3), "\(steps): \(found.meanLoss)")
      #expect(relativeError(found.maxLoss, most) <= 1e-2, "\(steps): \(found.maxLoss)")
      checked += 1
    }
    #expect(checked >= 1)
  }

  // Catches: a product that is not A, a factor that looks ahead, columns of unequal length.
  @Test(
    "dense factors are lower triangular, have unit columns and multiply to running totals",
    arguments: [1, 2, 3, 10])
  func denseProduct(steps: Int) throws {
    let dense = try DenseFactor(steps: steps)
    #expect(abs(dense.squaredSensitivity - 1) < 1e-7)
    for i in 0..<steps {
      for j in 0..<steps {
        let product = (0..<steps).reduce(0.0) { $0 + dense.quotient[i][$1] * dense.factor[$1][j] }
        #expect(abs(product - (j <= i ? 1 : 0)) < 1e-10)
        if j > i { #expect(dense.factor[i][j] == 0 && dense.quotient[i][j] == 0) }
      }
      let column = (0..<steps).reduce(0.0) { $0 + dense.factor[$1][i] * dense.factor[$1][i] }
      #expect(abs(column - 1) < 1e-7)
    }
    // Any factor does at least as badly, the square root of A among them.
    #expect(dense.meanLoss <= PrefixFactor.squareRoot.meanLoss(steps: steps) * (1 + 1e-9))
  }

  /// The lists in "buffers=1;decay=[...];scale=[...]".
  private func buffers(_ text: String) -> ([Double], [Double])? {
    let parts = text.split(separator: ";")
    let lists = parts.dropFirst().map { part in
      part.split(whereSeparator: { "[]=".contains($0) }).dropFirst().joined()
        .split(separator: ",").compactMap { Double($0.filter { $0 != " " }) }
    }
    guard lists.count == 2, lists[0].count == lists[1].count else { return nil }
    return (lists[0], lists[1])
  }

  @Test("counts exactly where the noise vanishes, and stops after its last step")
  func exactTotals() throws {
    var random = SeededTestSource(41)
    var tree = try TreeCounter(steps: 37, budget: .laplace(epsilon: 0x1p19))
    var factor = try FactorCounter(steps: 37, rho: 0x1p19)
    var total = 0
    for step in 0..<37 {
      let value = Int64(step * step % 3)
      total += Int(min(value, 1))
      #expect(try tree.add(value, from: &random) == total)
      #expect(abs(try factor.add(value, from: &random) - Double(total)) < 0.05)
    }
    #expect(throws: PrivacyError.budgetExceeded) { try tree.add(1, from: &random) }
    #expect(throws: PrivacyError.budgetExceeded) { try factor.add(1, from: &random) }
  }

  @Test("errs by as much as its losses say")
  func errors() throws {
    // 600 runs: the mean of squared errors of a Gaussian is within 30 % (5 standard deviations:
    // sqrt(2 / 600) = 5.8 %).
    var random = SeededTestSource(42)
    let steps = 63
    var (treeSquares, factorSquares) = (0.0, 0.0)
    let emptyTree = try TreeCounter(steps: steps, budget: .gaussian(rho: 0.5))
    let emptyFactor = try FactorCounter(steps: steps, rho: 0.5)
    for _ in 0..<600 {
      var (tree, factor) = (emptyTree, emptyFactor)
      var (last, lastOfFactor) = (0, 0.0)
      for _ in 0..<steps {
        last = try tree.add(1, from: &random)
        lastOfFactor = try factor.add(1, from: &random)
      }
      treeSquares += Double((last - steps) * (last - steps)) / 600
      factorSquares += (lastOfFactor - Double(steps)) * (lastOfFactor - Double(steps)) / 600
    }
    #expect(relativeError(treeSquares, TreeCounter.maxLoss(steps: steps)) < 0.3)
    #expect(relativeError(factorSquares, PrefixFactor.squareRoot.maxLoss(steps: steps)) < 0.3)
  }

  @Test("keeps a state of logarithmic size")
  func state() throws {
    let tree = try TreeCounter(steps: 1 << 30, budget: .laplace(epsilon: 1))
    #expect(tree.levels == 31)
    let spent = tree.cost
    guard case .pure(let epsilon) = spent else { return }
    #expect(epsilon <= 1 && epsilon > 0.999)
  }
}
