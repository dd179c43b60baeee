/// Reads cross-references: tables, streams and both, of all revisions (ISO 32000-1, 7.5.4-7.5.8).
struct PDFCrossReferences {
  private let document: PDFDocument
  private var visited: Set<Int> = []

  private init(_ document: PDFDocument) { self.document = document }

  /// Fills `places` and `trailer` of a document; searches for objects where it is needed.
  static func read(_ document: PDFDocument, _ reading: inout Reading) throws(MediaError) {
    var references = PDFCrossReferences(document)
    let isWhole = try references.follow(&reading)
    if isWhole, try document.resolved(document.trailer["Root"]).dictionary != nil {
      if try references.hasOnlyTruePlaces(&reading) { return }
    } else {
      document.places = [:]
    }
    try references.rebuild(&reading)
  }

  /// Follows the chain of sections; false where one can't be read.
  private mutating func follow(_ reading: inout Reading) throws(MediaError) -> Bool {
    guard let word = PDFScan.last(of: "startxref", in: document.bytes) else { return false }
    var lexer = PDFLexer(document.bytes, from: word + 9)
    guard var offset = lexer.natural() else { return false }
    var isFirst = true
    while true {
      guard let section = try section(at: offset, &reading) else { return false }
      if isFirst { document.trailer = section }
      isFirst = false
      document.sections += 1
      guard let previous = try document.resolved(section["Prev"]).integer else { return true }
      guard !visited.contains(previous) else { return true }
      offset = previous
    }
  }

  /// Reads the section at an offset, and what it adds to it; returns its trailer.
  private mutating func section(
    at stated: Int, _ reading: inout Reading
  ) throws(MediaError) -> PDFDictionary? {
    guard stated >= 0, stated < document.bytes.count, visited.insert(stated).inserted else {
      return nil
    }
    for offset in [stated + document.start, stated] where offset < document.bytes.count {
      var lexer = PDFLexer(document.bytes, from: offset)
      guard lexer.take("xref") else {
        if let dictionary = try stream(at: offset, &reading) { return dictionary }
        if document.start == 0 { return nil }
        continue
      }
      return try table(&lexer, &reading)
    }
    return nil
  }

  private mutating func table(
    _ lexer: inout PDFLexer, _ reading: inout Reading
  ) throws(MediaError) -> PDFDictionary? {
    var free: [Int] = []
    while !lexer.take("trailer") {
      guard var number = lexer.natural(), let count = lexer.natural() else { return nil }
      for _ in 0..<count {
        guard let offset = lexer.natural(), lexer.natural() != nil else { return nil }
        try reading.countStructure()
        if lexer.take("n") {
          add(number, .offset(min(offset, document.bytes.count)))
        } else if lexer.take("f") {
          free.append(number)
        } else {
          return nil
        }
        guard number < Int.max else { return nil }
        number += 1
      }
    }
    guard case .dictionary(let trailer)? = lexer.object() else { return nil }
    // What a hybrid file hides from old viewers counts before what its table calls free.
    if let hidden = trailer["XRefStm"]?.integer, hidden < document.bytes.count {
      for offset in [hidden + document.start, hidden] {
        if try stream(at: offset, &reading) != nil { break }
      }
    }
    for number in free { add(number, .free) }
    return trailer
  }

  private func add(_ number: Int, _ place: PDFDocument.Place) {
    if document.places[number] == nil { document.places[number] = place }
  }

