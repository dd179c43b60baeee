import Foundation
import Numerics
import TestSupport
import Testing

@testable import Deidentification

/// Learners against scikit-learn 1.9.1 and scipy: an error in the likelihood, the penalty, the
/// minimiser or the split shows here.
///
/// The numbers come from this script (Python 3, on 60 rows made by integer arithmetic):
///
///     cat = [(7*i + i*i) % 3 for i in range(60)]
///     a = [((37*i) % 23)/10 - 1.1 for i in range(60)]
///     b = [((53*i*i + 11*i) % 29)/14 - 1 for i in range(60)]
///     y3 = [(cat[i] + (1 if a[i]+b[i] > 0 else 0) + ((i*13) % 7 == 0)) % 3 for i in range(60)]
///     y2 = [1 if v == 2 else 0 for v in y3]
///     X = np.array([[1.*(c == k) for k in range(3)] + [p, q] for c, p, q in zip(cat, a, b)])
///     LogisticRegression(C=1.0, tol=1e-12, max_iter=100000).fit(X, y)   # coef_, intercept_
///     scipy.stats.contingency.association(table, method='cramer', correction=False)
///     np.corrcoef(a, b); eta = sqrt(between / total); scipy.stats.t.ppf(.975, [1, 4, 9])
@Suite("Learners and associations against scikit-learn and scipy")
struct LearnerTests {
  static let categories: [Int] = (0..<60).map { (i: Int) -> Int in (7 * i + i * i) % 3 }
  static let a: [Double] = (0..<60).map { (i: Int) -> Double in Double((37 * i) % 23) / 10 - 1.1 }
  static let b: [Double] = (0..<60).map { (i: Int) -> Double in
    Double((53 * i * i + 11 * i) % 29) / 14 - 1
  }
  static let three: [Int] = (0..<60).map { (i: Int) -> Int in
    let isLarge = a[i] + b[i] > 0
    let isSeventh = (i * 13) % 7 == 0
    return (categories[i] + (isLarge ? 1 : 0) + (isSeventh ? 1 : 0)) % 3
  }

  static func rows(_ classes: [Int]) -> FeatureRows {
    FeatureRows(
      categories: [categories], categoryCount: 3, numbers: [a, b], classes: classes)
  }

  @Test("two classes: coefficients, intercept and predictions are scikit-learn's")
  func binary() {
    let classes = Self.three.map { $0 == 2 ? 1 : 0 }
    let model = LogisticRegression(Self.rows(classes), classCount: 2)
    let expected = [
      -0.9084619379428208, 0, 0.9084618587187987, -0.49267299242607454, -0.36396976529137565,
    ]
    #expect(zip(model.coefficients[0], expected).allSatisfy { abs($0 - $1) < 1e-5 })
    #expect(abs(model.intercepts[0] + 1.3211299797924467) < 1e-5)
    #expect(zip(model.predictions(Self.rows(classes)), classes).count { $0 == $1 } == 48)
  }

  @Test("three classes: coefficients, intercepts and predictions are scikit-learn's")
  func multinomial() {
    let model = LogisticRegression(Self.rows(Self.three), classCount: 3)
    let expected = [
      [-0.2007180224089099, 0, 0.20071792695493673, -0.23098443694432164, -0.162938370325438],
      [0.95905720233199, 0, -0.959057064006557, 0.6693140108156858, 0.4927498183577987],
      [-0.7583391799230802, 0, 0.7583391370516198, -0.43832957387136456, -0.32981144803236034],
    ]
    let intercepts = [0.47716565393370647, -0.20553053650454176, -0.27163511742916463]
    for (found, wanted) in zip(model.coefficients, expected) {
      #expect(zip(found, wanted).allSatisfy { abs($0 - $1) < 1e-5 })
    }
    #expect(zip(model.intercepts, intercepts).allSatisfy { abs($0 - $1) < 1e-5 })
    #expect(zip(model.predictions(Self.rows(Self.three)), Self.three).count { $0 == $1 } == 35)
  }

  @Test("Cramer's V, Pearson's correlation and the correlation ratio are scipy's")
  func associations() {
    let a = Self.a.map { Optional($0) }
    #expect(abs(Association.cramersV(Self.categories, Self.three) - 0.5790828580796872) < 1e-12)
    #expect(abs(Association.pearson(a, Self.b.map { $0 }) - (-0.01131826779293265)) < 1e-12)
    #expect(abs(Association.ratio(a, by: Self.three) - 0.28433444483580383) < 1e-12)
    #expect(Association.cramersV([1, 1, 1], [0, 1, 2]) == 0)
    #expect(Association.pearson([1, nil, 3], [2, 5, 2]) == 0)
  }

  @Test("quantiles of Student's t are scipy's")
  func student() {
    for (degrees, expected) in [
      (1.0, 12.706204736174694), (4, 2.7764451051977934), (9, 2.262157162798205),
    ] {
      #expect(abs(studentQuantile(degrees: degrees) - expected) < 1e-9 * expected)
    }
  }

  @Test("the split of a small tree is the best of all, tried one by one")
  func split() {
    for seed in 0..<UInt64(40) {
      var random = SeededGenerator(seed: seed, stream: "tree")
      let count = 8 + random.index(below: 8)
      let rows = FeatureRows(
        categories: [(0..<count).map { _ in random.index(below: 3) }], categoryCount: 3,
        numbers: [(0..<count).map { _ in Double(random.index(below: 5)) }],
        classes: (0..<count).map { _ in random.index(below: 2) })
      let limits = DecisionTree.Limits(depth: 1, leastRows: 1, pruning: 0)
      let tree = DecisionTree(rows, classCount: 2, limits: limits)
      let found = Self.impurity(rows, Self.isYes(tree.root, rows))
      let questions =
        (0..<3).map { value in rows.categories[0].map { $0 == value } }
        + [0.5, 1.5, 2.5, 3.5].map { limit in rows.numbers[0].map { $0 <= limit } }
      let best = questions.map { Self.impurity(rows, $0) }.min() ?? 0
      #expect(abs(found - best) < 1e-9, "seed \(seed)")
    }
  }

  @Test("a tree that may not pay for leaves is one leaf of the majority")
  func pruning() {
    let rows = Self.rows(Self.three)
    let tree = DecisionTree(
      rows, classCount: 3, limits: .init(depth: 5, leastRows: 1, pruning: 1))
    let counts = (0..<3).map { label in Self.three.count { $0 == label } }
    #expect(Set(tree.predictions(rows)) == [counts.firstIndex(of: counts.max() ?? 0) ?? 0])
  }

  private static func isYes(_ node: DecisionTree.Node, _ rows: FeatureRows) -> [Bool] {
    switch node {
    case .leaf: rows.classes.map { _ in true }
    case .category(let column, let indicator, _, _):
      rows.categories[column].map { $0 == indicator }
    case .threshold(let column, let atMost, _, _): rows.numbers[column].map { $0 <= atMost }
    }
  }

  /// Rows times Gini impurity on both sides.
  private static func impurity(_ rows: FeatureRows, _ isYes: [Bool]) -> Double {
    [true, false].reduce(0.0) { sum, side in
      let labels = zip(rows.classes, isYes).filter { $0.1 == side }.map(\.0)
      let n = Double(labels.count)
      let ones = Double(labels.count { $0 == 1 })
      return n == 0 ? sum : sum + 2 * ones * (n - ones) / n
    }
  }
}
