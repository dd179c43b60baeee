/// What columns' names say, where they say that a column names people outright.
public enum IdentifierName {
  /// What a direct identifier's name says it holds ("an e-mail address"); nil for other names.
  ///
  /// The vocabulary is that of the proposals of roles; web addresses are left out, since links to
  /// things are common and the name does not tell them from people's pages.
  ///
  /// - Complexity: O(length of the name * words known), at most.
  public static func meaning(ofColumn name: String) -> String? {
    guard let hint = NameHint(name) else { return nil }
    switch hint {
    case .personName, .email, .phone, .street, .userName, .password, .nationalNumber,
      .medicalRecord, .account, .vehicle, .deviceNumber, .networkAddress, .biometric:
      return hint.rawValue
    default:
      return nil
    }
  }
}
