/// An open element: where it stands, and what holds for text inside it.
struct XMPFrame {
  /// The properties from the outermost, joined by "/"; names that no list knows are left out.
  let path: String
  /// The names that no list knows, to be shown as a part of the value: "name = ".
  let label: String
  /// What text here discloses; nil outside properties.
  let rule: XMPRule?
  /// The prefixes declared here.
  let bound: [String]

  /// The longest path; deeper names are left out, so that depth does not cost squared time.
  private static let pathLimit = 400

  /// The frame of an element or attribute within another.
  init(_ name: XMPName, within parent: XMPFrame?, bound: [String]) {
    self.bound = bound
    let path = parent?.path ?? ""
    let label = parent?.label ?? ""
    guard let prefix = name.prefix, name.isShowable else {
      let step = path.hasSuffix("unknown property") ? "" : "unknown property"
      self.path = Self.join(path, step)
      self.label = label.utf8.count < Self.pathLimit ? "\(label)\(name.written) = " : label
      rule = .unknown
      return
    }
    self.label = label
    guard !XMPNamespaces.syntax.contains(prefix) || XMPRules.named[name.key] != nil else {
      self.path = path
      rule = parent?.rule
      return
    }
    self.path = Self.join(path, name.key)
    rule = XMPRule.rule(of: prefix, name.local, within: parent?.rule) ?? .unknown
  }

  private static func join(_ path: String, _ step: String) -> String {
    guard !step.isEmpty, path.utf8.count < pathLimit else { return path }
    return path.isEmpty ? step : "\(path)/\(step)"
  }
}

/// A name of XML with its namespace found.
struct XMPName {
  /// The prefix that we show for its namespace; nil where no list knows that.
  let prefix: String?
  /// The part after the colon.
  let local: String
  /// The name as the file writes it.
  let written: String
  /// Whether the file writes no prefix.
  let isBare: Bool

  /// As rules and paths write it.
  var key: String { prefix.map { "\($0):\(local)" } ?? local }

  /// Whether the local name looks like a name of a standard, and not like someone's own words.
  var isShowable: Bool {
    !local.isEmpty && local.utf8.count <= 64
      && local.utf8.allSatisfy {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0 | 0x20)
          || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == UInt8(ascii: "_")
          || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".")
      }
  }
}

/// The prefixes in force.
struct XMPNames {
  /// For each prefix, the namespaces declared for it, innermost last; "" for unknown ones.
  private var bindings: [String: [String]] = [:]
  private var seen: Set<String> = []

  /// The prefix that an attribute's name declares: "" for the default; nil where it declares none.
  static func declared(_ name: ArraySlice<UInt8>) -> String? {
    guard name.starts(with: "xmlns".utf8) else { return nil }
    let rest = name.dropFirst(5)
    if rest.isEmpty { return "" }
    guard rest.first == UInt8(ascii: ":") else { return nil }
    return XMLText.text(rest.dropFirst().prefix(256))
  }

  /// Puts a prefix in force; whether its namespace is unknown and new.
  mutating func bind(_ prefix: String, to uri: String) -> Bool {
    let known = XMPNamespaces.prefix(of: uri)
    bindings[prefix, default: []].append(known ?? "")
    return known == nil && !uri.isEmpty && seen.insert(uri).inserted
  }

  /// Ends the reach of declarations.
  mutating func unbind(_ prefixes: [String]) {
    for prefix in prefixes { _ = bindings[prefix]?.popLast() }
  }

  /// Finds a name's namespace; attributes without a prefix have none.
  func resolve(_ bytes: ArraySlice<UInt8>, isElement: Bool) -> XMPName {
    let written = XMLText.text(bytes.prefix(256))
    guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")) else {
      let prefix = isElement ? bindings[""]?.last : nil
      return XMPName(
        prefix: prefix == "" ? nil : prefix, local: written, written: written, isBare: true)
    }
    let prefix = XMLText.text(bytes[..<colon].prefix(256))
    let local = XMLText.text(bytes[(colon + 1)...].prefix(256))
    if prefix == "xml" {
      return XMPName(prefix: prefix, local: local, written: written, isBare: false)
    }
    let known = bindings[prefix]?.last
    return XMPName(
      prefix: known == "" ? nil : known, local: local, written: written, isBare: false)
  }
}
