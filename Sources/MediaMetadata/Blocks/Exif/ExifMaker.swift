/// A maker whose private notes are known by their first bytes or by the camera's make.
enum ExifMaker: String, Sendable, CaseIterable {
  case apple = "Apple"
  case canon = "Canon"
  case casio = "Casio"
  case casio2 = "Casio2"
  case dji = "DJI"
  case flir = "FLIR"
  case fujifilm = "Fujifilm"
  case ge = "GE"
  case kodak = "Kodak"
  case kyocera = "Kyocera"
  case leica = "Leica"
  case minolta = "Minolta"
  case motorola = "Motorola"
  case nikon = "Nikon"
  case nikon2 = "Nikon2"
  case nintendo = "Nintendo"
  case olympus = "Olympus"
  case panasonic = "Panasonic"
  case pentax = "Pentax"
  case reconyx = "Reconyx"
  case ricoh = "Ricoh"
  case samsung = "Samsung"
  case sanyo = "Sanyo"
  case sigma = "Sigma"
  case sony = "Sony"
  case unknown = ""

  /// The maker that a camera's make names.
  static func named(_ make: String) -> ExifMaker {
    let make = make.lowercased()
    return names.first { make.hasPrefix($0.prefix) }?.maker ?? .unknown
  }

  /// Its name in paths.
  var label: String { self == .unknown ? "MakerNote" : "MakerNote " + rawValue }

  private static let names: [(prefix: String, maker: ExifMaker)] = [
    ("apple", .apple), ("asahi", .pentax), ("canon", .canon), ("casio", .casio), ("dji", .dji),
    ("eastman kodak", .kodak), ("flir", .flir), ("fuji", .fujifilm), ("general imaging", .ge),
    ("kodak", .kodak), ("konica minolta", .minolta), ("leica", .leica), ("minolta", .minolta),
    ("motorola", .motorola), ("nikon", .nikon), ("nintendo", .nintendo), ("olympus", .olympus),
    ("om digital", .olympus), ("panasonic", .panasonic), ("pentax", .pentax),
    ("reconyx", .reconyx), ("ricoh", .ricoh), ("samsung", .samsung), ("sanyo", .sanyo),
    ("sigma", .sigma), ("sony", .sony),
  ]
}

/// How a maker note is laid out: where its directory starts and what its offsets count from.
struct ExifMakerLayout: Sendable {
  /// Whose note it is.
  let maker: ExifMaker
  /// Where its directory starts, as an offset from the TIFF header.
  let start: Int
  /// What its offsets count from.
  let base: Int
  /// The byte order of its numbers.
  let isLittleEndian: Bool
  /// How many bytes stand before the directory as a signature.
  let signature: Int
}

extension ExifMakerLayout {
  /// What the offsets in a note count from.
  private enum Base {
    /// The TIFF header around the note.
    case block
    /// The note's first byte.
    case note
    /// A byte of the directory.
    case directory(Int)
    /// The TIFF header inside the note, at this place, which also says where the directory is.
    case header(Int)
    /// The note's first byte; the directory's place stands at this place, little-endian.
    case pointer(Int)
  }

  /// Signatures with the directory's place, as ExifTool's MakerNotes.pm lists them.
  private static let signatures: [(text: String, maker: ExifMaker, start: Int, base: Base)] = [
    ("Apple iOS\0", .apple, 14, .note), ("Nikon\0\u{2}", .nikon, 18, .header(10)),
    ("Nikon\0\u{1}", .nikon2, 8, .block), ("QVC\0", .casio2, 6, .block),
    ("DCI\0", .casio2, 6, .block), ("FUJIFILM", .fujifilm, 12, .pointer(8)),
    ("GENERALE", .fujifilm, 12, .pointer(8)), ("GE\0\0", .ge, 18, .block),
    ("GENIC\0", .ge, 18, .block), ("KYOCERA", .kyocera, 22, .directory(2)),
    ("MOT\0", .motorola, 8, .note), ("OLYMPUS\0", .olympus, 12, .note),
    ("OM SYSTEM\0", .olympus, 16, .note), ("OLYMP\0", .olympus, 8, .block),
    ("EPSON\0", .olympus, 8, .block), ("MINOL\0", .olympus, 8, .block),
    ("CAMER\0", .olympus, 8, .block), ("PREMI\0", .olympus, 8, .block),
    ("SONY PI\0", .olympus, 12, .block), ("LEICA CAMERA AG\0", .panasonic, 18, .block),
    ("LEICA", .leica, 8, .note), ("Panasonic", .panasonic, 12, .block),
    ("AOC\0", .pentax, 6, .block), ("PENTAX \0", .pentax, 10, .note),
    ("S1\0\0\0\0\0\0", .pentax, 12, .note), ("RICOH\0II", .pentax, 8, .note),
    ("RICOH\0MM", .pentax, 8, .note), ("Ricoh", .ricoh, 8, .block), ("RICOH", .ricoh, 8, .block),
    ("      ", .ricoh, 8, .block), ("SANYO\0", .sanyo, 8, .block),
    ("SIGMA\0", .sigma, 10, .block), ("FOVEON\0", .sigma, 10, .block),
    ("SONY DSC", .sony, 12, .block), ("SONY CAM", .sony, 12, .block),
    ("SONY MOBILE", .sony, 12, .block), ("\0\0SONY PIC\0", .sony, 12, .block),
    ("VHAB     \0", .sony, 12, .block), ("SEMC MS\0", .sony, 20, .directory(-8)),
    ("ISLMAKERNOTE000\0", .samsung, 24, .directory(-8)),
    ("MM\0*\0\0\0\u{8}", .unknown, 8, .note), ("II*\0\u{8}\0\0\0", .unknown, 8, .note),
    ("KDK", .kodak, -1, .note), ("JVC ", .unknown, 4, .block), ("MLY0", .minolta, -1, .note),
    ("STMN", .samsung, -1, .note), ("RECONYX", .reconyx, -1, .note),
  ]

