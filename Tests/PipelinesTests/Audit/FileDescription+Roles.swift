import Pipelines
import Tables

extension FileDescription {
  /// A file of people, as most tests have it.
  init(
    path: String, quasiIdentifiers: [String], sensitive: [String] = [], weight: String? = nil,
    household: String? = nil, missing: String? = nil
  ) {
    self.init(
      path: path,
      roles: quasiIdentifiers.map { Role($0, .quasiIdentifier) }
        + sensitive.map { Role($0, .sensitive) } + (weight.map { [Role($0, .weight)] } ?? [])
        + (household.map { [Role($0, .household)] } ?? []),
      missing: missing)
  }
}
