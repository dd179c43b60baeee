public import Findings

/// What staged files give away, a line for each kind, as compilers write their messages.
public enum StagedText {
  /// The lines, and a last one that says what was looked at.
  ///
  /// - Parameter itemLimit: lines beyond it are left out, which the text says.
  public static func render(_ report: StagedReport, itemLimit: Int = 200) -> String {
    var lines = report.items.prefix(itemLimit).map { item in
      let count = item.count > 1 ? " (\(NumberFormat.count(item.count)) of them)" : ""
      return "\(SafeText.neutralised(item.file, limit: 4_096)):\(item.line):\(item.column):"
        + " \(item.meaning) in \(SafeText.name(item.location))\(count)"
    }
    if report.items.count > itemLimit {
      lines.append("\(NumberFormat.count(report.items.count - itemLimit)) more")
    }
    lines.append(summary(report))
    return lines.joined(separator: "\n") + "\n"
  }

  private static func summary(_ report: StagedReport) -> String {
    let files = Set(report.items.map(\.file)).count
    let looked = Phrase.count(report.checked, "file was", "files were")
    var text =
      files == 0
      ? "\(looked) looked into; no personal data found"
      : "\(looked) looked into; \(Phrase.count(files, "gives", "give")) personal data away"
    if report.readInPart > 0 {
      text += "; of \(Phrase.count(report.readInPart, "table", "tables")) the first 64 KB"
    }
    if !report.skipped.isEmpty {
      text +=
        "; \(Phrase.count(report.skipped.count, "file is", "files are")) of other kinds and"
        + " were not looked into"
    }
    return text + "."
  }
}
