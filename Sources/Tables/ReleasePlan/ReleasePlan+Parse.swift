import Foundation

extension ReleasePlan {
  /// The version of the format that this program reads.
  public static let currentVersion = 1

  /// Reads a plan.
  ///
  /// - Parameters:
  ///   - text: The plan, in YAML 1.1.
  ///   - file: The path that errors name.
  /// - Throws: Everything that is wrong with it, in the order of the file. What keeps YAML itself
  ///   from being understood comes alone.
  /// - Complexity: O(length).
  public static func parse(text: String, file: String) throws(ReleasePlanErrors) -> ReleasePlan {
    let root: YAMLNode
    do {
      root = try YAMLDocument.root(of: text)
    } catch {
      throw ReleasePlanErrors(file: file, wrapping: [error])
    }
    var reader = ReleasePlanReader()
    let plan = reader.plan(root)
    let errors = reader.allErrors
    guard let plan, errors.isEmpty else { throw ReleasePlanErrors(file: file, errors: errors) }
    return plan
  }

  /// Reads a plan from bytes, which must be UTF-8 (a byte order mark is allowed).
  ///
  /// - Throws: As ``parse(text:file:)``.
  public static func parse(bytes: [UInt8], file: String) throws(ReleasePlanErrors) -> ReleasePlan {
    let text: String
    do {
      text = try YAMLBytes.text(of: bytes, file: file)
    } catch {
      throw ReleasePlanErrors(file: file, wrapping: error.errors)
    }
    return try parse(text: text, file: file)
  }

  /// Reads the plan in a file.
  ///
  /// - Throws: As ``parse(text:file:)``, and where the file can't be read.
  public static func read(from path: String) throws(ReleasePlanErrors) -> ReleasePlan {
    let bytes: [UInt8]
    do {
      bytes = try YAMLBytes.read(from: URL(fileURLWithPath: path))
    } catch {
      throw ReleasePlanErrors(file: path, wrapping: error.errors)
    }
    return try parse(bytes: bytes, file: path)
  }
}

extension ReleasePlanErrors {
  init(file: String, wrapping errors: [ManifestError]) {
    self.init(
      file: file,
      errors: errors.map {
        ReleasePlanError(line: $0.line, column: $0.column, problem: .document($0.problem))
      })
  }
}
