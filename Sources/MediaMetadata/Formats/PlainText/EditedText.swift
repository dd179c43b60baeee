/// A change of a text: what stands for a range, nil where it goes.
struct TextEdit {
  let range: Range<Int>
  let text: [UInt8]?
}

/// A text after some edits, and where its bytes stood before them.
///
/// What is found in it may hang together only because something between went: a word, the blanks at
/// the end of a line.
struct EditedText {
  /// The text.
  private(set) var bytes: [UInt8]
  /// Where runs of unchanged bytes and replacements begin, here and before the edits.
  private var starts: [(here: Int, before: Int)] = [(0, 0)]

  /// The text after `edits`, which are in order and don't overlap.
  init(_ old: [UInt8], _ edits: [TextEdit]) {
    guard !edits.isEmpty else {
      bytes = old
      return
    }
    bytes = []
    bytes.reserveCapacity(old.count)
    var position = 0
    for edit in edits {
      bytes += old[position..<edit.range.lowerBound]
      starts.append((bytes.count, edit.range.lowerBound))
      bytes += edit.text ?? []
      position = edit.range.upperBound
      starts.append((bytes.count, position))
    }
    bytes += old[position...]
  }

  /// Where a range stood before the edits, with what went at its end.
  func before(_ range: Range<Int>) -> Range<Int> {
    before(range.lowerBound)..<before(range.upperBound)
  }

  private func before(_ index: Int) -> Int {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle].here <= index { low = middle } else { high = middle }
    }
    return starts[low].before + index - starts[low].here
  }
}

/// A text as it looks: what edits may change looks the same before and after them.
///
/// It is made from the characters alone, without the rules that decide which of them go; so a text
/// of which more went than may go looks different.
enum TextLook {
  /// Without invisible characters and blanks at the ends of lines; a plain blank for each other
  /// one, a Latin letter for each that looks like it.
  static func of(_ text: [UInt8]) -> [UInt8] {
    var look: [UInt8] = []
    look.reserveCapacity(text.count)
    // How much of it stays whatever follows: blanks wait for more on their line.
    var solid = 0
    var index = 0
    while index < text.count {
      let (scalar, count) = TextScalars.scalar(text, index)
      defer { index += count }
      if scalar == 0x20 || scalar == 0x09 || TextMarks.isBlank(scalar) {
        look.append(scalar < 0x20 ? UInt8(scalar) : 0x20)
        continue
      }
      if scalar == 0x0a || scalar == 0x0d {
        look.removeSubrange(solid...)
        look.append(UInt8(scalar))
      } else if TextMarks.isInvisible(scalar) {
        continue
      } else if let letter = TextLookAlikes.letter(of: scalar) {
        look.append(letter)
      } else {
        look += text[index..<index + count]
      }
      solid = look.count
    }
    return Array(look[..<solid])
  }
}
