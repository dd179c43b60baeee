import Findings

extension AssessedLikelihood.Level {
  /// Its name on CNIL's scale.
  var title: String {
    switch self {
    case .negligible: "1, negligible"
    case .limited: "2, limited"
    case .significant: "3, significant"
    case .maximum: "4, maximum"
    }
  }
}

extension AssessedLikelihood {
  /// The level, or that there is none.
  var title: String { level?.title ?? "not measured" }
}

extension AssessedClause.Status {
  /// What stands in a table.
  var title: String {
    switch self {
    case .measured: "measured"
    case .notMeasured: "not measured"
    case .people: "for people"
    case .notApplicable: "does not apply"
    }
  }
}

extension AssessmentQuestion.Status {
  /// What stands before a question.
  var title: String {
    switch self {
    case .open: "Open: only people can answer this"
    case .answered: "Answered by people"
    case .stale: "Stale: what it was answered against has changed, look at it again"
    }
  }
}

extension AssessedResult.Kind {
  /// What stands before a result.
  var title: String {
    switch self {
    case .attack: "Attack"
    case .finding: "Finding"
    case .gap: "Not measured"
    }
  }
}

extension AssessmentQuestion.Answer {
  /// Who gave it, and when.
  var byline: String { [by, on].compactMap(\.self).joined(separator: ", ") }
}

extension ImpactAssessment {
  /// The sections of the questions, in order.
  var sections: [(title: String, questions: [AssessmentQuestion])] {
    var titles: [String] = []
    for question in questions where !titles.contains(question.section) {
      titles.append(question.section)
    }
    return titles.map { title in (title, questions.filter { $0.section == title }) }
  }

  /// How many questions have a status.
  func count(_ status: AssessmentQuestion.Status) -> Int {
    questions.count { $0.status == status }
  }

  /// "3 answered, 1 stale, 40 open".
  var progress: String {
    "\(NumberFormat.count(count(.answered))) answered, \(NumberFormat.count(count(.stale))) stale, "
      + "\(NumberFormat.count(count(.open))) open"
  }
}
