import Foundation

/// Why a file can't be read or written.
public enum FileError: Error, Sendable, Equatable {
  /// It is not there.
  case missing(path: String)
  /// Its rights forbid it.
  case denied(path: String)
  /// The disk has no room.
  case diskFull(path: String)
  /// It is larger than this program takes.
  case tooLarge(path: String, limit: Int)
  /// The folder holds no file.
  case empty(path: String)
  /// The output folder is the input folder.
  case sameFolder(path: String)
  /// Something else.
  case failed(path: String, writing: Bool)

  init(reading path: String, _ error: any Error) {
    switch (error as? CocoaError)?.code {
    case .fileReadNoSuchFile, .fileNoSuchFile: self = .missing(path: path)
    case .fileReadNoPermission: self = .denied(path: path)
    default: self = .failed(path: path, writing: false)
    }
  }

  init(writing path: String, _ error: any Error) {
    switch (error as? CocoaError)?.code {
    case .fileWriteNoPermission: self = .denied(path: path)
    case .fileWriteOutOfSpace: self = .diskFull(path: path)
    default: self = .failed(path: path, writing: true)
    }
  }
}

extension FileError: CustomStringConvertible {
  /// Whether the caller can mend it; a full disk is nobody's wrong usage.
  public var isBadInput: Bool {
    if case .diskFull = self { return false }
    return true
  }

  /// What happened, where, and the remedy.
  public var description: String {
    switch self {
    case .missing(let path): "\(path): there is no such file; check the path"
    case .denied(let path): "\(path): no right to do this; change the rights or the place"
    case .diskFull(let path): "\(path): the disk is full; make room, or choose another place"
    case .tooLarge(let path, let limit):
      "\(path): larger than \(limit >> 20) MiB; this is no document of Palimpsest"
    case .empty(let path): "\(path): there is no file in it; check the path"
    case .sameFolder(let path):
      "\(path): the output folder is the input folder; choose another, or use --in-place"
    case .failed(let path, let writing):
      "\(path): can't be \(writing ? "written" : "read"); check that it is a file and the rights"
    }
  }
}
