import Evaluation
import Numerics
import Tables
import Testing

@testable import Attacks

@Suite("Another party's records as evidence")
struct LinkageEvidenceTests {
  @Test("the columns' evidence and the prior make up the linker's own log odds of each pair")
  func sumsToLogOdds() throws {
    let experiment = DirtyTable(people: 120, outsiders: 30, typos: 0.3, seed: 4).experiment
    let known = try experiment.evidence()
    let linkage = try experiment.attack(experiment.comparable).linkage
    #expect(linkage.pairCount > 100)
    let people = (0..<150).map { UInt32($0) }
    // Rows of the made-up tables are numbered as their people: outsiders follow the release.
    let costs = known.evidence.map {
      $0.comparison.costs(targets: Array(people.prefix(120)), candidates: people)
    }
    let most = known.evidence.map { ($0.comparison as? LinkedColumn)?.most ?? .nan }
    for pair in 0..<linkage.pairCount {
      let place = Int(linkage.pairs.right[pair]) * 150 + Int(linkage.pairs.left[pair])
      let bits = costs.indices.reduce(0.0) { sum, field in
        let cost = costs[field].values[place]
        return cost.isFinite ? sum + Double(most[field] - cost) : sum
      }
      let expected = Double(linkage.weights[pair])
      #expect(abs(bits + linkage.model.priorWeight - expected) < 1e-2)
    }
  }

  @Test("people are numbered by their data subjects, outsiders after them; missing says nothing")
  func numbers() throws {
    let table = DirtyTable(people: 60, outsiders: 15, typos: 0.3, seed: 5)
    let known = try table.experiment.evidence()
    #expect(known.candidates == (0..<75).map { UInt32($0) })
    #expect(known.eligible == (0..<60).map { UInt32($0) })
    #expect(known.evidence.map(\.feature.columns) == [["name"], ["surname"], ["born"], ["town"]])
    KnownEvidenceChecks.expectPairwise(known)
    for (column, item) in zip(table.auxiliary.columns, known.evidence) {
      let costs = item.comparison.costs(targets: [3], candidates: known.candidates)
      for (row, code) in column.codes.enumerated() {
        #expect(costs.values[row].isFinite == (code != CodedColumn.missing))
      }
    }
  }

  @Test("misspelt people are found, and nobody by a list of other people")
  func plantedAndChance() throws {
    let known = try DirtyTable(people: 150, typos: 0.3, seed: 6).experiment.evidence()
    // As the attack: four columns of some 36 bits against log2(150).
    #expect(KnownEvidenceChecks.found(known) > 130)
    try KnownEvidenceChecks.expectChance { seed in
      KnownEvidenceChecks.found(
        try DirtyTable(people: 12, related: false, seed: 100 + seed).experiment.evidence())
    }
  }
}
