/// Numbers the data subjects of all tables of a dataset by their keys.
///
/// Keys stay in memory and stand in no report. Rows without a key are nobody's: evidence about them
/// can't be told right or wrong.
struct SubjectNumbers {
  private var numberOfKey: [String: UInt32] = [:]
  private(set) var count = 0

  /// The keys in the order of their numbers; `nil` for people outside the release.
  ///
  /// - Complexity: O(data subjects).
  var keys: [String?] {
    var keys = [String?](repeating: nil, count: count)
    for (key, number) in numberOfKey { keys[Int(number)] = key }
    return keys
  }

  /// Takes in a table's data subjects: the number of each; `nil` for those without a key.
  mutating func add(_ keys: [String?]) -> [UInt32?] {
    numberOfKey.reserveCapacity(max(numberOfKey.count, keys.count))
    return keys.map { key in
      guard let key else { return nil }
      if let number = numberOfKey[key] { return number }
      let number = UInt32(count)
      numberOfKey[key] = number
      count += 1
      return number
    }
  }

  /// Takes in people without a key: nobody in the release.
  mutating func addOutsiders(_ outsiders: Int) -> [UInt32] {
    defer { count += outsiders }
    return (0..<outsiders).map { UInt32(count + $0) }
  }

  /// For each data subject its place among a table's own numbers; `nil` where it is not there.
  ///
  /// - Parameter numbers: what `add` returned for the table; of two places with one key the first
  ///   counts.
  func places(of numbers: [UInt32?]) -> [UInt32?] {
    var places = [UInt32?](repeating: nil, count: count)
    for (place, number) in numbers.enumerated() {
      if let number, places[Int(number)] == nil { places[Int(number)] = UInt32(place) }
    }
    return places
  }
}
