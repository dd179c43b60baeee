/// What the rules of one document share.
struct OOXMLState {
  let policy: ScrubPolicy
  /// Macros call objects by their names.
  let hasMacros: Bool
  /// What is known of a workbook; nil for other documents.
  let sheets: OOXMLSheets?
  /// What bookmarks are called; nil where they keep their names.
  let bookmarks: OOXMLBookmarks?
  var authors = OfficeAuthors()

  init(
    policy: ScrubPolicy, hasMacros: Bool, sheets: OOXMLSheets?, bookmarks: OOXMLBookmarks? = nil
  ) {
    self.policy = policy
    self.hasMacros = hasMacros
    self.sheets = sheets
    self.bookmarks = bookmarks
  }

  var isStrict: Bool { policy.dropsHiddenContent }
  /// Whether hidden rows, columns and sheets go: nothing may be calculated from them.
  var dropsHiddenCells: Bool { isStrict && sheets?.isCalculated == false }
}
