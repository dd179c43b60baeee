/// A fact at a fixed place of a maker note that has no directory.
struct ExifMakerFact {
  let name: String
  let category: Disclosure.Category
  let meaning: String
  let value: String
}

extension ExifMaker {
  /// What stands at known places of a note without a directory.
  func facts(in note: ArraySlice<UInt8>) -> [ExifMakerFact] { [] }
}
