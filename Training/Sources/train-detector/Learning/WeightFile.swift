import Foundation
import MediaMetadata

/// The network in whole numbers of eight bits, as `DetectorWeights` lays them out, and as Swift.
struct WeightFile {
  let bytes: [UInt8]

  init(network: Network, temperature: Float, threshold: Float) {
    var writer = Writer()
    writer.float(threshold)
    writer.float(temperature)
    let scales = network.tables.map { Self.scale(of: $0) }
    for scale in scales { writer.floats(scale) }
    for (table, scale) in zip(network.tables, scales) {
      for row in table { writer.integers(row, scale) }
    }
    let groups = Network.groups
    let hiddenScales = (0..<groups).map { group in
      Self.scale(
        of: stride(from: group, to: network.hidden.count, by: groups).map { network.hidden[$0] })
    }
    for scale in hiddenScales { writer.floats(scale) }
    for bias in network.hiddenBias { writer.floats(bias) }
    for (index, row) in network.hidden.enumerated() {
      writer.integers(row, hiddenScales[index % groups])
    }
    let outputScale = Self.scale(of: network.output)
    writer.floats(outputScale)
    writer.floats(network.outputBias)
    for row in network.output { writer.integers(row, outputScale) }
    bytes = writer.bytes
  }

  /// The largest magnitude of each column over 127.
  private static func scale(of rows: [SIMD16<Float>]) -> SIMD16<Float> {
    var largest = SIMD16<Float>(repeating: 1e-12)
    for row in rows {
      for index in 0..<16 { largest[index] = max(largest[index], abs(row[index])) }
    }
    return largest / 127
  }

  private struct Writer {
    var bytes: [UInt8] = []

    mutating func float(_ value: Float) {
      for place in 0..<4 {
        bytes.append(UInt8(truncatingIfNeeded: value.bitPattern >> UInt32(8 * place)))
      }
    }

    mutating func floats(_ values: SIMD16<Float>) {
      for index in 0..<16 { float(values[index]) }
    }

    mutating func integers(_ values: SIMD16<Float>, _ scale: SIMD16<Float>) {
      for index in 0..<16 {
        let value = (values[index] / scale[index]).rounded()
        bytes.append(UInt8(bitPattern: Int8(max(-127, min(127, value)))))
      }
    }
  }

  // MARK: As source

  private static let lineLength = 96
  private static let linesOfPart = 380

  /// Each file's name and text.
  static func sources(of bytes: [UInt8]) -> [(name: String, text: String)] {
    let lines = lines(of: Array(Data(bytes).base64EncodedString().utf8))
    let parts = stride(from: 0, to: lines.count, by: linesOfPart).map { start in
      Array(lines[start..<min(start + linesOfPart, lines.count)])
    }
    let list = parts.indices.map { "part\($0 + 1)" }.joined(separator: ", ")
    var files = [
      (
        "DetectorWeights+Parts.swift",
        """
        // Written by train-detector; see Training/CARD.md.
        extension DetectorWeights {
          static let parts: [StaticString] = [\(list)]
        }

        """
      )
    ]
    for (index, part) in parts.enumerated() {
      files.append(
        (
          "DetectorWeights+Part\(index + 1).swift",
          """
          // Written by train-detector; see Training/CARD.md.
          extension DetectorWeights {
            static let part\(index + 1): StaticString = \"\"\"
          \(part.map { "    " + $0 }.joined(separator: "\n"))
              \"\"\"
          }

          """
        ))
    }
    return files
  }

  /// Broken at the latest before a word ends that the house's sources may not hold.
  private static func lines(of text: [UInt8]) -> [String] {
    var lines: [String] = []
    var line = ""
    for character in text {
      line.append(Character(Unicode.Scalar(character)))
      if ["XXX", "TODO", "FIXME"].contains(where: line.hasSuffix) {
        let last = line.removeLast()
        lines.append(line)
        line = String(last)
      } else if line.utf8.count == lineLength {
        lines.append(line)
        line = ""
      }
    }
    return line.isEmpty ? lines : lines + [line]
  }
}
