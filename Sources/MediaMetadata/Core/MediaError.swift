/// Why a file is refused; a place and a reason, never a byte of what stands there.
public enum MediaError: Error, Sendable, Equatable {
  /// No reader knows the file's first bytes.
  case unrecognised
  /// The structure at `offset` breaks the format's rules in a way that a rebuild can't follow.
  case malformed(MediaFormat, offset: Int, reason: String)
  /// The bytes end inside the structure at `offset`.
  case truncated(MediaFormat, offset: Int, reason: String)
  /// A run of bytes that belongs to no structure on the allow-list, and that a decoder may need.
  case unclassified(MediaFormat, offset: Int, count: Int, structure: String)
  /// Encrypted content can be neither shown nor stripped.
  case encrypted(MediaFormat, offset: Int)
  /// A stated limit was reached.
  case limit(Limits.Kind, allowed: Int)
  /// The file can't be read, or changed while it was read.
  case unreadable(Int32)
  /// The output can't be written; a system error.
  case unwritable(Int32)
  /// The rebuilt file did not pass its own check: nothing is left of it.
  case verification(String)

  /// What happened, in a sentence without a value.
  public var reason: String {
    switch self {
    case .unrecognised: "this is no format that can be stripped yet"
    case .malformed(let format, let offset, let reason):
      "\(format.name), byte \(offset): \(reason)"
    case .truncated(let format, let offset, let reason):
      "\(format.name) ends early, byte \(offset): \(reason)"
    case .unclassified(let format, let offset, let count, let structure):
      "\(format.name), byte \(offset): \(count) bytes can't be classified (\(structure))"
    case .encrypted(let format, let offset):
      "\(format.name), byte \(offset): the content is encrypted"
    case .limit(let kind, let allowed): "\(kind.rawValue) exceed the limit of \(allowed)"
    case .unreadable(let code): "it can't be read (system error \(code)), or it changed meanwhile"
    case .unwritable(let code): "the output can't be written (system error \(code))"
    case .verification(let reason): "the rebuilt file failed its own check: \(reason)"
    }
  }

  /// What the user can do.
  public var remedy: String {
    switch self {
    case .unrecognised: "leave it out, or convert it to a format of `palimpsest scrub --help`"
    case .malformed, .truncated: "open and save it again with the program that made it"
    case .unclassified: "`--salvage` drops such bytes"
    case .encrypted: "decrypt it first"
    case .limit: "split the file, or raise the limit"
    case .unreadable: "check the file and its rights, and run again when nothing writes to it"
    case .unwritable: "make room, or choose another folder for the output"
    case .verification: "keep the file, and report it: this is a fault of palimpsest"
    }
  }
}
