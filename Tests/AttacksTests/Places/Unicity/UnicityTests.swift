import Evaluation
import Findings
import Numerics
import Testing

@testable import Attacks

@Suite("A few sightings")
struct UnicityTests {
  @Test("candidates are those whose traces hold every known point, on all subsets of all traces")
  func bruteForce() throws {
    // Would catch a wrong intersection, and an attack that trusts what it was prepared for.
    for seed in UInt64(0)..<20 {
      let visits = RandomVisits.few(people: 7, cells: 3, slots: 2, events: 24, seed: seed)
      let traces = RandomVisits.traces(visits)
      var clues: [[VisitPoint]] = []
      for trace in traces {
        let points = trace.sorted()
        for mask in 0..<(1 << points.count) {
          clues.append(points.indices.filter { mask & (1 << $0) != 0 }.map { points[$0] })
        }
      }
      for attack in [Unicity(release: visits), Unicity(release: visits, preparedFor: [clues[1]])] {
        try attack.attack(clues) { index, answer in
          let expected =
            clues[index].isEmpty
            ? [] : traces.indices.filter { traces[$0].isSuperset(of: clues[index]) }
          let members = answer.groups.first.map { $0.members.map(Int.init) } ?? []
          #expect(members == expected, "seed \(seed)")
        }
      }
    }
  }

