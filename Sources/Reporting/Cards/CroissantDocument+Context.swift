extension CroissantDocument {
  /// The context of the specification's appendix 1, with the prefixes of the governance chapter and
  /// this project's own.
  static let context: OrderedJSON = .object(
    [
      ("@language", "en"), ("@vocab", "https://schema.org/"), ("sc", "https://schema.org/"),
      ("cr", "http://mlcommons.org/croissant/"), ("rai", "http://mlcommons.org/croissant/RAI/"),
      ("dct", "http://purl.org/dc/terms/"), ("prov", "http://www.w3.org/ns/prov#"),
      ("palimpsest", "urn:palimpsest:terms:"),
    ] + aliases.map { ($0, .text("cr:\($0)")) } + [
      ("conformsTo", "dct:conformsTo"), ("data", ["@id": "cr:data", "@type": "@json"]),
      ("dataType", ["@id": "cr:dataType", "@type": "@vocab"]),
      ("examples", ["@id": "cr:examples", "@type": "@json"]),
      ("description", ["@container": "@language"]), ("name", ["@container": "@language"]),
    ])

  private static let aliases = [
    "annotation", "arrayShape", "citeAs", "column", "containedIn", "equivalentProperty",
    "excludes", "extract", "field", "fileProperty", "fileObject", "fileSet", "format", "includes",
    "isArray", "isLiveDataset", "jsonPath", "key", "md5", "parentField", "path", "readLines",
    "recordSet", "references", "regex", "repeated", "replace", "samplingRate", "sdVersion",
    "separator", "source", "subField", "transform", "unArchive", "value",
  ]
}
