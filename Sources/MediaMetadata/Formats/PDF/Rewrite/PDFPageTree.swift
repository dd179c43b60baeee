/// The pages that a file shows, and what stands on them; what else calls itself a page is none.
struct PDFPageTree {
  /// The node that holds all others.
  private(set) var root = 0
  /// The nodes of the tree.
  private(set) var nodes: Set<Int> = []
  /// The pages.
  private(set) var pages: Set<Int> = []
  /// The pages with their boxes, in the order of the walk.
  private(set) var boxes: [(page: Int, box: PDFObject)] = []
  /// The annotations of all pages.
  private(set) var annotations: Set<Int> = []
  /// The layers that are not shown.
  let layers: PDFHiddenLayers
  /// For each content stream, by which names its pages call hidden layers.
  private(set) var hiddenNames: [Int: Set<String>] = [:]

  /// Walks the tree of a catalog, each node once.
  init(
    _ catalog: PDFDictionary, of document: PDFDocument, _ reading: inout Reading
  ) throws(MediaError) {
    layers = try PDFHiddenLayers(catalog, of: document)
    guard case .reference(let root)? = catalog["Pages"] else { return }
    self.root = root
    var open: [(number: Int, resources: PDFObject?, box: PDFObject?)] = [(root, nil, nil)]
    while let (number, inherited, outer) = open.popLast() {
      guard !nodes.contains(number), !pages.contains(number),
        let dictionary = try document.object(number).dictionary
      else { continue }
      try reading.countStructure()
      let resources = dictionary["Resources"] ?? inherited
      let box = dictionary["CropBox"] ?? dictionary["MediaBox"] ?? outer
      if let kids = try document.resolved(dictionary["Kids"]).array {
        nodes.insert(number)
        for case .reference(let kid) in kids { open.append((kid, resources, box)) }
      } else {
        pages.insert(number)
        if let box { boxes.append((number, box)) }
        try take(page: dictionary, resources, document)
      }
    }
  }

  private mutating func take(
    page: PDFDictionary, _ resources: PDFObject?, _ document: PDFDocument
  ) throws(MediaError) {
    for element in try document.resolved(page["Annots"]).array ?? [] {
      if case .reference(let annotation) = element { annotations.insert(annotation) }
    }
    guard !layers.isEmpty, let resources, let contents = page["Contents"] else { return }
    let names = try layers.names(in: resources, of: document)
    for part in try document.resolved(contents).array ?? [contents] {
      guard case .reference(let number) = part else { continue }
      hiddenNames[number] = hiddenNames[number].map { $0.intersection(names) } ?? names
    }
  }
}
