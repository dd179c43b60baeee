/// What is to be audited.
public enum AuditTarget: Sendable, Equatable {
  /// A folder with a `palimpsest.yaml`, or such a manifest.
  case manifest(path: String)
  /// One file whose columns are named by the caller.
  case file(FileDescription)
}
