/// What pages may paint, by which way: through `Do` from a page's content and from forms that it
/// paints so, or by a pattern, a glyph, a mask or an annotation's look, which are not followed.
struct PDFPaintReach {
  /// The pictures and forms that resources of pages name, and of forms that these name.
  private(set) var xObjects: Set<Int> = []
  /// The streams that are reached by any other way too.
  private(set) var elsewhere: Set<Int> = []
  /// Whether what is painted by other ways has resources of its own.
  private(set) var isWhole = true

  private let document: PDFDocument
  private let tree: PDFPageTree
  /// The objects gone through: by what they were taken for, and by other ways.
  private var seen: [PDFKind: Set<Int>] = [:]
  private var seenElsewhere: Set<Int> = []
  private var openResources: [PDFObject] = []
  private var open: [PDFObject] = []

  /// Goes through what pages refer to, each object once for each way.
  init(_ document: PDFDocument, _ tree: PDFPageTree) throws(MediaError) {
    self.document = document
    self.tree = tree
    var nodes: Set<Int> = []
    for page in tree.sheets {
      // Pages inherit those of the nodes above them, which are gone through once.
      if let resources = page.resources, nodes.insert(page.resourcesNode).inserted {
        openResources.append(resources)
      }
      let dictionary = try document.object(page.number).dictionary
      guard isNew(dictionary?["Annots"], .annotations) else { continue }
      for annotation in try document.resolved(dictionary?["Annots"]).array ?? [] {
        guard isNew(annotation, .annotation) else { continue }
        let mark = try document.resolved(annotation).dictionary
        open += ["AP", "MK"].compactMap { mark?[$0] }
      }
    }
    while let resources = openResources.popLast() { try take(resources: resources) }
    while let object = open.popLast() { try take(object) }
  }

  /// Whether an object was not gone through as one of a kind.
  private mutating func isNew(_ object: PDFObject?, _ kind: PDFKind) -> Bool {
    guard let object else { return false }
    guard case .reference(let number) = object else { return true }
    return seen[kind, default: []].insert(number).inserted
  }

  private mutating func take(resources: PDFObject) throws(MediaError) {
    guard isNew(resources, .resources),
      let dictionary = try document.resolved(resources).dictionary
    else { return }
    open += ["Pattern", "ExtGState", "Font", "Shading"].compactMap { dictionary[$0] }
    guard isNew(dictionary["XObject"], .xObjects) else { return }
    for entry in try document.resolved(dictionary["XObject"]).dictionary?.entries ?? [] {
      guard case .reference(let number) = entry.value, xObjects.insert(number).inserted,
        case .stream(let stream) = try document.object(number)
      else { continue }
      if let inner = stream.dictionary["Resources"] { openResources.append(inner) }
      // A picture's mask is one too.
      open += ["SMask", "Mask", "Alternates"].compactMap { stream.dictionary[$0] }
    }
  }

  private mutating func take(_ object: PDFObject) throws(MediaError) {
    switch object {
    case .reference(let number):
      guard !tree.pages.contains(number), !tree.nodes.contains(number),
        seenElsewhere.insert(number).inserted
      else { return }
      open.append(try document.object(number))
      if case .stream = try document.object(number) { elsewhere.insert(number) }
    case .array(let elements): open += elements.filter { !$0.isScalar }
    case .dictionary(let dictionary): take(dictionary, isStream: false)
    case .stream(let stream): take(stream.dictionary, isStream: true)
    default: return
    }
  }

  private mutating func take(_ dictionary: PDFDictionary, isStream: Bool) {
    let paints =
      isStream
      ? dictionary["Subtype"]?.name == "Form" || dictionary["PatternType"] != nil
      : dictionary["CharProcs"] != nil
    // It may take what the page has.
    if paints, dictionary["Resources"] == nil { isWhole = false }
    open += dictionary.entries.map(\.value).filter { !$0.isScalar }
  }
}
