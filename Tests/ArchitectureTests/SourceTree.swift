import Foundation

/// The project's own sources, as text.
struct SourceFile {
  /// The path from the package's folder.
  let path: String
  /// The target: the first folder below `Sources`.
  let target: String
  /// The lines.
  let lines: [String]

  /// Every Swift file below `Sources`.
  static let all: [SourceFile] = {
    let root = packageFolder.appendingPathComponent("Sources")
    let paths =
      FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String } ?? []
    return paths.filter { $0.hasSuffix(".swift") }.sorted().compactMap { path in
      guard
        let text = try? String(
          contentsOf: root.appendingPathComponent(path), encoding: .utf8),
        let target = path.split(separator: "/").first
      else { return nil }
      return SourceFile(
        path: "Sources/\(path)", target: String(target),
        lines: text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init))
    }
  }()

  /// The folder of `Package.swift`.
  static let packageFolder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The modules that it imports.
  var imports: [String] {
    lines.compactMap { line in
      let words = line.split(separator: " ")
      guard let index = words.firstIndex(of: "import"), index <= 2, index + 1 < words.count,
        !line.hasPrefix(" "), !line.hasPrefix("//")
      else { return nil }
      return String(words[index + 1])
    }
  }
}
