/// Whether a file's first line holds names of columns, or a person's data under a missing header.
///
/// Names of columns are shown in errors, proposals and reports; a value of a person must not be. So
/// a header is doubted when it holds an e-mail address, or when half of its cells are numbers.
struct HeaderCheck {
  /// Whether the names look like data.
  let looksLikeData: Bool

  /// Looks at the names of a file's columns.
  init(_ names: [String]) {
    let filled = names.filter { !$0.isEmpty }
    let numbers = filled.count { Double($0) != nil }
    let hasAddress = filled.contains { name in
      let parts = name.split(separator: "@", omittingEmptySubsequences: false)
      return parts.count == 2 && !parts[0].isEmpty && parts[1].contains(".")
    }
    looksLikeData = hasAddress || (numbers > 0 && numbers * 2 >= filled.count)
  }
}
