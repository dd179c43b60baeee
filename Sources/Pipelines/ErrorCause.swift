import Attacks
import DifferentialPrivacy
import Numerics

/// Whether `error` comes from an attack, a mechanism or a kernel that can't take the data (`true`);
/// `nil` for errors of no room below.
public func isBadInput(_ error: any Error) -> Bool? {
  switch error {
  case is PopulationError, is DisclosureError, is NumericsError, is PrivateReleaseError,
    is PrivacyError, is CollectionError:
    true
  default: nil
  }
}
