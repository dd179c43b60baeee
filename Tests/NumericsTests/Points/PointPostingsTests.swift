import Testing

@testable import Numerics

@Suite("Who has which points")
struct PointPostingsTests {
  /// A few people at few places and times: many share points.
  static func visits(
    people: Int, cells: Int, slots: Int, events: Int, seed: UInt64
  ) -> Visits {
    var source = SeededGenerator(seed: seed, stream: "visits")
    return Visits(
      subjectCount: people, cellCount: cells, slotCount: slots,
      events: (0..<events).map { _ in
        (
          UInt32(source.index(below: people)), UInt32(source.index(below: cells)),
          UInt32(source.index(below: slots))
        )
      })
  }

  /// Each subject's points, the slow way.
  static func traces(_ visits: Visits) -> [Set<VisitPoint>] {
    (0..<visits.subjectCount).map { subject in
      Set(visits.points(ofSubject: subject).map { visits.point(at: $0) })
    }
  }

  @Test("events gather into distinct points with their numbers, whatever their order")
  func gathers() {
    // Would catch a lost event, or points out of order.
    for seed in UInt64(0)..<30 {
      var source = SeededGenerator(seed: seed, stream: "gather")
      let events = (0..<60).map { _ in
        (
          subject: UInt32(source.index(below: 5)), cell: UInt32(source.index(below: 4)),
          slot: UInt32(source.index(below: 3))
        )
      }
      var counts: [[VisitPoint: UInt32]] = Array(repeating: [:], count: 5)
      for event in events {
        counts[Int(event.subject)][VisitPoint(cell: event.cell, slot: event.slot), default: 0] += 1
      }
      let visits = Visits(subjectCount: 5, cellCount: 4, slotCount: 3, events: events)
      for subject in 0..<5 {
        let range = visits.points(ofSubject: subject)
        #expect(range.map { visits.point(at: $0) } == counts[subject].keys.sorted())
        #expect(
          range.map { visits.counts[$0] } == counts[subject].sorted { $0.key < $1.key }.map(\.value)
        )
      }
      var shuffled = events
      source.shuffle(&shuffled)
      #expect(Visits(subjectCount: 5, cellCount: 4, slotCount: 3, events: shuffled) == visits)
    }
  }

  @Test("those who have all points are those whose traces hold them, on every subset of points")
  func intersections() {
    // Would catch a broken gallop, a list out of order, a subject lost at a chunk's end.
    for seed in UInt64(0)..<25 {
      let visits = Self.visits(people: 12, cells: 3, slots: 3, events: 50, seed: seed)
      let traces = Self.traces(visits)
      let all = (0..<3).flatMap { cell in
        (0..<3).map { VisitPoint(cell: UInt32(cell), slot: UInt32($0)) }
      }
      let postings = PointPostings(visits, of: all + all)
      for mask in 1..<(1 << all.count) {
        let points = all.indices.filter { mask & (1 << $0) != 0 }.map { all[$0] }
        let expected = traces.indices.filter { traces[$0].isSuperset(of: points) }
        #expect(postings.subjects(havingAll: points).map(Int.init) == expected, "seed \(seed)")
        #expect(postings.count(havingAll: points) == min(expected.count, 2), "seed \(seed)")
        #expect(postings.count(havingAll: points, upTo: 9) == min(expected.count, 9))
      }
    }
  }

  @Test("many points and people: lists are the traces turned around, on any number of threads")
  func turnedAround() {
    let visits = Self.visits(people: 3_000, cells: 40, slots: 50, events: 30_000, seed: 7)
    let asked = (0..<visits.pointCount).filter { $0 % 3 == 0 }.map { visits.point(at: $0) }
    var lists: [VisitPoint: [UInt32]] = [:]
    for subject in 0..<visits.subjectCount {
      for position in visits.points(ofSubject: subject) {
        lists[visits.point(at: position), default: []].append(UInt32(subject))
      }
    }
    let held = (0..<visits.subjectCount).map { $0 % 5 == 0 }
    let postings = PointPostings(visits, of: asked, workers: .single)
    let parallel = PointPostings(visits, of: asked, workers: Workers(count: 4))
    let without = PointPostings(visits, of: asked, without: held)
    for point in Set(asked) {
      #expect(postings.subjects(having: point).map(Array.init) == lists[point])
      #expect(parallel.subjects(having: point).map(Array.init) == lists[point])
      #expect(
        without.subjects(having: point).map(Array.init)
          == lists[point]?.filter { !held[Int($0)] })
    }
    #expect(postings.covers(asked))
  }

  @Test("points nobody has, points not asked for, and releases without points are no trouble")
  func edges() {
    let empty = Visits(subjectCount: 3, cellCount: 0, slotCount: 0, events: [])
    let point = VisitPoint(cell: .max, slot: .max)
    #expect(PointPostings(empty, of: [point]).subjects(having: point)?.isEmpty == true)
    #expect(PointPostings(empty, of: []).subjects(having: point) == nil)
    #expect(PointPostings(empty, of: [point]).subjects(havingAll: [point, point]).isEmpty)
    let nobody = Visits(subjectCount: 0, cellCount: 0, slotCount: 0, events: [])
    #expect(PointPostings(nobody, of: [point]).count(havingAll: [point]) == 0)
    let far = Visits(
      offsets: [0, 1], cells: [.max - 1], slots: [.max - 1], counts: [1],
      cellCount: Int(UInt32.max),
      slotCount: Int(UInt32.max))
    let corner = far.point(at: 0)
    #expect(PointPostings(far, of: [corner]).subjects(having: corner).map(Array.init) == [0])
  }

  @Test("candidates agree with as many sightings as their traces say")
  func agreements() {
    // Would catch a board that is not cleared, or a subject who agrees twice with one sighting.
    for seed in UInt64(0)..<40 {
      let visits = Self.visits(people: 15, cells: 5, slots: 4, events: 60, seed: seed)
      let traces = Self.traces(visits)
      var source = SeededGenerator(seed: seed, stream: "known")
      let clues = (0..<5).map { _ in
        (0..<3).map { _ in
          (0..<1 + source.index(below: 3)).map { _ in
            VisitPoint(
              cell: UInt32(source.index(below: 5)), slot: UInt32(source.index(below: 4)))
          }
        }
      }
      let postings = PointPostings(visits, of: clues.flatMap { $0.flatMap(\.self) })
      var board = AgreementBoard(subjectCount: visits.subjectCount)
      for known in clues {
        let expected = traces.map { trace in known.count { $0.contains(where: trace.contains) } }
        let found = board.candidates(knowing: known, atLeast: 2, in: postings)
        let groups = [3, 2].map { count in
          (count, traces.indices.filter { expected[$0] == count }.map(UInt32.init))
        }.filter { !$0.1.isEmpty }
        #expect(found.map(\.agreements) == groups.map(\.0), "seed \(seed)")
        #expect(found.map(\.members) == groups.map(\.1), "seed \(seed)")
      }
    }
  }
}
