import Yams

/// Reads a text as one YAML document of nodes with places.
enum YAMLDocument {
  /// How deep a document may be; a manifest is eight levels deep.
  static let depthLimit = 32
  /// How many nodes a document may have once aliases are followed.
  static let nodeLimit = 2_000_000
  /// How many repeated keys are looked for before giving up.
  private static let duplicateLimit = 32

  /// The root of the document, or what is wrong with it.
  ///
  /// Repeated keys stay in the tree, so that the reader can report them with everything else. The
  /// parser refuses them: the first of each pair is marked and the text parsed again.
  ///
  /// - Complexity: O(length * (1 + repeated keys)).
  static func root(of text: String) throws(ManifestError) -> YAMLNode {
    if let error = YAMLText(text: text).firstProblem() { throw error }
    var marked = MarkedText(text)
    while true {
      switch compose(marked.text) {
      case .success(let node):
        guard let node else { throw ManifestError(line: 1, column: 1, problem: .empty) }
        var conversion = Conversion(marks: marked)
        return try conversion.convert(node, depth: 0)
      case .failure(.duplicatedKeysInMapping(_, let context)):
        let place = YAMLPlace(line: context.mark.line, column: context.mark.column)
        if marked.markCount >= duplicateLimit || !marked.mark(at: place) {
          let original = marked.original(place)
          throw ManifestError(
            line: original.line, column: original.column,
            problem: .duplicateKey(key: "", path: "a mapping", firstLine: original.line))
        }
      case .failure(let error):
        throw problem(error, in: marked)
      }
    }
  }

  private static func compose(_ text: String) -> Result<Node?, YamlError> {
    do {
      return .success(try Yams.compose(yaml: text, .basic, .default, .utf8))
    } catch let error as YamlError {
      return .failure(error)
    } catch {
      return .failure(.no)
    }
  }

  /// The parser's words for an error; they never hold a part of the text.
  private static func problem(_ error: YamlError, in marked: MarkedText) -> ManifestError {
    switch error {
    case .scanner(let context, let problem, let mark, _),
      .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      let place = marked.original(YAMLPlace(line: mark.line, column: mark.column))
      return explain(
        problem, context: context?.text, at: place, in: YAMLText(text: marked.text))
    default:
      return ManifestError(line: 1, column: 1, problem: .syntax("the parser gave up"))
    }
  }

  private static func explain(
    _ problem: String, context: String?, at place: YAMLPlace, in text: YAMLText
  ) -> ManifestError {
    func error(_ place: YAMLPlace, _ problem: ManifestProblem) -> ManifestError {
      ManifestError(line: place.line, column: place.column, problem: problem)
    }
    if problem.hasPrefix("Maximum nesting level") || context == "Maximum nesting level" {
      return error(place, .tooDeep(limit: depthLimit))
    }
    if let context, context.contains("Maximum nesting level") || context.contains("max_nest") {
      return error(place, .tooDeep(limit: depthLimit))
    }
    if problem.hasPrefix("but found another document") {
      return error(place, .severalDocuments)
    }
    if let tab = text.tabInIndentation(near: place.line) { return error(tab, .tabInIndentation) }
    let words = [context, problem].compactMap(\.self).joined(separator: ", ")
    return error(place, .syntax(words))
  }

  /// Copies the parser's nodes into ours, within the limits.
  private struct Conversion {
    let marks: MarkedText
    var nodeCount = 0

    mutating func convert(_ node: Node, depth: Int) throws(ManifestError) -> YAMLNode {
      let mark = node.mark
      let place = marks.original(YAMLPlace(line: mark?.line ?? 1, column: mark?.column ?? 1))
      nodeCount += 1
      if depth > depthLimit { throw error(place, .tooDeep(limit: depthLimit)) }
      if nodeCount > nodeLimit { throw error(place, .tooManyNodes(limit: nodeLimit)) }
      return YAMLNode(place: place, content: try content(of: node, depth: depth))
    }

    private mutating func content(
      of node: Node, depth: Int
    ) throws(ManifestError) -> YAMLNode.Content {
      switch node {
      case .scalar(let scalar):
        let tag = scalar.tag.rawValue
        guard ["", "!", "tag:yaml.org,2002:str"].contains(tag) else { return .tagged }
        let text = marks.unmarked(scalar.string)
        return scalar.style == .plain && tag != "!" ? .plain(text) : .quoted(text)
      case .sequence(let sequence):
        guard ["", "tag:yaml.org,2002:seq"].contains(sequence.tag.rawValue) else { return .tagged }
        var items: [YAMLNode] = []
        for item in sequence { items.append(try convert(item, depth: depth + 1)) }
        return .list(items)
      case .mapping(let mapping):
        guard ["", "tag:yaml.org,2002:map"].contains(mapping.tag.rawValue) else { return .tagged }
        var pairs: [(key: YAMLNode, value: YAMLNode)] = []
        for (key, value) in mapping {
          let keyNode = try convert(key, depth: depth + 1)
          pairs.append((keyNode, try convert(value, depth: depth + 1)))
        }
        return .mapping(pairs)
      case .alias:
        return .tagged
      }
    }

    private func error(_ place: YAMLPlace, _ problem: ManifestProblem) -> ManifestError {
      ManifestError(line: place.line, column: place.column, problem: problem)
    }
  }
}
