/// How the command ends; the numbers are a promise to pipelines.
enum ExitStatus: Int32 {
  /// Done, and within policy.
  case done = 0
  /// The tool failed.
  case failed = 1
  /// Wrong usage, or bad input.
  case badInput = 2
  /// Done, and the policy is not met.
  case policyNotMet = 3
  /// Stopped by Ctrl-C, as shells expect it.
  case interrupted = 130
}

/// Thrown by a command that did its work and found the policy unmet.
struct PolicyNotMet: Error {
  /// What exceeded what.
  let sentence: String
}
