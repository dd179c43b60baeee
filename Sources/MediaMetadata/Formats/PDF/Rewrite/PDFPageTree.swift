/// The pages that a file shows, and what stands on them; what else calls itself a page is none.
struct PDFPageTree {
  /// What a page inherits from the nodes above it (ISO 32000-1, 7.7.3.4).
  struct Sheet {
    let number: Int
    var resources: PDFObject?
    /// The node that its resources stand in, be it the page; 0 where there are none.
    var resourcesNode = 0
    var mediaBox: PDFObject?
    var cropBox: PDFObject?

    /// The part of it that viewers show (14.11.2.1); nil where that is not certain.
    func visible(_ document: PDFDocument) throws(MediaError) -> PDFBox? {
      guard let media = PDFBox(try document.numbers(mediaBox)), !media.isEmpty else { return nil }
      guard let cropBox else { return media }
      guard let crop = PDFBox(try document.numbers(cropBox)) else { return nil }
      let visible = media.intersection(crop)
      return visible.isEmpty ? nil : visible
    }
  }

  /// The node that holds all others.
  private(set) var root = 0
  /// The nodes of the tree.
  private(set) var nodes: Set<Int> = []
  /// The pages.
  private(set) var pages: Set<Int> = []
  /// The pages with what they inherit, in the order of the walk.
  private(set) var sheets: [Sheet] = []
  /// The annotations of all pages.
  private(set) var annotations: Set<Int> = []
  /// The layers that are not shown.
  let layers: PDFHiddenLayers
  /// For each content stream, by which names its pages call hidden layers.
  private(set) var hiddenNames: [Int: Set<String>] = [:]
  /// The same for the resources that pages share or inherit: by their number, or by the node's that
  /// they stand in, below zero.
  private var namesByResources: [Int: Set<String>] = [:]

  /// Walks the tree of a catalog, each node once.
  init(
    _ catalog: PDFDictionary, of document: PDFDocument, _ reading: inout Reading
  ) throws(MediaError) {
    layers = try PDFHiddenLayers(catalog, of: document)
    guard case .reference(let root)? = catalog["Pages"] else { return }
    self.root = root
    var open = [Sheet(number: root)]
    while let outer = open.popLast() {
      let number = outer.number
      guard !nodes.contains(number), !pages.contains(number),
        let dictionary = try document.object(number).dictionary
      else { continue }
      try reading.countStructure()
      let resources = dictionary["Resources"] ?? outer.resources
      let node = dictionary["Resources"] == nil ? outer.resourcesNode : number
      let media = dictionary["MediaBox"] ?? outer.mediaBox
      let crop = dictionary["CropBox"] ?? outer.cropBox
      if let kids = try document.resolved(dictionary["Kids"]).array {
        nodes.insert(number)
        for case .reference(let kid) in kids {
          open.append(
            Sheet(
              number: kid, resources: resources, resourcesNode: node, mediaBox: media,
              cropBox: crop))
        }
      } else {
        pages.insert(number)
        sheets.append(
          Sheet(
            number: number, resources: resources, resourcesNode: node, mediaBox: media,
            cropBox: crop))
        try take(page: dictionary, resources, of: node, document)
      }
    }
  }

  private mutating func take(
    page: PDFDictionary, _ resources: PDFObject?, of node: Int, _ document: PDFDocument
  ) throws(MediaError) {
    for element in try document.resolved(page["Annots"]).array ?? [] {
      if case .reference(let annotation) = element { annotations.insert(annotation) }
    }
    guard !layers.isEmpty, let resources, let contents = page["Contents"] else { return }
    var key = -1 - node
    if case .reference(let number) = resources { key = number }
    var known = namesByResources[key]
    if known == nil { known = try layers.names(in: resources, of: document) }
    guard let names = known else { return }
    namesByResources[key] = names
    for part in try document.resolved(contents).array ?? [contents] {
      guard case .reference(let number) = part else { continue }
      hiddenNames[number] = hiddenNames[number].map { $0.intersection(names) } ?? names
    }
  }
}