  @Test("the sampled unicity is the one of all subsets, within chance")
  func agreesWithEnumeration() throws {
    // The truth: the mean over people of the share of their subsets of p points that nobody else's
    // trace holds. Each of 40 draws of all 30 people has a standard error of at most
    // sqrt(.25 / 1200) = .0144; five of them have a false alarm of 6e-7.
    let visits = RandomVisits.few(people: 30, cells: 5, slots: 4, events: 150, seed: 3)
    let traces = RandomVisits.traces(visits)
    let targets = visits.presentSubjects
    for depth in 1...3 {
      let truth =
        targets.map { Self.share(of: Int($0), depth: depth, in: traces) }
        .reduce(0, +) / Double(targets.count)
      var claims = 0.0
      for seed in UInt64(0)..<40 {
        var source = SeededGenerator(seed: seed, stream: "draws")
        let known = DrawnVisits(of: targets, in: visits, depth: 3, using: &source)
        let grade = try Evaluator(seed: seed).grade(
          Unicity(release: visits), on: known.trials(depth: depth), baseline: .known(0))
        claims += grade.claimRate.value
        if let precision = grade.precision { #expect(precision.value == 1) }
      }
      #expect(abs(claims / 40 - truth) < 0.072, "depth \(depth)")
    }
  }

  /// The share of a person's subsets of `depth` points (all where it has fewer) that are only its.
  private static func share(of person: Int, depth: Int, in traces: [Set<VisitPoint>]) -> Double {
    let points = traces[person].sorted()
    let size = min(depth, points.count)
    let subsets = (0..<(1 << points.count)).filter { $0.nonzeroBitCount == size }
    let alone = subsets.count { mask in
      let known = points.indices.filter { mask & (1 << $0) != 0 }.map { points[$0] }
      return traces.count { $0.isSuperset(of: known) } == 1
    }
    return Double(alone) / Double(subsets.count)
  }

  @Test("with each further point each target has fewer candidates or as many")
  func draws() throws {
    let visits = RandomVisits.few(people: 60, cells: 6, slots: 6, events: 900, seed: 8)
    let curve = try UnicityCurve(
      VisitResolution(sizeMeters: 1_000, slotSeconds: 3_600, visits: visits), visits,
      known: {
        var source = SeededGenerator(seed: 4, stream: "draws")
        return DrawnVisits(of: visits.presentSubjects, in: visits, depth: 10, using: &source)
      }(), depths: Array(1...10), evaluator: Evaluator(seed: 1), candidates: 60)
    for (one, more) in zip(curve.grades, curve.grades.dropFirst()) {
      #expect(zip(one.firstGroupSizes, more.firstGroupSizes).allSatisfy { $0 >= $1 && $1 >= 1 })
      #expect(one.claimRate.value <= more.claimRate.value)
    }
  }

  @Test("people with fewer points are known by all of theirs, and counted")
  func fewPoints() throws {
    let visits = Visits(
      subjectCount: 4, cellCount: 3, slotCount: 1,
      events: [(0, 0, 0), (1, 0, 0), (1, 1, 0), (2, 0, 0), (2, 1, 0), (2, 2, 0)])
    let result = try Unicity.result(
      for: RandomVisits.setting(people: 4),
      resolutions: [VisitResolution(sizeMeters: nil, slotSeconds: nil, visits: visits)])
    // Person 3 was nowhere. Known by all: 0 looks like 0, 1, 2; 1 like 1, 2; 2 like nobody.
    #expect(result.setting.targets == 3)
    #expect(result.setting.candidates == 3)
    #expect(abs(result.success.value - (1.0 / 3 + 0.5 + 1) / 3) < 1e-12)
    let four = try #require(result.measures.first { $0.id == "unicity/4" })
    #expect(four.estimate?.value == 1.0 / 3)
    #expect(four.note.contains("3 of the targets have fewer points"))
    #expect(result.measures.contains { $0.id == "points/few" && $0.estimate?.value == 3 })
  }

  @Test("points dealt to other people find nobody: 200 runs stay at chance")
  func nullControl() throws {
    // The release holds the same points under shuffled pseudonyms: each point is dealt to a random
    // person, so a target's known points say nothing of it. A run's 95 % interval lies above chance
    // with probability 0.025 at most; more than 20 of 200 do with probability below 1e-7 (binomial
    // tail). Answers may be empty, so falling below chance is no alarm.
    var alarms = 0
    for seed in UInt64(0)..<200 {
      var source = SeededGenerator(seed: seed, stream: "null")
      let known = RandomVisits.even(people: 60, cells: 8, slots: 4, each: 8, using: &source)
      var owners = (0..<known.pointCount).map { UInt32($0 / 8) }
      source.shuffle(&owners)
      let dealt = Visits(
        subjectCount: 60, cellCount: 8, slotCount: 4,
        events: (0..<known.pointCount).map { (owners[$0], known.cells[$0], known.slots[$0]) })
      let trials = DrawnVisits(
        of: known.presentSubjects, in: known, depth: 3, using: &source
      ).trials(depth: 1 + Int(seed % 3))
      let grade = try Evaluator(seed: seed).grade(
        Unicity(release: dealt), on: trials, baseline: .chance(candidates: 60))
      if grade.excess.lower > 0 { alarms += 1 }
    }
    #expect(alarms <= 20, "\(alarms) of 200 runs")
  }

  @Test("independent people are singled out as often as independence says")
  func independent() throws {
    // 400 people with 10 of 40 points each: another has p given points with probability
    // C(40-p, 10-p) / C(40, 10) = product of (10-i)/(40-i); nobody of 399 does with (1 - that)^399.
    // Over 400 correlated targets 10 runs; standard error below .011 if targets were independent,
    // and they share the release: six of them is a false alarm below 1e-6.
    for depth in 2...4 {
      let all = (0..<depth).reduce(1.0) { $0 * Double(10 - $1) / Double(40 - $1) }
      let expected = PowerLaw.power(1 - all, 399)
      var sum = 0.0
      for seed in UInt64(0)..<10 {
        var source = SeededGenerator(seed: seed, stream: "independent")
        let visits = RandomVisits.even(people: 400, cells: 8, slots: 5, each: 10, using: &source)
        let known = DrawnVisits(of: visits.presentSubjects, in: visits, depth: 4, using: &source)
        sum += try Evaluator(seed: seed).grade(
          Unicity(release: visits), on: known.trials(depth: depth), baseline: .known(0)
        ).claimRate.value
      }
      #expect(abs(sum / 10 - expected) < 0.066, "depth \(depth): \(sum / 10) for \(expected)")
    }
  }
}
