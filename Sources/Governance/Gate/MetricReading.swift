import Findings
import Tables

/// What a report says at the path of a metric.
public enum MetricReading: Sendable, Equatable {
  /// It says nothing there.
  case missing
  /// It says something that is no number, or no interval around its own value.
  case notANumber
  /// A number and the ends of its interval; both nil where no interval is known.
  case number(value: Double, lower: Double?, upper: Double?)
}

/// One reading, and the attack that it is from.
struct MetricFound {
  let reading: MetricReading
  /// The element of `attacks` on the way; nil where there was none.
  let attack: EvidenceDocument.Node?
}

/// Looks numbers up in a report, and closes at everything that is not as it should be.
enum MetricLookup {
  /// The readings at a path: one for each element that its brackets choose, at least one.
  ///
  /// - Complexity: O(elements on the way).
  static func find(_ path: MetricPath, in document: EvidenceDocument) -> [MetricFound] {
    var places: [(node: EvidenceDocument.Node?, attack: EvidenceDocument.Node?)] = [
      (document.root, nil)
    ]
    for (number, step) in path.steps.enumerated() {
      let isAttack = number == 1 && path.steps.first == .key("attacks")
      var next: [(node: EvidenceDocument.Node?, attack: EvidenceDocument.Node?)] = []
      for place in places {
        guard let node = place.node else {
          next.append(place)
          continue
        }
        let chosen = choose(step, from: node, in: document)
        next += chosen.map { ($0, isAttack ? $0 : place.attack) }
        if chosen.isEmpty { next.append((nil, place.attack)) }
      }
      places = next
    }
    return places.map { place in
      MetricFound(
        reading: place.node.map { reading(of: $0, in: document) } ?? .missing,
        attack: place.attack)
    }
  }

  /// An element of which it can't be told whether it is meant comes back as nil: missing.
  private static func choose(
    _ step: MetricPath.Step, from node: EvidenceDocument.Node, in document: EvidenceDocument
  ) -> [EvidenceDocument.Node?] {
    switch step {
    case .key(let key): [document.member(key, of: node)]
    case .every: document.elements(of: node)
    case .named(let name):
      select(from: node, in: document) { element in
        (document.member("id", of: element) ?? document.member("name", of: element))
          .flatMap { document.text(of: $0) }.map { $0 == name }
      }
    case .matching(let keys, let text):
      select(from: node, in: document) { element in
        document.member(keys, of: element).flatMap { document.word(of: $0) }
          .map { $0 == text || Double($0).map { $0 == Double(text) } ?? false }
      }
    }
  }

  private static func select(
    from node: EvidenceDocument.Node, in document: EvidenceDocument,
    where isMeant: (EvidenceDocument.Node) -> Bool?
  ) -> [EvidenceDocument.Node?] {
    document.elements(of: node).compactMap { element -> EvidenceDocument.Node?? in
      guard let isMeant = isMeant(element) else { return .some(nil) }
      return isMeant ? .some(element) : nil
    }
  }

  private static func reading(
    of node: EvidenceDocument.Node, in document: EvidenceDocument
  ) -> MetricReading {
    guard node.kind == .object else {
      guard node.kind != .null else { return .missing }
      guard let number = document.number(of: node), number.isFinite else { return .notANumber }
      return .number(value: number, lower: number, upper: number)
    }
    let members = ["value", "lower", "upper", "method"].map { document.member($0, of: node) }
    let known = members.compactMap { $0 }.filter { $0.kind != .null }
    guard known.count == members.count, let method = document.text(of: known[3]) else {
      return .missing
    }
    let numbers = known.prefix(3).compactMap { document.number(of: $0) }.filter(\.isFinite)
    guard numbers.count == 3, numbers[1] <= numbers[0], numbers[0] <= numbers[2] else {
      return .notANumber
    }
    // A fitted model's ends are its value: no interval is known.
    let hasInterval = method != IntervalMethod.model.rawValue
    return .number(
      value: numbers[0], lower: hasInterval ? numbers[1] : nil,
      upper: hasInterval ? numbers[2] : nil)
  }
}
