import Evaluation
import Foundation
import Numerics

/// How little a person's sightings fit a released trace.
///
/// A sighting was drawn from one of the events of its person, so for a trace with n events its
/// likelihood is p(s | trace) = (sum over events of K(error)) / n, with K normal in both directions
/// and in time, cut off at four standard deviations; its mean over all traces is g(s). The evidence
/// is the sum over sightings of log2((1 - doubt) p(s | trace) / g(s) + doubt): one where few
/// people were says more. A cost is the most that there can be, log2(people) for each sighting,
/// plus 1, minus the evidence.
///
/// With more than `sampledTraces` people, g is that of so many drawn at random and of the
/// sighting's own trace, which counts as the one that it is among all.
///
/// **Source** the likelihood of Fellegi and Sunter's model (JASA 64, 1969) for points; the rarity
/// as in Narayanan and Shmatikov, IEEE S&P 2008.
/// **Cost** for each event of a target the sightings within reach, found by cell and time; one
/// addition for each candidate.
struct SightingComparison: PairComparison {
  /// The least probability that a sighting is an error.
  static let doubt = 1e-3
  /// How many of so many people's traces the mean likelihood of a sighting is taken over: the more
  /// people, the more sightings each of them is compared with.
  ///
  /// A sighting that none of the traces drawn fits is weighed as its own trace's alone: with 500
  /// draws that happens to most that fit fewer than one trace in 700.
  static func sampledTraces(of people: Int) -> Int { people <= 20_000 ? 2_000 : 500 }

  let id: String
  let title: String
  private let located: LocatedEvents
  private let known: KnownSightings
  private let postings: SightingPostings
  /// For each sighting one over its mean likelihood over all traces; 0 where that is 0.
  private let rarities: [Double]
  /// The most evidence of one sighting in bits.
  private let mostBits: Double
  /// The most sightings that anybody has.
  private let mostSightings: Int

  init(
    _ reading: SightingReading, located: LocatedEvents, known: KnownSightings,
    noise: SightingNoise, people: [UInt32], seed: UInt64
  ) {
    id = reading.id
    title = reading.title
    self.located = located
    self.known = known
    let postings = SightingPostings(
      reading, known: known, hasCoordinates: located.hasCoordinates, noise: noise)
    self.postings = postings
    mostBits = log2(Double(max(people.count, 1)))
    mostSightings = people.map { known.count(of: $0) }.max() ?? 0
    rarities = Self.background(located, known, postings, people: people, seed: seed)
      .map { $0 > 0 ? 1 / $0 : 0 }
  }

  func costs(targets: [UInt32], candidates: [UInt32]) -> PairCosts {
    prepared(for: candidates).costs(targets: targets)
  }

  func prepared(for candidates: [UInt32]) -> any PreparedComparison {
    let most = Float(Double(mostSightings) * mostBits + 1)
    let base = Float(log2(Self.doubt))
    var columnOf = [Int32](repeating: -1, count: known.starts.count)
    for (column, candidate) in candidates.enumerated() where known.count(of: candidate) > 0 {
      columnOf[Int(candidate)] = Int32(column)
    }
    let rest = candidates.map { candidate -> Float in
      let count = known.count(of: candidate)
      return count > 0 ? most - Float(count) * base : .infinity
    }
    return Prepared(comparison: self, columns: columnOf, owners: owners, rest: rest)
  }

  /// The comparison with some candidates.
  private struct Prepared: PreparedComparison {
    let comparison: SightingComparison
    /// For each person the candidate's place; -1 for none.
    let columns: [Int32]
    /// Whose each sighting is.
    let owners: [UInt32]
    /// The cost of each candidate none of whose sightings fits.
    let rest: [Float]

    func costs(targets: [UInt32]) -> PairCosts {
      var costs = DenseMatrix(rowCount: targets.count, columnCount: rest.count)
      _ = costs.updateRows(minimumRows: 1) { rows, band in
        var board = EventBoard(count: owners.count)
        for row in rows {
          fill(&band, from: (row - rows.lowerBound) * rest.count, targets[row], &board)
        }
      }
      return PairCosts(
        rowCount: costs.rowCount, columnCount: costs.columnCount, values: costs.values)
    }

