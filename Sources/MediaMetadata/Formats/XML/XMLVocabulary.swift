/// Namespaces of XML, and what stands in them.
enum XMLVocabulary {
  /// What a namespace is for.
  enum Kind {
    /// SVG and what SVG shows: XHTML, MathML, XLink, XML's own attributes.
    case shown
    /// Notes that an editor keeps for itself.
    case editor
    /// Statements about the document: RDF, Dublin Core, XMP.
    case metadata
    /// No list knows it.
    case other
  }

  static let svg = "http://www.w3.org/2000/svg"
  static let xlink = "http://www.w3.org/1999/xlink"
  static let xml = "http://www.w3.org/XML/1998/namespace"

  private static let shown: Set<String> = [
    svg, xlink, xml, "http://www.w3.org/1999/xhtml", "http://www.w3.org/1998/Math/MathML",
    "http://www.w3.org/2001/xml-events",
  ]

  private static let metadata = [
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://purl.org/dc/", "adobe:ns:meta/",
    "http://ns.adobe.com/xap/", "http://ns.adobe.com/xmp/", "http://creativecommons.org/ns#",
    "http://web.resource.org/cc/", "http://ns.adobe.com/exif/", "http://ns.adobe.com/tiff/",
    "http://ns.adobe.com/photoshop/", "http://ns.adobe.com/pdf/", "http://iptc.org/std/",
    "http://xmlns.com/foaf/", "http://www.w3.org/ns/prov", "http://ns.useplus.org/",
  ]

  private static let editors = [
    "http://www.inkscape.org/namespaces/", "http://sodipodi.sourceforge.net/",
    "http://inkscape.sourceforge.net/", "http://www.bohemiancoding.com/sketch/",
    "http://www.serif.com/", "https://www.figma.com/", "http://www.figma.com/",
    "http://krita.org/", "http://ns.adobe.com/AdobeIllustrator/", "http://ns.adobe.com/Graphs/",
    "http://ns.adobe.com/AdobeSVGViewerExtensions/", "http://ns.adobe.com/Variables/",
    "http://ns.adobe.com/SaveForWeb/", "http://ns.adobe.com/Extensibility/",
    "http://ns.adobe.com/Flows/", "http://ns.adobe.com/ImageReplacement/",
    "http://ns.adobe.com/GenericCustomNamespace/", "http://ns.adobe.com/XPath/",
    "http://schemas.microsoft.com/visio/", "http://www.corel.com/", "http://boxy-svg.com",
    "http://vectornator.io", "http://karbon.kde.org/", "http://svgjs.com/", "http://svgjs.dev/",
    "http://xmlns.com/svg-edit", "http://svg-edit.googlecode.com", "http://vecta.io/",
    "http://www.vector.evaxdesign.sk", "https://boxy-svg.com", "https://svg.template",
  ]

  /// Prefixes that editors use, where a document leaves them undeclared.
  private static let editorPrefixes: Set<String> = [
    "inkscape", "sodipodi", "graph", "sketch", "serif", "figma", "krita", "sfw",
    "vectornator", "boxy", "svgjs", "corel",
  ]

  /// What a namespace is for; `prefix` says where it is not declared.
  static func kind(_ uri: String?, prefix: String?) -> Kind {
    guard let uri else {
      guard let prefix else { return .other }
      if prefix == "xlink" || prefix == "xml" { return .shown }
      if ["rdf", "dc", "cc", "xmp", "xap"].contains(prefix) { return .metadata }
      return editorPrefixes.contains(prefix) ? .editor : .other
    }
    if shown.contains(uri) { return .shown }
    if metadata.contains(where: { uri.hasPrefix($0) }) { return .metadata }
    if editors.contains(where: { uri.hasPrefix($0) }) { return .editor }
    return .other
  }
}

/// Which namespace each prefix stands for, at the place that a walk has come to.
struct XMLScopes {
  private var bindings: [String: [String]] = [:]

  /// Binds a prefix, "" for the default namespace.
  mutating func bind(_ prefix: String, _ uri: String) { bindings[prefix, default: []].append(uri) }

  /// Takes the last bindings back.
  mutating func unbind(_ prefixes: [String]) {
    for prefix in prefixes { _ = bindings[prefix]?.popLast() }
  }

  /// The namespace of a prefix, nil where there is none.
  func uri(_ prefix: String) -> String? {
    if prefix == "xml" { return XMLVocabulary.xml }
    guard let uri = bindings[prefix]?.last, !uri.isEmpty else { return nil }
    return uri
  }

  /// The prefix that an attribute's name declares: "" for "xmlns", nil for other names.
  static func declared(_ name: String) -> String? {
    if name == "xmlns" { return "" }
    return name.hasPrefix("xmlns:") ? String(name.dropFirst(6)) : nil
  }

  /// Prefix and local part of a name.
  static func split(_ name: String) -> (prefix: String?, local: String) {
    guard let colon = name.firstIndex(of: ":") else { return (nil, name) }
    return (String(name[..<colon]), String(name[name.index(after: colon)...]))
  }
}
