extension FieldNames {
  /// Formats that training never sees: none of their names, in no order.
  static let heldOut: [Format] = [
    matroska, rtf, torrent, openDocument, riff, book, ape, mail, html,
  ]

  private static let matroska = format(
    "Matroska",
    """
    structure: Info/TimestampScale|Tracks/1/FlagDefault|Tracks/1/Video/DisplayUnit|\
    Tracks/1/CodecID|Info/Duration|Cues/CueTrack
    software: Info/MuxingApp|Info/WritingApp|Tags/ENCODER_SETTINGS
    time: Info/DateUTC|Tags/DATE_RELEASED|Tags/DATE_RECORDED|Tags/DATE_TAGGED
    person: Tags/DIRECTOR|Tags/LEAD_PERFORMER|Tags/PRODUCED_BY|Tags/ENCODED_BY|Tags/ACTOR
    account: Attachments/1/FileName|Info/PrevFilename|Info/SegmentFilename
    contact: Tags/EMAIL|Tags/URL
    identifier: Info/SegmentUUID|Tracks/1/TrackUID|Attachments/1/FileUID|Chapters/EditionUID|\
    Tags/IMDB
    place: Tags/RECORDING_LOCATION|Tags/COMPOSITION_LOCATION
    text: Tags/SYNOPSIS|Tracks/1/Name|Chapters/ChapterString|Tags/SUMMARY|\
    Attachments/1/FileDescription
    """)

  private static let rtf = format(
    "RTF",
    """
    structure: info/nofpages|info/nofwords|info/edmins|info/vern
    software: generator
    time: info/creatim|info/revtim|info/printim|info/buptim
    person: info/author|info/operator|info/manager|info/company|revtbl|atnauthor
    account: template|info/hlinkbase|fldinst|nextfile
    identifier: rsidtbl|pararsid|info/id
    text: info/title|info/doccomm|annotation|info/subject
    """)

  private static let torrent = format(
    "torrent",
    """
    structure: info/piece length|info/private|encoding
    software: created by
    time: creation date
    account: info/name|info/files/path|info/files/path.utf-8
    contact: announce|publisher-url|url-list
    identifier: announce/passkey|info/source|info/pieces|azureus_properties/dht_backup
    text: comment|info/comment.utf-8
    """)

  private static let openDocument = format(
    "ODF",
    """
    structure: meta.xml/meta:document-statistic|settings.xml/ViewLeft|\
    meta.xml/meta:editing-cycles|settings.xml/ZoomFactor|settings.xml/PrintReversed
    software: meta.xml/meta:generator
    time: meta.xml/meta:creation-date|meta.xml/meta:print-date|content.xml/text:date-value|\
    meta.xml/dc:date
    person: meta.xml/meta:initial-creator|meta.xml/meta:printed-by|\
    content.xml/office:annotation/dc:creator|content.xml/text:author-name|\
    content.xml/text:sender-lastname
    account: content.xml/text:file-name|content.xml/xlink:href|\
    settings.xml/CurrentDatabaseDataSource
    model: settings.xml/PrinterName
    identifier: content.xml/officeooo:paragraph-rsid|settings.xml/RsidRoot|content.xml/xml:id
    text: meta.xml/meta:user-defined|content.xml/svg:title|content.xml/text:hidden-text|\
    content.xml/draw:name|content.xml/svg:desc
    """)

  private static let riff = format(
    "RIFF",
    """
    structure: fmt/wBitsPerSample|bext/Version|bext/LoudnessValue|LIST/INFO/IFRM|LIST/INFO/ITRK
    software: LIST/INFO/ISFT|bext/CodingHistory|LIST/INFO/ITCH tool
    time: LIST/INFO/ICRD|bext/OriginationDate|bext/OriginationTime|hdrl/IDIT
    person: LIST/INFO/IART|bext/Originator|LIST/INFO/IENG|LIST/INFO/ICOP|AUTH/text|cart/Artist
    serial: strd/AVIF/camSerial|iXML/RECORDER_SN
    identifier: bext/UMID|bext/OriginatorReference|cart/CutID|iXML/FILE_UID
    place: LIST/INFO/ILOC|iXML/LOCATION_GPS
    text: LIST/INFO/ICMT|bext/Description|LIST/labl|LIST/INFO/ISBJ|NAME/text|ANNO/text
    """)

  private static let book = format(
    "EPUB",
    """
    structure: content.opf/dc:type|toc.ncx/dtb:depth|content.opf/dtb:totalPageCount
    software: content.opf/meta generator|content.opf/calibre:version
    time: content.opf/dcterms:modified|content.opf/opf:event publication
    person: content.opf/opf:file-as|content.opf/opf:role aut|content.opf/dc:translator
    identifier: content.opf/dtb:uid|toc.ncx/dtb:uid|content.opf/opf:scheme ISBN|\
    content.opf/calibre:uuid
    text: content.opf/calibre:series|toc.ncx/docTitle|chapter1.xhtml/alt
    """)

  private static let ape = format(
    "APE",
    """
    structure: APE tag/Track|APE tag/Cuesheet index|APE tag/Media
    software: APE tag/Tool Name
    time: APE tag/Year|APE tag/Record Date
    person: APE tag/Debut Performer|APE tag/Conductor|APE tag/Related
    contact: APE tag/Buy URL|APE tag/Publicationright
    identifier: APE tag/EAN/UPC|APE tag/Catalog|APE tag/LC
    place: APE tag/Record Location
    text: APE tag/Subtitle|APE tag/Abstract|APE tag/Bibliography
    """)

  private static let mail = format(
    "mail",
    """
    structure: headers/MIME-Version|headers/Content-Transfer-Encoding|headers/X-Spam-Score
    software: headers/X-Mailer|headers/User-Agent
    time: headers/Date|headers/Delivery-date
    person: headers/Sender display|headers/Organization
    contact: headers/From|headers/Reply-To|headers/Cc|headers/Return-Path
    account: headers/X-Authenticated-Sender|headers/X-Originating-User
    identifier: headers/Message-ID|headers/In-Reply-To|headers/Thread-Index|headers/X-GUID
    place: headers/X-Originating-Country
    text: headers/Subject|headers/Comments
    """)

  private static let html = format(
    "HTML",
    """
    structure: head/meta viewport|head/meta charset|body/@tabindex
    software: head/meta ProgId|head/meta generator
    time: head/meta article:published_time|head/meta last-modified
    person: head/meta byl|head/meta article:author
    account: body/img/@src file|head/base file
    contact: body/a/@href mailto|head/meta reply-to
    identifier: head/meta csrf|body/@data-reactid|head/meta fb:app_id
    place: head/meta ICBM|head/meta geo.placename
    text: head/meta og:description|body/comment|body/img/@alt
    """)
}
