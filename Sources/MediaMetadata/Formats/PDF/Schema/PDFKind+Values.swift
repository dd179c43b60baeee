extension PDFKind {
  /// Whether a string may stand for it, or in an array of it.
  var allowsStrings: Bool {
    switch self {
    case .text, .destination, .layerOrder, .layerName, .fields, .structureElement,
      .fileSpecification:
      true
    default: false
    }
  }

  /// Whether what is dropped from an array of it leaves no hole.
  var closesRanks: Bool {
    switch self {
    case .annotations, .annotation, .fields, .structureKids, .kids, .layer, .outputIntent, .action,
      .content, .attributes, .image:
      true
    default: false
    }
  }

  /// Whether it may be a stream of bytes.
  var allowsStreams: Bool {
    switch self {
    case .content, .form, .image, .data, .characterMap, .glyph, .function, .halftone, .profile,
      .pattern, .shading:
      true
    default: false
    }
  }

  /// Whether its stream paints.
  var isContent: Bool {
    switch self {
    case .content, .form, .glyph, .pattern: true
    default: false
    }
  }

  /// What a dictionary or stream reached as this kind is, by what it says of itself.
  func refined(_ dictionary: PDFDictionary, isStream: Bool) -> PDFKind {
    let type = dictionary["Type"]?.name
    let subtype = dictionary["Subtype"]?.name
    switch self {
    case .openAction: return .action
    case .layerOrder, .layerExpression: return .layer
    case .appearances: return isStream ? .form : .appearances
    case .xObject, .image, .form:
      if !isStream { return self }
      return subtype == "Image" ? .image : subtype == "Form" ? .form : self
    case .encoding: return isStream ? .characterMap : .encoding
    case .annotations, .annotation, .fields, .field, .widget, .link:
      switch subtype {
      case "Link": return .link
      case "Widget": return .widget
      case nil: return self == .annotations || self == .annotation ? .annotation : .field
      default: return .annotation
      }
    case .structureKids:
      if type == "OBJR" || dictionary["Obj"] != nil { return .objectReference }
      if type == "MCR" || (type == nil && dictionary["MCID"] != nil) { return .markedReference }
      return .structureElement
    case .destination: return type == "Page" ? .page : .destination
    default: return self
    }
  }

  /// The kind of each element of an array of this kind.
  func element(_ index: Int, of elements: [PDFObject]) -> PDFKind {
    guard self == .colourSpace, case .name(let family)? = elements.first else { return self }
    switch (family, index) {
    case ("ICCBased", 1): return .profile
    case ("Indexed", 3), ("I", 3):
      if case .string = elements[index] { return .text }
      return .data
    case ("Separation", 3), ("DeviceN", 3): return .function
    case ("DeviceN", 1): return .plain
    default: return .colourSpace
    }
  }
}
