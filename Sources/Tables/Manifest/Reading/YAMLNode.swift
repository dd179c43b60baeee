/// A place in a YAML text: line and column from 1, the column in Unicode scalars.
struct YAMLPlace: Equatable {
  let line: Int
  let column: Int
}

/// One node of a YAML document, with its place.
struct YAMLNode {
  /// What a node holds.
  enum Content {
    /// A text in quotes or a block, which is a text whatever it looks like.
    case quoted(String)
    /// A text without quotes, which YAML may read as something else.
    case plain(String)
    case list([YAMLNode])
    case mapping([(key: YAMLNode, value: YAMLNode)])
    /// A node with a tag that is not YAML's own for its kind.
    case tagged
  }

  let place: YAMLPlace
  let content: Content

  /// What the node is to a reader.
  var form: YAMLForm {
    switch content {
    case .quoted: .text
    case .plain(let text): PlainScalar.form(of: text)
    case .list: .list
    case .mapping: .mapping
    case .tagged: .tagged
    }
  }

  /// The text of a scalar that is a text, or `nil`.
  var text: String? {
    switch content {
    case .quoted(let text): text
    case .plain(let text): form == .text ? text : nil
    default: nil
    }
  }

  /// The text of any scalar, whatever it is read as.
  var scalarText: String? {
    switch content {
    case .quoted(let text), .plain(let text): text
    default: nil
    }
  }
}
