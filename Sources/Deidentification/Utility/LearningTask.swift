import Numerics
import Tables

/// Predicting one column from the others: trained on the original or on the release, tested on
/// original rows that neither saw.
struct LearningTask: Sendable {
  let target: String
  let folds: Int
  let classCount: Int
  /// The original rows, as the original's categories and numbers.
  let original: FeatureRows
  /// The released rows.
  let release: FeatureRows
  /// The original rows as they look in the release's categories: each value by the label that it
  /// got most often, and numbers by themselves.
  let probes: FeatureRows
  /// The rows whose target the release gives.
  let isTrainable: [Bool]
  let foldOfRow: [Int]

  init(
    _ columns: UtilityColumns, target: String, folds: Int
  ) throws(DeidentificationError) {
    guard let pair = columns.pairs.first(where: { $0.name == target }) else {
      throw .column(name: target, rule: "is to be predicted but does not exist")
    }
    let classes = pair.original.codes.map { Int($0) }
    let used = Set(classes).sorted()
    guard used.count > 1, columns.rowCount >= folds else {
      throw .column(name: target, rule: "needs two values and a row for each fold")
    }
    guard pair.cover.dropFirst().allSatisfy({ $0.count <= 1 }) else {
      throw .column(name: target, rule: "is to be predicted, so it must not be generalised")
    }
    var number = [Int](repeating: 0, count: pair.original.cardinality)
    for (index, code) in used.enumerated() { number[code] = index }
    let released = pair.release.codes.map { code in
      pair.cover[Int(code)].first.map { number[$0] } ?? 0
    }
    let features = columns.pairs.filter { $0.name != target }.map(FeatureColumn.init)
    self.target = target
    self.folds = folds
    classCount = used.count
    original = FeatureRows(features.map(\.original), classes: classes.map { number[$0] })
    release = FeatureRows(features.map(\.release), classes: released)
    probes = FeatureRows(features.map(\.probe), classes: classes.map { number[$0] })
    isTrainable = pair.release.codes.indices.map {
      pair.release.codes[$0] > 0 || pair.original.codes[$0] == 0
    }
    foldOfRow = stratifiedFolds(original.classes, classCount: used.count, folds: folds)
  }

  /// Trains and tests in each fold.
  ///
  /// **Source** of the interval of the difference: Nadeau, Bengio, Inference for the generalization
  /// error, Machine Learning 52 (2003): variance (1/k + tested/trained) s^2, k - 1 degrees.
  func evaluated(_ learner: Learner) -> UtilityReport.Task {
    let parts = concurrentChunks(count: folds, maximumChunks: folds) { range in
      range.map { evaluate(learner, fold: $0) }
    }.flatMap { $0 }
    let tested = parts.reduce(0) { $0 + $1.tested }
    func estimate(_ right: Int) -> UtilityReport.Estimate {
      .init(
        Double(right) / Double(tested), .wilson(successes: right, trials: tested))
    }
    let differences = parts.map { Double($0.original - $0.release) / Double(max(1, $0.tested)) }
    let k = Double(folds)
    let mean = differences.reduce(0, +) / k
    let variance = differences.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (k - 1)
    let spread = ((1 / k + 1 / (k - 1)) * variance).squareRoot()
    return UtilityReport.Task(
      target: target, learner: learner, folds: folds,
      baseline: Double(parts.reduce(0) { $0 + $1.baseline }) / Double(tested),
      original: estimate(parts.reduce(0) { $0 + $1.original }),
      release: estimate(parts.reduce(0) { $0 + $1.release }),
      lost: .init(value: mean, halfWidth: studentQuantile(degrees: k - 1) * spread))
  }

  private struct Outcome: Sendable {
    var tested = 0
    var baseline = 0
    var original = 0
    var release = 0
  }

  private func evaluate(_ learner: Learner, fold: Int) -> Outcome {
    let test = foldOfRow.indices.filter { foldOfRow[$0] == fold }
    let training = foldOfRow.indices.filter { foldOfRow[$0] != fold }
    let truth = test.map { original.classes[$0] }
    func right(_ predictions: [Int]) -> Int { zip(predictions, truth).count { $0 == $1 } }
    let known = training.filter { isTrainable[$0] }
    var frequencies = [Int](repeating: 0, count: classCount)
    for row in training { frequencies[original.classes[row]] += 1 }
    let majority = frequencies.indices.max { frequencies[$0] < frequencies[$1] } ?? 0
    return Outcome(
      tested: test.count, baseline: right(test.map { _ in majority }),
      original: right(
        learned(learner, original.selecting(training), original.selecting(test))),
      release: known.isEmpty
        ? right(test.map { _ in 0 })
        : right(learned(learner, release.selecting(known), probes.selecting(test))))
  }

  private func learned(
    _ learner: Learner, _ training: FeatureRows, _ test: FeatureRows
  ) -> [Int] {
    var (training, test) = (training, test)
    standardise(&training, &test)
    switch learner {
    case .logistic:
      return LogisticRegression(training, classCount: classCount).predictions(test)
    case .tree: return DecisionTree(training, classCount: classCount).predictions(test)
    }
  }
}

/// Rows of each class dealt in turn to the folds, in the order of the rows.
func stratifiedFolds(_ classes: [Int], classCount: Int, folds: Int) -> [Int] {
  var next = (0..<classCount).map { $0 % folds }
  return classes.map { label in
    defer { next[label] = (next[label] + 1) % folds }
    return next[label]
  }
}

/// The 97.5 % quantile of Student's t.
func studentQuantile(degrees: Double) -> Double {
  let beta = BetaDistribution.quantile(0.05, alpha: degrees / 2, beta: 0.5)
  return (degrees * (1 - beta) / beta).squareRoot()
}

/// Subtracts the training rows' mean of each number and divides by their deviation.
private func standardise(_ training: inout FeatureRows, _ test: inout FeatureRows) {
  for column in training.numbers.indices {
    let numbers = training.numbers[column]
    let mean = numbers.reduce(0, +) / Double(max(1, numbers.count))
    let variance =
      numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(max(1, numbers.count))
    let scale = variance > 0 ? 1 / variance.squareRoot() : 0
    training.numbers[column] = numbers.map { ($0 - mean) * scale }
    test.numbers[column] = test.numbers[column].map { ($0 - mean) * scale }
  }
}
