import Numerics

extension KnownVisits {
  /// For each person tried how many have the person's two places among their own two.
  ///
  /// - Complexity: O(entries + people log people).
  func homeAndWork(_ choice: HomeAndWorkChoice) -> [SearchOutcome] {
    let pairs = (0..<index.items.rowCount).map { homeAndWork(choice, of: $0) }
    var withPair: [[UInt32]: Int] = [:]
    var withPlace: [UInt32: Int] = [:]
    for pair in pairs {
      withPair[pair, default: 0] += 1
      for place in pair { withPlace[place, default: 0] += 1 }
    }
    return targets.map { target in
      let pair = pairs[target]
      let matching = pair.count == 1 ? withPlace[pair[0]] : withPair[pair]
      return SearchOutcome(matching: matching ?? 1, steps: 1, isCutShort: false)
    }
  }

  /// The two places of a person, by number; one where there is only one.
  private func homeAndWork(_ choice: HomeAndWorkChoice, of person: Int) -> [UInt32] {
    let items = index.items
    let sign = choice == .mostVisited ? -1 : 1
    let ranked = items.entries(ofRow: person).map {
      (visits: sign * Int(items.counts[$0]), place: items.columns[$0])
    }.sorted { $0 < $1 }
    return ranked.prefix(2).map { $0.place }.sorted()
  }
}
