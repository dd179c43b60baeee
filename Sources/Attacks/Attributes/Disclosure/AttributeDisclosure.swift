/// How well an adversary who knows a person's class guesses the person's sensitive value.
///
/// The adversary guesses the most frequent value of the class, one of them at random where several
/// are. Leaving the target out, the class is seen without the target's own row, as if the target
/// had not taken part: what is still guessed then is learned about the person from others. For a
/// target alone in a class, or in no class, the adversary falls back on the table's most frequent
/// value.
///
/// **Guarantee**: expectations over all rows as targets, exact; no sampling. A missing sensitive
/// value is a value of its own, and can be guessed.
/// **Source**: the inference risk of WP216 (Article 29 Working Party 2014); leaving one out as in
/// cross-validation.
/// **Cost**: O(pairs of class and value).
/// **Does not protect against**: adversaries with a better model than the class's mode.
public struct AttributeDisclosure: Sendable, Equatable {
  /// Expected accuracies, each from 0 to 1.
  public struct Accuracy: Sendable, Equatable {
    /// The guess with the release in hand.
    public let withRelease: Double
    /// The best guess without the release: the table's most frequent value for everyone.
    public let baseline: Double
    /// How much better the guess is with the release; may be negative.
    public var gain: Double { withRelease - baseline }
  }

  /// The number of people whose value was to be guessed: all rows.
  public let rowCount: Int
  /// Accuracy when the classes seen hold the target's own row.
  public let plain: Accuracy
  /// Accuracy when the target's own row is left out of the class, and of the table.
  public let leavingOneOut: Accuracy
  /// The number of people in classes where everyone has the same value, classes of one included.
  public let certainRowCount: Int
  /// Those among them in classes of at least two: certain without being singled out.
  public let certainInGroupsRowCount: Int

  private let histograms: SensitiveHistograms

  /// - Complexity: O(pairs of class and value).
  public init(_ histograms: SensitiveHistograms) {
    self.histograms = histograms
    rowCount = histograms.rowCount
    let table = Guess(histograms.totals)
    var hits = 0.0
    var hitsLeftOut = 0.0
    var certain = 0
    var certainInGroups = 0
    var fallbackTargets = [Int](repeating: 0, count: histograms.totals.count)
    for index in 0..<histograms.classCount {
      let entries = histograms.entries(ofClass: index)
      let guess = Guess(entries.map { Int(histograms.counts[$0]) })
      let size = histograms.sizes[index]
      hits += Double(guess.largest)
      if entries.count == 1 {
        certain += size
        if size > 1 { certainInGroups += size }
      }
      if size == 1 {
        fallbackTargets[Int(histograms.ranks[entries.lowerBound])] += 1
      } else {
        hitsLeftOut += guess.hitsLeavingOneOut
      }
    }
    let unclassified = Self.unclassified(histograms)
    for rank in histograms.totals.indices {
      let total = histograms.totals[rank]
      hits += Double(unclassified[rank]) * table.chance(ofCount: total)
      hitsLeftOut +=
        Double(unclassified[rank] + fallbackTargets[rank])
        * table.chanceLeavingOneOut(ofCount: total)
    }
    let rows = Double(histograms.rowCount)
    plain = Accuracy(withRelease: hits / rows, baseline: Double(table.largest) / rows)
    leavingOneOut = Accuracy(
      withRelease: hitsLeftOut / rows, baseline: table.hitsLeavingOneOut / rows)
    certainRowCount = certain
    certainInGroupsRowCount = certainInGroups
  }

  /// The number of people whose own value has at least the share `probability` in their class: who
  /// is guessed right by an adversary as sure as that.
  ///
  /// - Parameters:
  ///   - probability: From 0 to 1.
  ///   - smallestClass: Classes with fewer rows are passed over; 2 leaves out unique people.
  /// - Complexity: O(pairs of class and value).
  public func rowCount(
    guessedWithProbability probability: Double, smallestClass: Int = 1
  ) -> Int {
    var rows = 0
    for index in 0..<histograms.classCount where histograms.sizes[index] >= smallestClass {
      let size = Double(histograms.sizes[index])
      for entry in histograms.entries(ofClass: index)
      where Double(histograms.counts[entry]) >= probability * size {
        rows += Int(histograms.counts[entry])
      }
    }
    return rows
  }

  /// How many rows in no class have each value, by rank.
  private static func unclassified(_ histograms: SensitiveHistograms) -> [Int] {
    var rest = histograms.totals
    for (entry, rank) in histograms.ranks.enumerated() {
      rest[Int(rank)] -= Int(histograms.counts[entry])
    }
    return rest
  }
}

/// What guessing the most frequent of some values yields.
private struct Guess {
  let largest: Int
  /// How many values are most frequent.
  let modes: Int
  /// The largest count below `largest`, and how many values have it.
  let second: Int
  let seconds: Int

  init(_ counts: [Int]) {
    var largest = 0
    var modes = 0
    var second = 0
    var seconds = 0
    for count in counts {
      if count > largest {
        (second, seconds) = (largest, modes)
        (largest, modes) = (count, 1)
      } else if count == largest {
        modes += 1
      } else if count > second {
        (second, seconds) = (count, 1)
      } else if count == second {
        seconds += 1
      }
    }
    self.largest = largest
    self.modes = modes
    self.second = second
    self.seconds = seconds
  }

  /// How likely the guess is right for a target whose value occurs `count` times.
  func chance(ofCount count: Int) -> Double { count == largest ? 1 / Double(modes) : 0 }

  /// The same with the target's row left out.
  ///
  /// Without it the target's value occurs once less. It still leads alone if it led by two or more,
  /// ties with the runners-up if it led by one, and is never guessed otherwise.
  func chanceLeavingOneOut(ofCount count: Int) -> Double {
    guard count == largest, modes == 1, largest > 1 else { return 0 }
    return largest - 1 > second ? 1 : 1 / Double(1 + seconds)
  }

  /// The expected number of right guesses over all targets, each left out in turn.
  var hitsLeavingOneOut: Double {
    modes == 1 ? Double(largest) * chanceLeavingOneOut(ofCount: largest) : 0
  }
}
