public import Foundation

/// Why a previous draft can't be carried over.
public struct PreviousAssessmentError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What is wrong, with its place, never with what stands there.
  public let problem: String

  /// The problem and its remedy.
  public var description: String {
    "the previous draft: \(problem) Nothing was written, so that no answer is lost. Compare the "
      + "file with docs/schemas/impact-assessment-1.json."
  }
}

extension ImpactAssessment {
  /// Reads a draft that people have edited, and refuses what would lose one of their words: a key
  /// that the schema does not know, a question that stands twice, an answer without text.
  ///
  /// - Throws: `PreviousAssessmentError`, with the place as a path.
  public static func previous(from data: Data) throws(PreviousAssessmentError) -> ImpactAssessment {
    let draft: ImpactAssessment
    let known: Data
    do {
      draft = try decode(from: data)
      known = try draft.encoded()
    } catch {
      throw PreviousAssessmentError(problem: error.problem)
    }
    if let object = try? JSONSerialization.jsonObject(with: data),
      let knownObject = try? JSONSerialization.jsonObject(with: known),
      let path = JSONKeys.firstUnknown(in: object, comparedWith: knownObject, at: "$")
    {
      throw PreviousAssessmentError(
        problem: ReportDocumentError.keyUnknown(path: path).problem)
    }
    try draft.checkAnswers()
    return draft
  }

  private func checkAnswers() throws(PreviousAssessmentError) {
    var seen: Set<String> = []
    for (index, question) in questions.enumerated() {
      let place = "$.questions[\(index)]"
      guard seen.insert(question.id).inserted else {
        throw PreviousAssessmentError(problem: "\(place).id stands twice.")
      }
      guard let answer = question.answer else { continue }
      guard answer.text.contains(where: { !$0.isWhitespace }) else {
        throw PreviousAssessmentError(problem: "\(place).answer.text is empty; leave answer out.")
      }
      if let level = answer.level, !(1...4).contains(level) {
        throw PreviousAssessmentError(problem: "\(place).answer.level is not a level from 1 to 4.")
      }
    }
  }
}
