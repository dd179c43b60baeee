public import Foundation

extension SubjectRisks {
  /// Reads a document strictly: every key, no other, each value of its type and inside its rules.
  ///
  /// - Throws: `ReportDocumentError` with the path of the first problem, and never what stands
  ///   there.
  /// - Complexity: O(size of the document).
  public static func read(from data: Data) throws(ReportDocumentError) -> SubjectRisks {
    let document = try decode(from: data)
    if let broken = document.brokenRule() {
      throw .valueInvalid(path: broken.path, rule: broken.rule)
    }
    // No key is missing or repeated, so as many keys as are written are those that are known: the
    // whole document need not be compared.
    if JSONKeys.count(inText: data) == document.keyCount { return document }
    guard let object = try? JSONSerialization.jsonObject(with: data),
      let known = try? JSONSerialization.jsonObject(with: document.encoded())
    else { throw .malformed(byteCount: data.count) }
    if let path = JSONKeys.firstUnknown(in: object, comparedWith: known, at: "$") {
      throw .keyUnknown(path: path)
    }
    return document
  }

  /// How many keys the document has when it is written: 4 of its own, 6 of the origin, 5 or 6 of
  /// each entry.
  private var keyCount: Int {
    subjects.reduce(4 + 6) { $0 + ($1.channel == nil ? 5 : 6) }
  }

  /// The first rule that the document breaks, and where.
  ///
  /// - Complexity: O(subjects).
  func brokenRule() -> (path: String, rule: String)? {
    let hexadecimal = "is SHA-256 in 64 lower-case hexadecimal digits"
    if SchemaVersion(schemaVersion) == nil {
      return ("$.schemaVersion", "is `major.minor`, such as 1.0")
    }
    if !Self.isHexadecimal(keyID, count: 16) {
      return ("$.keyID", "is 16 lower-case hexadecimal digits")
    }
    if !Self.isHexadecimal(origin.datasetDigest, count: 64) {
      return ("$.origin.datasetDigest", hexadecimal)
    }
    if !Self.isHexadecimal(origin.reportDigest, count: 64) {
      return ("$.origin.reportDigest", hexadecimal)
    }
    if UInt64(origin.seed).map(String.init) != origin.seed {
      return ("$.origin.seed", "is a whole number from 0 to 2^64 - 1 in decimal")
    }
    if !Self.isMoment(origin.createdAt) {
      return ("$.origin.createdAt", "is UTC to the second, such as 2026-11-21T10:15:00Z")
    }
    if origin.tool.isEmpty { return ("$.origin.tool", "is not empty") }
    if origin.profile.isEmpty { return ("$.origin.profile", "is not empty") }
    return brokenEntry()
  }

  private func brokenEntry() -> (path: String, rule: String)? {
    for (index, entry) in subjects.enumerated() {
      let path = DocumentPath.index("$.subjects", index)
      if !Self.isHexadecimal(entry.pseudonym, count: 32) {
        return (path + ".pseudonym", "is 32 lower-case hexadecimal digits")
      }
      if index > 0,
        !subjects[index - 1].pseudonym.utf8.lexicographicallyPrecedes(entry.pseudonym.utf8)
      {
        return (path + ".pseudonym", "is above the one before it")
      }
      // Not a number fails every comparison.
      guard 0 <= entry.lower, entry.lower <= entry.probability, entry.probability <= entry.upper,
        entry.upper <= 1
      else { return (path + ".probability", "0 <= lower <= probability <= upper <= 1") }
      if entry.channel == .fused {
        return (path + ".channel", "is one channel, not all together")
      }
    }
    return nil
  }

  private static func isHexadecimal(_ text: String, count: Int) -> Bool {
    text.utf8.count == count
      && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
  }

  /// The form alone; which days there are is nothing that a reader depends on.
  private static func isMoment(_ text: String) -> Bool {
    let form = Array("0000-00-00T00:00:00Z".utf8)
    return text.utf8.count == form.count
      && zip(text.utf8, form).allSatisfy { byte, wanted in
        wanted == 0x30 ? (0x30...0x39).contains(byte) : byte == wanted
      }
  }
}
