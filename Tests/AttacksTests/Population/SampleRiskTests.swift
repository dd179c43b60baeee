import Testing

@testable import Attacks

@Suite struct SampleRiskTests {
  @Test("A histogram of class sizes equals counting them one by one, in any order")
  func histograms() throws {
    // Catches a lost class at the border of the dense table, or unsorted large sizes.
    let sizes = [3, 1, 70_000, 1, 65_536, 2, 65_535, 70_000, 65_537]
    let histogram = try ClassSizeHistogram(classSizes: sizes)
    #expect(histogram.sizes == [1, 2, 3, 65_535, 65_536, 65_537, 70_000])
    #expect(histogram.counts == [2, 1, 1, 1, 1, 1, 2])
    #expect(histogram.rowCount == sizes.reduce(0, +))
    #expect(histogram.classCount == sizes.count)
    #expect(histogram.classes(ofSize: 70_000) == 2)
    #expect(histogram.classes(ofSize: 4) == 0)
    #expect(try ClassSizeHistogram(classSizes: sizes.map(UInt32.init)) == histogram)
  }

  @Test("Bad class sizes are refused with their place")
  func badHistograms() {
    // Catches a trap on overflow and silent acceptance of empty or negative classes.
    #expect(throws: PopulationError.empty) { try ClassSizeHistogram(classSizes: [Int]()) }
    #expect(throws: PopulationError.classSize(index: 1)) {
      try ClassSizeHistogram(classSizes: [2, 0, 1])
    }
    #expect(throws: PopulationError.classSize(index: 1)) {
      try ClassSizeHistogram(sizes: [2, 2], counts: [1, 1])
    }
    #expect(throws: PopulationError.tooManyRows) {
      try ClassSizeHistogram(sizes: [1, Int.max], counts: [1, 2])
    }
    #expect(throws: PopulationError.lengthMismatch(what: "class counts", expected: 1, found: 0)) {
      try ClassSizeHistogram(sizes: [1], counts: [])
    }
  }

  @Test("Prosecutor and marketer risk follow from the classes")
  func prosecutor() throws {
    // Catches means over classes where they must be over rows.
    let risk = SampleRisk(try ClassSizeHistogram(classSizes: [1, 1, 2, 4]))
    #expect(risk.prosecutorMaximum == 1)
    #expect(risk.prosecutorMinimum == 0.25)
    #expect(risk.prosecutorAverage == 0.5)
    #expect(risk.marketer == 0.5)
    #expect(risk.averageClassSize == 2)
    #expect(risk.shareOfRows(aboveRisk: 0.5) == 0.25)
    #expect(risk.shareOfRows(aboveRisk: 0.2) == 1)
    #expect(risk.histogram.uniqueShare == 0.25)
  }

  @Test("k-map, presence and journalist risk follow from both tables' classes")
  func comparison() throws {
    // Catches classes of one table only being dropped, and risks that count unknown classes.
    let comparison = try PopulationComparison(
      sampleSizes: [1, 2, 3, 0, 1], populationSizes: [4, 2, 10, 7, 0])
    #expect(comparison.sampleRows == 7)
    #expect(comparison.populationRows == 23)
    #expect(comparison.missingClasses == 1)
    #expect(comparison.missingRows == 1)
    #expect(comparison.oversizedClasses == 0)
    #expect(comparison.kMap == 2)
    #expect(comparison.journalistMaximum == 0.5)
    let average = (1.0 / 4 + 2.0 / 2 + 3.0 / 10) / 6
    #expect(comparison.journalistAverage.map { close($0, average, relative: 1e-15) } == true)
    #expect(comparison.marketer == comparison.journalistAverage)
    #expect(comparison.presenceMinimum == 0)
    #expect(comparison.presenceMaximum == 1)
    #expect(comparison.shareOfRows(aboveRisk: 0.2) == 0.5)
  }

  @Test("A population that lacks the sample's classes gives no risk, and says so")
  func unknownPopulation() throws {
    // Catches division by zero and an invented risk.
    let nothing = try PopulationComparison(sampleSizes: [2, 1], populationSizes: [0, 0])
    #expect(nothing.kMap == nil && nothing.journalistAverage == nil)
    #expect(nothing.missingRows == 3 && nothing.shareOfRows(aboveRisk: 0) == nil)
    let tooSmall = try PopulationComparison(sampleSizes: [5], populationSizes: [3])
    #expect(tooSmall.oversizedClasses == 1 && tooSmall.kMap == 5)
    #expect(tooSmall.presenceMaximum == 1)
    #expect(throws: PopulationError.empty) {
      try PopulationComparison(sampleSizes: [0], populationSizes: [3])
    }
    #expect(throws: PopulationError.classSize(index: 0)) {
      try PopulationComparison(sampleSizes: [0], populationSizes: [0])
    }
    #expect(throws: PopulationError.classSize(index: 0)) {
      try PopulationComparison(sampleSizes: [-1], populationSizes: [2])
    }
  }
}
