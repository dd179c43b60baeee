import Foundation
import Tables
import Testing

@Suite("A grid of cells over the earth")
struct CellGridTests {
  /// The distance of two places in meters, by the haversine formula.
  private func meters(
    _ a: (latitude: Double, longitude: Double), _ b: (latitude: Double, longitude: Double)
  ) -> Double {
    let radian = Double.pi / 180
    let latitude = sin((b.latitude - a.latitude) * radian / 2)
    let longitude = sin((b.longitude - a.longitude) * radian / 2)
    let h =
      latitude * latitude
      + cos(a.latitude * radian) * cos(b.latitude * radian) * longitude * longitude
    return 2 * 6_371_008.8 * asin(min(1, h.squareRoot()))
  }

  // Catches columns that widen towards the poles, and centres that lie elsewhere.
  @Test(
    "puts each place within half a diagonal of its cell's middle", arguments: [100, 1_000, 2e5])
  func nearTheMiddle(size: Double) {
    let grid = CellGrid(sizeMeters: size)
    for latitude in stride(from: -90.0, through: 90, by: 7.3) {
      for longitude in stride(from: -180.0, to: 180, by: 11.7) {
        let place = (latitude: latitude, longitude: longitude)
        let cell = grid.cell(latitude: latitude, longitude: longitude)
        let center = grid.center(of: cell)
        // Half a diagonal, and what a row's columns differ in width from its middle to its edge.
        #expect(meters(place, center) <= size * 1.5)
        #expect(
          grid.cell(latitude: center.latitude, longitude: min(center.longitude, 179.999)) == cell)
      }
    }
  }

  @Test("keeps both sides of the date line apart, and has a single cell at a pole")
  func edges() {
    let grid = CellGrid(sizeMeters: 1_000)
    #expect(
      grid.cell(latitude: 0, longitude: -180) != grid.cell(latitude: 0, longitude: 179.9999))
    #expect(
      grid.cell(latitude: -90, longitude: -180) == grid.cell(latitude: -90, longitude: -179))
  }
}
