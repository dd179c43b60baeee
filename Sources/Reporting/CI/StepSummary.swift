public import Findings

/// A gate's verdict as Markdown for the summary of a step in GitHub's CI, or a merge request's
/// note.
public enum StepSummary {
  /// GitHub's limit for the summary of one step.
  public static let byteLimit = 1 << 20

  /// The summary: the answer, what denies, what warns, what is excepted, what it rests on.
  ///
  /// - Parameters:
  ///   - root: the repository's absolute path.
  ///   - byteLimit: rows beyond it are left out, which the text says.
  /// - Complexity: O(decisions).
  public static func render(
    _ verdict: GateVerdict, below root: String? = nil, byteLimit: Int = byteLimit
  ) -> String {
    let list = CheckList(verdict, below: root)
    var text = head(verdict)
    // What is last is reserved first: evidence, and the note on what was left out.
    let tail = evidence(verdict)
    let reserved = tail.utf8.count + 200
    var leftOut = 0
    for (title, result) in sections {
      let items = list.items.filter { $0.result == result }
      guard !items.isEmpty else { continue }
      let heading = "### \(title) (\(NumberFormat.count(items.count)))\n\n" + tableHead
      guard text.utf8.count + heading.utf8.count + reserved < byteLimit else {
        leftOut += items.count
        continue
      }
      text += heading
      for item in items {
        let row = self.row(item).text + "\n"
        if leftOut == 0, text.utf8.count + row.utf8.count + reserved < byteLimit {
          text += row
        } else {
          leftOut += 1
        }
      }
      text += "\n"
    }
    if leftOut > 0 {
      text += "\(NumberFormat.count(leftOut)) more rules are in the JSON verdict.\n\n"
    }
    return text + tail
  }

  private static let sections: [(String, GateDecision.Result)] = [
    ("Denied", .denied), ("Warned", .warned), ("Excepted", .excepted), ("Met", .met),
    ("Not applicable", .notApplicable),
  ]

  private static let tableHead =
    "| rule | what was found | what would mend it | where | source |\n|:--|:--|:--|:--|:--|\n"

  private static func head(_ verdict: GateVerdict) -> String {
    let answer = verdict.outcome == .pass ? "passes" : "is denied"
    let again: MarkdownText =
      verdict.auditAgainBefore.map { "Audit again before \(name: $0). " } ?? ""
    let end: MarkdownText = verdict.expiresAt.map { "Expires at \(name: $0). " } ?? ""
    let text: MarkdownText = """
      ## Release \(name: verdict.release) \(answer)

      **\(verdict.sentence)**

      Policy \(name: verdict.policy); \(name: verdict.createdAt). \(again)\(end)


      """
    return text.text
  }

  private static func row(_ item: CheckItem) -> MarkdownText {
    let place = item.place.map { "\($0.file):\($0.line)" } ?? ""
    return """
      | \(name: item.rule): \(item.title) | \(item.sentence) | \(item.remedy ?? "") \
      | \(place) | \(item.source ?? "") |
      """
  }

  private static func evidence(_ verdict: GateVerdict) -> String {
    let rows = verdict.evidence.prefix(40).map { document -> String in
      let row: MarkdownText = """
        | \(name: document.kind) | \(name: document.path) | \(name: document.digest) \
        | \(name: document.createdAt ?? "") |
        """
      return row.text + "\n"
    }
    guard !rows.isEmpty else { return "" }
    return "### What it rests on\n\n| document | path | SHA-256 | made |\n|:--|:--|:--|:--|\n"
      + rows.joined()
  }
}
