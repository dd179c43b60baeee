import Evaluation
import Findings
import Numerics

extension ClusterExperiment {
  /// Runs and reports the experiment.
  func result() throws -> AttackResult {
    let contest = try PeriodContest(
      comparisons(), cohort: cohort, description: description, evaluator: setting.evaluator)
    return contest.result(
      for: setting,
      .init(
        knowledge: knowledge, gridTitle: "What of a person's groups gives it away",
        measures: stability, charts: [contest.best.rankChart, stabilityChart],
        sentence: sentence(contest.best),
        remedy: "Release groups without their members' pseudonyms, in fewer and longer windows, or "
          + "give everybody a new pseudonym in each window."))
  }

  private func comparisons() -> [any PeriodComparison] {
    let (before, after) = (
      ClusterFeatures(earlier, among: isNamed), ClusterFeatures(later, among: isNamed)
    )
    guard contacts == .kept else {
      let parts: [any PeriodComparison] = [
        profile("cluster-sizes", "sizes of the person's groups", before.sizes, after.sizes),
        profile(
          "persistence", "how long companions stay", before.persistence, after.persistence),
        profile("turnover", "how fast company changes", before.turnover, after.turnover),
      ]
      return parts + [sum(parts)]
    }
    let parts: [any PeriodComparison] = [
      identity("companions", "companions", before.companions, after.companions),
      identity(
        "close-companions", "companions, those in small groups more",
        before.closeCompanions, after.closeCompanions),
    ]
    return parts + [sum(parts)]
  }

  private func sum(_ parts: [any PeriodComparison]) -> any PeriodComparison {
    CohortSum(id: "clusters-all", title: "all of them, added", parts: parts, cohort: cohort)
  }

  private func identity(
    _ id: String, _ title: String, _ earlier: SparseCounts, _ later: SparseCounts
  ) -> any PeriodComparison {
    HistogramComparison(
      id: id, title: title, source: description.source,
      counts: PeriodHistograms(earlier: earlier, later: later))
  }

  private func profile(
    _ id: String, _ title: String, _ earlier: SparseCounts, _ later: SparseCounts
  ) -> any PeriodComparison {
    ProfileComparison(
      id: id, title: title, source: description.source,
      counts: PeriodHistograms(earlier: earlier, later: later), isCircular: false)
  }

  private var windowText: String {
    windowSeconds.isMultiple(of: 86_400)
      ? Phrase.count(Int(windowSeconds / 86_400), "day", "days")
      : Phrase.count(Int(windowSeconds), "second", "seconds")
  }

  private var knowledge: String {
    "knows in which group each person was in each window of \(windowText) of an earlier period, by "
      + "name, and holds the later period under pseudonyms"
      + (contacts == .kept
        ? " of which every second one is new: those that are attacked" : " that are all new")
  }

  private func sentence(_ best: PeriodGrades) -> String {
    let kept =
      contacts == .kept
      ? "Whoever knows with whom people formed groups in the earlier period"
      : "Whoever knows how people's groups were in the earlier period, but recognises nobody in "
        + "them,"
    return "\(kept) finds the right one of "
      + "\(Phrase.count(cohort.candidates.count, "person", "people")) behind "
      + "\(Phrase.ofHundred(best.best.success.value)) of 100 new pseudonyms "
      + "(by \(best.comparison.title)"
      + (best.bestIsJoint ? ", all pseudonyms placed at once)." : ").")
  }

  private var stability: [Measure] {
    let agreements = earlier.agreements + later.agreements
    func measure(_ id: String, _ label: String, _ values: [Double]) -> Measure {
      guard let least = values.min(), let most = values.max() else {
        return Measure(
          id: id, label: label, unit: "score", missing: .notApplicable,
          because: "no two windows in a row have people in common")
      }
      let mean = values.reduce(0, +) / Double(values.count)
      return Measure(
        id: id, label: label,
        estimate: Estimate(
          value: min(max(mean, least), most), lower: least, upper: most, level: 1,
          method: .subsample),
        unit: "score", note: "the mean, the least and the most over the windows")
    }
    return [
      Measure(
        id: "windows", label: "Windows of \(windowText)",
        estimate: .exact(Double(earlier.count + later.count)), unit: "windows"),
      measure(
        "modularity", "Modularity of a window's groups",
        earlier.modularities + later.modularities),
      measure(
        "stability/adjusted-rand", "Agreement of groups with the window before (adjusted Rand)",
        agreements.map(\.adjustedRand)),
      measure(
        "stability/information", "The same, as normalised mutual information",
        agreements.map(\.normalizedInformation)),
    ]
  }

  private var stabilityChart: Chart {
    func series(_ name: String, _ windows: ClusterWindows, from start: Int) -> Chart.Series {
      Chart.Series(
        name: name,
        points: windows.agreements.enumerated().map {
          Chart.Point(x: Double(start + $0 + 1), y: $1.adjustedRand)
        })
    }
    let values = (earlier.agreements + later.agreements).map(\.adjustedRand)
    let mean = values.reduce(0, +) / Double(max(values.count, 1))
    return Chart(
      id: "stability", title: "How stable the groups are", kind: .line,
      xLabel: "window", yLabel: "adjusted Rand index with the window before", yIsShare: false,
      series: [
        series("earlier period", earlier, from: 1),
        series("later period", later, from: earlier.count + 1),
      ],
      alternativeText: "The adjusted Rand index of a window's groups with those of the window "
        + "before is \(Phrase.decimals(mean, 2)) in the mean.")
  }
}
