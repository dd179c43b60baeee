/// What is refused before any data is read.
enum RequestCheck {
  static func check(_ request: PrivateReleaseRequest) throws(PrivateReleaseError) {
    guard request.epsilon > 0, request.epsilon.isFinite else { throw .epsilonNotPositive }
    if request.epsilon > PrivateReleaseRequest.largeEpsilon, !request.allowsLargeEpsilon {
      throw .epsilonTooLarge(limit: PrivateReleaseRequest.largeEpsilon)
    }
    if let delta = request.delta, !(delta > 0 && delta < 1) { throw .deltaWanted }
    if request.needsDelta, request.delta == nil { throw .deltaWanted }
    if let precision = request.precision, !(precision > 0 && precision.isFinite) {
      throw .badPrecision
    }
    try checkQuestion(request)
    try checkSubjects(request)
  }

  private static func checkQuestion(
    _ request: PrivateReleaseRequest
  ) throws(PrivateReleaseError) {
    switch request.question {
    case .count, .histogram(_, nil): break
    case .sum, .mean, .quantile:
      guard let bounds = request.bounds, bounds.lowerBound < bounds.upperBound else {
        throw .boundsWanted
      }
      if case .quantile = request.question, request.noise == .gaussian {
        throw .quantileWithGaussian
      }
    case .histogram(_, let keys?):
      if keys.isEmpty { throw .noKeys }
      var seen: Set<String> = []
      for (index, key) in keys.enumerated() where !seen.insert(key).inserted {
        throw .keyRepeated(place: index + 1)
      }
    }
  }

  private static func checkSubjects(
    _ request: PrivateReleaseRequest
  ) throws(PrivateReleaseError) {
    guard let subjects = request.subjects else { return }
    var isHistogram = false
    if case .histogram = request.question { isHistogram = true }
    if isHistogram, subjects.groups == nil { throw .groupsPerSubjectWanted }
    if !isHistogram, subjects.groups != nil { throw .groupsWithoutHistogram }
    // Without rows, the bounds of a sum are those of a subject's own total.
    if case .sum = request.question { return }
    if subjects.rows == nil { throw .rowsPerSubjectWanted }
  }
}
