public import Foundation

/// A document about files: canonical JSON out, strict JSON in.
public protocol FileDocument: Codable, Sendable, Equatable {
  /// The version of the schema that the code writes.
  static var currentSchemaVersion: String { get }
  /// The version that a document says it has.
  var schemaVersion: String { get }
}

extension FileReport: FileDocument {}
extension ScrubReport: FileDocument {}
extension ScrubManifest: FileDocument {}
extension ScrubVerification: FileDocument {}

extension FileDocument {
  /// The document as canonical JSON: equal documents give equal bytes.
  ///
  /// - Throws: `ReportDocumentError.notFinite` where a number is infinite or not a number.
  public func encoded() throws(ReportDocumentError) -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do {
      return Data(CanonicalJSON.laidOut(try encoder.encode(self)))
    } catch EncodingError.invalidValue(_, let context) {
      throw .notFinite(path: DocumentPath.text(context.codingPath))
    } catch {
      throw .notFinite(path: "$")
    }
  }

  /// Reads a document of this major version; a repeated key or a wrong type is an error.
  ///
  /// - Throws: `ReportDocumentError` with the path of the first problem.
  public static func decode(from data: Data) throws(ReportDocumentError) -> Self {
    guard let object = try? JSONSerialization.jsonObject(with: data) else {
      throw .malformed(byteCount: data.count)
    }
    guard JSONKeys.count(in: object) == JSONKeys.count(inText: data) else { throw .keyRepeated }
    let document: Self
    do {
      document = try JSONDecoder().decode(Self.self, from: data)
    } catch let error as DecodingError {
      throw ReportDocumentError(error, byteCount: data.count)
    } catch {
      throw .malformed(byteCount: data.count)
    }
    let major = document.schemaVersion.split(separator: ".").first
    guard major == currentSchemaVersion.split(separator: ".").first else {
      throw .versionUnknown(found: "another major version", readable: currentSchemaVersion)
    }
    return document
  }
}
