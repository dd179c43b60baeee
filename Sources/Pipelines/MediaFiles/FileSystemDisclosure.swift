import CLinux
import Foundation
import MediaMetadata

/// What the file system keeps beside a file: its time and its extended attributes.
enum FileSystemDisclosure {
  /// The time of the last change as a disclosure, and each extended attribute with its text.
  ///
  /// Nothing where the file can't be looked at: reading it says so.
  static func read(
    path: String, time: Disclosure.Fate, attributes: Disclosure.Fate
  ) -> [Disclosure] {
    var status = stat()
    guard lstat(path, &status) == 0 else { return [] }
    var found: [Disclosure] = []
    if status.st_mtim.tv_sec != 0 {
      found.append(
        Disclosure(
          location: "file system/modified", category: .time, severity: .low,
          meaning: "when it was last changed", value: instant(status.st_mtim.tv_sec), fate: time))
    }
    return found
      + names(of: path).map { name in
        Disclosure(
          location: "file system/extended attribute", category: .content, severity: .medium,
          meaning: "a note that the file system keeps, such as where it was downloaded from",
          value: PrintableText.cleaned("\(name): \(value(of: name, path) ?? "")"), fate: attributes)
      }
  }

  /// Seconds since 1970 as "2019-03-04T17:11:09Z".
  private static func instant(_ seconds: Int) -> String? {
    var time = time_t(seconds)
    var parts = tm()
    guard gmtime_r(&time, &parts) != nil else { return nil }
    func two(_ value: Int32) -> String { value < 10 ? "0\(value)" : "\(value)" }
    let day = "\(Int(parts.tm_year) + 1900)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday))"
    return day + "T\(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec))Z"
  }

  private static func names(of path: String) -> [String] {
    var buffer = [CChar](repeating: 0, count: 1 << 16)
    let count = llistxattr(path, &buffer, buffer.count)
    guard count > 0 else { return [] }
    return buffer.prefix(count).split(separator: 0).map { run in
      String(decoding: run.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }.filter { !$0.hasPrefix("security.") && !$0.hasPrefix("system.") }
  }

  private static func value(of name: String, _ path: String) -> String? {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    let count = lgetxattr(path, name, &buffer, buffer.count)
    guard count > 0 else { return nil }
    return PrintableText.text(buffer[..<min(count, buffer.count)])
  }
}
