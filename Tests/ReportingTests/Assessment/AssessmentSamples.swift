import Findings
import Foundation

/// Assessments and cards for these tests, every text of which can be replaced.
enum AssessmentSamples {
  static func assessment(_ text: (Int) -> String, isEmpty: Bool = false) -> ImpactAssessment {
    var index = 0
    func next() -> String {
      index += 1
      return text(index)
    }
    func answer() -> AssessmentQuestion.Answer {
      .init(text: next(), by: next(), on: next(), level: 3, shown: [next()])
    }
    let questions = zip(
      [111, 121, 323, 325, 335], AssessmentQuestion.Status.allCases + [.open, .answered]
    ).map { reference, status in
      AssessmentQuestion(
        id: "q\(reference)", section: next(), text: next(), asksForLevel: true, facts: [next()],
        clauses: ["iso-27559/6.2"], reference: [reference], status: status,
        answer: status == .open ? nil : answer())
    }
    return ImpactAssessment(
      tool: next(), dataset: next(), measuredAt: "2026-03-02T09:41:27Z",
      evidence: isEmpty ? [] : [.init(kind: next(), name: next(), digest: next())],
      data: isEmpty ? [] : [next()],
      measures: isEmpty
        ? [] : [.init(title: next(), sentence: next(), doesNotProtectAgainst: next())],
      likelihood: .init(
        level: isEmpty ? nil : .significant, upperBound: isEmpty ? nil : 0.3,
        attack: isEmpty ? nil : next(), sentence: next(), source: next()),
      clauses: [
        .init(
          id: "iso-27559/6.2", standard: next(), clause: next(), asks: next(), status: .people,
          answers: isEmpty ? [] : [next()], results: [], questions: ["q111"])
      ],
      results: isEmpty
        ? []
        : AssessedResult.Kind.allCases.map {
          .init(
            id: next(), kind: $0, title: next(), sentence: next(), risk: nil,
            clauses: ["iso-27559/6.2"])
        },
      questions: questions,
      retired: isEmpty ? [] : [.init(id: next(), text: next(), answer: answer())],
      limits: [next()])
  }

  static let plain = assessment { "text \($0)" }
  static let empty = assessment({ "text \($0)" }, isEmpty: true)

  static func card(_ text: (Int) -> String, isEmpty: Bool = false) -> DatasetCard {
    var index = 0
    func next() -> String {
      index += 1
      return text(index)
    }
    let digest = String(repeating: "0a", count: 32)
    func table(files: Int) -> CardTable {
      CardTable(
        name: "\(files)\(next())", kind: "users", rows: 10, subjects: 9,
        files: (0..<files).map {
          .init(name: "\($0)\(next())", byteCount: 12, sha256: digest, mediaType: "text/csv")
        },
        columns: ["text", "integer", "real", "boolean", "date", "timestamp"].map {
          CardColumn(name: "\($0)\(next())", role: "sensitive", type: $0, measures: [next()])
        })
    }
    return DatasetCard(
      tool: next(), name: next(), description: next(), measuredAt: "2026-03-02T09:41:27Z",
      publication: isEmpty
        ? .init()
        : .init(
          url: "https://example.org/d", license: "https://spdx.org/licenses/CC0-1.0",
          creator: next(), published: "2026-03-02", version: "1.0.0", uses: ["DUO_0000042"]),
      tables: isEmpty ? [] : [table(files: 1), table(files: 2)],
      measures: isEmpty
        ? []
        : [
          .init(
            kind: "noise", columns: [next()], sentence: next(), doesNotProtectAgainst: next())
        ],
      lineage: isEmpty
        ? nil : .init(plan: digest, release: digest, models: [next()]),
      risks: isEmpty
        ? []
        : [
          .init(
            title: next(), risk: .linkability, success: Samples.wilson(0.3, of: 100),
            baseline: .exact(0.01), knownColumns: [next()])
        ],
      verdict: isEmpty ? nil : next(), utility: isEmpty ? [] : [next()], limits: [next()])
  }
}
