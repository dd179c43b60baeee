/// The codes of markers (ITU-T T.81, Table B.1), and two of our own for what has no marker.
enum JPEGMarker {
  /// Bytes between segments; our own code, as FF00 is never a marker.
  static let stray: UInt8 = 0x00
  /// What stands after the picture; our own code, as FFFF is fill.
  static let trailer: UInt8 = 0xff
  static let temporary: UInt8 = 0x01
  static let huffmanTables: UInt8 = 0xc4
  static let extensionFrame: UInt8 = 0xc8
  static let arithmeticConditioning: UInt8 = 0xcc
  static let startOfImage: UInt8 = 0xd8
  static let endOfImage: UInt8 = 0xd9
  static let startOfScan: UInt8 = 0xda
  static let quantisationTables: UInt8 = 0xdb
  static let numberOfLines: UInt8 = 0xdc
  static let restartInterval: UInt8 = 0xdd
  static let hierarchicalProgression: UInt8 = 0xde
  static let expandReference: UInt8 = 0xdf
  static let application0: UInt8 = 0xe0
  static let application15: UInt8 = 0xef
  static let comment: UInt8 = 0xfe

  /// Whether it starts a frame: SOF0 to SOF15 without DHT, JPG and DAC, which stand among them.
  static func isFrame(_ code: UInt8) -> Bool {
    (0xc0...0xcf).contains(code) && code != huffmanTables && code != extensionFrame
      && code != arithmeticConditioning
  }

  /// Whether it holds tables that scans refer to, the restart interval among them.
  static func isTable(_ code: UInt8) -> Bool {
    switch code {
    case huffmanTables, arithmeticConditioning, quantisationTables, restartInterval: true
    default: false
    }
  }

  /// Whether it holds what an application wrote.
  static func isApplication(_ code: UInt8) -> Bool {
    (application0...application15).contains(code)
  }

  /// Whether it stands alone and decoders skip it between segments: TEM, and restarts out of place.
  static func isSkipped(_ code: UInt8) -> Bool {
    code == 0 || code == temporary || code & 0xf8 == 0xd0
  }

  /// The marker as the standard names it.
  static func name(_ code: UInt8) -> String { names[Int(code)] }

  private static let names: [String] = (0..<256).map { code in
    switch UInt8(code) {
    case stray: "bytes between segments"
    case trailer: "trailer"
    case temporary: "TEM"
    case huffmanTables: "DHT"
    case extensionFrame: "JPG"
    case arithmeticConditioning: "DAC"
    case 0xc0...0xcf: "SOF\(code - 0xc0)"
    case 0xd0...0xd7: "RST\(code - 0xd0)"
    case startOfImage: "SOI"
    case endOfImage: "EOI"
    case startOfScan: "SOS"
    case quantisationTables: "DQT"
    case numberOfLines: "DNL"
    case restartInterval: "DRI"
    case hierarchicalProgression: "DHP"
    case expandReference: "EXP"
    case application0...application15: "APP\(code - 0xe0)"
    case 0xf0...0xfd: "JPG\(code - 0xf0)"
    case comment: "COM"
    default: "a reserved marker"
    }
  }
}
