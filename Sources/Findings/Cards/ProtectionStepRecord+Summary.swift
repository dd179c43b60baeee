extension ProtectionStepRecord {
  /// What the step did, with its numbers, in one or two sentences.
  package var summary: String {
    let counts =
      "\(Phrase.count(changedCells, "cell", "cells")) changed, "
      + "\(Phrase.count(removedRows, "row", "rows")) taken out"
    let base = "Columns: \(Phrase.list(columns, limit: 24)). \(counts)\(randomness)."
    guard let recoding else { return base }
    return "\(base) Meets \(Phrase.list(recoding.models)); smallest class of "
      + "\(Phrase.count(recoding.smallestClass)), \(Phrase.count(recoding.classCount)) classes."
  }

  private var randomness: String {
    switch randomSource {
    case .none: ""
    case .key: ", drawn from the release's key"
    case .system: ", drawn from the system's secure source"
    }
  }
}
