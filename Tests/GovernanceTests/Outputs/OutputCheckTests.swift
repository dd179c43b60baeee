import Findings
import Governance
import Tables
import Testing

@Suite("What is about to be published")
struct OutputCheckTests {
  private func faults(_ text: String, _ path: String = "t.csv") -> [String] {
    OutputCheck(terms: OutputTerms(minimumCell: 10, minimumCategory: 20), path: path)
      .decisions(on: Array(text.utf8)).filter { $0.result == .denied }
      .map { "\($0.rule) \($0.place?.line ?? 0):\($0.place?.column ?? 0)" }
  }

  // Catches: a check that cries over everything.
  @Test("Sound aggregates and cards pass")
  func sound() {
    #expect(faults("region,count,mean_income\nnorth,1200,31000.5\nsouth,990,29000\n") == [])
    #expect(faults("# Card\nTrained on 12,000 people; accuracy 0.91, F1 0.88.\n", "c.md") == [])
    #expect(faults("group,n,share\na,40,0.4\nb,60,0.6\n") == [])
    #expect(faults("{\"accuracy\": 0.9, \"users\": 5000}", "card.json") == [])
  }

  // Catches: each fault missed, or placed wrongly. The places were counted by hand.
  @Test("Each fault is found at its line and column")
  func each() {
    #expect(
      faults("region,count\nnorth,100\nsouth,9\n") == [
        "outputs/small-cell 3:7", "outputs/rare-category 3:1",
      ])
    #expect(
      faults("job,year,count\npilot,1,11\npilot,2,8\nbaker,1,50\n").contains(
        "outputs/rare-category 2:1"))
    #expect(faults("region,n,max_age\nnorth,100,93\n") == ["outputs/exact-extreme 1:10"])
    #expect(faults("region,n,share\nnorth,100,1\nsouth,50,0.5\n") == ["outputs/whole-group 2:11"])
    #expect(faults("region,mean\nnorth,3.5\n") == ["outputs/counts-missing 1:1"])
    let text = "\"he told us that he had never seen a doctor before\""
    #expect(faults("note,n\n\(text),100\n") == ["outputs/free-text 2:1"])
    #expect(faults("who,n\nann@example.org,100\n") == ["outputs/identifier 2:1"])
    #expect(faults("who,n\n+49 170 1234567,100\n") == ["outputs/identifier 2:1"])
    #expect(faults("ip,n\n192.168.17.4,100\n") == ["outputs/identifier 2:1"])
    #expect(faults("a,n\nx\n") == ["outputs/unreadable 1:1"])
  }

  // Catches: a card that names the oldest person, or a handful.
  @Test("Extremes, small counts and identifiers in cards are found")
  func cards() {
    #expect(
      faults("Ages: min: 17, max = 93\n", "c.md") == [
        "outputs/exact-extreme 1:7", "outputs/exact-extreme 1:16",
      ])
    #expect(faults("{\"max\":93.4}", "c.json") == ["outputs/exact-extreme 1:3"])
    #expect(faults("| class | support: 4 |\n", "c.md") == ["outputs/small-cell 1:11"])
    #expect(faults("Ask ann@example.org\n", "c.md") == ["outputs/identifier 1:5"])
    #expect(faults("max depth 5, min samples\n", "c.md") == [])
  }

  // Catches: a value of a person in a message.
  @Test("No decision repeats what it found")
  func silence() {
    let decisions = OutputCheck(terms: OutputTerms(), path: "t.csv")
      .decisions(on: Array("who,n\nann@example.org,3\n".utf8))
    #expect(decisions.count == 3)
    for decision in decisions {
      #expect(!(decision.sentence + (decision.remedy ?? "")).contains("ann"))
      #expect(decision.columns.isEmpty && decision.value == nil)
    }
  }

  // Catches: bytes that are no text taken for a clean file; commas inside quotes taken for cells.
  @Test("Damaged and quoted files are read right or denied")
  func damaged() {
    let check = OutputCheck(terms: OutputTerms(), path: "t.csv")
    #expect(check.decisions(on: [0x61, 0xFF])[0].result == .denied)
    #expect(faults("\"a, b\",n\r\n\"x \"\"y\"\"\",100\r\n") == [])
    #expect(faults("a,n\n\"never closed,100\n") == ["outputs/unreadable 1:1"])
    #expect(faults("region,n\nnorth,*\nsouth,500\n") == [])
  }
}
