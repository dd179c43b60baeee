/// The coalitions tried so far; each is fitted once, whoever asks for it.
struct CoalitionTable {
  /// What a set of features finds.
  typealias Fitting = (_ features: [Int]) throws -> Coalition

  private let names: [String]
  private let progress: (BlameProgress) throws -> Void
  private let fit: Fitting
  private var known: [[Int]: Coalition]
  /// How many times the fusion was fitted.
  private(set) var refitCount = 0
  /// What is under way.
  var stage = BlameProgress.Stage.columns

  /// - Parameter chance: the coalition without features.
  init(
    names: [String], chance: Coalition, progress: @escaping (BlameProgress) throws -> Void,
    fit: @escaping Fitting
  ) throws {
    guard !names.isEmpty else { throw BlameError.noFeatures }
    guard !chance.found.isEmpty else { throw BlameError.noPeople }
    self.names = names
    self.progress = progress
    self.fit = fit
    self.known = [[]: chance]
  }

  /// All coalitions tried, small ones first.
  var coalitions: [Coalition] {
    known.values.sorted {
      $0.features.count != $1.features.count
        ? $0.features.count < $1.features.count
        : $0.features.lexicographicallyPrecedes($1.features)
    }
  }

  /// What the features find.
  ///
  /// - Parameter features: places, rising.
  mutating func coalition(_ features: [Int]) throws -> Coalition {
    if let coalition = known[features] { return coalition }
    try progress(BlameProgress(stage: stage, refits: refitCount))
    let coalition = try fit(features)
    let expected = known[[]]?.found.count ?? 0
    guard coalition.found.count == expected else {
      throw BlameError.peopleCount(
        features: features.map { names[$0] }, expected: expected,
        answered: coalition.found.count)
    }
    // Means of shares may pass 1 by a rounding error.
    guard coalition.found.allSatisfy({ $0 >= -1e-9 && $0 <= 1 + 1e-9 }) else {
      throw BlameError.notAProbability(features: features.map { names[$0] })
    }
    refitCount += 1
    known[features] = coalition
    return coalition
  }

  /// How many of `sets` were not tried yet.
  func missing(_ sets: [[Int]]) -> Int { Set(sets).count { known[$0] == nil } }
}
