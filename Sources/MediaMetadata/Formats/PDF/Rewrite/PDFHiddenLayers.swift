/// The layers (optional content groups) that a viewer does not show at first (ISO 32000-1, 8.11).
struct PDFHiddenLayers {
  private var groups: Set<Int> = []

  /// The hidden layers of a catalog's default configuration.
  init(_ catalog: PDFDictionary, of document: PDFDocument) throws(MediaError) {
    guard let layers = try document.resolved(catalog["OCProperties"]).dictionary,
      let configuration = try document.resolved(layers["D"]).dictionary
    else { return }
    if configuration["BaseState"]?.name == "OFF" {
      groups = try Self.references(layers["OCGs"], document)
      groups.subtract(try Self.references(configuration["ON"], document))
    }
    groups.formUnion(try Self.references(configuration["OFF"], document))
  }

  /// Whether all are shown.
  var isEmpty: Bool { groups.isEmpty }

  private static func references(
    _ object: PDFObject?, _ document: PDFDocument
  ) throws(MediaError) -> Set<Int> {
    var numbers: Set<Int> = []
    for case .reference(let number) in try document.resolved(object).array ?? [] {
      numbers.insert(number)
    }
    return numbers
  }

  /// By which names resources call hidden layers.
  func names(
    in resources: PDFObject, of document: PDFDocument
  ) throws(MediaError) -> Set<String> {
    guard let dictionary = try document.resolved(resources).dictionary,
      let properties = try document.resolved(dictionary["Properties"]).dictionary
    else { return [] }
    var names: Set<String> = []
    for entry in properties.entries where try isHidden(entry.value, document) {
      names.insert(entry.key)
    }
    return names
  }

  /// Whether a layer, or all layers of a membership, are hidden.
  private func isHidden(
    _ object: PDFObject, _ document: PDFDocument
  ) throws(MediaError) -> Bool {
    if case .reference(let number) = object, groups.contains(number) { return true }
    guard let dictionary = try document.resolved(object).dictionary,
      dictionary["Type"]?.name == "OCMD", dictionary["VE"] == nil,
      ["AnyOn", nil].contains(dictionary["P"]?.name), let members = dictionary["OCGs"]
    else { return false }
    if case .reference(let number) = members, groups.contains(number) { return true }
    let all = try Self.references(members, document)
    return !all.isEmpty && all.isSubset(of: groups)
  }
}
