import Testing

@testable import Numerics

@Suite("DenseProfiles")
struct DenseProfilesTests {
  private static let counts = DivergenceTests.sparse([
    [4, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0], [1, 2, 3, 0, 0, 2],
  ])

  @Test("rows sum to 1 or are all 0, under each smoothing")
  func sums() {
    for smoothing: ProfileSmoothing in [
      .none, .circular(width: 0), .circular(width: 1), .circular(width: 5), .circular(width: 99),
      .circular(width: .max), .circular(width: .min), .additive(0.5), .additive(-1),
      .additive(.nan), .additive(.infinity), .additive(1e300),
    ] {
      let profiles = DenseProfiles(Self.counts, smoothing: smoothing)
      for row in 0..<3 {
        let sum = profiles.row(row).reduce(0.0) { $0 + Double($1) }
        // Six values, each rounded to a Float once.
        #expect(abs(sum - (row == 1 ? 0 : 1)) <= 6 * 0x1p-25, "\(smoothing)")
        #expect(profiles.row(row).allSatisfy { $0 >= 0 })
      }
    }
  }

  @Test("circular smoothing spreads a count in a triangle, around the end")
  func circular() {
    let profiles = DenseProfiles(Self.counts, smoothing: .circular(width: 2))
    #expect(Array(profiles.row(0)) == [3, 2, 1, 0, 1, 2].map { Float($0 / 9.0) })
    #expect(
      DenseProfiles(Self.counts, smoothing: .circular(width: -3)) == DenseProfiles(Self.counts))
  }

  @Test("additive smoothing mixes with the uniform profile")
  func additive() {
    let profiles = DenseProfiles(Self.counts, smoothing: .additive(1))
    #expect(abs(profiles.values[0] - Float(0.5 + 0.5 / 6)) < 1e-7)
    #expect(abs(profiles.values[3] - Float(0.5 / 6)) < 1e-7)
    #expect(DenseProfiles(Self.counts, smoothing: .additive(.infinity)).values[2] == Float(1.0 / 6))
  }
}
