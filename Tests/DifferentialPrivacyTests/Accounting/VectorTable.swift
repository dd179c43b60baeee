import Foundation
import TestSupport
import Testing

/// The rows of a file of reference values.
struct VectorTable {
  struct Row {
    let fields: [String: String]
    subscript(_ name: String) -> String { fields[name] ?? "" }
    func number(_ name: String) -> Double { Double(self[name]) ?? .nan }
    func count(_ name: String) -> Int { Int(number(name)) }

    /// The natural logarithm of a decimal that may lie below all doubles.
    func logarithm(_ name: String) -> Double {
      let parts = self[name].split(separator: "e")
      let exponent = parts.count > 1 ? Double(parts[1]) ?? .nan : 0
      return log(Double(parts[0]) ?? .nan) + exponent * log(10.0)
    }
  }

  let rows: [Row]

  init(_ name: String) throws {
    let text = try String(contentsOf: SharedFolder.file("vectors/dp/" + name), encoding: .utf8)
    var lines = text.split(whereSeparator: \.isNewline).map { Self.fields(String($0)) }
    let header = lines.removeFirst()
    rows = lines.map { Row(fields: Dictionary(uniqueKeysWithValues: zip(header, $0))) }
    try #require(!rows.isEmpty)
  }

  private static func fields(_ line: String) -> [String] {
    var (fields, field, isQuoted) = ([String](), "", false)
    for character in line {
      switch character {
      case "\"": isQuoted.toggle()
      case "," where !isQuoted:
        fields.append(field)
        field = ""
      default: field.append(character)
      }
    }
    return fields + [field]
  }
}

/// Whether a value lies on the safe side of a reference and within a relative tolerance.
func isJustAbove(_ value: Double, _ reference: Double, _ relative: Double) -> Bool {
  value >= reference * (1 - 4e-16) && value <= reference * (1 + relative)
}

func isJustBelow(_ value: Double, _ reference: Double, _ relative: Double) -> Bool {
  value <= reference * (1 + 4e-16) && value >= reference * (1 - relative)
}
