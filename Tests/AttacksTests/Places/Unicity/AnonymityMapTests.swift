import Findings
import Foundation
import Numerics
import Tables
import Testing

@testable import Attacks

@Suite("The map of shared cells")
struct AnonymityMapTests {
  /// People around a middle, with one of them far away alone.
  private static func map(
    latitude: Double, longitude: Double, people: Int = 60, seed: UInt64 = 1
  ) -> (map: AnonymityMap?, visits: Visits) {
    var source = SeededGenerator(seed: seed, stream: "map")
    let grid = CellGrid(sizeMeters: 1_000)
    var codes: [Int64: UInt32] = [:]
    var keys: [Int64] = []
    func code(_ latitude: Double, _ longitude: Double) -> UInt32 {
      let turned = longitude.remainder(dividingBy: 360)
      let key = grid.cell(latitude: latitude, longitude: turned >= 180 ? -180 : turned)
      if let known = codes[key] { return known }
      codes[key] = UInt32(keys.count)
      keys.append(key)
      return UInt32(keys.count - 1)
    }
    var events = (0..<people * 20).map { event in
      (
        subject: UInt32(event % people),
        cell: code(latitude + source.normal() * 0.1, longitude + source.normal() * 0.1),
        slot: UInt32(0)
      )
    }
    events.append((0, code(-latitude, longitude + 90), 0))
    let visits = Visits(
      subjectCount: people, cellCount: keys.count, slotCount: 1, events: events)
    let centers = keys.map(grid.center(of:))
    return (AnonymityMap(visits: visits, centers: centers, sizeMeters: 1_000), visits)
  }

  @Test(
    "it is the same picture wherever on earth people are, and tells no place",
    arguments: [(40.0, 116.3), (0.0, 180.0), (-40.0, -179.95), (10.0, 0.0)])
  func relative(latitude: Double, longitude: Double) throws {
    // Would catch a region torn apart at the date line, and coordinates in labels.
    let (found, visits) = Self.map(latitude: latitude, longitude: longitude)
    let map = try #require(found)
    let chart = map.chart
    #expect(chart.series.count <= AnonymityMap.tileLimit)
    #expect(chart.series.allSatisfy { $0.points.count <= AnonymityMap.tileLimit })
    #expect(chart.series.count >= 10 && (chart.series.first?.points.count ?? 0) >= 10)
    #expect(chart.xLabel == "west to east, in steps of 3 km")
    for series in chart.series {
      #expect(Int(series.name) != nil)
      for point in series.points { #expect(Int(point.label) != nil && point.y >= 0) }
    }
    let shares = map.measures.filter { $0.id.hasPrefix("map/shared-by") }
    #expect(abs(shares.compactMap { $0.estimate?.value }.reduce(0, +) - 1) < 1e-12)
    let outside = try #require(map.measures.first { $0.id == "map/outside" }?.estimate?.value)
    #expect(outside > 0 && outside < 0.06)
    #expect(visits.subjectCount == 60)
  }

  @Test("no tile with fewer than five people is drawn")
  func smallTiles() throws {
    // Four people: nothing may show, however many visits they make.
    let (found, _) = Self.map(latitude: 40, longitude: 116, people: 4)
    let map = try #require(found)
    #expect(map.chart.series.allSatisfy { $0.points.allSatisfy { $0.y == 0 } })
    let counted = try #require(map.measures.first { $0.id == "map/not-drawn" }?.estimate?.value)
    #expect(counted > 0)
  }

  @Test("poles, one single cell and releases without places are no trouble")
  func edges() throws {
    let nobody = Visits(subjectCount: 2, cellCount: 0, slotCount: 0, events: [])
    #expect(AnonymityMap(visits: nobody, centers: [], sizeMeters: 500) == nil)
    let one = Visits(
      subjectCount: 6, cellCount: 1, slotCount: 1, events: (0..<6).map { (UInt32($0), 0, 0) })
    let pole = try #require(
      AnonymityMap(visits: one, centers: [(90, 0)], sizeMeters: 500))
    #expect(pole.chart.series.map { $0.points.map(\.y) } == [[5]])
    #expect(AnonymityMap(visits: one, centers: [(.nan, 0)], sizeMeters: 500) == nil)
    #expect(AnonymityMap(visits: one, centers: [], sizeMeters: 500) == nil)
  }
}
