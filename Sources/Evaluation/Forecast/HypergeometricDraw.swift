import Foundation
import Numerics

/// How many marked ones are among some drawn without replacement.
///
/// By inversion, outwards from the likeliest number: O(deviation) steps and one word a draw.
struct HypergeometricDraw {
  let marked: Int
  let population: Int
  let draws: Int

  /// A number, drawn.
  func next(using source: inout SeededGenerator) -> Int {
    let (least, most) = (max(0, draws - (population - marked)), min(marked, draws))
    let unit = source.unit()
    guard least < most else { return least }
    let mode = min(most, max(least, (draws + 1) * (marked + 1) / (population + 2)))
    let top = exp(
      HypergeometricDistribution.logProbability(
        marked: mode, draws: draws, markedInPopulation: marked, population: population))
    var (low, high, atLow, atHigh, sum) = (mode, mode, top, top, top)
    if unit < sum { return mode }
    while low > least || high < most {
      let below = low > least ? atLow / odds(low - 1) : 0
      let above = high < most ? atHigh * odds(high) : 0
      if below >= above, low > least {
        (low, atLow) = (low - 1, below)
        sum += below
        if unit < sum { return low }
      } else {
        (high, atHigh) = (high + 1, above)
        sum += above
        if unit < sum { return high }
      }
      // Both sides rounded to nothing: what is left of the sum is a rounding error.
      if below + above == 0 { break }
    }
    return mode
  }

  /// The probability of `number` + 1 over that of `number`.
  private func odds(_ number: Int) -> Double {
    Double(marked - number) * Double(draws - number)
      / (Double(number + 1) * Double(population - marked - draws + number + 1))
  }
}
