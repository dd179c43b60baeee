/// What the keys of a PDF's dictionaries give away.
enum PDFNotes {
  /// Of keys that go.
  static let dropped: [String: DisclosureKind] = [
    "Metadata": .init(.identifier, .high, "properties of the file: its makers, history and ids"),
    "PieceInfo": .init(.software, .high, "what programs keep for themselves"),
    "LastModified": .init(.time, .medium, "when it was changed"),
    "Thumb": .init(.content, .high, "a small picture of the page"),
    "VP": .init(.place, .high, "parts of a page that are maps or drawings to scale"),
    "LGIDict": .init(.place, .high, "where a map lies"),
    "Measure": .init(.place, .high, "where a map lies"),
    "PtData": .init(.place, .high, "points of a map"),
    "EmbeddedFiles": .init(.content, .high, "attached files"),
    "EF": .init(.content, .high, "an attached file"),
    "AF": .init(.content, .high, "files that belong to it"),
    "JavaScript": .init(.software, .high, "programs (JavaScript)"),
    "AA": .init(.software, .high, "programs that run by themselves"),
    "OpenAction": .init(.software, .high, "what runs when it is opened"),
    "Outlines": .init(.content, .medium, "bookmarks"),
    "Collection": .init(.content, .medium, "how attached files are listed"),
    "Perms": .init(.person, .high, "rights that a signature gives"),
    "DSS": .init(.person, .high, "certificates of signatures"),
    "Legal": .init(.software, .medium, "a statement on what may change its look"),
    "SpiderInfo": .init(.content, .high, "from which addresses it was captured"),
    "Requirements": .init(.software, .low, "what a viewer must be able to do"),
    "Extensions": .init(.software, .low, "extensions of the format by a maker"),
    "Version": .init(.software, .low, "the version, which the header says"),
    "XFA": .init(.content, .high, "a form as XML, with its data"),
    "SigFlags": .init(.software, .low, "whether there are signatures"),
    "Lock": .init(.software, .low, "what a signature locks"),
    "SV": .init(.person, .medium, "what a signature must be like"),
    "M": .init(.time, .high, "when it was changed"),
    "CreationDate": .init(.time, .high, "when it was made"),
    "T": .init(.person, .high, "who wrote it"),
    "NM": .init(.identifier, .medium, "an id"),
    "RC": .init(.content, .high, "a comment with its format"),
    "RV": .init(.content, .high, "a value with its format"),
    "Subj": .init(.content, .medium, "what a comment is about"),
    "Popup": .init(.content, .low, "the window of a comment"),
    "ID": .init(.identifier, .medium, "an id"),
    "OPI": .init(.content, .high, "the file that a picture stands for"),
    "CreatorInfo": .init(.software, .medium, "which program made a layer"),
    "User": .init(.person, .high, "for whom a layer is"),
    "Creator": .init(.software, .medium, "which program made it"),
    "Info": .init(.content, .medium, "what it says of itself"),
    "OutputCondition": .init(.content, .low, "for which printing it is"),
    "I": .init(.person, .high, "what an article says of its author"),
    "Templates": .init(.content, .high, "hidden pages"),
    "Renditions": .init(.content, .medium, "films and sounds"),
    "URLS": .init(.content, .high, "from which addresses it was captured"),
    "IDS": .init(.identifier, .high, "ids of what was captured"),
    "RichMediaContent": .init(.content, .high, "films and sounds"),
    "Sound": .init(.content, .high, "a sound"),
    "Movie": .init(.content, .high, "a film"),
    "3DD": .init(.content, .high, "a model"),
    "FS": .init(.content, .high, "an attached file"),
    "PA": .init(.content, .medium, "an address"),
    "A": .init(.software, .high, "an action that is not kept"),
    "Next": .init(.software, .high, "an action that is not kept"),
    "F": .init(.content, .high, "a file outside"),
    "TM": .init(.content, .low, "a form field's name for export"),
    "Name": .init(.content, .low, "a name that nothing needs"),
    "Contents": .init(.content, .medium, "a text that describes it"),
    "P": .init(.content, .high, "attributes that users set"),
    "SeparationInfo": .init(.software, .low, "how it was separated for printing"),
  ]

  /// Of keys that stay because they are content, by kind and key.
  static let kept: [PDFKind: [String: DisclosureKind]] = [
    .structureElement: [
      "Alt": .init(.content, .medium, "a description of a picture"),
      "ActualText": .init(.content, .medium, "a text that stands for what is painted"),
      "E": .init(.content, .low, "what an abbreviation stands for"),
      "T": .init(.content, .medium, "a title in the structure"),
      "Phoneme": .init(.content, .low, "how it is spoken"),
    ],
    .property: [
      "Alt": .init(.content, .medium, "a description of a picture"),
      "ActualText": .init(.content, .medium, "a text that stands for what is painted"),
      "E": .init(.content, .low, "what an abbreviation stands for"),
    ],
    .attributes: [
      "Summary": .init(.content, .medium, "what a table is about"),
      "Desc": .init(.content, .medium, "a description of a form field"),
    ],
    .annotation: [
      "Contents": .init(.content, .high, "a comment"),
      "OverlayText": .init(.content, .medium, "a text on what was blackened"),
    ],
    .link: ["Contents": .init(.content, .medium, "a description of a link")],
    .widget: values, .field: values,
    .outlines: ["Title": .init(.content, .low, "a bookmark")],
    .layer: ["Name": .init(.content, .low, "a layer's name")],
    .layerConfiguration: ["OFF": .init(.content, .high, "layers that are hidden")],
    .action: ["F": .init(.content, .high, "the path of a file that is linked to")],
    .fileSpecification: [
      "F": .init(.content, .high, "the path of a file that is linked to"),
      "UF": .init(.content, .high, "the path of a file that is linked to"),
    ],
    .pageLabel: ["P": .init(.content, .low, "a page's label")],
    .base: ["Base": .init(.content, .medium, "the address that links start from")],
  ]

  private static let values: [String: DisclosureKind] = [
    "V": .init(.content, .high, "the value of a form field"),
    "DV": .init(.content, .medium, "the first value of a form field"),
    "TU": .init(.content, .medium, "a description of a form field"),
  ]

  /// Of keys of form fields that go.
  static let fields: [String: DisclosureKind] = values.merging([
    "AP": .init(.content, .high, "how the value of a form field looks"),
    "I": .init(.content, .high, "which choices of a form field were made"),
  ]) { one, _ in one }

  /// What `dropsHiddenContent` drops.
  static let hidden: [PDFKind: Set<String>] = [
    .structureElement: ["Alt", "ActualText", "E", "T", "Phoneme"],
    .property: ["Alt", "ActualText", "E"], .attributes: ["Summary", "Desc"],
    .link: ["Contents"], .widget: ["TU", "I"], .field: ["TU", "I"], .catalog: ["Outlines"],
  ]
}
