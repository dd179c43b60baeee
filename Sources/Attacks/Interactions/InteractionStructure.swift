import Foundation
import Numerics

/// What is left of people's contacts when their ids are taken away: how many, how unequal, how
/// mutual, and how well connected they are themselves.
struct InteractionStructure {
  private let period: InteractionPeriod
  /// For each data subject how many others act toward it, and toward how many it acts.
  private let degrees: [Int]

  init(_ period: InteractionPeriod) {
    self.period = period
    let inDegrees = period.sent.rowsOfColumn()
    let outDegrees = period.received.rowsOfColumn()
    self.degrees = zip(inDegrees, outDegrees).map { $0 + $1 }
  }

  /// The ties' strengths, the strongest first; the bins after the last one that is told apart take
  /// all weaker ties together.
  static let tieCount = 64

  /// The events with the strongest contact, with the second strongest, ...
  func ties(_ counts: SparseCounts) -> SparseCounts {
    map(bins: Self.tieCount) { row, profile in
      let strengths = counts.entries(ofRow: row).map { counts.counts[$0] }.sorted(by: >)
      for (place, strength) in strengths.enumerated() {
        profile[min(place, Self.tieCount - 1)] += UInt64(strength)
      }
    }
  }

  /// Contacts by the logarithms of how often either side acted: 12 by 12 bins.
  func mutualTies() -> SparseCounts {
    map(bins: 144) { row, profile in
      for (_, sent, received) in contacts(of: row) {
        profile[12 * Self.bin(sent, below: 12) + Self.bin(received, below: 12)] += 1
      }
    }
  }

  /// Events with contacts, by the contacts' own degrees in half octaves: those toward contacts in
  /// the first 24 bins, those from contacts in the others.
  func contactDegrees() -> SparseCounts {
    map(bins: 48) { row, profile in
      for (contact, sent, received) in contacts(of: row) {
        let octaves = log2(Double(max(degrees[contact], 1)))
        let bin = min(Int(2 * octaves), 23)
        profile[bin] += UInt64(sent)
        profile[24 + bin] += UInt64(received)
      }
    }
  }

  /// Logarithms of a data subject's numbers: contacts acted toward, contacts acting, mutual ones,
  /// events either way; and the shares of contacts and of events that are mutual.
  func magnitudes() -> [[Double]] {
    (0..<period.subjectCount).map { row in
      let contacts = contacts(of: row)
      let toward = Double(contacts.count { $0.sent > 0 })
      let from = Double(contacts.count { $0.received > 0 })
      let mutual = Double(contacts.count { $0.sent > 0 && $0.received > 0 })
      let sent = Double(period.sent.total(ofRow: row))
      let received = Double(period.received.total(ofRow: row))
      let returned = contacts.reduce(0.0) { $0 + Double(min($1.sent, $1.received)) }
      return [toward, from, mutual, sent, received].map { log($0 + 1) }
        + [mutual / Double(max(contacts.count, 1)), returned / max(sent, 1)]
    }
  }

  /// A data subject's contacts, rising, with the events either way.
  private func contacts(of row: Int) -> [(contact: Int, sent: UInt32, received: UInt32)] {
    var merged: [(contact: Int, sent: UInt32, received: UInt32)] = []
    let (sent, received) = (period.sent, period.received)
    var (left, right) = (sent.offsets[row], received.offsets[row])
    while left < sent.offsets[row + 1] || right < received.offsets[row + 1] {
      let toward = left < sent.offsets[row + 1] ? Int(sent.columns[left]) : .max
      let from = right < received.offsets[row + 1] ? Int(received.columns[right]) : .max
      let contact = min(toward, from)
      merged.append(
        (
          contact, toward == contact ? sent.counts[left] : 0,
          from == contact ? received.counts[right] : 0
        ))
      if toward == contact { left += 1 }
      if from == contact { right += 1 }
    }
    return merged
  }

  private func map(bins: Int, _ fill: (Int, inout [UInt64]) -> Void) -> SparseCounts {
    var offsets = [0]
    var columns: [UInt32] = []
    var counts: [UInt32] = []
    for row in 0..<period.subjectCount {
      var profile = [UInt64](repeating: 0, count: bins)
      fill(row, &profile)
      for (bin, count) in profile.enumerated() where count > 0 {
        columns.append(UInt32(bin))
        counts.append(UInt32(clamping: count))
      }
      offsets.append(columns.count)
    }
    return SparseCounts(columnCount: bins, offsets: offsets, columns: columns, counts: counts)
  }

  /// 0 for none, else 1 and the binary logarithm, rounded down.
  private static func bin(_ count: UInt32, below limit: Int) -> Int {
    min(UInt32.bitWidth - count.leadingZeroBitCount, limit - 1)
  }
}
