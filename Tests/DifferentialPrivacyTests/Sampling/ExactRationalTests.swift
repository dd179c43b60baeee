import BigInt
import Testing

@testable import DifferentialPrivacy

@Suite("Exact rationals")
struct ExactRationalTests {
  @Test(
    "hold every Double exactly, and give it back",
    arguments: [
      0.1, -0.1, 1, 0, 3.5, 1e-6, .leastNonzeroMagnitude, 1.7976931348623157e308,
      -2.2250738585072014e-308, 1e22,
    ])
  func doubles(value: Double) throws {
    let exact = try ExactRational(value)
    #expect(exact.doubleRoundedDown == value)
    #expect(exact.doubleRoundedUp == value)
  }

  @Test("round to Double on the side that the name says")
  func rounding() throws {
    var source = SeededTestSource(12)
    for _ in 0..<500 {
      let top = BigInt(source.next()) << Int(source.next() % 90)
      let bottom = BigInt(source.next() | 1) << Int(source.next() % 90)
      let sign: BigInt = source.next() & 1 == 0 ? 1 : -1
      let exact = try ExactRational(sign * top, over: bottom)
      let (down, up) = (exact.doubleRoundedDown, exact.doubleRoundedUp)
      #expect(try ExactRational(down) <= exact && exact <= ExactRational(up))
      #expect(up == down || up == down.nextUp)
    }
    let tiny = try ExactRational(1, over: BigInt(1) << 2000)
    #expect(tiny.doubleRoundedDown == 0 && tiny.doubleRoundedUp == .leastNonzeroMagnitude)
    let huge = ExactRational(reducing: BigInt(1) << 2000, 1)
    #expect(huge.doubleRoundedDown == .greatestFiniteMagnitude && huge.doubleRoundedUp == .infinity)
  }

  @Test("read decimals and fractions exactly, and nothing else")
  func texts() throws {
    #expect(try ExactRational(decimal: "0.1") == ExactRational(1, over: 10))
    #expect(try ExactRational(decimal: "-2.50") == ExactRational(-5, over: 2))
    #expect(try ExactRational(decimal: "1171/500") == ExactRational(1171, over: 500))
    #expect(try ExactRational(decimal: "1e-6") == ExactRational(1, over: 1_000_000))
    #expect(ExactRational(decimal: "1.5e3") == ExactRational(1500))
    for text in [
      "", ".", "-", "1/0", "1e99999", "abc", "1..2", "--1", "0x10", "1/", "nan", "1e", "٣",
    ] {
      #expect(ExactRational(decimal: text) == nil, "\(text)")
    }
  }

  @Test("compute and compare exactly, and refuse zero denominators")
  func arithmetic() throws {
    let third = try ExactRational(1, over: 3)
    let half = try ExactRational(1, over: -2)
    #expect((third + half).description == "-1/6")
    #expect((third - half).description == "5/6")
    #expect((third * half).description == "-1/6")
    #expect(try third.divided(by: half).description == "-2/3")
    #expect(half < third && half.floor == -1 && third.floor == 0)
    #expect(throws: PrivacyError.self) { _ = try ExactRational(1, over: 0) }
    #expect(throws: PrivacyError.self) { _ = try third.divided(by: ExactRational(0)) }
    #expect(throws: PrivacyError.self) { _ = try ExactRational(Double.nan) }
  }
}
