/// Takes plain text apart: UTF-8 or UTF-16 without control characters (Markdown, CSV, JSON, logs
/// and programs are plain text too).
///
/// Kept: all that is seen, and the invisible characters that a script or an emoji needs. Invisible
/// marks that can carry a reader's number go. Look-alike letters and odd blanks are reported; a
/// strict policy replaces them.
public enum PlainTextReader: MediaFormatReader {
  /// The format it reads.
  public static let format = MediaFormat.text

  /// Starts of formats that are text to look at, but say things about their makers.
  private static let others = [
    "%!PS", "%PDF", "{\\rtf", "From ", "<?xpacket", "<!--", "<?xml", "<!DOCTYPE", "<!doctype",
    "<html", "<svg",
  ].map {
    Array($0.utf8)
  }

  /// Whether the first bytes look like it; a head alone is not enough.
  public static func recognises(_ head: [UInt8]) -> Bool { false }

  /// Whether all bytes are text.
  public static func recognises(
    _ head: [UInt8], in source: MediaSource
  ) throws(MediaError) -> Bool {
    guard !head.isEmpty, !others.contains(where: { head.starts(with: $0) }),
      TextForm.wideMark(head) != nil || !head.contains(where: isControl),
      source.count <= 1 << 28
    else { return false }
    let bytes = try source.bytes(0..<source.count)
    guard let (text, _) = try? TextForm.read(bytes, format) else { return false }
    return isText(text)
  }

  /// Takes the file apart; see `MediaFormatReader`.
  public static func read(
    _ source: MediaSource, _ reading: inout Reading
  ) throws(MediaError) -> Anatomy {
    let bytes = try source.whole(limit: reading.limits.imageBytes)
    var plan = try TextPlan(bytes, format)
    guard isText(plan.bytes) else {
      throw .malformed(format, offset: 0, reason: "it is no valid UTF-8, or holds control codes")
    }
    let isStrict = reading.policy.dropsHiddenContent
    let marks = TextMarks.edits(in: plan.bytes, &reading)
    // Without the marks blanks may stand at a line's end, and letters in one word.
    let text = EditedText(plan.bytes, marks)
    let later =
      TextLineEnds.edits(in: text.bytes, &reading)
      + TextLookAlikes.edits(in: text.bytes, replaces: isStrict, &reading)
    var edits = marks + later.map { TextEdit(range: text.before($0.range), text: $0.text) }
    // The longer of two stands for both: blanks at a line's end go whatever they are replaced by.
    edits.sort {
      ($0.range.lowerBound, -$0.range.upperBound) < ($1.range.lowerBound, -$1.range.upperBound)
    }
    for edit in edits where edit.range.lowerBound >= plan.position {
      plan.keep(to: edit.range.lowerBound)
      if let text = edit.text {
        plan.put(text, to: edit.range.upperBound, "look-alike")
      } else {
        plan.drop(to: edit.range.upperBound, "mark")
      }
    }
    guard plan.hasOutput else {
      // A file within another goes; one by itself would be none.
      guard reading.depth > 0 else {
        throw .malformed(format, offset: 0, reason: "nothing in it is seen")
      }
      return Anatomy(
        pieces: [Piece(input: 0..<bytes.count, owner: "mark", output: .nothing)], payload: [])
    }
    var anatomy = try plan.anatomy()
    guard isStrict else { return anatomy }
    // What replaces a letter is text like any other: what is compared is how the text looks.
    anatomy.payload = [.header(PayloadSum.of(TextLook.of(plan.bytes)[...]))]
    return anatomy
  }

  private static func isControl(_ byte: UInt8) -> Bool {
    byte == 0x7f || (byte < 0x20 && byte != 9 && byte != 10 && byte != 12 && byte != 13)
  }

  private static func isText(_ bytes: [UInt8]) -> Bool {
    !bytes.isEmpty && !bytes.contains(where: isControl)
      && String(validating: bytes, as: UTF8.self) != nil
  }
}

/// Steps through valid UTF-8.
enum TextScalars {
  /// The character at `index`, and how many bytes it takes.
  static func scalar(_ bytes: [UInt8], _ index: Int) -> (scalar: UInt32, count: Int) {
    let first = bytes[index]
    let count = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4
    guard count > 1, index + count <= bytes.count else { return (UInt32(first), 1) }
    var value = UInt32(first) & (0x7f >> UInt32(count))
    for byte in bytes[(index + 1)..<(index + count)] { value = value << 6 | UInt32(byte & 0x3f) }
    return (value, count)
  }
}
