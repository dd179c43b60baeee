/// Whether bytes are written like an address of the network.
struct AddressShape {
  private let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// One `@`, something before it, and a host with a dot behind it.
  var isEmail: Bool {
    guard let at = bytes.firstIndex(of: UInt8(ascii: "@")), at > 0, bytes.count <= 254 else {
      return false
    }
    let local = bytes[..<at]
    let host = bytes[(at + 1)...]
    return local.allSatisfy { isWordByte($0) || ".!#$%&'*+/=?^_`{|}~-".utf8.contains($0) }
      && isHost(host)
  }

  /// A scheme and a host, or a host that starts with `www.`.
  var isURL: Bool {
    let text = String(decoding: bytes.prefix(2_000), as: UTF8.self)
    guard !bytes.contains(0x20) else { return false }
    for scheme in ["http://", "https://", "ftp://"] where text.lowercased().hasPrefix(scheme) {
      return bytes.count > scheme.utf8.count
    }
    let host = bytes.prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") }
    return text.lowercased().hasPrefix("www.") && isHost(host)
  }

  /// Four numbers up to 255.
  var isIPv4: Bool { Self.isIPv4(bytes[...]) }

  /// Up to eight groups of up to four hexadecimal digits; `::` once for groups of zero.
  var isIPv6: Bool {
    guard bytes.count <= 45, bytes.filter({ $0 == UInt8(ascii: ":") }).count >= 2 else {
      return false
    }
    let text = String(decoding: bytes, as: UTF8.self)
    let halves = text.replacing("::", with: "\0").split(
      separator: "\0", omittingEmptySubsequences: false)
    guard halves.count <= 2 else { return false }
    var groups = 0
    for (index, half) in halves.enumerated() where !half.isEmpty {
      let parts = half.split(separator: ":", omittingEmptySubsequences: false)
      for (position, part) in parts.enumerated() {
        let isLast = index == halves.count - 1 && position == parts.count - 1
        if isLast, Self.isIPv4(Array(part.utf8)[...]) {
          groups += 2
        } else {
          guard (1...4).contains(part.utf8.count), part.utf8.allSatisfy(isHexByte) else {
            return false
          }
          groups += 1
        }
      }
    }
    return halves.count == 2 ? groups <= 7 : groups == 8
  }

  /// Six pairs of hexadecimal digits.
  var isMAC: Bool {
    guard bytes.count == 17 else { return false }
    let separator = bytes[2]
    guard separator == UInt8(ascii: ":") || separator == UInt8(ascii: "-") else { return false }
    return bytes.enumerated().allSatisfy { index, byte in
      index % 3 == 2 ? byte == separator : isHexByte(byte)
    }
  }

  private static func isIPv4(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard (7...15).contains(bytes.count) else { return false }
    let parts = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return parts.count == 4
      && parts.allSatisfy { part in
        guard (1...3).contains(part.count) else { return false }
        var number = 0
        for byte in part {
          guard (0x30...0x39).contains(byte) else { return false }
          number = number * 10 + Int(byte - 0x30)
        }
        return number <= 255
      }
  }

  /// Labels of letters, digits and dashes with dots between them; the last has two letters.
  private func isHost(_ host: ArraySlice<UInt8>) -> Bool {
    let labels = host.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard labels.count >= 2, let last = labels.last, last.count >= 2 else { return false }
    return labels.allSatisfy { label in
      !label.isEmpty && label.allSatisfy { isWordByte($0) || $0 == UInt8(ascii: "-") }
    } && last.allSatisfy { isWordByte($0) && !(0x30...0x39).contains($0) }
  }
}

/// An ASCII letter or digit, or a byte of a letter beyond ASCII.
func isWordByte(_ byte: UInt8) -> Bool {
  switch byte {
  case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x80...0xFF: true
  default: false
  }
}

/// A hexadecimal digit.
func isHexByte(_ byte: UInt8) -> Bool {
  switch byte {
  case 0x30...0x39, 0x41...0x46, 0x61...0x66: true
  default: false
  }
}
