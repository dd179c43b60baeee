/// A condition on all classes that can suppress the smallest ones to hold, and order ties by loss.
///
/// The search hands over what each class would lose; among classes of one size those that lose the
/// least go first, as in ARX. Without it, the first class goes first.
public protocol LossOrderedCriterion: TableCriterion {
  /// Whether the condition holds for the classes left, after suppressing the smallest if need be.
  ///
  /// - Parameters:
  ///   - isSuppressed: classes already gone; more are marked.
  ///   - limit: the most rows that may be suppressed in all.
  ///   - loss: what a class loses in this recoding if it stays; only compared.
  func enforce(
    on classes: ClassTable, isSuppressed: inout [Bool], limit: Int, loss: (Int) -> Double
  ) -> Bool
}

extension TableCriterion {
  /// The rows that are suppressed.
  func suppressedRows(in classes: ClassTable, isSuppressed: [Bool]) -> Int {
    isSuppressed.indices.reduce(0) { $0 + (isSuppressed[$1] ? Int(classes.rows[$1]) : 0) }
  }
}

/// What the classes that are left look like, kept up to date while classes go and come back.
struct RemainingClasses {
  private(set) var classCount = 0
  /// People (rows, or different data subjects).
  private(set) var personCount = 0
  /// Classes of each size.
  private(set) var classesOfSize: [Int: Int] = [:]

  mutating func add(size: Int) {
    classCount += 1
    personCount += size
    classesOfSize[size, default: 0] += 1
  }

  mutating func remove(size: Int) {
    classCount -= 1
    personCount -= size
    let rest = classesOfSize[size, default: 0] - 1
    classesOfSize[size] = rest > 0 ? rest : nil
  }
}

/// Suppression of as few as possible of the smallest classes, by bisection on their number.
///
/// **Guarantee**: what is left meets the condition, or the answer is no. Where the condition, once
/// met, stays met while more of the smallest classes go, the number is the least.
///
/// **Source**: ARX 3.9.2 `HashGroupifyDistribution.suppressWhileNotFulfilledBinary`; the same
/// numbers are tried, so that conditions that are not monotone end at the same one.
///
/// **Cost**: O(classes log classes), and the condition about log2(classes) times.
protocol SmallestFirstCriterion: LossOrderedCriterion {
  func holds(for remaining: RemainingClasses) -> Bool
}

extension SmallestFirstCriterion {
  public func enforce(on classes: ClassTable, isSuppressed: inout [Bool], limit: Int) -> Bool {
    enforce(on: classes, isSuppressed: &isSuppressed, limit: limit) { _ in 0 }
  }

  public func enforce(
    on classes: ClassTable, isSuppressed: inout [Bool], limit: Int, loss: (Int) -> Double
  ) -> Bool {
    var search = SmallestFirstSearch(classes: classes, isSuppressed: isSuppressed, loss: loss)
    guard search.suppressedRows <= limit else { return false }
    if search.remaining.classCount > 0, !holds(for: search.remaining) {
      search.run(limit: limit, holds: holds)
    }
    isSuppressed = search.isSuppressed
    guard search.suppressedRows <= limit else { return false }
    return search.remaining.classCount == 0 || holds(for: search.remaining)
  }
}

private struct SmallestFirstSearch {
  let classes: ClassTable
  /// Classes that may still go, smallest first.
  let order: [Int]
  var isSuppressed: [Bool]
  var remaining = RemainingClasses()
  var suppressedRows = 0

  init(classes: ClassTable, isSuppressed: [Bool], loss: (Int) -> Double) {
    self.classes = classes
    self.isSuppressed = isSuppressed
    var candidates: [(size: UInt32, loss: Double, index: Int)] = []
    for index in 0..<classes.count {
      if isSuppressed[index] {
        suppressedRows += Int(classes.rows[index])
      } else {
        remaining.add(size: Int(classes.sizes[index]))
        candidates.append((classes.sizes[index], loss(index), index))
      }
    }
    order = candidates.sorted { $0 < $1 }.map(\.index)
  }

  mutating func run(limit: Int, holds: (RemainingClasses) -> Bool) {
    var (low, high) = (0, order.count - 1)
    var middle = (low + high) / 2
    suppress(low...middle)
    while low <= high {
      if holds(remaining) || remaining.classCount == 0 {
        high = middle - 1
        middle = (low + high) / 2
        restore(from: middle + 1)
      } else if suppressedRows > limit {
        return
      } else {
        low = middle + 1
        middle = (low + high) / 2
        if low <= middle { suppress(low...middle) }
      }
    }
    if !holds(remaining), middle + 1 < order.count, !isSuppressed[order[middle + 1]] {
      suppress((middle + 1)...(middle + 1))
    }
  }

  private mutating func suppress(_ places: ClosedRange<Int>) {
    for place in places where !isSuppressed[order[place]] {
      isSuppressed[order[place]] = true
      remaining.remove(size: Int(classes.sizes[order[place]]))
      suppressedRows += Int(classes.rows[order[place]])
    }
  }

  private mutating func restore(from first: Int) {
    var place = max(first, 0)
    while place < order.count, isSuppressed[order[place]] {
      isSuppressed[order[place]] = false
      remaining.add(size: Int(classes.sizes[order[place]]))
      suppressedRows -= Int(classes.rows[order[place]])
      place += 1
    }
  }
}
