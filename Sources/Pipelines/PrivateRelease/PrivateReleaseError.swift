/// Why a private query is refused; never because of a value.
public enum PrivateReleaseError: Error, Sendable, Equatable {
  /// Epsilon is no positive number.
  case epsilonNotPositive
  /// Epsilon is above what protects anybody, and was not asked for by name.
  case epsilonTooLarge(limit: Double)
  /// The mechanism needs a delta between 0 and 1.
  case deltaWanted
  /// Values need public bounds.
  case boundsWanted
  /// The precision is no positive number.
  case badPrecision
  /// A subject may have several rows: how many count must be said.
  case rowsPerSubjectWanted
  /// A subject may be in several groups: how many count must be said.
  case groupsPerSubjectWanted
  /// Limits were given without saying whose.
  case subjectWanted
  /// Groups are limited in histograms only.
  case groupsWithoutHistogram
  /// The exponential mechanism adds no noise of a kind.
  case quantileWithGaussian
  /// The list of keys is empty.
  case noKeys
  /// A key is listed twice: its place in the list, from 1.
  case keyRepeated(place: Int)
  /// The column holds dates or times.
  case notNumeric(column: String)
}

extension PrivateReleaseError: CustomStringConvertible {
  /// What is wrong, and the remedy.
  public var description: String {
    switch self {
    case .epsilonNotPositive: "--epsilon: give a number above 0, such as 1"
    case .epsilonTooLarge(let limit):
      "--epsilon: above \(limit) little is protected; say --allow-large-epsilon if it is meant"
    case .deltaWanted:
      "--delta: Gaussian noise and secret keys need one between 0 and 1, such as 1e-9: well below "
        + "one over the number of people; or use Laplace noise and declare the keys with --keys"
    case .boundsWanted:
      "--lower, --upper: give bounds that are known without the data, the lower one first; values "
        + "beyond are clamped to them"
    case .badPrecision: "--precision: give a number above 0: the step to which values are rounded"
    case .rowsPerSubjectWanted:
      "--rows-per-subject: say how many rows of a person may count; more are left out at random"
    case .groupsPerSubjectWanted:
      "--groups-per-subject: say in how many groups a person may count; more are left out at random"
    case .subjectWanted:
      "--subject: name the column of people whose rows or groups are to be limited"
    case .groupsWithoutHistogram:
      "--groups-per-subject: only a histogram has groups; leave it out"
    case .quantileWithGaussian:
      "--noise: quantiles are chosen by the exponential mechanism; leave it out"
    case .noKeys: "--keys: the list is empty; name the keys, or leave it out and give a --delta"
    case .keyRepeated(let place): "--keys: key \(place) stands in the list before; list it once"
    case .notNumeric(let column):
      "column \(column): holds dates or times; sums, means and quantiles want numbers"
    }
  }
}
