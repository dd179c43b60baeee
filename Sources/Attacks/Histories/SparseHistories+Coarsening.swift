extension SparseHistories {
  /// The same histories without any day.
  public var withoutDays: SparseHistories {
    SparseHistories(itemCount: itemCount, offsets: offsets, items: items, values: values, days: [])
  }

  /// The same histories without any value: only what was chosen, and when.
  public var withoutValues: SparseHistories {
    SparseHistories(itemCount: itemCount, offsets: offsets, items: items, values: [], days: days)
  }

  /// The number of different data subjects that chose each item.
  ///
  /// - Complexity: O(entries).
  public var supports: [Int] {
    var supports = [Int](repeating: 0, count: itemCount)
    for subject in 0..<subjectCount {
      var last: UInt32?
      for entry in entries(of: subject) where items[entry] != last {
        supports[Int(items[entry])] += 1
        last = items[entry]
      }
    }
    return supports
  }

  /// The same histories without the items that fewer than `least` data subjects chose.
  ///
  /// - Complexity: O(entries).
  public func leavingOutItems(chosenByFewerThan least: Int) -> SparseHistories {
    let supports = supports
    var (offsets, kept) = ([0], [Int]())
    offsets.reserveCapacity(subjectCount + 1)
    for subject in 0..<subjectCount {
      kept += entries(of: subject).filter { supports[Int(items[$0])] >= least }
      offsets.append(kept.count)
    }
    return SparseHistories(
      itemCount: itemCount, offsets: offsets, items: kept.map { items[$0] },
      values: values.isEmpty ? [] : kept.map { values[$0] },
      days: days.isEmpty ? [] : kept.map { days[$0] })
  }

  /// The different values that are known, rising.
  ///
  /// - Complexity: O(entries) expected, and the sorting of the different values.
  public var valueLevels: [Float] {
    Set(values.lazy.filter { !$0.isNaN }).sorted()
  }
}
