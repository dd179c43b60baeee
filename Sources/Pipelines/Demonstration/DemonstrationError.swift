/// Why a demonstration dataset could not be written.
public enum DemonstrationError: Error, Sendable, Equatable {
  /// The number of people is outside of what the model can make.
  case sizeOutOfRange(minimum: Int, maximum: Int)
  /// The target is a file, or its parent is no folder.
  case notAFolder(path: String)
  /// The target holds something that is no demonstration dataset.
  case folderNotEmpty(path: String)
  /// A file can't be written: rights, or no room left.
  case cannotWrite(file: String)
  /// The caller asked to stop.
  case stopped

  /// What happened and what to do.
  public var message: String {
    switch self {
    case .sizeOutOfRange(let minimum, let maximum):
      "the number of people must be from \(minimum) to \(maximum)"
    case .notAFolder(let path): "\(path) is no folder; name a folder, or one to be made"
    case .folderNotEmpty(let path):
      "\(path) holds other files; name an empty folder, or use force to put the dataset beside them"
    case .cannotWrite(let file):
      "\(file) can't be written; check the folder's rights and the room on the disk"
    case .stopped: "stopped; nothing was left behind"
    }
  }
}

extension DemonstrationError: CustomStringConvertible {
  /// What happened and what to do.
  public var description: String { message }
}
