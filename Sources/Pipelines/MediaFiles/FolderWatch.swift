import CLinux
import Foundation

/// Waits for changes below a folder, by the kernel's file events.
public final class FolderWatch {
  private let root: String
  private let descriptor: CInt
  private var folders: [CInt: String] = [:]

  /// Begins to watch a folder and all below.
  ///
  /// - Throws: `FileError` where it can't be watched.
  public init(_ folder: String) throws {
    root = URL(fileURLWithPath: folder).standardizedFileURL.path
    descriptor = inotify_init1(CInt(O_NONBLOCK | O_CLOEXEC))
    guard descriptor >= 0 else { throw FileError.failed(path: folder, writing: false) }
    try add("")
  }

  deinit { close(descriptor) }

  /// The paths below the root that changed, after at most `milliseconds`; empty where none did.
  ///
  /// A file counts as changed when it was closed after writing, moved here, or removed.
  public func changes(within milliseconds: CInt) -> [String] {
    var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    guard poll(&waiting, 1, milliseconds) > 0 else { return [] }
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    var changed: Set<String> = []
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      guard count > 0 else { break }
      for event in Self.events(buffer[..<count]) { take(event, &changed) }
    }
    return changed.sorted()
  }

  private struct Event {
    let watch: CInt
    let mask: UInt32
    let name: String
  }

  /// The kernel's records: watch, mask, cookie, the name's padded length, the name.
  private static func events(_ bytes: ArraySlice<UInt8>) -> [Event] {
    var events: [Event] = []
    var rest = bytes
    func number(_ offset: Int) -> UInt32 {
      var value: UInt32 = 0
      for byte in rest.dropFirst(offset).prefix(4).reversed() { value = value << 8 | UInt32(byte) }
      return value
    }
    while rest.count >= 16 {
      let length = Int(number(12))
      guard rest.count >= 16 + length else { break }
      let name = rest.dropFirst(16).prefix(length).prefix { $0 != 0 }
      events.append(
        Event(
          watch: CInt(bitPattern: number(0)), mask: number(4),
          name: String(decoding: name, as: UTF8.self)))
      rest = rest.dropFirst(16 + length)
    }
    return events
  }

  private func take(_ event: Event, _ changed: inout Set<String>) {
    guard let folder = folders[event.watch], !event.name.isEmpty,
      !event.name.hasPrefix(".palimpsest-")
    else { return }
    let path = folder.isEmpty ? event.name : folder + "/" + event.name
    if event.mask & UInt32(IN_ISDIR) != 0 {
      if event.mask & UInt32(IN_CREATE | IN_MOVED_TO) != 0 {
        try? add(path)
        // Files may have come before the watch did.
        if let tree = try? MediaTree(path: root + "/" + path) {
          changed.formUnion(tree.paths.map { path + "/" + $0 })
        }
      }
    } else {
      changed.insert(path)
    }
  }

  private func add(_ folder: String) throws {
    let path = folder.isEmpty ? root : root + "/" + folder
    let mask = UInt32(
      IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_CREATE | IN_ATTRIB)
    let watch = inotify_add_watch(descriptor, path, mask)
    guard watch >= 0 else { throw FileError.failed(path: path, writing: false) }
    folders[watch] = folder
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    for name in names.sorted() {
      let below = path + "/" + name
      let attributes = try? FileManager.default.attributesOfItem(atPath: below)
      guard attributes?[.type] as? FileAttributeType == .typeDirectory else { continue }
      try add(folder.isEmpty ? name : folder + "/" + name)
    }
  }
}