  /// Reads a cross-reference stream (7.5.8); nil where there is none.
  private mutating func stream(
    at offset: Int, _ reading: inout Reading
  ) throws(MediaError) -> PDFDictionary? {
    guard offset >= 0, offset < document.bytes.count,
      case .stream(let stream)? = try document.indirect(at: offset),
      stream.dictionary["Type"]?.name == "XRef",
      let widths = stream.dictionary["W"]?.array?.map({ $0.integer ?? -1 }), widths.count >= 3,
      widths.allSatisfy({ (0...8).contains($0) }), widths[0] + widths[1] + widths[2] > 0,
      let plain = try document.decoded(stream)
    else { return nil }
    var index = stream.dictionary["Index"]?.array?.map { $0.integer ?? 0 } ?? []
    if index.isEmpty { index = [0, stream.dictionary["Size"]?.integer ?? 0] }
    var reader = ByteReader(plain)
    for pair in stride(from: 0, to: index.count - 1, by: 2) {
      var number = index[pair]
      for _ in 0..<max(0, index[pair + 1]) {
        guard let kind = reader.bigEndian(widths[0]), let second = reader.bigEndian(widths[1]),
          let third = reader.bigEndian(widths[2]), number >= 0, number < Int.max
        else { return stream.dictionary }
        try reading.countStructure()
        let place = Int(truncatingIfNeeded: second & 0x7fff_ffff_ffff)
        switch widths[0] == 0 ? 1 : kind {
        case 0: add(number, .free)
        case 1: add(number, .offset(place))
        case 2:
          add(
            number,
            .compressed(container: place, index: Int(truncatingIfNeeded: third & 0xffff_ffff)))
        default: break
        }
        number += 1
      }
    }
    return stream.dictionary
  }

  /// Whether each object stands where it should; settles from where offsets count.
  private func hasOnlyTruePlaces(_ reading: inout Reading) throws(MediaError) -> Bool {
    var isTrue = true
    for (number, place) in document.places {
      guard case .offset(let offset) = place else { continue }
      var isFound = false
      for candidate in [offset + document.start, offset] where !isFound {
        guard candidate > 0, candidate < document.bytes.count else { continue }
        var lexer = PDFLexer(document.bytes, from: candidate, to: candidate + 64)
        guard lexer.natural() == number, lexer.natural() != nil, lexer.take("obj") else { continue }
        document.places[number] = .offset(candidate)
        isFound = true
      }
      if !isFound {
        document.places[number] = nil
        isTrue = false
      }
    }
    return isTrue
  }

  /// Searches for objects and trailers; places that are known to be true stay.
  private func rebuild(_ reading: inout Reading) throws(MediaError) {
    document.isRepaired = true
    document.forget()
    let known = document.places
    var places: [Int: PDFDocument.Place] = [:]
    var containers: [Int] = []
    for found in PDFScan.objects(in: document.bytes) {
      try reading.countStructure()
      places[found.number] = .offset(found.offset)
      containers.append(found.number)
    }
    document.places = places
    try addCompressed(&reading)
    for (number, place) in known { document.places[number] = place }
    document.forget()
    guard try document.resolved(document.trailer["Root"]).dictionary == nil else { return }
    try findTrailer(places)
  }

  /// Adds what object streams hold.
  private func addCompressed(_ reading: inout Reading) throws(MediaError) {
    let places = document.places
    for number in places.keys.sorted() {
      guard case .offset(let offset)? = places[number],
        case .stream(let stream)? = try document.indirect(at: offset),
        stream.dictionary["Type"]?.name == "ObjStm", let plain = try document.decoded(stream)
      else { continue }
      let parsed = try PDFObjectStream(plain, stream.dictionary, document)
      for (index, entry) in parsed.entries.enumerated() where document.places[entry.number] == nil {
        try reading.countStructure()
        document.places[entry.number] = .compressed(container: number, index: index)
      }
    }
  }

  /// The last trailer with a catalog; else the catalog itself.
  private func findTrailer(_ places: [Int: PDFDocument.Place]) throws(MediaError) {
    for word in PDFScan.positions(of: "trailer", in: document.bytes).reversed().prefix(64) {
      var lexer = PDFLexer(document.bytes, from: word + 7)
      guard case .dictionary(let trailer)? = lexer.object() else { continue }
      if try document.resolved(trailer["Root"]).dictionary?["Pages"] != nil {
        document.trailer = trailer
        return
      }
    }
    for number in document.places.keys.sorted(by: >) {
      guard let dictionary = try document.object(number).dictionary else { continue }
      if dictionary["Type"]?.name == "XRef", dictionary["Root"] != nil {
        document.trailer = dictionary
        return
      }
      if dictionary["Type"]?.name == "Catalog", dictionary["Pages"] != nil {
        document.trailer = PDFDictionary([.init(key: "Root", value: .reference(number))])
        return
      }
    }
  }
}
