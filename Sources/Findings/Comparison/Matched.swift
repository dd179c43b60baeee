/// Elements of two lists that go by the same name.
struct Matched<Element> {
  let key: String
  let before: Element?
  let after: Element?

  /// The later list's order, then what only the earlier one has; the first where a name repeats.
  ///
  /// - Complexity: O(elements).
  static func by(
    _ name: (Element) -> String, _ before: [Element]?, _ after: [Element]?
  ) -> [Matched] {
    let earlier = Dictionary(
      (before ?? []).map { (name($0), $0) }, uniquingKeysWith: { first, _ in first })
    var seen: Set<String> = []
    var matched: [Matched] = []
    for element in after ?? [] where seen.insert(name(element)).inserted {
      matched.append(
        Matched(key: name(element), before: earlier[name(element)], after: element))
    }
    for element in before ?? [] where seen.insert(name(element)).inserted {
      matched.append(Matched(key: name(element), before: element, after: nil))
    }
    return matched
  }
}