  /// The layout of the note in `range`; its maker alone where no directory is found.
  static func find(
    _ range: Range<Int>, in bytes: ExifBytes, make: String
  ) -> (maker: ExifMaker, layout: ExifMakerLayout?) {
    let named = ExifMaker.named(make)
    if let known = signatures.first(where: { bytes.holds($0.text, at: range.lowerBound) }) {
      let maker = known.maker == .unknown ? named : known.maker
      if known.start >= 0,
        let layout = layout(maker, known.start, known.base, known.text.utf8.count, range, bytes)
      {
        return (maker, layout)
      }
      return (maker, scanned(range, in: bytes, maker))
    }
    if let layout = layout(named, 0, .block, 0, range, bytes) { return (named, layout) }
    return (named, scanned(range, in: bytes, named))
  }

  private static func layout(
    _ maker: ExifMaker, _ start: Int, _ base: Base, _ signature: Int, _ range: Range<Int>,
    _ bytes: ExifBytes
  ) -> ExifMakerLayout? {
    let note = range.lowerBound
    var place = note + start
    var origin = 0
    var orders = [bytes.isLittleEndian, !bytes.isLittleEndian]
    switch base {
    case .block: break
    case .note: origin = note
    case .directory(let distance): origin = place + distance
    case .header(let distance):
      origin = note + distance
      let isLittle = bytes.byte(origin) == 0x49
      orders = [isLittle]
      guard let offset = bytes.ordered(littleEndian: isLittle).uint32(origin + 4) else {
        return nil
      }
      place = origin + Int(offset)
    case .pointer(let distance):
      origin = note
      orders = [true]
      guard let offset = bytes.ordered(littleEndian: true).uint32(note + distance) else {
        return nil
      }
      place = origin + Int(offset)
    }
    for isLittle in orders
    where isPlausible(place, in: bytes.ordered(littleEndian: isLittle), range, isStrict: false) {
      return ExifMakerLayout(
        maker: maker, start: place, base: origin, isLittleEndian: isLittle,
        signature: min(signature, place - note))
    }
    return nil
  }

  /// The first place at the start of a note where a directory may stand.
  private static func scanned(
    _ range: Range<Int>, in bytes: ExifBytes, _ maker: ExifMaker
  ) -> ExifMakerLayout? {
    for start in stride(
      from: range.lowerBound, to: min(range.upperBound, range.lowerBound + 64), by: 2)
    {
      for isLittle in [bytes.isLittleEndian, !bytes.isLittleEndian]
      where isPlausible(start, in: bytes.ordered(littleEndian: isLittle), range, isStrict: true) {
        return ExifMakerLayout(
          maker: maker, start: start, base: 0, isLittleEndian: isLittle, signature: 0)
      }
    }
    return nil
  }

  /// Whether the bytes at `start` look like a directory.
  private static func isPlausible(
    _ start: Int, in bytes: ExifBytes, _ range: Range<Int>, isStrict: Bool
  ) -> Bool {
    guard range.contains(start), let directory = ExifDirectory(at: start, in: bytes),
      (isStrict ? 2 : 1)...1024 ~= directory.declaredCount,
      !isStrict || directory.end <= range.upperBound
    else { return false }
    let looked = min(directory.count, isStrict ? 16 : 8)
    var good = 0
    for index in 0..<looked {
      guard let entry = directory.entry(index) else { return false }
      if ExifType.size(entry.type) != nil, entry.size <= bytes.count { good += 1 }
    }
    return looked > 0 && (isStrict ? good == looked : good * 3 >= looked * 2)
  }
}
