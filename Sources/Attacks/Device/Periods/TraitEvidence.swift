import Foundation
import Tables

/// What a value seen earlier says of the values seen later, for one trait of the later period.
///
/// The evidence of a later value is log2(people / people whose value is at least as near to the one
/// known). Of an equal value that is its rarity; of a text that an upgrade leads to, the rarity of
/// its kind at versions from the known one up to it; of a number half that of being as near. A
/// downgrade, another kind of text, and a value that everyone has say nothing.
struct TraitEvidence: Sendable {
  /// How a known value compares with others.
  private enum Kind: Sendable {
    case nominal
    /// For each code its text taken apart, and the codes of the same skeleton.
    case versioned([VersionedText], siblings: [String: [UInt32]])
    /// For each code its number.
    case numeric([Double])
  }

  private let kind: Kind
  private let people: Double
  /// For each code the number of people who have it in the later period.
  private let holders: [Int]
  /// For each code the later fingerprints that have it.
  private let postings: [[UInt32]]
  /// The numbers that occur, rising, and how many people have one up to each.
  private let ladder: [(number: Double, people: Int)]

  /// Indexes a trait of the later period.
  ///
  /// - Parameters:
  ///   - codes: the trait's code of each later fingerprint, those of a person together.
  ///   - subjects: the person of each.
  ///   - people: the number of people of the later period.
  init(_ trait: CodedColumn, codes: [UInt32], subjects: [UInt32], people: Int, readsVersions: Bool)
  {
    var holders = [Int](repeating: 0, count: trait.cardinality)
    var postings = [[UInt32]](repeating: [], count: trait.cardinality)
    var last = [Int64](repeating: -1, count: trait.cardinality)
    for (fingerprint, code) in codes.enumerated() {
      postings[Int(code)].append(UInt32(fingerprint))
      if last[Int(code)] != Int64(subjects[fingerprint]) {
        last[Int(code)] = Int64(subjects[fingerprint])
        holders[Int(code)] += 1
      }
    }
    self.people = Double(people)
    self.holders = holders
    self.postings = postings
    let kind = readsVersions ? Self.kind(of: trait) : .nominal
    self.kind = kind
    self.ladder = if case .numeric(let numbers) = kind { Self.ladder(numbers, holders) } else { [] }
  }

  private static func kind(of trait: CodedColumn) -> Kind {
    if let numbers = trait.dictionary.numbers { return .numeric([.nan] + numbers) }
    guard case .texts(let texts) = trait.dictionary else { return .nominal }
    let parsed = [VersionedText("")] + texts.map { VersionedText($0) }
    guard parsed.contains(where: { !$0.versions.isEmpty }) else { return .nominal }
    var siblings: [String: [UInt32]] = [:]
    for (code, text) in parsed.enumerated().dropFirst() {
      siblings[text.skeleton, default: []].append(UInt32(code))
    }
    let sorted = siblings.mapValues { codes in
      codes.sorted { left, right in
        let (first, second) = (parsed[Int(left)].versions, parsed[Int(right)].versions)
        if first == second { return left < right }
        return first.flatMap(\.self).lexicographicallyPrecedes(second.flatMap(\.self))
      }
    }
    return .versioned(parsed, siblings: sorted)
  }

  private static func ladder(
    _ numbers: [Double], _ holders: [Int]
  ) -> [(number: Double, people: Int)] {
    var ladder: [(number: Double, people: Int)] = []
    for code in numbers.indices.dropFirst().sorted(by: { numbers[$0] < numbers[$1] }) {
      ladder.append((numbers[code], (ladder.last?.people ?? 0) + holders[code]))
    }
    return ladder
  }

  /// What stays of a value when it is upgraded: devices of one person that share it for all traits
  /// are one device at two times.
  func line(of code: UInt32) -> String {
    switch kind {
    case .nominal, .numeric: "\(code)"
    case .versioned(let texts, _): texts[Int(code)].skeleton
    }
  }

  /// The later values that a known value supports, each with its evidence, best first.
  func support(of code: UInt32) -> [(code: UInt32, bits: Double)] {
    guard code != CodedColumn.missing, Int(code) < holders.count else { return [] }
    var found: [(code: UInt32, bits: Double)] = []
    let own = bits(holders[Int(code)])
    if holders[Int(code)] > 0, own > 0 { found.append((code, own)) }
    guard case .versioned(let texts, let siblings) = kind else { return found }
    let known = texts[Int(code)]
    var near = holders[Int(code)]
    for later in siblings[known.skeleton] ?? [] where later != code && holders[Int(later)] > 0 {
      guard known.canBecome(texts[Int(later)]) else { continue }
      near += holders[Int(later)]
      let evidence = bits(near)
      if evidence > 0 { found.append((later, evidence)) }
    }
    return found
  }

  /// The evidence of a later number that differs from the known one; 0 for other kinds of traits.
  func nearness(of code: UInt32, _ later: UInt32) -> Double {
    guard case .numeric(let numbers) = kind, code != later, code != CodedColumn.missing,
      later != CodedColumn.missing
    else { return 0 }
    let known = numbers[Int(code)]
    let distance = abs(numbers[Int(later)] - known)
    let within = people(upTo: known + distance) - people(below: known - distance)
    return max(0, bits(within)) / 2
  }

  /// The later fingerprints with a value.
  func fingerprints(with code: UInt32) -> [UInt32] { postings[Int(code)] }

  /// Whether numbers are compared.
  var isNumeric: Bool { if case .numeric = kind { true } else { false } }

  private func bits(_ holders: Int) -> Double { log2(people / Double(max(holders, 1))) }

  private func people(upTo number: Double) -> Int {
    let position = ladder.partitioningIndex { $0.number > number }
    return position > 0 ? ladder[position - 1].people : 0
  }

  private func people(below number: Double) -> Int {
    let position = ladder.partitioningIndex { $0.number >= number }
    return position > 0 ? ladder[position - 1].people : 0
  }
}

extension Array {
  /// The first position whose element satisfies a condition that holds from there on.
  fileprivate func partitioningIndex(where condition: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if condition(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
