/// What a text looks like; a value may look like several things.
public enum ValuePattern: String, Sendable, Equatable, Hashable, CaseIterable, Codable {
  /// `name@domain.tld`.
  case email
  /// 7 to 15 digits with `+`, blanks, dots, dashes, parentheses; with a `+` or a separator.
  case phone
  /// Four numbers up to 255 with dots.
  case ipv4
  /// Groups of hexadecimal digits with colons (RFC 4291).
  case ipv6
  /// `http`, `https` or `ftp` and a host, or `www.`.
  case url
  /// 8-4-4-4-12 hexadecimal digits.
  case uuid
  /// `YYYY-MM-DD`.
  case isoDate
  /// `YYYY-MM-DD` with a time of day (ISO 8601, RFC 3339).
  case isoTimestamp
  /// Day, month and year with slashes, with or without a time of day.
  case slashDate
  /// `DD.MM.YYYY`, with or without a time of day.
  case dottedDate
  /// A date with a month's English name, as e-mails and Twitter write it.
  case namedMonthDate
  /// Ten digits that are seconds since 1970 of the years 2001 to 2100.
  case unixSeconds
  /// Thirteen digits that are milliseconds since 1970 of the years 2001 to 2100.
  case unixMilliseconds
  /// A number with at least three decimals within +-90.
  case latitude
  /// A number with at least three decimals within +-180.
  case longitude
  /// A whole number of 64 bits.
  case integer
  /// A decimal number; whole numbers count as well.
  case real
  /// true/false, yes/no, t/f, y/n, 1/0.
  case boolean
  /// Sixteen or more hexadecimal digits, some of them letters: a hash, a device's id.
  case hexadecimal
  /// Six pairs of hexadecimal digits with colons or dashes.
  case macAddress
  /// An IBAN whose check digits are right (ISO 13616).
  case iban
  /// 13 to 19 digits of a payment card whose check digit is right (ISO/IEC 7812, Luhn).
  case paymentCard
  /// Written like a postcode: five digits, ZIP+4, or the British or Canadian or Dutch form.
  case postcode
  /// At least four words.
  case freeText
}
