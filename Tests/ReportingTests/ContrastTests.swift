import Foundation
import Testing

@testable import Reporting

// Catches a colour that a person with poor sight can't read, in either scheme.
@Test("Text has a contrast of at least 4.5 to its ground, in light, dark and print")
func contrast() throws {
  let schemes = try #require(colourSchemes(in: StyleSheet.all.text))
  #expect(schemes.count == 3)
  for (name, colours) in schemes {
    func colour(_ variable: String) throws -> [Double] {
      try #require(colours[variable], "\(name): --\(variable)")
    }
    let grounds = ["paper", "raised"]
    for text in ["ink", "quiet", "found", "base", "control", "excess", "s3", "s4", "s5"] {
      for ground in grounds {
        let ratio = contrast(try colour(text), try colour(ground))
        #expect(ratio >= 4.5, "\(name): \(text) on \(ground) has \(ratio)")
      }
    }
    // Numbers in cells of a heat map stand on the deepest shade of its colour.
    let opacity = Shade.opacity(1, in: 0...1)
    let deepest = zip(try colour("found"), try colour("paper")).map {
      $0 * opacity + $1 * (1 - opacity)
    }
    #expect(contrast(try colour("ink"), deepest) >= 4.5, "\(name): ink on the deepest shade")
    // Shapes that carry meaning need 3 (success criterion 1.4.11).
    #expect(contrast(try colour("found"), try colour("rest")) >= 3, "\(name): found beside rest")
    #expect(contrast(try colour("base"), try colour("rest")) >= 3, "\(name): base beside rest")
    #expect(contrast(try colour("control"), try colour("rest")) >= 3, "\(name): best beside rest")
    #expect(contrast(try colour("found"), try colour("base-soft")) >= 3, "\(name): parts of bars")
  }
}

/// The variables of each scheme: light first, then what dark and print change.
private func colourSchemes(in style: String) -> [(String, [String: [Double]])]? {
  let rules = style.matches(of: /(@media [^{]*\{)?:root\{([^}]*)\}/)
  guard rules.count == 3 else { return nil }
  var light: [String: [Double]] = [:]
  return rules.enumerated().map { index, rule in
    var colours = light
    for declaration in rule.output.2.matches(of: /--([a-z0-9-]+):(#[0-9a-f]+)/) {
      colours[String(declaration.output.1)] = components(String(declaration.output.2))
    }
    if index == 0 { light = colours }
    return (["light", "dark", "print"][index], colours)
  }
}

private func components(_ hex: String) -> [Double] {
  var digits = Array(hex.dropFirst())
  if digits.count == 3 { digits = digits.flatMap { [$0, $0] } }
  return stride(from: 0, to: 6, by: 2).map {
    Double(Int(String(digits[$0...($0 + 1)]), radix: 16) ?? 0) / 255
  }
}

/// WCAG 2.2: the ratio of relative luminances, each with 0.05 for stray light.
private func contrast(_ one: [Double], _ other: [Double]) -> Double {
  func luminance(_ colour: [Double]) -> Double {
    let linear = colour.map { $0 <= 0.04045 ? $0 / 12.92 : pow(($0 + 0.055) / 1.055, 2.4) }
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
  }
  let sorted = [luminance(one), luminance(other)].sorted()
  return (sorted[1] + 0.05) / (sorted[0] + 0.05)
}
