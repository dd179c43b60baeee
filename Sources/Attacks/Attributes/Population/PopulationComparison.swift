/// A release beside the population that it was drawn from: k-map, delta-presence, and the risks of
/// an adversary who does not know whether the target is in the release.
///
/// Each class of the union is given by its size f in the sample and F in the population.
///
/// **Guarantee**: k-map holds with parameter k when each released class has at least k people in
/// the population (Sweeney 2001); delta-presence holds with (min, max) when the chance that a
/// person of the population is in the release lies between them for each class (Nergiz, Atzori,
/// Clifton 2007, SIGMOD). **Cost**: O(classes).
/// **Does not protect against**: a population table that is incomplete: see `missingClasses`.
public struct PopulationComparison: Sendable, Equatable {
  /// Rows in the sample.
  public let sampleRows: Int
  /// Rows in the population.
  public let populationRows: Int
  /// Classes of the sample that the population table lacks: the table can't be the population.
  public let missingClasses: Int
  /// Sample rows in classes that the population table lacks; no risk below counts them.
  public let missingRows: Int
  /// Classes with more rows in the sample than in the population (missing ones not counted); the
  /// adversary's chance in them is 1 over the sample's size.
  public let oversizedClasses: Int
  /// The smallest population class behind a released class, or `nil` where none is known.
  public let kMap: Int?
  /// The largest risk of any known row, 1 / F.
  public let journalistMaximum: Double?
  /// The mean of 1 / F over known sample rows; the expected share of correct links when all are
  /// linked (marketer risk).
  public let journalistAverage: Double?
  /// The smallest f / F over the population's classes, 0 where one is not in the sample at all.
  public let presenceMinimum: Double?
  /// The largest f / F over the population's classes, at most 1.
  public let presenceMaximum: Double?

  /// The expected share of correct links when the adversary links everyone.
  public var marketer: Double? { journalistAverage }

  private let populationSizes: [Int]
  private let sampleSizes: [Int]

  /// Compares class sizes, aligned over the union of the classes of both tables; a class that a
  /// table lacks has size 0 there.
  ///
  /// - Throws: `PopulationError` where lengths differ, a size is negative, both sizes of a class
  ///   are 0, the sample is empty, or rows overflow.
  /// - Complexity: O(classes).
  public init(sampleSizes: [Int], populationSizes: [Int]) throws(PopulationError) {
    guard sampleSizes.count == populationSizes.count else {
      throw .lengthMismatch(
        what: "population class sizes", expected: sampleSizes.count, found: populationSizes.count)
    }
    var tally = Tally()
    for index in sampleSizes.indices {
      try tally.add(sample: sampleSizes[index], population: populationSizes[index], index: index)
    }
    guard tally.sampleRows > 0 else { throw .empty }
    let knownRows = tally.sampleRows - tally.missingRows
    self.sampleRows = tally.sampleRows
    self.populationRows = tally.populationRows
    self.missingClasses = tally.missingClasses
    self.missingRows = tally.missingRows
    self.oversizedClasses = tally.oversizedClasses
    self.kMap = tally.smallest
    self.journalistMaximum = tally.smallest.map { 1 / Double($0) }
    self.journalistAverage = knownRows > 0 ? tally.riskSum / Double(knownRows) : nil
    self.presenceMinimum = tally.presence?.lowerBound
    self.presenceMaximum = tally.presence?.upperBound
    self.sampleSizes = sampleSizes
    self.populationSizes = populationSizes
  }

  /// The share of known sample rows whose risk 1 / F is above `threshold` (strictly), or `nil`
  /// where no class is known.
  ///
  /// - Complexity: O(classes).
  public func shareOfRows(aboveRisk threshold: Double) -> Double? {
    let known = sampleRows - missingRows
    guard known > 0 else { return nil }
    var rows = 0
    for (sample, population) in zip(sampleSizes, populationSizes)
    where population > 0 && 1 / Double(max(sample, population)) > threshold {
      rows += sample
    }
    return Double(rows) / Double(known)
  }
}

/// Running sums over classes.
private struct Tally {
  var sampleRows = 0
  var populationRows = 0
  var missingClasses = 0
  var missingRows = 0
  var oversizedClasses = 0
  var smallest: Int?
  var riskSum = 0.0
  var presence: ClosedRange<Double>?

  mutating func add(sample: Int, population: Int, index: Int) throws(PopulationError) {
    guard sample >= 0, population >= 0, sample > 0 || population > 0 else {
      throw .classSize(index: index)
    }
    let (rows, overflow) = sampleRows.addingReportingOverflow(sample)
    let (people, overflowOfPeople) = populationRows.addingReportingOverflow(population)
    guard !overflow, !overflowOfPeople else { throw .tooManyRows }
    sampleRows = rows
    populationRows = people
    guard population > 0 else {
      missingClasses += 1
      missingRows += sample
      return
    }
    let ratio = min(1, Double(sample) / Double(population))
    let bounds = presence ?? ratio...ratio
    presence = min(bounds.lowerBound, ratio)...max(bounds.upperBound, ratio)
    guard sample > 0 else { return }
    if sample > population { oversizedClasses += 1 }
    let size = max(sample, population)
    smallest = min(smallest ?? size, size)
    riskSum += Double(sample) / Double(size)
  }
}
