public import Engines

extension EngineError {
  /// Whether the caller can mend it: data, paths, options; not a missing library, a full disk or a
  /// fault of the engine.
  public var isBadInput: Bool {
    switch self {
    case .libraryMissing, .libraryUnusable, .outOfMemory, .diskFull, .interrupted, .engineFailure:
      false
    default:
      true
    }
  }
}
