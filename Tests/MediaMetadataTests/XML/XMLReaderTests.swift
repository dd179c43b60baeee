import Testing

@testable import MediaMetadata

/// What stays of SVG and other XML, and what goes.
@Suite struct XMLReaderTests {
  private func scrubbed(
    _ text: String, under policy: ScrubPolicy = .standard
  ) throws -> String {
    String(decoding: try Conformance.check(Array(text.utf8), under: policy), as: UTF8.self)
  }

  private func shown(_ text: String) throws -> [Disclosure] {
    var reading = Reading()
    _ = try MediaFormats.read(MediaSource(Array(text.utf8)), &reading)
    return reading.disclosures
  }

  private static let open = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"2\">"

  /// Documents with a token, and what is left of them.
  static let telling: [(String, String)] = [
    ("<?xml version=\"1.0\"?><!-- TOKEN -->\(open)</svg>", "<?xml version=\"1.0\"?>\(open)</svg>"),
    ("\(open)<?edit TOKEN?><g/></svg>", "\(open)<g/></svg>"),
    ("\(open)<metadata><a>TOKEN</a></metadata><g/></svg>", "\(open)<g/></svg>"),
    (
      "<svg xmlns=\"http://www.w3.org/2000/svg\" "
        + "xmlns:inkscape=\"http://www.inkscape.org/namespaces/inkscape\" width=\"2\" "
        + "inkscape:export-filename='/home/TOKEN/a.png'><g inkscape:label=\"TOKEN\"/>"
        + "<inkscape:grid><g/>TOKEN</inkscape:grid></svg>",
      "\(open)<g/></svg>"
    ),
    (
      "\(open)<unknown:thing xmlns:unknown=\"urn:x\" a=\"TOKEN\"/></svg>", "\(open)</svg>"
    ),
    ("\(open)<g data-name=\"TOKEN\" id='a'/></svg>", "\(open)<g id='a'/></svg>"),
    ("\(open)<style>/* TOKEN */a{b:c}</style></svg>", "\(open)<style>a{b:c}</style></svg>"),
    (
      "\(open)<image href=\"file:///home/TOKEN/a.png\"/></svg>",
      "\(open)<image href=\"a.png\"/></svg>"
    ),
    (
      "\(open)<g style=\"fill:red;-inkscape-font-specification:TOKEN\"/></svg>",
      "\(open)<g style=\"fill:red;\"/></svg>"
    ),
    (
      "\(open)<g style=\"a:url(file:///home/TOKEN/a.png)\"/></svg>",
      "\(open)<g style=\"a:url(a.png)\"/></svg>"
    ),
    (
      "\(open)<g fill=\"url(file:///home/TOKEN/a.svg)\" d='url(#b)'/></svg>",
      "\(open)<g fill=\"url(a.svg)\" d='url(#b)'/></svg>"
    ),
    (
      "\(open)<g style=\"color:red /* TOKEN (a) */;-inkscape-x:1;a:b/**/\"/></svg>",
      "\(open)<g style=\"color:red ;a:b\"/></svg>"
    ),
    (
      "\(open)<style>@import 'file:///home/TOKEN/a.css';@import \"b.css\";</style></svg>",
      "\(open)<style>@import 'a.css';@import \"b.css\";</style></svg>"
    ),
  ]

  @Test(arguments: telling.indices)
  func whatIsNotShownGoesAndIsReported(index: Int) throws {
    let (told, plain) = Self.telling[index]
    #expect(try scrubbed(told) == plain)
    #expect(try shown(told).contains { $0.value?.contains("TOKEN") == true })
  }

  @Test func titlesStayReportedAndGoWhenStrict() throws {
    let told = "\(Self.open)<title>TOKEN</title><desc>TOKEN</desc><g/></svg>"
    #expect(try scrubbed(told) == told)
    #expect(try shown(told).filter { $0.fate == .kept && $0.value == "TOKEN" }.count == 2)
    #expect(try scrubbed(told, under: .strict) == "\(Self.open)<g/></svg>")
  }

  @Test func dataStayWhereAProgramReadsThem() throws {
    let told = "\(Self.open)<g data-name=\"TOKEN\"/><script>a()</script></svg>"
    #expect(try scrubbed(told) == told)
    #expect(try shown(told).contains { $0.fate == .kept && $0.value == "TOKEN" })
  }

  @Test func embeddedFilesAreCleaned() throws {
    let telling = GIFSample.file(
      GIFSample.extension(0xfe, Array("TOKEN".utf8)),
      GIFSample.image(chunked: GIFSample.chunked(GIFSample.sixPixels)))
    let long = String(decoding: Base64Text.encoded(telling), as: UTF8.self)
    let short = String(decoding: Base64Text.encoded(GIFSample.plain), as: UTF8.self)
    for (before, after) in [("<image href=\"", "\"/>"), ("<style>a{b:url(", ")}</style>")] {
      let told = "\(Self.open)\(before)data:image/gif;name=x;base64,\(long)\(after)</svg>"
      #expect(
        try scrubbed(told) == "\(Self.open)\(before)data:image/gif;base64,\(short)\(after)</svg>")
      #expect(try shown(told).contains { $0.value?.contains("TOKEN") == true })
    }
    let inner = "\(Self.open)<!--TOKEN--></svg>".replacing("<", with: "%3C").replacing(
      "\"", with: "%22")
    let nested = "\(Self.open)<image href=\"data:image/svg+xml,\(inner)\"/></svg>"
    #expect(try !scrubbed(nested).contains("TOKEN"))
  }

  @Test func packetsOfXMPLeaveNothing() throws {
    let told =
      "<?xpacket begin='' id='W5M0MpCehiHzreSzNTczkc9d'?><x:xmpmeta xmlns:x='adobe:ns:meta/'>"
      + "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description "
      + "xmlns:dc='http://purl.org/dc/elements/1.1/' dc:creator='TOKEN'/></rdf:RDF></x:xmpmeta>"
    #expect(try !scrubbed(told).contains("TOKEN"))
    #expect(try shown(told).contains { $0.value?.contains("TOKEN") == true })
  }

  @Test func otherXMLKeepsItsElements() throws {
    let plain =
      "<?xml version='1.0' encoding='ISO-8859-1'?>\n<list a:b='c'>\n <a/>1 &lt; 2</list>\n"
    #expect(try scrubbed(plain) == plain)
  }

  @Test(arguments: [
    "<!DOCTYPE svg [<!ENTITY a \"b\">]><svg>&a;</svg>", "<?xml version='1.0'?><a><b></a>",
    "<?xml version='1.0'?>", "<svg></svg><svg></svg>", "<svg>", "<svg/>text",
    "<?xml version='1.0' encoding='utf-7'?><a/>",
  ])
  func whatCanNotBeFollowedIsRefused(text: String) throws {
    #expect(throws: MediaError.self) { try scrubbed(text) }
  }

  @Test func wideTextStaysWide() throws {
    let (told, plain) = Self.telling[3]
    for isBig in [true, false] {
      let form = TextForm.wide(isBig: isBig)
      let output = try Conformance.check(form.written(Array(told.utf8)))
      #expect(output == form.written(Array(plain.utf8)))
    }
  }

  @Test func nestingIsBoundedAndNothingTraps() throws {
    let deep = String(repeating: "<svg>", count: 100_000)
    #expect(throws: MediaError.self) { try scrubbed(deep) }
    for (seed, pair) in Self.telling.enumerated() {
      try Conformance.fuzz(Array(pair.0.utf8), rounds: 60, seed: UInt64(seed))
    }
  }
}
