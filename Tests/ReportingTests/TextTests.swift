import Findings
import Foundation
import Testing

@testable import Reporting

// Catches rounding that turns a small risk into none or a large one into certainty.
@Test("Shares are written with the digits that matter, and never rounded to none or all")
func percent() {
  let cases: [(Double, String)] = [
    (0, "0 %"), (1e-300, "< 0.01 %"), (0.00009, "< 0.01 %"), (0.0001, "0.01 %"), (0.001, "0.1 %"),
    (0.00123, "0.12 %"), (0.01, "1 %"), (0.0432, "4.3 %"), (0.6287, "62.9 %"), (0.63, "63 %"),
    (0.9994, "99.94 %"), (0.99989, "99.99 %"), (0.99999, "> 99.99 %"), (1, "100 %"),
    (-0.016, "−1.6 %"), (-1e-9, "0 %"), (1.5, "150 %"), (.nan, "–"), (.infinity, "–"),
  ]
  for (share, text) in cases {
    #expect(NumberFormat.percent(share).replacing("\u{A0}", with: " ") == text, "\(share)")
  }
  #expect(NumberFormat.ofHundred(0.6287) == "63 of 100")
  #expect(NumberFormat.ofHundred(0.001) == "0.1 of 100")
  #expect(NumberFormat.ofHundred(0.00003) == "< 0.01 of 100")
  #expect(NumberFormat.ofHundred(0.9999999) == "> 99.99 of 100")
  #expect(NumberFormat.oneIn(0.001) == "1 in 1,000")
  #expect(NumberFormat.oneIn(0.5) == nil)
  #expect(NumberFormat.oneIn(.leastNonzeroMagnitude) == nil)
}

// Catches thousands set apart at the wrong place, lost digits, and traps on extreme numbers.
@Test("Counts and numbers are written with thousands apart and four digits")
func numbers() {
  #expect(NumberFormat.count(0) == "0")
  #expect(NumberFormat.count(999) == "999")
  #expect(NumberFormat.count(48_842) == "48,842")
  #expect(NumberFormat.count(Int.max) == "9,223,372,036,854,775,807")
  #expect(NumberFormat.count(Int.min) == "−9,223,372,036,854,775,808")
  let cases: [(Double, String)] = [
    (0, "0"), (3.42, "3.42"), (12.3456, "12.35"), (1_234.5, "1,234"), (123_456, "123,456"),
    (0.00012345, "0.0001234"), (1.23461e-7, "1.235 × 10⁻⁷"), (1e300, "1 × 10³⁰⁰"), (-2.5, "−2.5"),
    (1e9, "1,000,000,000"), (.nan, "–"), (-.infinity, "–"),
  ]
  for (value, text) in cases { #expect(NumberFormat.number(value) == text, "\(value)") }
  for exponent in -320...308 {
    for factor in [1, 9.99999, -4.5] {
      let value = factor * pow(10, Double(exponent))
      _ = [NumberFormat.number(value), NumberFormat.percent(value), NumberFormat.ofHundred(value)]
      _ = NumberFormat.oneIn(value)
    }
  }
}

// Catches characters that act: overrides, escapes, stacks of accents, endless names.
@Test("Names are made harmless before anything is done with them")
func safeText() {
  #expect(SafeText.name("plain_name") == "plain_name")
  #expect(SafeText.name("a\u{202E}b") == "a⟨U+202E⟩b")
  #expect(SafeText.name("a\u{1B}[31mb") == "a⟨U+001B⟩[31mb")
  #expect(SafeText.name("a\nb\tc") == "a b c")
  #expect(SafeText.name("z" + String(repeating: "\u{301}", count: 50)).unicodeScalars.count == 4)
  let long = SafeText.name(String(repeating: "x", count: 10_000))
  #expect(long == String(repeating: "x", count: 96) + "… (10,000 characters)")
  #expect(SafeText.name("שלום 字 é 👩‍👧") == "שלום 字 é 👩‍👧")
}

// Catches text that is escaped twice, or not at all.
@Test("Text in markup is escaped once, and markup in markup is not")
func markup() {
  let name = "<b a=\"1\" c='2'>&amp;"
  let inner: Markup = "<i>\(name)</i>"
  #expect(inner.text == "<i>&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;amp;</i>")
  #expect(("<p>\(inner)\(7)</p>" as Markup).text == "<p>\(inner.text)7</p>")
  #expect(Markup.joined(["a", "", "b"], separator: "<").text == "a&lt;b")
}

// Catches coordinates that no reader of SVG takes: exponents, NaN, infinity.
@Test("Coordinates are short decimals")
func coordinates() {
  let cases: [(Double, String)] = [
    (0, "0"), (1.5, "1.5"), (-0.001, "0"), (2.004, "2"), (-12.34, "-12.34"), (1e-9, "0"),
    (.nan, "0"), (.infinity, "0"), (1e300, "1000000"), (0.05, "0.05"), (-0.5, "-0.5"),
  ]
  for (value, text) in cases { #expect(Coordinate.text(value) == text, "\(value)") }
}

// Catches tables that lose their columns when names are wide, and lines that run over.
@Test("Width in a terminal counts wide letters twice and accents not at all")
func displayWidth() {
  #expect(DisplayWidth.of("abc") == 3)
  #expect(DisplayWidth.of("字字") == 4)
  #expect(DisplayWidth.of("e\u{301}") == 1)
  #expect(DisplayWidth.cut("abcdef", to: 4) == "abc…")
  #expect(DisplayWidth.cut("字字字", to: 4) == "字…")
  for width in 1...40 {
    let lines = DisplayWidth.wrapped(
      "one three 字字字字字字 " + String(repeating: "w", count: 90), to: max(2, width))
    #expect(lines.allSatisfy { DisplayWidth.of($0) <= max(2, width) })
  }
}
