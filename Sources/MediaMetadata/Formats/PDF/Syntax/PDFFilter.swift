/// One filter of a stream with its parameters (ISO 32000-1, 7.4).
struct PDFFilter {
  /// Its full name.
  let name: String
  /// Its parameters.
  let parameters: PDFDictionary?

  /// The full names of abbreviations, which viewers take in streams too.
  private static let abbreviations: [String: String] = [
    "AHx": "ASCIIHexDecode", "A85": "ASCII85Decode", "LZW": "LZWDecode", "Fl": "FlateDecode",
    "RL": "RunLengthDecode", "CCF": "CCITTFaxDecode", "DCT": "DCTDecode",
  ]

  /// A filter by its name as it stands.
  init(_ name: String, _ parameters: PDFDictionary?) {
    self.name = name.utf8.count > 3 ? name : Self.abbreviations[name] ?? name
    self.parameters = parameters
  }

  /// Whether it is the coding of a picture.
  var isPicture: Bool {
    switch name {
    case "DCTDecode", "JPXDecode", "JBIG2Decode", "CCITTFaxDecode": true
    default: false
    }
  }

  /// The bytes behind it; nil where they can't be read.
  ///
  /// Throws `limit` above `limit` bytes.
  func decoded(
    _ bytes: ArraySlice<UInt8>, limit: Int
  ) throws(MediaError) -> [UInt8]? {
    switch name {
    case "FlateDecode":
      let inflated = try Inflate.prefix(bytes, limit: limit).bytes
      return PDFPredictor(parameters).undone(inflated)
    case "LZWDecode":
      let early = parameters?["EarlyChange"]?.integer != 0
      guard let plain = PDFSimpleFilters.lzw(bytes, early: early, limit: limit) else {
        throw .limit(.inflatedBytes, allowed: limit)
      }
      return PDFPredictor(parameters).undone(plain)
    case "ASCIIHexDecode":
      var lexer = PDFLexer([0x3c] + bytes)
      return lexer.hexadecimal()
    case "ASCII85Decode": return PDFSimpleFilters.ascii85(bytes)
    case "RunLengthDecode":
      guard let plain = PDFSimpleFilters.runLength(bytes, limit: limit) else {
        throw .limit(.inflatedBytes, allowed: limit)
      }
      return plain
    default: return nil
    }
  }
}

/// Undoes the predictors of Flate and LZW (7.4.4.4): PNG's; TIFF's of 8 bits.
struct PDFPredictor {
  private let predictor: Int
  private let colours: Int
  private let bits: Int
  private let columns: Int

  /// The predictor that parameters ask for.
  init(_ parameters: PDFDictionary?) {
    predictor = parameters?["Predictor"]?.integer ?? 1
    colours = parameters?["Colors"]?.integer ?? 1
    bits = parameters?["BitsPerComponent"]?.integer ?? 8
    columns = parameters?["Columns"]?.integer ?? 1
  }

  /// The bytes without prediction; nil where the parameters make no sense.
  func undone(_ bytes: [UInt8]) -> [UInt8]? {
    guard predictor > 1 else { return bytes }
    guard (1...64).contains(colours), [1, 2, 4, 8, 16].contains(bits),
      (1...1 << 24).contains(columns)
    else { return nil }
    let step = max(1, colours * bits / 8)
    let row = (colours * bits * columns + 7) / 8
    if predictor == 2 {
      guard bits == 8 else { return nil }
      var output = bytes
      for index in output.indices where index % row >= step {
        output[index] &+= output[index - step]
      }
      return output
    }
    return png(bytes, row: row, step: step)
  }

  private func png(_ bytes: [UInt8], row: Int, step: Int) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count)
    var above = [UInt8](repeating: 0, count: row)
    var position = 0
    while position < bytes.count {
      let kind = bytes[position]
      var line = Array(bytes[(position + 1)..<min(bytes.count, position + 1 + row)])
      for index in line.indices {
        let left = index >= step ? Int(line[index - step]) : 0
        let corner = index >= step ? Int(above[index - step]) : 0
        let up = Int(above[index])
        let guess =
          switch kind {
          case 1: left
          case 2: up
          case 3: (left + up) / 2
          case 4: Self.paeth(left, up, corner)
          default: 0
          }
        line[index] &+= UInt8(truncatingIfNeeded: guess)
      }
      output += line
      position += 1 + row
      above.replaceSubrange(0..<line.count, with: line)
    }
    return output
  }

  private static func paeth(_ left: Int, _ up: Int, _ corner: Int) -> Int {
    let guess = left + up - corner
    let (first, second, third) = (abs(guess - left), abs(guess - up), abs(guess - corner))
    return first <= second && first <= third ? left : second <= third ? up : corner
  }
}
