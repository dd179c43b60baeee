@testable import Deidentification
import DifferentialPrivacy
import Foundation
import Numerics
import TestSupport
import Testing

@Suite("k-degree anonymity")
struct KDegreeAnonymityTests {
  @Test("the raised sequence costs as little as the best of all sequences, for all small ones")
  func optimal() {
    // Each falling sequence of up to six degrees up to 4, against every sequence that is at least
    // as high everywhere and in which each value occurs k times.
    for count in 1...6 {
      for degrees in Self.sequences(count, upTo: 4) where degrees == degrees.sorted(by: >) {
        for k in 1...count {
          let raised = DegreeAnonymization.raised(degrees, k: k)
          #expect(Self.isShared(raised, k: k))
          #expect(zip(degrees, raised).allSatisfy { $0 <= $1 })
          let least = Self.higher(than: degrees).filter { Self.isShared($0, k: k) }
            .map { $0.reduce(0, +) }.min()
          #expect(raised.reduce(0, +) == least, "\(degrees), k = \(k)")
        }
      }
    }
  }

  @Test("it holds for every shared graph and k, keeps every tie, and adds no less than the bound")
  func sharedGraphs() throws {
    guard SharedFolder.exists else { return }
    for (name, graph) in try GraphFixtures.shared() {
      for k in Build.isOptimised ? [2, 5, 10, 25, 50, 100] : [5] {
        try check(graph, k: k, name: name)
      }
    }
  }

  @Test("it holds for stars, paths, complete, empty and random graphs")
  func smallGraphs() throws {
    for (index, graph) in try GraphFixtures.small().enumerated() {
      for k in [1, 2, 3, 5] where graph.nodeCount == 0 || graph.nodeCount >= k {
        try check(graph, k: k, name: "graph \(index)")
      }
    }
  }

  private func check(_ graph: SparseGraph, k: Int, name: String) throws {
    let anonymity = try KDegreeAnonymity(k: k)
    var source = InjectedSource(seed: UInt64(k))
    let result = try anonymity.apply(to: graph, from: &source)
    var counts: [Int: Int] = [:]
    for degree in GraphFixtures.degrees(result.graph) { counts[degree, default: 0] += 1 }
    #expect(counts.values.allSatisfy { $0 >= k }, "\(name), k = \(k)")
    #expect(anonymity.holds(for: result.graph))
    #expect(GraphFixtures.ties(graph).isSubset(of: GraphFixtures.ties(result.graph)))
    #expect(result.graph.edgeCount == graph.edgeCount + result.addedCount)
    #expect(result.addedCount >= result.leastAddedCount)
    if k == 1 { #expect(result.graph == graph) }
    var again = InjectedSource(seed: UInt64(k))
    #expect(try anonymity.apply(to: graph, from: &again) == result)
  }

  @Test("too few people is an error, and so is k = 0")
  func refused() throws {
    #expect(throws: DeidentificationError.self) { try KDegreeAnonymity(k: 0) }
    let three = try GraphFixtures.star(3)
    let anonymity = try KDegreeAnonymity(k: 4)
    #expect(throws: DeidentificationError.self) { try anonymity.apply(to: three) }
    #expect(!anonymity.holds(for: three))
  }

  private static func isShared(_ degrees: [Int], k: Int) -> Bool {
    var counts: [Int: Int] = [:]
    for degree in degrees { counts[degree, default: 0] += 1 }
    return counts.values.allSatisfy { $0 >= k }
  }

  private static func sequences(_ count: Int, upTo most: Int) -> [[Int]] {
    guard count > 0 else { return [[]] }
    return sequences(count - 1, upTo: most).flatMap { head in (0...most).map { head + [$0] } }
  }

  /// No degree need rise above the highest.
  private static func higher(than degrees: [Int]) -> [[Int]] {
    degrees.reduce([[]]) { heads, degree in
      heads.flatMap { head in (degree...(degrees.max() ?? degree)).map { head + [$0] } }
    }
  }
}
