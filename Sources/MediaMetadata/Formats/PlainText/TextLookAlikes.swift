/// Letters of other scripts that look like Latin ones, inside words that are Latin otherwise.
///
/// **Source**: Unicode Technical Standard 39, "confusables.txt", the letters of whole-script
/// confusables between Latin, Cyrillic and Greek.
enum TextLookAlikes {
  private static let latin: [UInt32: UInt8] = {
    let pairs =
      "аaсcеeіiјjоoрpѕsхxуyԁdһhԛqԝwӏlАAВBСCЕEНHІIЈJКKМMОOРP"
      + "ЅSТTХXУYԌGԚQԜWοoνvαaιiρpΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧX"
    var table: [UInt32: UInt8] = [:]
    let scalars = Array(pairs.unicodeScalars)
    for index in stride(from: 0, to: scalars.count - 1, by: 2) {
      table[scalars[index].value] = UInt8(truncatingIfNeeded: scalars[index + 1].value)
    }
    return table
  }()

  /// The Latin letter that a letter of another script looks like.
  static func letter(of scalar: UInt32) -> UInt8? { latin[scalar] }

  /// The letters and what they look like; edits only where the policy replaces them.
  static func edits(
    in bytes: [UInt8], replaces: Bool, _ reading: inout Reading
  ) -> [TextEdit] {
    guard bytes.contains(where: { (0xcd...0xd5).contains($0) }) else { return [] }
    var edits: [TextEdit] = []
    var word: [TextEdit] = []
    var latinCount = 0
    var hasOther = false
    var words = 0
    var index = 0
    func closeWord() {
      if !word.isEmpty, latinCount > word.count, !hasOther {
        edits += word
        words += 1
      }
      word.removeAll(keepingCapacity: true)
      latinCount = 0
      hasOther = false
    }
    while index < bytes.count {
      let (scalar, count) = TextScalars.scalar(bytes, index)
      let range = index..<(index + count)
      index += count
      if scalar < 0x80 {
        if (0x61...0x7a).contains(scalar | 0x20) { latinCount += 1 } else { closeWord() }
      } else if let letter = latin[scalar] {
        word.append(TextEdit(range: range, text: [letter]))
      } else if (0x370...0x52f).contains(scalar) {
        hasOther = true
      } else if (0xc0...0x24f).contains(scalar) {
        latinCount += 1
      } else if Unicode.Scalar(scalar)?.properties.generalCategory != .nonspacingMark {
        closeWord()
      }
    }
    closeWord()
    if words > 0 {
      reading.disclose(
        .identifier, .high, at: "text/look-alike letters",
        "letters of another script inside words, which can carry a reader's number",
        fate: replaces ? .removed : .kept, value: "\(edits.count) letters in \(words) words")
    }
    return replaces ? edits : []
  }
}
