import Findings
import Foundation

/// What all files together tell: which items tie files to one another, and how well each finds one.
enum CollectionView {
  private struct Kind: Hashable {
    let location: String
    let category: String
    let meaning: String
  }

  /// The kinds of items, the most telling first: by severity, then by bits, then by files.
  ///
  /// A file's value of a kind is the set of all its values there. O(items log items).
  static func items(of files: [FileInspection]) -> [CollectionItem] {
    var valuesOfFiles: [Kind: [String: Int]] = [:]
    var severities: [Kind: Severity] = [:]
    for file in files {
      var own: [Kind: Set<String>] = [:]
      for item in file.items {
        let kind = Kind(
          location: item.location, category: item.category, meaning: item.meaning)
        own[kind, default: []].insert(item.value ?? "")
        severities[kind] = max(severities[kind] ?? item.severity, item.severity)
      }
      for (kind, values) in own {
        valuesOfFiles[kind, default: [:]][
          values.sorted().joined(separator: "\u{1F}"), default: 0] += 1
      }
    }
    let found = valuesOfFiles.map { kind, groups in
      let carrying = groups.values.reduce(0, +)
      return CollectionItem(
        location: kind.location, category: kind.category,
        severity: severities[kind] ?? .low, meaning: kind.meaning, files: carrying,
        values: groups.count, largestGroup: groups.values.max() ?? 0,
        bits: bits(groups.values.sorted(), absent: files.count - carrying))
    }
    return found.sorted { rank($0) > rank($1) }
  }

  /// The entropy of the value over all files, in bits: the mean of log2(files / files alike).
  private static func bits(_ groups: [Int], absent: Int) -> Double {
    let total = Double(groups.reduce(absent, +))
    guard total > 0 else { return 0 }
    let bits = (groups + [absent]).filter { $0 > 0 }
      .reduce(0.0) { $0 + Double($1) / total * log2(total / Double($1)) }
    return (bits * 1000).rounded() / 1000
  }

  /// The order of the list; location and meaning decide last, so that it is the same everywhere.
  private static func rank(_ item: CollectionItem) -> (Severity, Double, Int, String) {
    (item.severity, item.bits, item.files, item.location + item.meaning)
  }
}
