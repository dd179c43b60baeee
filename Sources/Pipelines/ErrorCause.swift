import Attacks
import Numerics

/// Whether `error` comes from an attack or a kernel that can't take the data (`true`); `nil` for
/// errors of no room below.
public func isBadInput(_ error: any Error) -> Bool? {
  switch error {
  case is PopulationError, is DisclosureError, is NumericsError: true
  default: nil
  }
}
