import Findings
import Tables

/// What the cells of one file hold, by column and kind.
struct StagedTally {
  private struct Key: Hashable {
    let field: String
    let kind: PersonalValue
  }

  private struct Count {
    var line: Int
    var column: Int
    var proven = 0
    var likely = 0
    var unlikely = 0
  }

  /// A column whose name says that it names people outright.
  private struct Named {
    let line: Int
    let column: Int
    let meaning: String
    var cells = 0
    var distinct: Set<ArraySlice<UInt8>> = []
  }

  private var counts: [Key: Count] = [:]
  private var named: [String: Named] = [:]

  /// Counts the finds in a cell; `column` is that of its first byte.
  mutating func take(_ bytes: ArraySlice<UInt8>, field: String, line: Int, column: Int) {
    for match in PersonalValueScan.matches(in: bytes) {
      let start = bytes[bytes.startIndex..<(bytes.startIndex + match.offset)]
      // Lines within a quoted cell move the place down.
      let breaks = start.count { $0 == UInt8(ascii: "\n") }
      let lead = breaks == 0 ? start : start.suffix(while: { $0 != UInt8(ascii: "\n") })
      let place = (breaks == 0 ? column : 1) + characterCount(lead)
      var count =
        counts[Key(field: field, kind: match.kind)]
        ?? Count(line: line + breaks, column: place)
      if match.weight != .unlikely, count.proven + count.likely == 0 {
        count.line = line + breaks
        count.column = place
      }
      switch match.weight {
      case .proven: count.proven += 1
      case .likely: count.likely += 1
      case .unlikely: count.unlikely += 1
      }
      counts[Key(field: field, kind: match.kind)] = count
    }
    if named[field] != nil, !bytes.isEmpty {
      named[field]?.cells += 1
      named[field]?.distinct.insert(bytes)
    }
  }

  /// Notes a column's name.
  mutating func name(_ name: String, field: String, line: Int, column: Int) {
    guard named[field] == nil, let meaning = IdentifierName.meaning(ofColumn: name) else { return }
    named[field] = Named(line: line, column: column, meaning: meaning)
  }

  /// What a file gives away, in the order of lines and columns.
  ///
  /// Plain digits with a check digit count if they are at least half of the column's numbers of
  /// that form: one in ten numbers passes Luhn by chance. A name counts as the proposals of roles
  /// count it: few different values can't name anyone.
  func items(file: String) -> [StagedReport.Item] {
    var items: [StagedReport.Item] = []
    for (key, count) in counts {
      let likely = count.likely >= count.unlikely ? count.likely : 0
      guard count.proven + likely > 0 else { continue }
      items.append(
        .init(
          file: file, line: count.line, column: count.column, meaning: key.kind.rawValue,
          location: key.field, count: count.proven + likely))
    }
    for (field, name) in named where name.cells > 0 {
      let isTelling =
        name.distinct.count > 50 || Double(name.distinct.count) > 0.2 * Double(name.cells)
      guard isTelling else { continue }
      items.append(
        .init(
          file: file, line: name.line, column: name.column,
          meaning: "a name that says \(name.meaning)", location: field, count: 1))
    }
    return items.sorted {
      ($0.line, $0.column, $0.location, $0.meaning) < ($1.line, $1.column, $1.location, $1.meaning)
    }
  }
}

/// How many characters some UTF-8 has.
func characterCount(_ bytes: ArraySlice<UInt8>) -> Int { bytes.count { $0 & 0xC0 != 0x80 } }

extension ArraySlice<UInt8> {
  /// What follows the last element that does not fit.
  fileprivate func suffix(while fits: (UInt8) -> Bool) -> ArraySlice<UInt8> {
    guard let last = lastIndex(where: { !fits($0) }) else { return self }
    return self[(last + 1)...]
  }
}
