/// What a file's name gives away beside its content.
public enum FileNameDisclosure {
  /// One pattern of names.
  private struct Pattern {
    let category: Disclosure.Category
    let severity: Disclosure.Severity
    let meaning: String
    let holds: @Sendable (_ name: [UInt8]) -> Bool
  }

  /// What the last component of a path tells; the policy of names decides its fate.
  public static func read(_ name: String, fate: Disclosure.Fate) -> [Disclosure] {
    let bytes = Array(name.utf8)
    return patterns.filter { $0.holds(bytes) }.map {
      Disclosure(
        location: "file name", category: $0.category, severity: $0.severity, meaning: $0.meaning,
        value: PrintableText.cleaned(name), fate: fate)
    }
  }

  private static let patterns: [Pattern] = [
    Pattern(
      category: .time, severity: .medium, meaning: "when it was taken, in its name",
      holds: { digitRuns($0).contains { isDate($0) } || dashedDate($0) }),
    Pattern(
      category: .person, severity: .high, meaning: "an e-mail address in its name",
      holds: { name in
        guard let at = name.firstIndex(of: UInt8(ascii: "@")) else { return false }
        return at > 0 && name[(at + 1)...].contains(UInt8(ascii: "."))
      }),
    Pattern(
      category: .software, severity: .medium, meaning: "the program it went through, in its name",
      holds: { name in
        let lower = name.map { lowercased($0) }
        return programs.contains { contains(lower, $0) }
      }),
    Pattern(
      category: .identifier, severity: .high, meaning: "a unique id in its name",
      holds: { name in digitRuns(name).contains { $0.count >= 9 && !isDate($0) } || hexRun(name) }),
    Pattern(
      category: .device, severity: .low, meaning: "the camera's way of counting, in its name",
      holds: { name in
        let lower = name.map { lowercased($0) }
        return counters.contains { lower.starts(with: $0) }
          && digitRuns(name).contains { $0.count >= 3 && $0.count <= 5 }
      }),
  ]

  private static let programs = [
    "-wa", "whatsapp", "screenshot", "signal-", "telegram", "snapchat",
  ]
  .map { Array($0.utf8) }
  private static let counters = [
    "img_", "dsc", "dscf", "dscn", "p10", "gopr", "dji_", "mvi_", "vid_",
  ]
  .map { Array($0.utf8) }

  private static func lowercased(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte + 32 : byte
  }

  private static func contains(_ name: [UInt8], _ part: [UInt8]) -> Bool {
    guard name.count >= part.count else { return false }
    return (0...(name.count - part.count)).contains { name[$0...].starts(with: part) }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  private static func digitRuns(_ name: [UInt8]) -> [ArraySlice<UInt8>] {
    name.split { !isDigit($0) }
  }

  /// "20190304", alone or before a time of day.
  private static func isDate(_ run: ArraySlice<UInt8>) -> Bool {
    guard run.count == 8 || run.count == 14 || run.count == 17 else { return false }
    let digits = run.prefix(8).map { Int($0) - 0x30 }
    let year = digits[0] * 1000 + digits[1] * 100 + digits[2] * 10 + digits[3]
    let month = digits[4] * 10 + digits[5]
    let day = digits[6] * 10 + digits[7]
    return (1970...2100).contains(year) && (1...12).contains(month) && (1...31).contains(day)
  }

  /// "2019-03-04", with any one sign between.
  private static func dashedDate(_ name: [UInt8]) -> Bool {
    guard name.count >= 10 else { return false }
    return (0...(name.count - 10)).contains { start in
      let part = Array(name[start..<(start + 10)])
      guard !isDigit(part[4]), !isDigit(part[7]) else { return false }
      let digits = part[0..<4] + part[5..<7] + part[8..<10]
      return digits.allSatisfy(isDigit) && isDate(ArraySlice(Array(digits)))
    }
  }

  /// Twelve or more hexadecimal digits in a row with both letters and digits, blanks for dashes.
  private static func hexRun(_ name: [UInt8]) -> Bool {
    let runs = name.filter { $0 != UInt8(ascii: "-") }.split { byte in
      let lower = lowercased(byte)
      return !(isDigit(byte) || (0x61...0x66).contains(lower))
    }
    return runs.contains { run in
      run.count >= 12 && run.contains(where: isDigit) && run.contains { !isDigit($0) }
    }
  }
}
