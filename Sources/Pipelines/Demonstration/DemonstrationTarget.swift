import Foundation

/// The folder that a demonstration is written to.
struct DemonstrationTarget {
  let folder: URL

  private enum State {
    case missing, empty, demonstration, other
  }

  /// Refuses what must not be overwritten.
  func check(force: Bool) throws(DemonstrationError) {
    guard try state() == .other else { return }
    if !force { throw .folderNotEmpty(path: folder.path) }
    for name in DemonstrationDataset.files {
      let file = folder.appendingPathComponent(name)
      var isFolder: ObjCBool = false
      if FileManager.default.fileExists(atPath: file.path, isDirectory: &isFolder),
        isFolder.boolValue
      {
        throw .cannotWrite(file: file.path)
      }
    }
  }

  /// A new folder beside the target, on the same volume.
  func makeWorkshop() throws(DemonstrationError) -> URL {
    let parent = folder.deletingLastPathComponent()
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: parent.path, isDirectory: &isFolder),
      isFolder.boolValue
    else { throw .notAFolder(path: parent.path) }
    let name = ".\(folder.lastPathComponent).palimpsest-demo-\(UUID().uuidString)"
    let workshop = parent.appendingPathComponent(name)
    do {
      try FileManager.default.createDirectory(at: workshop, withIntermediateDirectories: false)
    } catch {
      throw .cannotWrite(file: workshop.path)
    }
    return workshop
  }

  /// Puts the finished files in place: as one folder, or one by one beside files that are not ours.
  func replace(by workshop: URL) throws(DemonstrationError) {
    let manager = FileManager.default
    do {
      switch try state() {
      case .missing:
        try manager.moveItem(at: workshop, to: folder)
      case .empty, .demonstration:
        // Renamed away first, so that a failure leaves one whole dataset in place.
        let old = workshop.appendingPathExtension("old")
        try manager.moveItem(at: folder, to: old)
        do {
          try manager.moveItem(at: workshop, to: folder)
        } catch {
          try manager.moveItem(at: old, to: folder)
          throw error
        }
        try manager.removeItem(at: old)
      case .other:
        // The manifest last: it describes files that are there.
        for name in DemonstrationDataset.files.reversed() {
          try put(workshop.appendingPathComponent(name), at: folder.appendingPathComponent(name))
        }
      }
    } catch let error as DemonstrationError {
      throw error
    } catch {
      throw .cannotWrite(file: folder.path)
    }
  }

  /// Renames over what is there, in one step; a folder of that name is refused.
  private func put(_ file: URL, at place: URL) throws(DemonstrationError) {
    guard rename(file.path, place.path) == 0 else { throw .cannotWrite(file: place.path) }
  }

  private func state() throws(DemonstrationError) -> State {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: folder.path, isDirectory: &isFolder) else {
      return .missing
    }
    guard isFolder.boolValue else { throw .notAFolder(path: folder.path) }
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path) else {
      throw .cannotWrite(file: folder.path)
    }
    if names.isEmpty { return .empty }
    let isOurs = Set(names).isSubset(of: DemonstrationDataset.files) && isSigned()
    return isOurs ? .demonstration : .other
  }

  private func isSigned() -> Bool {
    let manifest = folder.appendingPathComponent("palimpsest.yaml")
    guard let handle = try? FileHandle(forReadingFrom: manifest) else { return false }
    defer { try? handle.close() }
    let signature = Array(DemonstrationManifest.signature.utf8)
    guard let start = try? handle.read(upToCount: signature.count) else { return false }
    return Array(start) == signature
  }
}
