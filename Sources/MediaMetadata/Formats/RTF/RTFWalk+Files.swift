/// Pictures and other files in a document, by their digits or their bytes.
extension RTFWalk {
  /// Groups whose digits are a file: pictures, and the package of an office theme.
  static let files: Set<String> = ["pict", "themedata"]

  private static let unreadDigits = "digits of a file that can't be read"

  private static func place(of frame: Frame) -> String {
    frame.name == "pict" ? "picture" : "theme"
  }

  /// Whether a file that can't be looked into goes.
  private func goesUnread(_ frame: Frame, _ reading: Reading) -> Bool {
    reading.policy.dropsHiddenContent && !frame.isMetafile
  }

  /// Remembers the digits of a file; those behind something else go where such files go.
  mutating func take(digits: Range<Int>, _ reading: inout Reading) {
    let last = stack.count - 1
    guard stack[last].isBroken else { return stack[last].digits.append(digits) }
    guard goesUnread(stack[last], reading) else { return }
    reading.discloseUnknown(
      plan.bytes[digits], at: Self.place(of: stack[last]), Self.unreadDigits)
    drop([digits])
  }

  /// Digits behind which something stays are no whole file, and go where such files go.
  mutating func endDigits(of index: Int, _ reading: inout Reading) {
    let frame = stack[index]
    guard frame.hasDigits else { return }
    let goes = goesUnread(frame, reading)
    // Where they go, the next digits are the first.
    stack[index].isBroken = !goes
    stack[index].gone = []
    var ranges = frame.gone
    if goes {
      stack[index].digits = []
      ranges = (ranges + frame.digits).sorted { $0.lowerBound < $1.lowerBound }
      for digits in frame.digits {
        reading.discloseUnknown(plan.bytes[digits], at: Self.place(of: frame), Self.unreadDigits)
      }
    }
    drop(ranges)
  }

  /// Cleans the file whose digits end before a group's end; one that can't be read stays or goes,
  /// and says so.
  mutating func takeFile(
    _ frame: Frame, _ end: Int, _ reading: inout Reading
  ) throws(MediaError) {
    guard let first = frame.digits.first else { return }
    let place = Self.place(of: frame)
    let goes = goesUnread(frame, reading)
    let fate = goes ? Disclosure.Fate.removed : .kept
    if frame.isBroken {
      return reading.discloseUnknown(
        plan.bytes[first.lowerBound..<end], at: place, Self.unreadDigits, fate: fate)
    }
    let text = frame.digits.flatMap { plan.bytes[$0] }
    var inner: NestedFile?
    if let bytes = RTFDigits.decoded(text[...]) {
      inner = try NestedFile.read(bytes, at: place, dropping: goes, &reading)
      if inner == nil { NestedFile.discloseUnknown(bytes[...], at: place, &reading, fate: fate) }
    } else {
      reading.discloseUnknown(text[...], at: place, Self.unreadDigits, fate: fate)
    }
    guard inner != nil || goes else { return drop(frame.gone) }
    plan.keep(to: first.lowerBound)
    guard let inner, !inner.isGone else { return plan.drop(to: end, "picture") }
    plan.put(
      inner.rebuilt.map(RTFDigits.encoded) ?? text, to: end, payload: inner.payload, "picture")
  }

  /// Cleans a file that stands in the document byte for byte.
  mutating func take(
    binary data: Range<Int>, _ token: RTFToken, _ reading: inout Reading
  ) throws(MediaError) {
    guard isOpen, let last = stack.indices.last else { return }
    let bytes = Array(plan.bytes[data])
    let goes = goesUnread(stack[last], reading)
    let inner = try NestedFile.read(bytes, at: "picture", dropping: goes, &reading)
    if inner == nil {
      NestedFile.discloseUnknown(
        bytes[...], at: "picture", &reading, fate: goes ? .removed : .kept)
      if !goes {
        endStart(&reading)
        return isOpenEnded = false
      }
    }
    guard let inner, !inner.isGone else {
      if stack[last].isUnsettled { return letGo(token.range) }
      plan.keep(to: token.range.lowerBound)
      return drop(to: data.upperBound)
    }
    endStart(&reading)
    plan.keep(to: token.range.lowerBound)
    isOpenEnded = false
    let clean = inner.rebuilt ?? bytes
    plan.put(Array("\\bin\(clean.count) ".utf8), to: data.lowerBound, "picture")
    plan.put(clean, to: data.upperBound, payload: inner.payload, "picture")
  }
}
