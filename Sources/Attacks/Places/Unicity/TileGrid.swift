import Foundation
import Numerics

/// Who was in which cell at all: time put aside.
struct CellPresence: Sendable {
  /// Pairs of a data subject and a cell that it was in, by subject.
  let pairs: [(subject: UInt32, cell: UInt32)]
  /// How many people were in each cell.
  let peopleOfCell: [Int]

  /// Puts time aside: within a subject, points of one cell stand together.
  init(_ visits: Visits) {
    var pairs: [(subject: UInt32, cell: UInt32)] = []
    var people = [Int](repeating: 0, count: visits.cellCount)
    for subject in 0..<visits.subjectCount {
      var last: UInt32?
      for position in visits.points(ofSubject: subject) where visits.cells[position] != last {
        let cell = visits.cells[position]
        last = cell
        pairs.append((UInt32(subject), cell))
        people[Int(cell)] += 1
      }
    }
    self.pairs = pairs
    self.peopleOfCell = people
  }
}

/// Cells on a plane around the middle of where people are, in meters east and north.
struct PlaneCells: Sendable {
  let east: [Double]
  let north: [Double]

  /// Lays the cells out; longitudes are taken from the mean direction, so that the date line cuts
  /// nothing.
  init(_ centers: [(latitude: Double, longitude: Double)], weights: [Int]) {
    var (x, y, latitude, total) = (0.0, 0.0, 0.0, 0.0)
    for (center, weight) in zip(centers, weights) {
      x += Double(weight) * cos(center.longitude * .pi / 180)
      y += Double(weight) * sin(center.longitude * .pi / 180)
      latitude += Double(weight) * center.latitude
      total += Double(weight)
    }
    let middle = atan2(y, x) * 180 / .pi
    let parallel = cos((total > 0 ? latitude / total : 0) * .pi / 180)
    let degree = CellNeighbors.metersPerDegree
    self.east = centers.map { center in
      (center.longitude - middle).remainder(dividingBy: 360) * parallel * degree
    }
    self.north = centers.map { $0.latitude * degree }
  }

  /// The region that holds the middle 98 % of visits in each direction.
  func window(weights: [Int]) -> (east: ClosedRange<Double>, north: ClosedRange<Double>) {
    (Self.middle(east, weights), Self.middle(north, weights))
  }

  private static func middle(_ values: [Double], _ weights: [Int]) -> ClosedRange<Double> {
    let order = values.indices.filter { weights[$0] > 0 }.sorted { values[$0] < values[$1] }
    let total = order.reduce(0) { $0 + weights[$1] }
    var (before, lower, upper) = (0, values[order[0]], values[order[order.count - 1]])
    for index in order {
      if before * 100 <= total { lower = values[index] }
      before += weights[index]
      if before * 100 >= total * 99 {
        upper = values[index]
        break
      }
    }
    return lower...max(lower, upper)
  }
}

/// At most 24 by 24 square tiles over a region.
struct TileGrid: Sendable {
  /// What the tiles hold.
  struct Tally: Sendable {
    /// For each tile that is drawn how many people share the middle visitor's cell.
    var drawn: [Int: Int] = [:]
    /// How many tiles have people, but too few to be drawn.
    var suppressed = 0
    /// How many pairs of a person and a cell lie outside the region.
    var outside = 0
  }

  let columns: Int
  let rows: Int
  /// The side of a tile: a whole number of cells.
  let stepMeters: Double

  private let west: Double
  private let south: Double

  init(window: (east: ClosedRange<Double>, north: ClosedRange<Double>), sizeMeters: Double) {
    let width = window.east.upperBound - window.east.lowerBound
    let height = window.north.upperBound - window.north.lowerBound
    let cells = max(width, height) / sizeMeters + 1
    let perTile = max(1, (cells / Double(AnonymityMap.tileLimit)).rounded(.up))
    stepMeters = perTile * sizeMeters
    west = window.east.lowerBound - sizeMeters / 2
    south = window.north.lowerBound - sizeMeters / 2
    columns = Int((width + sizeMeters / 2) / stepMeters) + 1
    rows = Int((height + sizeMeters / 2) / stepMeters) + 1
  }

  /// Fills the tiles.
  ///
  /// - Complexity: O(pairs log pairs).
  func tally(_ presence: CellPresence, _ plane: PlaneCells) -> Tally {
    var tally = Tally()
    var sizes = [[Int]](repeating: [], count: rows * columns)
    var people = [Int](repeating: 0, count: rows * columns)
    var lastOfTile = [UInt32?](repeating: nil, count: rows * columns)
    for (subject, cell) in presence.pairs {
      guard let tile = tile(east: plane.east[Int(cell)], north: plane.north[Int(cell)]) else {
        tally.outside += 1
        continue
      }
      sizes[tile].append(presence.peopleOfCell[Int(cell)])
      if lastOfTile[tile] != subject { people[tile] += 1 }
      lastOfTile[tile] = subject
    }
    for tile in sizes.indices where people[tile] > 0 {
      guard people[tile] >= AnonymityMap.smallestTile else {
        tally.suppressed += 1
        continue
      }
      let middle = sizes[tile].sorted()[sizes[tile].count / 2]
      tally.drawn[tile] = AnonymityMap.classes.last { $0 <= middle } ?? 1
    }
    return tally
  }

  private func tile(east: Double, north: Double) -> Int? {
    let column = ((east - west) / stepMeters).rounded(.down)
    let row = ((north - south) / stepMeters).rounded(.down)
    guard column >= 0, row >= 0, column < Double(columns), row < Double(rows) else { return nil }
    return Int(row) * columns + Int(column)
  }
}
