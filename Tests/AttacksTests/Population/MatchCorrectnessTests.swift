import Testing

@testable import Attacks

@Suite struct MatchCorrectnessTests {
  @Test("Correctness meets the check values at ten to a hundred million people")
  func checkValues() throws {
    // Catches lost digits in differences of log-gamma; values of facts/attacks.md a3, as printed.
    let table: [(Double, Double, [Double])] = [
      (1e4, 0, [0.99955, 0.953147, 0.046152, 0.000921]),
      (1e4, 0.5, [0.999775, 0.976201, 0.181000, 0.019801]),
      (1e6, 0.9, [0.999831, 0.999951, 0.962296, 0.696259]),
    ]
    for (strength, discount, values) in table {
      let law = try MatchCorrectness(strength: strength, discount: discount)
      for (people, value) in zip([10, 1_000, 1_000_000, 100_000_000], values) {
        // The values were computed from differences of log-gamma in doubles, whose error of about
        // 1e-16 lgamma(a) is multiplied by a / (n d): 3e-4 for a = 1e6, n = 10. Ours are held
        // to the urn's recurrence below.
        let theirError = discount > 0 ? 4e-16 * 13 * strength * strength / Double(people) : 0
        let ours = try law.correctness(people: people)
        #expect(
          abs(ours - value) <= 0.6e-6 + theirError, "\(strength) \(discount) \(people): \(ours)")
      }
    }
  }

  @Test("Expected classes follow the urn's recurrence")
  func recurrence() throws {
    // Catches a wrong parametrisation: a new class comes with (a + d K) / (a + n).
    for (strength, discount) in [(3.0, 0.0), (0.0, 0.4), (-0.2, 0.5), (50, 0.25), (1e6, 0.9)] {
      let law = try MatchCorrectness(strength: strength, discount: discount)
      var classes = 1.0
      for people in 1...300 {
        let expected = classes / Double(people)
        #expect(close(try law.correctness(people: people), expected, relative: 1e-11))
        classes += (strength + discount * classes) / (strength + Double(people))
      }
    }
  }

  @Test("Parameters outside the law are refused")
  func parameters() {
    // Catches NaN in, NaN out.
    for (strength, discount) in [(1.0, 1.0), (1, -0.1), (-0.5, 0.5), (.nan, 0.2), (1, .nan)] {
      #expect(throws: PopulationError.self) {
        try MatchCorrectness(strength: strength, discount: discount)
      }
    }
    #expect(throws: PopulationError.self) {
      try MatchCorrectness(strength: 1, discount: 0).correctness(people: 0)
    }
  }
}
