/// Lays compact JSON out for people and for comparison: one way to write each document.
///
/// Input is what `JSONEncoder` writes with sorted keys: valid, without spaces. Independent of
/// Foundation's own pretty printer, whose layout differs between versions.
enum CanonicalJSON {
  /// The same document with two spaces of indentation, `"key": value`, empty containers closed at
  /// once, `0` for negative zero, and a line feed at the end.
  ///
  /// - Complexity: O(bytes).
  static func laidOut(_ compact: some Collection<UInt8>) -> [UInt8] {
    var layout = Layout(capacity: compact.count * 3 / 2)
    for byte in compact { layout.take(byte) }
    layout.finish()
    return layout.output
  }

  private struct Layout {
    var output: [UInt8] = []
    private var depth = 0
    private var inString = false
    private var escaped = false
    private var opened = false
    private var number: [UInt8] = []

    init(capacity: Int) { output.reserveCapacity(capacity) }

    mutating func take(_ byte: UInt8) {
      if inString { return takeInString(byte) }
      if isNumberByte(byte) {
        breakAfterOpening()
        number.append(byte)
        return
      }
      flushNumber()
      switch byte {
      case UInt8(ascii: "{"), UInt8(ascii: "["): open(byte)
      case UInt8(ascii: "}"), UInt8(ascii: "]"): close(byte)
      case UInt8(ascii: ","):
        output.append(byte)
        breakLine()
      case UInt8(ascii: ":"): output += [byte, UInt8(ascii: " ")]
      case UInt8(ascii: "\""):
        breakAfterOpening()
        inString = true
        output.append(byte)
      default:
        breakAfterOpening()
        output.append(byte)
      }
    }

    mutating func finish() {
      flushNumber()
      output.append(UInt8(ascii: "\n"))
    }

    private func isNumberByte(_ byte: UInt8) -> Bool {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): true
      case UInt8(ascii: "+"), UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"):
        !number.isEmpty
      default: false
      }
    }

    /// Negative zero equals zero, so equal documents must not differ in it.
    private mutating func flushNumber() {
      let isNegativeZero = [Array("-0".utf8), Array("-0.0".utf8)].contains(number)
      output += isNegativeZero ? [UInt8(ascii: "0")] : number
      number.removeAll(keepingCapacity: true)
    }

    private mutating func takeInString(_ byte: UInt8) {
      output.append(byte)
      if escaped {
        escaped = false
      } else if byte == UInt8(ascii: "\\") {
        escaped = true
      } else if byte == UInt8(ascii: "\"") {
        inString = false
      }
    }

    private mutating func open(_ byte: UInt8) {
      breakAfterOpening()
      output.append(byte)
      depth += 1
      opened = true
    }

    private mutating func close(_ byte: UInt8) {
      depth -= 1
      if opened { opened = false } else { breakLine() }
      output.append(byte)
    }

    private mutating func breakAfterOpening() {
      guard opened else { return }
      opened = false
      breakLine()
    }

    private mutating func breakLine() {
      output.append(UInt8(ascii: "\n"))
      output += repeatElement(UInt8(ascii: " "), count: 2 * depth)
    }
  }
}
