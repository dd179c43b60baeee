import Numerics

/// The suppression of cells where a suppressed cell is a value of its own.
///
/// Sets of columns are tried from the cheapest: unsafe rows that become equal without those
/// columns, k of them with those that are already so, are suppressed there. Rows that are left over
/// take safe rows with them.
struct CategorySuppression {
  private let input: SuppressionInput

  init(_ input: SuppressionInput) { self.input = input }

  /// The columns after suppression.
  ///
  /// - Throws: `DeidentificationError.limit` for several requirements: suppression for one can
  /// break another where cells are no wildcards.
  func suppressed(_ requirements: [SuppressionRequirement]) throws(DeidentificationError)
    -> [[UInt32]]
  {
    guard let requirement = requirements.first, requirements.count == 1 else {
      throw .limit(
        what: "The number of combinations where missing cells are a category", limit: 1,
        remedy: "Let missing cells be wildcards, or name one combination")
    }
    let names = distinct(requirement.columns)
    var codes = input.columns.columns
    for rows in input.strata {
      var part = codes.map { column in rows.map { column[$0] } }
      let people = input.subjects.map { numbers in densified(rows.map { numbers[$0] }) }
      try suppress(&part, names, requirement.k, people)
      for name in names {
        for (place, row) in rows.enumerated() { codes[name][row] = part[name][place] }
      }
    }
    return codes
  }

  private func suppress(
    _ codes: inout [[UInt32]], _ names: [Int], _ k: Int, _ people: [UInt32]?
  ) throws(DeidentificationError) {
    let sets = ColumnSets(
      costs: names.map { input.costs[$0] },
      isSuppressible: names.map { !input.excluded.contains($0) })
    let sizes = try input.equalSizes(codes, names, people)
    var unsafe = sizes.indices.filter { sizes[$0] < k }
    for mask in sets.masks {
      if unsafe.isEmpty { return }
      try commit(mask, &unsafe, &codes, names, k, people)
    }
    while !unsafe.isEmpty {
      guard let last = sets.masks.last else { throw Self.impossible }
      try addDonors(&unsafe, &codes, names, k, people)
      try commit(last, &unsafe, &codes, names, k, people)
    }
  }

  private static let impossible = DeidentificationError.noSolution(
    reason: "A stratum, or what the excluded columns show, has fewer rows or people than k",
    remedy: "Lower k, merge small strata, or exclude fewer columns")

  /// Suppresses the columns of a set in the unsafe rows that it makes safe.
  private func commit(
    _ mask: UInt64, _ unsafe: inout [Int], _ codes: inout [[UInt32]], _ names: [Int], _ k: Int,
    _ people: [UInt32]?
  ) throws(DeidentificationError) {
    var trial = names.map { codes[$0] }
    for (bit, _) in names.enumerated() where mask >> UInt64(bit) & 1 == 1 {
      for row in unsafe { trial[bit][row] = 0 }
    }
    var all = codes
    for (bit, name) in names.enumerated() { all[name] = trial[bit] }
    let sizes = try input.equalSizes(all, names, people)
    unsafe = unsafe.filter { row in
      guard sizes[row] >= k else { return true }
      for (bit, name) in names.enumerated() { codes[name][row] = trial[bit][row] }
      return false
    }
  }

  /// Makes safe rows unsafe that share what the excluded columns show with those left over: from
  /// the largest class, so that it stays safe, or a whole class.
  private func addDonors(
    _ unsafe: inout [Int], _ codes: inout [[UInt32]], _ names: [Int], _ k: Int, _ people: [UInt32]?
  ) throws(DeidentificationError) {
    let fixed = names.filter { input.excluded.contains($0) }
    guard let example = unsafe.first else { return }
    let isUnsafe = Set(unsafe)
    let near = codes[names.first ?? 0].indices.filter { row in
      !isUnsafe.contains(row) && fixed.allSatisfy { codes[$0][row] == codes[$0][example] }
    }
    let sizes = try input.equalSizes(codes, names, people)
    guard let donor = near.max(by: { (sizes[$0], $1) < (sizes[$1], $0) }) else {
      throw Self.impossible
    }
    let group = near.filter { row in names.allSatisfy { codes[$0][row] == codes[$0][donor] } }
    let surplus = people == nil ? group.count - k : 0
    unsafe += surplus >= k ? Array(group.prefix(k)) : group
  }
}
