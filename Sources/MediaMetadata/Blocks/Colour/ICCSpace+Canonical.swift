extension ICCSpace {
  /// The curve of sRGB, as version 4 writes it (IEC 61966-2-1; ICC.1:2022, 10.18, function 3).
  private static let standardCurve = ICCCurve.formula(
    3, [0x26666, 0xf2a7, 0xd59, 0x13d0, 0xa5b])
  /// The power of Adobe RGB (1998) 4.3.4.2: 2 and 51/256.
  private static let photographic = ICCCurve.gamma(0x233)

  /// The spaces of red, green and blue.
  ///
  /// **Source**: the colorants that the spaces' own publishers ship: HP's and Apple's sRGB, Apple's
  /// Display P3, Adobe's Adobe RGB (1998); all adapted to D50 after Bradford.
  static let all: [ICCSpace] = [
    colour(
      "sRGB",
      [[0x6fa2, 0x38f5, 0x390], [0x6299, 0xb785, 0x18da], [0x24a0, 0xf84, 0xb6cf]],
      standardCurve),
    colour(
      "Display P3",
      [[0x83df, 0x3dbf, -0x45], [0x4abf, 0xb137, 0xab9], [0x2838, 0x110b, 0xc8b9]],
      standardCurve),
    colour(
      "Adobe RGB compatible",
      [[0x9c18, 0x4fa5, 0x4fc], [0x348d, 0xa02c, 0xf95], [0x2631, 0x102f, 0xbe9c]],
      photographic),
  ]

  /// The spaces of grey.
  static let greys: [ICCSpace] = [
    grey("Gray gamma 2.2", photographic), grey("Gray sRGB", standardCurve),
    grey("Gray linear", .identity),
  ]

  private static func colour(
    _ name: String, _ colorants: [[Int32]], _ curve: ICCCurve
  ) -> ICCSpace {
    let isFourth = needsFourth(curve)
    var writer = ICCWriter(isFourth: isFourth, name: name, rights: "CC0")
    writer.add(
      ICCProfile.code("wtpt"), ICCWriter.triple(isFourth ? ICCWriter.whitePoint : daylight))
    if isFourth { writer.add(ICCProfile.code("chad"), adaptationTag) }
    for (signature, values) in zip(["rXYZ", "gXYZ", "bXYZ"], colorants) {
      writer.add(ICCProfile.code(signature), ICCWriter.triple(values))
    }
    for signature in ["rTRC", "gTRC", "bTRC"] {
      writer.add(ICCProfile.code(signature), curve.bytes)
    }
    return ICCSpace(
      name, colorants, curve, profile: writer.finish(header: header("RGB ", isFourth)))
  }

  private static func grey(_ name: String, _ curve: ICCCurve) -> ICCSpace {
    let isFourth = needsFourth(curve)
    var writer = ICCWriter(isFourth: isFourth, name: name, rights: "CC0")
    writer.add(ICCProfile.code("wtpt"), ICCWriter.triple(ICCWriter.whitePoint))
    writer.add(ICCProfile.code("kTRC"), curve.bytes)
    return ICCSpace(name, [], curve, profile: writer.finish(header: header("GRAY", isFourth)))
  }

  /// Formulas came with version 4; what version 2 can say is said in it, for the oldest readers.
  private static func needsFourth(_ curve: ICCCurve) -> Bool {
    if case .formula = curve { return true }
    return false
  }

  private static func header(_ space: String, _ isFourth: Bool) -> [UInt8] {
    ICCWriter.header(
      version: isFourth ? [4, 0x20] : [2, 0x10], kind: ICCProfile.code("mntr"),
      space: ICCProfile.code(space), connection: ICCProfile.code("XYZ "))
  }

  private static let adaptationTag: [UInt8] = {
    var content: [UInt8] = []
    content.append(bigEndian: UInt64(FourCharacters.code("sf32")), 4)
    content.append(bigEndian: 0, 4)
    for value in adaptation { content.append(fixed: value) }
    return content
  }()
}
