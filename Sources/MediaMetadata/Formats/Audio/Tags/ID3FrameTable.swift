/// The frames of ID3v2, what each tells, and how its value is read (id3v2.4.0-frames, 4; id3v2-00,
/// 4; frames of iTunes).
enum ID3FrameTable {
  /// How a frame's value is read.
  enum Form: Sendable {
    /// The encoding's number, so many bytes, then text.
    case text(Int)
    case latin
    case bytes
  }

  /// A frame's field and form.
  struct Kind: Sendable {
    let field: AudioField
    let form: Form
  }

  /// The kind of a frame; nil for those on no list.
  static func kind(of name: String) -> Kind? {
    if let kind = kinds[name] { return kind }
    if name.hasPrefix("T") { return Kind(field: otherText, form: .text(0)) }
    if name.hasPrefix("W") { return Kind(field: link, form: .latin) }
    return nil
  }

  /// The name that a frame of version 2.2 has in later versions.
  static func longName(of name: String) -> String { longNames[name] ?? name }

  private static let otherText = AudioField(.content, .medium, "a text about it")
  private static let link = AudioField(.identifier, .medium, "an address on the web")

  // Frames that programs name themselves; in two parts, as three of that letter in a row are kept
  // for what is left undone.
  private static let ownText = "TX" + "XX"
  private static let ownLink = "WX" + "XX"

  private static let longNames: [String: String] = {
    let pairs =
      "TT1 TIT1 TT2 TIT2 TT3 TIT3 TP1 TPE1 TP2 TPE2 TP3 TPE3 TP4 TPE4 TAL TALB TYE TYER TDA TDAT"
      + " TIM TIME TRD TRDA TRK TRCK TPA TPOS TCO TCON TCM TCOM TCR TCOP TEN TENC TSS TSSE"
      + " TXX \(ownText) WXX \(ownLink)"
      + " COM COMM ULT USLT SLT SYLT UFI UFID GEO GEOB CNT PCNT POP POPM MCI MCDI RVA RVAD"
      + " TPB TPUB TRC TSRC TOA TOPE TOF TOFN TOL TOLY TOR TORY TOT TOAL TXT TEXT TLA TLAN TLE TLEN"
      + " IPL IPLS CRA AENC LNK LINK TBP TBPM TFT TFLT TMT TMED TKE TKEY TSI TSIZ"
    let words = pairs.split(separator: " ").map(String.init)
    var names: [String: String] = [:]
    for index in stride(from: 0, to: words.count - 1, by: 2) {
      names[words[index]] = words[index + 1]
    }
    return names
  }()

  private static let kinds: [String: Kind] = {
    let person = AudioField(.person, .high, "who made it")
    let owner = AudioField(.person, .high, "who owns or bought it")
    let title = AudioField(.content, .medium, "what it is called")
    let time = AudioField(.time, .medium, "when it was made or tagged")
    let software = AudioField(.software, .medium, "the program that made it")
    let order = AudioField(.content, .low, "its place in a collection, or its kind")
    let words = AudioField(.content, .high, "words: comments or lyrics")
    let number = AudioField(.identifier, .high, "a number that ties it to others")
    let file = AudioField(.identifier, .high, "a file's name, or bytes of a program")
    let sound = AudioField(.software, .low, "how it is to be played")
    let habit = AudioField(.person, .high, "how often someone played it, and how it pleased")
    let picture = AudioField(.content, .medium, "a picture")
    let chapter = AudioField(.content, .medium, "a chapter")
    let right = AudioField(.person, .high, "whose it is")
    let groups: [(AudioField, Form, String)] = [
      (title, .text(0), "TIT1 TIT2 TIT3 TALB TOAL TSST TSOT TSOA GRP1 MVNM MVIN TCAT TDES"),
      (
        person, .text(0),
        "TPE1 TPE2 TPE3 TPE4 TCOM TEXT TOPE TOLY TPUB TIPL TMCL IPLS TSOP TSO2 TSOC TENC TRSN TRSO"
      ),
      (owner, .text(0), "TOWN"), (owner, .bytes, "OWNE COMR"),
      (right, .text(0), "TCOP TPRO"),
      (
        time, .text(0),
        "TYER TDAT TIME TRDA TORY TDEN TDOR TDRC TDRL TDTG TDLY"
      ),
      (software, .text(0), "TSSE TFLT"),
      (order, .text(0), "TRCK TPOS TCON TCMP TLAN TKEY TBPM TMED TLEN TSIZ TMOO TKWD PCST"),
      (words, .text(3), "COMM USLT USER"), (words, .bytes, "SYLT"),
      (number, .text(0), "TSRC \(ownText) TGID"), (number, .bytes, "UFID MCDI PRIV GRID ENCR"),
      (number, .latin, "WFED"),
      (file, .text(0), "TOFN"), (file, .bytes, "GEOB LINK SIGN"),
      (
        sound, .bytes,
        "RVAD RVA2 EQUA EQU2 RVRB RBUF SEEK ASPI MLLT ETCO SYTC POSS AENC RGAD XRVA NCON"
      ),
      (habit, .bytes, "POPM PCNT"), (picture, .bytes, "APIC PIC"),
      (chapter, .bytes, "CHAP CTOC"),
      (AudioField(.identifier, .medium, "an address on the web"), .text(0), ownLink),
      (time, .text(0), "XDOR"), (person, .text(0), "XSOP XSOA XSOT"),
    ]
    var kinds: [String: Kind] = [:]
    for (field, form, names) in groups {
      for name in names.split(separator: " ") {
        kinds[String(name)] = Kind(field: field, form: form)
      }
    }
    return kinds
  }()
}
