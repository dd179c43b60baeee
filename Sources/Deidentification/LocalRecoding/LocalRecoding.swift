public import Numerics

/// Gives each class of a full-domain recoding the lowest levels at which it still meets the models,
/// and takes suppressed rows back in at higher ones.
///
/// Down: the rows of a class that meet the models one level lower in one attribute leave it for
/// that level, if the rows that stay meet them too; the attribute with the greatest gain goes
/// first, and the parts are looked at again. Up: rows that met the models nowhere are tried at
/// levels above the start, one attribute after the other, the cheapest step first.
///
/// **Guarantee**: each class of the result, as its rows were assigned, meets every criterion, and
/// so does each union of classes that show the same groups, since only models that hold for unions
/// are taken. The loss is never above that of the start.
///
/// **Source**: the aim of ARX's `optimizeIterative` (local recoding of what an optimum suppressed;
/// Prasser et al., Flexible data anonymization using ARX, SPE 50, 2020); the specialisation of
/// single classes as in Fung, Wang, Yu, Top-down specialization, ICDE 2005.
///
/// **Cost**: O(distinct rows x attributes) for each level that a class goes down.
///
/// **Does not protect against**: the different levels of neighbouring classes tell which values are
/// rare (minimality: an attacker who knows the method learns from the levels); composition with
/// another release, all the more as each has other classes; background knowledge; skewness unless a
/// criterion covers it.
public struct LocalRecoding: Sendable {
  /// The models that each class has to meet.
  public var models: [any PrivacyModel]

  /// Local recoding under some models.
  public init(models: [any PrivacyModel]) { self.models = models }

  /// Recodes locally, from a full-domain recoding.
  ///
  /// - Parameters:
  ///   - start: the levels of the full-domain recoding, such as the optimum of a search.
  ///   - workers: threads; the result does not depend on them.
  /// - Throws: `DeidentificationError.parameter` for a start that is no node of the table, and for
  ///   models that are not sound here: those decided on the table as a whole, those that are not
  ///   monotone, and those about a population.
  public func apply(
    to table: SearchTable, from start: GeneralizationNode, workers: Workers = .automatic
  ) throws(DeidentificationError) -> LocallyRecoded {
    let criteria = try preparedCriteria(table)
    guard start.levels.count == table.quasiIdentifiers.count,
      zip(start.levels, table.quasiIdentifiers).allSatisfy({ $0 >= 0 && $0 <= $1.height })
    else {
      throw .parameter(name: "start", rule: "must have a level of its hierarchy for each column")
    }
    let recoder = ClassRecoder(table: table, criteria: criteria)
    let parts = recoder.classes(Array(table.counts.indices), at: start.levels)
    let accepted = parts.map { recoder.accepts($0) }
    let good = parts.indices.filter { accepted[$0] }.map { parts[$0] }
    let refined = concurrentChunks(count: good.count, maximumChunks: 256, workers: workers) {
      range in range.flatMap { recoder.refined(good[$0]) }
    }.flatMap { $0 }
    let lost = parts.indices.filter { !accepted[$0] }.flatMap { parts[$0].tuples }.sorted()
    let (rescued, suppressed) = recoder.rescued(lost, from: start.levels)
    return LocallyRecoded(
      table: table, start: start, classes: refined + rescued, suppressed: suppressed,
      suppressedAtStart: lost, lossOf: recoder.loss)
  }

  private func preparedCriteria(
    _ table: SearchTable
  ) throws(DeidentificationError) -> [any ClassCriterion] {
    guard !models.isEmpty else {
      throw .parameter(name: "models", rule: "must name at least one model")
    }
    guard table.populationCounts == nil else {
      throw .parameter(
        name: "models",
        rule: "must not be about a population: in local recoding, classes have no "
          + "share of it of their own")
    }
    var criteria: [any ClassCriterion] = []
    for model in models {
      guard case .classes(let criterion) = try model.prepared(for: table) else {
        throw .parameter(
          name: model.name,
          rule: "is decided on the table as a whole, and does not say which "
            + "classes may be recoded by themselves; recode the whole domain")
      }
      guard criterion.monotonicity == .full else {
        throw .parameter(
          name: model.name,
          rule: "does not hold for unions of classes, which local recoding makes; "
            + "recode the whole domain")
      }
      criteria.append(criterion)
    }
    return criteria
  }
}
