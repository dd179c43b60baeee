public import Findings

/// Documents about files as text for a terminal.
public enum FileText {
  /// What files give away: the collection's view first, then each file.
  public static func render(_ report: FileReport, summaryOnly: Bool = false) -> String {
    var text = ""
    if report.files.count > 1 { text += collection(report) + "\n" }
    if !summaryOnly { text += report.files.map(section).joined(separator: "\n") }
    return text
  }

  /// What scrubbing did to each file.
  public static func render(_ report: ScrubReport) -> String {
    var lines: [String] = []
    for file in report.files {
      switch file.result {
      case .scrubbed:
        lines.append("scrubbed   \(Plain.text(file.output ?? file.path))  \(removed(file))")
      case .clean:
        lines.append("clean      \(Plain.text(file.output ?? file.path))")
      case .refused:
        lines.append("refused    \(Plain.text(file.path))  \(file.reason ?? "")")
        if let remedy = file.remedy { lines.append("           to mend it: \(remedy)") }
      case .leftOut:
        lines.append("left out   \(Plain.text(file.path))  \(file.reason ?? "")")
      }
      for kept in file.kept { lines.append("           stays: \(Plain.text(kept))") }
    }
    let counts = [
      (report.count(.scrubbed), "scrubbed"), (report.count(.clean), "clean already"),
      (report.count(.refused), "refused"), (report.count(.leftOut), "left out"),
    ]
    let summary = counts.filter { $0.0 > 0 }.map { "\(Phrase.count($0.0)) \($0.1)" }
    return lines.joined(separator: "\n") + "\n\n" + Phrase.list(summary) + ".\n"
  }

  /// Whether files are what the scrub left: those that are not, then the counts.
  public static func render(_ verification: ScrubVerification) -> String {
    let unclean = verification.files.filter { $0.verdict != .clean }
    var text = unclean.map { line($0) + "\n" }.joined()
    let counts = ScrubVerification.Verdict.allCases.compactMap { verdict -> String? in
      let count = verification.files.count { $0.verdict == verdict }
      return count > 0 ? "\(Phrase.count(count)) \(words(verdict))" : nil
    }
    if !unclean.isEmpty { text += "\n" }
    return text + Phrase.list(counts) + ".\n"
  }

  /// One file's verdict in a line.
  public static func line(_ file: ScrubVerification.File) -> String {
    var line = "\(padded(words(file.verdict), 18)) \(Plain.text(file.path))"
    if let twin = file.twinOf { line += "  (the same picture as \(Plain.text(twin)))" }
    if !file.disclosed.isEmpty { line += "  gives away: \(categories(file.disclosed))" }
    if let reason = file.reason { line += "  \(reason)" }
    return line
  }

  private static func collection(_ report: FileReport) -> String {
    var lines = [
      "\(Phrase.count(report.files.count, "file", "files")). What they give away, the most telling "
        + "first:", "",
      "\(padded("severity", 10))\(padded("files", 7))\(padded("values", 8))\(padded("alike", 7))"
        + "\(padded("bits", 7))what, and where",
    ]
    for item in report.collection {
      lines.append(
        "\(padded(item.severity.rawValue, 10))\(padded("\(item.files)", 7))"
          + "\(padded("\(item.values)", 8))\(padded("\(item.largestGroup)", 7))"
          + "\(padded(Phrase.decimals(item.bits, 1), 7))\(item.meaning) "
          + "(\(Plain.text(item.location)))"
      )
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func section(_ file: FileInspection) -> String {
    var lines = ["\(Plain.text(file.path))  \(file.format ?? "unknown format")"]
    for item in file.items.sorted(by: { $0.severity > $1.severity }) {
      var line = "  \(padded(item.severity.rawValue, 7))\(padded(item.category, 11))\(item.meaning)"
      if let value = item.value { line += ": \(Plain.text(value))" }
      if let flag = item.flag { line += "; \(Plain.text(flag))" }
      line += "  [\(Plain.text(item.location))\(item.fate == "removed" ? "" : ", \(item.fate)")]"
      lines.append(line)
    }
    if file.unlisted > 0 { lines.append("  and \(Phrase.count(file.unlisted)) items more") }
    if let refusal = file.refusal {
      lines.append("  not read to its end: \(refusal); \(file.remedy ?? "")")
    } else if file.items.isEmpty {
      lines.append("  gives nothing away")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func removed(_ file: ScrubReport.File) -> String {
    let what = file.removed.isEmpty ? "" : "without \(categories(file.removed)), "
    return "\(what)\(Phrase.count(file.inputCount)) -> \(Phrase.count(file.outputCount)) bytes"
  }

  private static func categories(_ counts: [String: Int]) -> String {
    counts.sorted { $0.key < $1.key }.map { "\($0.key) (\($0.value))" }.joined(separator: ", ")
  }

  private static func words(_ verdict: ScrubVerification.Verdict) -> String {
    switch verdict {
    case .clean: "clean"
    case .metadataRestored: "metadata restored"
    case .contentReplaced: "content replaced"
    case .unscrubbedTwin: "unscrubbed twin"
    case .unscrubbed: "unscrubbed"
    case .missing: "missing"
    case .unreadable: "unreadable"
    }
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - text.count))
  }
}

/// Names and values from strangers' files, unable to steer a terminal.
private enum Plain {
  static func text(_ text: String) -> String { SafeText.neutralised(text, limit: 2_100) }
}
