/// Where a number stands in a report: `attacks[attributes/group-sizes].success`.
///
/// Keys are parted by points. Brackets choose elements of a list: `[x]` those whose `id` (or
/// `name`) is x, `[key=x]` those whose key (itself a path of keys) is x, `[*]` all. What several
/// elements match must hold for each of them; what none matches is missing.
public struct MetricPath: Sendable, Equatable, CustomStringConvertible {
  /// One step into a document.
  public enum Step: Sendable, Equatable {
    /// Into the member of an object.
    case key(String)
    /// Into the elements whose `id` or `name` is this text.
    case named(String)
    /// Into the elements whose member at this path of keys is this text.
    case matching(keys: [String], text: String)
    /// Into every element.
    case every
  }

  /// The document that a metric stands in.
  public enum Document: String, Sendable, CaseIterable {
    /// What `palimpsest audit` writes.
    case riskReport = "risk report"
    /// What `palimpsest protect --json` writes.
    case protectionReport = "protection report"
  }

  /// Why a text is no path.
  public enum Problem: Error, Sendable, Equatable {
    /// A bracket, a point or a name is missing; the place in scalars, from 1.
    case syntax(column: Int)
    /// No report has this key there.
    case unknownKey(String, nearest: String?)
    /// The path ends at something that is no number.
    case noNumber
    /// A list that no brackets choose from, or brackets behind something that is no list.
    case listExpected
  }

  /// The path as it was written.
  public let description: String
  /// Its steps, without the end of an interval that it names.
  public let steps: [Step]
  /// The number of an estimate that it names itself: `verdict.risk.upper`.
  public let bound: RuleBound?
  /// The document that it leads into.
  public let document: Document

  /// Reads a path and holds it against what the reports' schemas know.
  ///
  /// - Throws: `Problem`.
  public init(_ text: String) throws(Problem) {
    description = text
    let written = try Self.steps(of: text)
    let (document, parent) = try MetricVocabulary.check(written)
    self.document = document
    if case .estimate = parent, case .key(let name)? = written.last,
      let bound = RuleBound(rawValue: name)
    {
      self.bound = bound
      steps = written.dropLast()
    } else {
      bound = nil
      steps = written
    }
  }

  /// A path that a program writes itself.
  ///
  /// - Precondition: it is sound.
  package init(known text: String) {
    do {
      self = try MetricPath(text)
    } catch {
      preconditionFailure("no metric path: \(text)")
    }
  }

  // MARK: Syntax

  private static func steps(of text: String) throws(Problem) -> [Step] {
    var steps: [Step] = []
    let scalars = Array(text.unicodeScalars)
    var index = 0
    while index < scalars.count {
      if scalars[index] == "[" {
        guard !steps.isEmpty, let end = scalars[index...].firstIndex(of: "]") else {
          throw .syntax(column: index + 1)
        }
        steps.append(try selector(scalars[(index + 1)..<end], at: index + 1))
        index = end + 1
      } else {
        if !steps.isEmpty {
          guard scalars[index] == "." else { throw .syntax(column: index + 1) }
          index += 1
        }
        let end = scalars[index...].firstIndex { $0 == "." || $0 == "[" } ?? scalars.count
        let key = Self.text(scalars[index..<end])
        guard !key.isEmpty, key.utf8.allSatisfy(isKeyByte) else {
          throw .syntax(column: index + 1)
        }
        steps.append(.key(key))
        index = end
      }
    }
    if steps.isEmpty { throw .syntax(column: 1) }
    return steps
  }

  private static func selector(
    _ scalars: ArraySlice<Unicode.Scalar>, at column: Int
  ) throws(Problem) -> Step {
    if scalars.elementsEqual(["*"]) { return .every }
    guard let mark = scalars.firstIndex(of: "=") else {
      let name = text(scalars)
      guard !name.isEmpty, !name.contains("[") else { throw .syntax(column: column + 1) }
      return .named(name)
    }
    let keys = text(scalars[..<mark]).split(separator: ".", omittingEmptySubsequences: false)
    let wanted = text(scalars[(mark + 1)...])
    guard !wanted.isEmpty, keys.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(isKeyByte) })
    else { throw .syntax(column: column + 1) }
    return .matching(keys: keys.map(String.init), text: wanted)
  }

  private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    String(String.UnicodeScalarView(scalars))
  }

  private static func isKeyByte(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }
}
