extension RandomSource {
  /// Puts the elements in a random order, each order equally likely.
  ///
  /// - Complexity: O(count); one draw for each element but one.
  /// - Source: Fisher and Yates 1938, in Durstenfeld's form (CACM 7, 1964, algorithm 235).
  @inlinable
  public mutating func shuffle<Element>(_ elements: inout [Element]) {
    var remaining = elements.count
    while remaining > 1 {
      let chosen = index(below: remaining)
      remaining -= 1
      elements.swapAt(chosen, remaining)
    }
  }

  /// The numbers 0 ..< `count` in a random order, each order equally likely.
  ///
  /// - Precondition: `count` >= 0.
  /// - Complexity: O(count).
  public mutating func permutation(count: Int) -> [Int] {
    var order = Array(0..<count)
    shuffle(&order)
    return order
  }

  /// Different indices below `population`, drawn without replacement, in a random order.
  ///
  /// Each subset of that size, and each order of it, is equally likely. Asked for more than there
  /// are, it returns all of them.
  ///
  /// - Precondition: `count` >= 0 and `population` >= 0.
  /// - Complexity: O(`count`) expected time and memory, whatever the population.
  /// - Source: Floyd's algorithm in Bentley and Floyd, A sample of brilliance, CACM 30 (1987).
  public mutating func sample(count: Int, of population: Int) -> [Int] {
    precondition(count >= 0 && population >= 0, "a sample has no negative size")
    let size = min(count, population)
    var chosen = Set<Int>(minimumCapacity: size)
    var sample: [Int] = []
    sample.reserveCapacity(size)
    for newest in (population - size)..<population {
      let candidate = index(below: newest + 1)
      let index = chosen.insert(candidate).inserted ? candidate : newest
      if index == newest { chosen.insert(newest) }
      sample.append(index)
    }
    shuffle(&sample)
    return sample
  }
}
