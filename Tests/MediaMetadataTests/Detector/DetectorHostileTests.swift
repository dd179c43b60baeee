import MediaMetadata
import Testing

@Suite("The learned detector on any input")
struct DetectorHostileTests {
  private static func check(_ probabilities: [Float]) -> Bool {
    probabilities.count == FieldKind.allCases.count
      && probabilities.allSatisfy { $0 >= 0 && $0 <= 1 }
      && abs(probabilities.reduce(0, +) - 1) < 1e-5
  }

  @Test("random bytes of any length give probabilities that sum to one")
  func randomBytes() {
    // Would catch a trap on an index, an overflow or a character, and a sum that is not a number.
    var generator = SplitMix(state: 10)
    for round in 0..<2_000 {
      let count = round % 400
      let bytes = (0..<count).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
      let half = bytes.prefix(count / 2)
      let name = String(decoding: half, as: UTF8.self)
      let value = String(decoding: bytes.suffix(count - half.count), as: UTF8.self)
      let answer = FieldDetector.standard.probabilities(name: name, value: value)
      #expect(Self.check(answer), "round \(round)")
      let latin = String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
      #expect(Self.check(FieldDetector.standard.probabilities(name: latin, value: latin)))
    }
  }

  @Test("empty, endless and odd texts are taken")
  func oddTexts() {
    let long = String(repeating: "é/", count: 100_000)
    for name in ["", "/", "//", long, "a/", "\u{0}", "ÄÖÜ/ß"] {
      let endless = String(repeating: "a", count: 1_000_000)
      for value in ["", " ", long, "\u{0}", endless, "🤦🏽‍♀️", "= = ="] {
        #expect(Self.check(FieldDetector.standard.probabilities(name: name, value: value)))
        let parted = FieldText.parted(location: name, value: value)
        #expect(parted.name.hasPrefix(name))
      }
    }
  }

  @Test("weights that are cut short, random or empty give an answer, not a trap")
  func brokenWeights() {
    var generator = SplitMix(state: 11)
    let weights = DetectorWeights.bytes
    for round in 0..<12 {
      var broken = Array(weights.prefix(Int(generator.next() % UInt64(weights.count))))
      for _ in 0..<200 where !broken.isEmpty && round % 2 == 0 {
        broken[Int(generator.next() % UInt64(broken.count))] = UInt8(generator.next() & 0xff)
      }
      let detector = FieldDetector(weights: broken)
      let answer = detector.probabilities(name: "IFD0/Artist", value: "a value")
      #expect(answer.count == FieldKind.allCases.count)
      _ = detector.flag(name: "x", value: "y")
    }
    #expect(Self.check(FieldDetector(weights: []).probabilities(name: "x", value: "y")))
  }

  @Test("only the stated number of bytes counts")
  func boundedWork() {
    let head = String(repeating: "ab 1", count: FieldFeatures.valueLimit / 4)
    let one = FieldFeatures(name: "n", value: head + "x")
    let other = FieldFeatures(name: "n", value: head + String(repeating: "y", count: 9_999))
    #expect(one == other)
    #expect(one.pieces.allSatisfy { Int($0) < FieldFeatures.pieceRows })
    #expect(one.shapes.allSatisfy { Int($0) < FieldFeatures.shapeRows })
    #expect(one.name.allSatisfy { Int($0) < FieldFeatures.nameRows })
  }

  @Test("the exponential is the library's to a millionth")
  func exponential() {
    // e^-k for k = 1, 2, 5, 10, 20: Abramowitz and Stegun, table 4.4.
    let known: [(Float, Float)] = [
      (0, 1), (-1, 0.367_879_44), (-2, 0.135_335_28), (-5, 0.006_737_947), (-10, 4.539_993e-5),
      (-20, 2.061_153_6e-9),
    ]
    for (exponent, value) in known {
      #expect(abs(DetectorMath.exponential(exponent) - value) <= 1e-6 * value)
    }
    #expect(DetectorMath.exponential(-200) == 0)
    #expect(DetectorMath.exponential(.nan) == 0)
  }
}
