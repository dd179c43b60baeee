import Foundation
import Pipelines

/// Standard output and standard error, and what stands behind them.
enum Terminal {
  /// Whether standard output is a terminal.
  static var isInteractive: Bool { isatty(STDOUT_FILENO) == 1 }

  /// Whether standard error is a terminal.
  static var showsProgress: Bool { isatty(STDERR_FILENO) == 1 }

  /// Whether colours are wanted: on a terminal, unless `NO_COLOR` is set (no-color.org).
  static var wantsColour: Bool {
    let environment = ProcessInfo.processInfo.environment
    let refuses = environment["NO_COLOR"].map { !$0.isEmpty } ?? false
    return isInteractive && !refuses && environment["TERM"] != "dumb"
  }

  /// Whether the locale writes UTF-8.
  static var writesUnicode: Bool {
    let environment = ProcessInfo.processInfo.environment
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy
      .compactMap { environment[$0] }.first { !$0.isEmpty }
    guard let locale = locale?.lowercased() else { return !isInteractive }
    return locale.contains("utf-8") || locale.contains("utf8")
  }

  /// The width in columns, between 40 and 120; 80 where it is not known.
  static var width: Int {
    var size = winsize()
    guard isInteractive, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0
    else { return 80 }
    return min(max(Int(size.ws_col), 40), 120)
  }

  /// Writes `text` to standard output.
  ///
  /// - Throws: `FileError.diskFull` where there is no room for it.
  static func write(_ text: String) throws(FileError) { try write(Data(text.utf8)) }

  /// Writes bytes to standard output.
  ///
  /// - Throws: `FileError.diskFull` where there is no room for them.
  static func write(_ data: Data) throws(FileError) {
    do {
      try FileHandle.standardOutput.write(contentsOf: data)
    } catch {
      throw FileError.diskFull(path: "standard output")
    }
  }

  /// Writes one message to standard error; names in it can't steer the terminal.
  static func complain(_ message: String) {
    note("palimpsest: \(harmless(message))\n")
  }

  /// Writes to standard error as it is; nothing is lost where nobody listens.
  static func note(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
  }

  /// `text` with control characters other than line breaks made visible.
  private static func harmless(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      let kind = scalar.properties.generalCategory
      let steers =
        (kind == .control && scalar != "\n") || kind == .format || kind == .lineSeparator
        || kind == .paragraphSeparator
      scalars.append(steers ? "\u{FFFD}" : scalar)
    }
    return String(scalars)
  }
}
