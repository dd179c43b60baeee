/// Wiener's filter with the local variance estimated as the least over several windows: what it
/// leaves is the part of a signal that looks like noise of a known variance.
///
/// **Source**: Mihcak, Kozintsev, Ramchandran, *Spatially adaptive statistical modeling of wavelet
/// image coefficients and its application to denoising*, ICASSP 1999; windows of 3, 5, 7, 9 as in
/// Lukas, Fridrich, Goljan, IEEE TIFS 1 (2006), appendix A. Outside the plane there are zeros.
/// **Cost**: some 30 additions a number; four planes of scratch.
public enum LocalWiener {
  /// The sides of the windows.
  static let windows = [3, 5, 7, 9]

  /// The noise part of each number: x v / (s + v), where s is the least over the windows of
  /// max(0, mean of squares - v), and v is `noiseVariance`.
  public static func noisePart(of plane: SignalPlane, noiseVariance: Float) -> SignalPlane {
    let (rows, columns) = (plane.rows, plane.columns)
    guard rows > 0, columns > 0 else { return plane }
    // Sums along rows, a plane for each window; then sums of these across rows.
    let sums = rowSums(plane)
    var least = [Float](repeating: .infinity, count: rows * columns)
    var total = [Float](repeating: 0, count: columns)
    for row in 0..<rows {
      for (number, window) in windows.enumerated() {
        let reach = window / 2
        let windowSums = sums[number]
        let source = windowSums.span
        for index in total.indices { total[index] = 0 }
        var target = total.mutableSpan
        for other in max(0, row - reach)...min(rows - 1, row + reach) {
          addScaled(
            1, source.extracting((other * columns)..<((other + 1) * columns)), to: &target)
        }
        take(total.span, 1 / Float(window * window), row * columns, &least)
      }
    }
    var result = plane
    filter(&result.values, least.span, noiseVariance)
    return result
  }

  private static func rowSums(_ plane: SignalPlane) -> [[Float]] {
    let (rows, columns) = (plane.rows, plane.columns)
    let reach = 4
    var sums = windows.map { _ in [Float](repeating: 0, count: rows * columns) }
    var padded = [Float](repeating: 0, count: columns + 2 * reach)
    for row in 0..<rows {
      for column in 0..<columns {
        let value = plane.values[row * columns + column]
        padded[column + reach] = value * value
      }
      let source = padded.span
      for (number, window) in windows.enumerated() {
        var all = sums[number].mutableSpan
        var target = all._mutatingExtracting((row * columns)..<((row + 1) * columns))
        for offset in (reach - window / 2)...(reach + window / 2) {
          addScaled(1, source.extracting(offset..<(offset + columns)), to: &target)
        }
      }
    }
    return sums
  }

  private static func take(
    _ total: Span<Float>, _ factor: Float, _ start: Int, _ least: inout [Float]
  ) {
    var all = least.mutableSpan
    var target = all._mutatingExtracting(start..<(start + total.count))
    for index in 0..<target.count {
      let mean = total[index] * factor
      target[index] = mean < target[index] ? mean : target[index]
    }
  }

  private static func filter(
    _ values: inout [Float], _ least: Span<Float>, _ noiseVariance: Float
  ) {
    var target = values.mutableSpan
    for index in 0..<target.count {
      let signal = least[index] - noiseVariance
      let kept = signal > 0 ? signal : 0
      target[index] = target[index] * noiseVariance / (kept + noiseVariance)
    }
  }
}
