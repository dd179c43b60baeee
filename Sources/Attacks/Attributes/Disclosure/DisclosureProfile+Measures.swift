public import Findings
import Numerics
public import Tables

extension DisclosureProfile {
  /// Measures one sensitive column of records, or `nil` where the wildcard meaning leaves no
  /// classes.
  ///
  /// Numbers are ordered, everything else is not; a missing value counts as a value.
  ///
  /// - Throws: `DisclosureError`; `NumericsError` where the table is larger than the kernels take.
  public static func of(_ sensitive: CodedColumn, groups: GroupSizes) throws -> DisclosureProfile? {
    guard let classes = groups.classes else { return nil }
    // A missing value has no place on the scale of numbers.
    let order = sensitive.missingCount > 0 ? nil : sensitive.dictionary.numbers
    return try DisclosureProfile(
      classOfRow: classes.classOfRow, sensitiveCodes: sensitive.codes, order: order)
  }

  /// The measures as a report shows them.
  public func reportMeasures() -> [Measure] {
    let disclosure = AttributeDisclosure(histograms)
    let rows = Double(max(disclosure.rowCount, 1))
    func exact(_ id: String, _ label: String, _ value: Double, _ unit: String) -> Measure {
      Measure(id: id, label: label, estimate: .exact(value), unit: unit)
    }
    var list = [
      exact("disclosure/k", "k-anonymity", Double(measures.k), "rows"),
      exact("disclosure/alpha", "(alpha, k)-anonymity: alpha", measures.alpha, "probability"),
      exact(
        "disclosure/l-distinct", "l-diversity, distinct", Double(measures.distinctDiversity),
        "values"),
      exact("disclosure/l-entropy", "l-diversity, entropy", measures.entropyDiversity, "values"),
      exact("disclosure/beta-basic", "basic beta-likeness", measures.basicBeta, "ratio"),
      exact("disclosure/beta-enhanced", "enhanced beta-likeness", measures.enhancedBeta, "ratio"),
      exact("disclosure/t", "t-closeness", measures.closeness, "distance"),
      exact("disclosure/t-equal", "t-closeness, equal distance", equalCloseness, "distance"),
      exact("disclosure/delta", "delta-disclosure", measures.delta, "ratio"),
      exact(
        "disclosure/certain-share", "People whose whole group has the value",
        Double(disclosure.certainRowCount) / rows, "probability"),
      exact(
        "disclosure/certain-in-groups-share", "The same, people alone in their group left out",
        Double(disclosure.certainInGroupsRowCount) / rows, "probability"),
      exact(
        "disclosure/guess", "Right guesses from the group", disclosure.plain.withRelease,
        "probability"),
      exact(
        "disclosure/guess-left-out", "Right guesses from the group without the target's own row",
        disclosure.leavingOneOut.withRelease, "probability"),
    ]
    list.append(recursive)
    if let orderedCloseness {
      list.append(
        exact("disclosure/t-ordered", "t-closeness, ordered", orderedCloseness, "distance"))
    }
    return list
  }

  private var recursive: Measure {
    let label = "recursive (c, l)-diversity: c at l = \(measures.distinctDiversity)"
    guard let constant = measures.recursiveConstant else {
      return Measure(
        id: "disclosure/c", label: label, unit: "ratio", missing: .notApplicable,
        because: "some group holds a single value")
    }
    return Measure(
      id: "disclosure/c", label: label, estimate: .exact(Double(constant)), unit: "ratio")
  }
}
