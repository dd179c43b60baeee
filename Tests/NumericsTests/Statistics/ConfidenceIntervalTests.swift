import Testing

@testable import Numerics

@Suite("ConfidenceInterval")
struct ConfidenceIntervalTests {
  @Test("Wilson's interval gives Anonymeter's published centres and half widths")
  func wilson() {
    // Would catch a continuity correction, and a rounded 1.96. Values of Anonymeter's tests.
    let cases: [(Int, Int, Double, Double, Double, Double)] = [
      (0, 100, 0.95, 0.018497, 0.018497, 5e-7),
      (23, 100, 0.95, 0.23998824451588613, 0.08155558571285167, 1e-14),
      (850, 1000, 0.95, 0.848661, 0.022129, 5e-7),
      (0, 1000, 0.95, 0.001913, 0.001913, 5e-7),
      (100, 100, 0.95, 0.9815032508965071, 0.01849674910349284, 1e-14),
      (100, 100, 0.68, 0.9951036894831882, 0.004896310516811869, 1e-14),
    ]
    for (successes, trials, level, centre, half, tolerance) in cases {
      let interval = ConfidenceInterval.wilson(successes: successes, trials: trials, level: level)
      #expect(abs(interval.centre - centre) < tolerance, "\(successes)/\(trials)")
      #expect(abs(interval.halfWidth - half) < tolerance, "\(successes)/\(trials)")
    }
  }

  @Test("the interval of Clopper and Pearson gives the published ends")
  func clopperPearson() {
    // Would catch swapped shapes. Values of facts/attacks.md section 13, six digits.
    let cases: [(Int, Int, Double, Double)] = [
      (0, 100, 0, 0.036217), (1, 100, 0.000253, 0.054459), (50, 100, 0.398321, 0.601679),
      (100, 100, 0.963783, 1), (850, 1000, 0.826342, 0.871575), (3, 10_000, 0.000062, 0.000876),
    ]
    for (successes, trials, lower, upper) in cases {
      let interval = ConfidenceInterval.clopperPearson(successes: successes, trials: trials)
      #expect(abs(interval.lower - lower) < 6e-7, "\(successes)/\(trials)")
      #expect(abs(interval.upper - upper) < 6e-7, "\(successes)/\(trials)")
    }
  }

  @Test("the ends of Clopper and Pearson leave exactly half of the error in each tail")
  func clopperPearsonTails() {
    // Would catch ends that satisfy something else than their definition: sums of binomial
    // probabilities at the ends.
    for trials in [1, 2, 7, 30] {
      for successes in 0...trials {
        let interval = ConfidenceInterval.clopperPearson(
          successes: successes, trials: trials, level: 0.9)
        func tail(_ range: ClosedRange<Int>, _ p: Double) -> Double {
          range.reduce(0) { sum, k in
            var probability = 1.0
            for index in 0..<k { probability *= Double(trials - index) / Double(index + 1) * p }
            for _ in k..<trials { probability *= 1 - p }
            return sum + probability
          }
        }
        if successes > 0 {
          #expect(abs(tail(successes...trials, interval.lower) - 0.05) < 1e-12)
        }
        if successes < trials {
          #expect(abs(tail(0...successes, interval.upper) - 0.05) < 1e-12)
        }
      }
    }
  }

  @Test("Newcombe's interval gives the published ends of his examples")
  func newcombe() {
    // Would catch another of his eleven methods. Newcombe 1998, table II, method 10, four digits.
    let cases: [(Int, Int, Int, Int, Double, Double)] = [
      (56, 70, 48, 80, 0.0524, 0.3339), (9, 10, 3, 10, 0.1705, 0.8090),
      (6, 7, 2, 7, 0.0582, 0.8062), (5, 56, 0, 29, -0.0381, 0.1926),
      (0, 10, 0, 20, -0.1611, 0.2775), (0, 10, 0, 10, -0.2775, 0.2775),
      (10, 10, 0, 20, 0.6791, 1), (10, 10, 0, 10, 0.6075, 1),
    ]
    for (a, m, b, n, lower, upper) in cases {
      let interval = ConfidenceInterval.newcombeDifference(
        successes: a, trials: m, minus: b, n, level: 0.95)
      #expect(abs(interval.lower - lower) < 6e-5 && abs(interval.upper - upper) < 6e-5)
    }
  }

  @Test("every interval holds what was observed, lies within [0, 1], and says nothing of no trials")
  func invariants() {
    // Would catch an end that rounding pushes past the proportion, which `Estimate` refuses.
    for trials in 0...60 {
      for successes in 0...trials {
        for level in [0.5, 0.95, 0.999999] {
          for interval in [
            ConfidenceInterval.wilson(successes: successes, trials: trials, level: level),
            ConfidenceInterval.clopperPearson(successes: successes, trials: trials, level: level),
          ] {
            let observed = trials == 0 ? 0.5 : Double(successes) / Double(trials)
            #expect(interval.lower >= 0 && interval.upper <= 1)
            #expect(interval.lower <= observed && observed <= interval.upper)
          }
        }
      }
    }
    #expect(ConfidenceInterval.wilson(successes: 0, trials: 0).upper == 1)
    let nothing = ConfidenceInterval.newcombeDifference(
      successes: 0, trials: 0, minus: 0, 0, level: 0.95)
    #expect(nothing.lower <= -0.7 && nothing.upper >= 0.7)
  }
}
