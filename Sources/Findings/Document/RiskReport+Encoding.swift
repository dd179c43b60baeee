public import Foundation

extension RiskReport {
  /// The document as canonical JSON: equal documents give equal bytes.
  ///
  /// Sorted keys, two spaces, slashes as they are, UTF-8, a line feed at the end. Strings are
  /// compared by their scalars here: a composed and a decomposed letter stay what they were.
  ///
  /// - Throws: `ReportDocumentError.notFinite` where a number is infinite or not a number.
  /// - Complexity: O(size of the document).
  public func encoded() throws(ReportDocumentError) -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .throw
    do {
      return Data(CanonicalJSON.laidOut(try encoder.encode(self)))
    } catch EncodingError.invalidValue(_, let context) {
      throw .notFinite(path: DocumentPath.text(context.codingPath))
    } catch {
      throw .notFinite(path: "$")
    }
  }
}
