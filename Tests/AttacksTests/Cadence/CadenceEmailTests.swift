import Evaluation
import Findings
import Foundation
import TestSupport
import Testing

@testable import Attacks

@Suite("Cadence on e-mails", .enabled(if: SharedFolder.exists && Build.isOptimised))
struct CadenceEmailTests {
  // Facts, fact 1 and section 12: 541 people, one by one send .096, receive .050, inter-event .105;
  // at or above within Wilson's 95 % interval.
  @Test("people of two periods are found by their cadence at least as often as the reference found")
  func reference() throws {
    let (count, features) = try EmailEvents.features()
    let result = try CadencePeriods.result(for: EmailEvents.setting(count), features: features)
    #expect(result.setting.candidates == 541)
    #expect(result.setting.targets == 541)
    let found = result.grids[0].shares(column: 1)
    for (title, reference) in [
      ("hour of the week (sent)", 0.096), ("hour of the week (received)", 0.050),
      ("time between events (sent)", 0.105),
    ] {
      let value = try #require(found[title])
      let interval = Estimate.proportion(value * 541, of: 541)
      #expect(interval.upper >= reference, "\(title): \(value)")
    }
    // The reference's all temporal evidence with learned weights: .325.
    #expect(result.success.upper >= 0.325)
    result.printFigures()
  }
}

extension Grid {
  /// The shares of a column by the row's title.
  func shares(column: Int) -> [String: Double] {
    var shares: [String: Double] = [:]
    for row in rows {
      if case .text(let title) = row[0], case .share(let value) = row[column] {
        shares[title] = value
      }
    }
    return shares
  }
}

extension AttackResult {
  /// Prints the grid and the measures, aggregates all, where `PALIMPSEST_FIGURES` is set.
  func printFigures() {
    guard ProcessInfo.processInfo.environment["PALIMPSEST_FIGURES"] != nil else { return }
    func text(_ cell: Grid.Cell) -> String {
      switch cell {
      case .text(let text): text
      case .count(let count): "\(count)"
      case .number(let number): Phrase.decimals(number, 1)
      case .share(let share): Phrase.decimals(share, 3)
      case .empty: "-"
      }
    }
    for grid in grids {
      print(grid.header.joined(separator: " | "))
      for row in grid.rows { print(row.map(text).joined(separator: " | ")) }
    }
    for measure in measures {
      print(measure.id, measure.estimate.map { "\($0.value) [\($0.lower), \($0.upper)]" } ?? "-")
    }
    print(success, excess, sentence, remedy, separator: "\n")
  }
}