    private func fill(
      _ band: inout MutableSpan<Float>, from start: Int, _ target: UInt32,
      _ board: inout EventBoard
    ) {
      let base = Float(log2(SightingComparison.doubt))
      let most = exp2(comparison.mostBits)
      let count = board.look(at: target, comparison.located, comparison.postings)
      for column in rest.indices { band[start + column] = count > 0 ? rest[column] : .infinity }
      board.drain { sighting, likelihood in
        let column = columns[Int(owners[sighting])]
        guard column >= 0 else { return }
        let ratio = min(likelihood / Double(count) * comparison.rarities[sighting], most)
        let bits = log2((1 - SightingComparison.doubt) * ratio + SightingComparison.doubt)
        band[start + Int(column)] -= Float(bits) - base
      }
    }
  }

  /// Whose each sighting is.
  private var owners: [UInt32] {
    var owners: [UInt32] = []
    owners.reserveCapacity(known.sightings.count)
    for person in 0..<UInt32(known.starts.count - 1) {
      owners += repeatElement(person, count: known.count(of: person))
    }
    return owners
  }

  /// The mean likelihood of each sighting over all traces.
  private static func background(
    _ located: LocatedEvents, _ known: KnownSightings, _ postings: SightingPostings,
    people: [UInt32], seed: UInt64
  ) -> [Double] {
    var source = SeededGenerator(seed: seed, stream: "sightings/background")
    let count = min(sampledTraces(of: people.count), people.count)
    let sample = source.sample(count: count, of: people.count).sorted().map { people[$0] }
    let isWhole = count == people.count
    let chunks = concurrentChunks(count: count, maximumChunks: 8) { range in
      var sums = [Double](repeating: 0, count: known.sightings.count)
      var board = EventBoard(count: known.sightings.count)
      for trace in range {
        let events = board.look(at: sample[trace], located, postings)
        let mine = known.range(of: sample[trace])
        board.drain { sighting, likelihood in
          if isWhole || !mine.contains(sighting) {
            sums[sighting] += likelihood / Double(max(events, 1))
          }
        }
      }
      return sums
    }
    var sums = [Double](repeating: 0, count: known.sightings.count)
    for chunk in chunks { for place in sums.indices { sums[place] += chunk[place] } }
    guard !isWhole else { return sums.map { $0 / Double(max(count, 1)) } }
    return withOwn(sums.map { $0 / Double(count) }, located, known, postings, people: people)
  }

  /// The mean over others, and each sighting's own trace as one among all.
  private static func withOwn(
    _ others: [Double], _ located: LocatedEvents, _ known: KnownSightings,
    _ postings: SightingPostings, people: [UInt32]
  ) -> [Double] {
    let all = Double(people.count)
    let own = concurrentChunks(count: people.count, minimumChunk: 64) { range in
      var values: [(sighting: Int, value: Double)] = []
      for place in range {
        let mine = known.range(of: people[place])
        let events = located.events(of: people[place]).map {
          let event = located.sighting(ofEvent: $0)
          return postings.placed(event.sighting, event.place)
        }
        for sighting in mine {
          let own = postings.placed(known.sightings[sighting], known.places[sighting])
          let sum = events.reduce(0.0) { $0 + postings.likelihood(of: own, from: $1) }
          values.append((sighting, sum / Double(max(events.count, 1))))
        }
      }
      return values
    }.flatMap(\.self)
    var background = others.map { $0 * (all - 1) / all }
    for entry in own { background[entry.sighting] += entry.value / all }
    return background
  }
}

/// The likelihoods of sightings given one trace.
private struct EventBoard {
  private var sums: [Double]
  private var touched: [Int] = []

  init(count: Int) { sums = [Double](repeating: 0, count: count) }

  /// Adds up all events of a trace.
  ///
  /// - Returns: how many there are.
  mutating func look(
    at target: UInt32, _ located: LocatedEvents, _ postings: SightingPostings
  ) -> Int {
    let events = located.events(of: target)
    for event in events {
      postings.forEachSighting(near: located.sighting(ofEvent: event)) { sighting, likelihood in
        if sums[sighting] == 0 { touched.append(sighting) }
        sums[sighting] += max(likelihood, 1e-300)
      }
    }
    return events.count
  }

  /// Hands out the sums, in the order in which they were begun, and forgets them.
  mutating func drain(_ body: (_ sighting: Int, _ likelihood: Double) -> Void) {
    for sighting in touched {
      body(sighting, sums[sighting])
      sums[sighting] = 0
    }
    touched.removeAll(keepingCapacity: true)
  }
}
