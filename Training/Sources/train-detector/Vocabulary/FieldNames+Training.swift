extension FieldNames {
  /// The formats that training sees.
  static let training: [Format] = [
    exif, xmp, iptc, office, pdf, id3, vorbis, quickTime, png, words,
  ]

  private static let exif = format(
    "Exif",
    """
    structure: APP1 Exif/Exif/Flash|Exif/Exif/FNumber|APP1 Exif/Exif/ExposureTime|\
    IFD0/XResolution|IFD1/Compression|Exif/Exif/ExifVersion|Exif/MeteringMode|\
    Exif/ISOSpeedRatings|IFD0/Orientation|Exif/WhiteBalance|Exif/ComponentsConfiguration|\
    Exif/Interop/InteropIndex|Exif/FocalLength|Exif/PixelXDimension|Exif/Sharpness|\
    Exif/SceneType|IFD0/BitsPerSample|IFD0/StripOffsets|Exif/ColorSpace|\
    Exif/Exif/SubjectDistanceRange|MakerNote Canon/0x0003|MakerNote/Quality|\
    Exif/GPS/GPSVersionID|Exif/GPS/GPSMeasureMode|Exif/GPS/GPSDOP
    software: APP1 Exif/IFD0/Software|IFD0/ProcessingSoftware|MakerNote Canon/FirmwareVersion|\
    MakerNote/Firmware|IFD0/HostComputer
    time: APP1 Exif/IFD0/DateTime|Exif/Exif/DateTimeOriginal|Exif/DateTimeDigitized|\
    Exif/SubSecTime|Exif/OffsetTime|Exif/GPS/GPSDateStamp|Exif/GPS/GPSTimeStamp
    person: APP1 Exif/IFD0/Artist|IFD0/Copyright|IFD0/XPAuthor|MakerNote Canon/OwnerName|\
    Exif/CameraOwnerName|Exif/Exif/Photographer
    model: APP1 Exif/IFD0/Make|IFD0/Model|Exif/LensModel|Exif/LensMake|IFD0/UniqueCameraModel|\
    MakerNote/LensType|MakerNote Canon/CanonImageType
    serial: Exif/BodySerialNumber|Exif/LensSerialNumber|MakerNote Nikon/SerialNumber|\
    MakerNote/InternalSerialNumber|IFD0/CameraSerialNumber|MakerNote Olympus/SerialNumber
    identifier: Exif/ImageUniqueID|MakerNote Canon/FileNumber|MakerNote/ShutterCount|\
    MakerNote/ImageUniqueID|IFD0/RawDataUniqueID|MakerNote Nikon/ImageCount|MakerNote \
    Apple/ContentIdentifier
    place: Exif/GPS/GPSLatitude|GPS/GPSLongitude|GPS/GPSAltitude|GPS/GPSAreaInformation|\
    GPS/GPSDestLatitude|GPS/GPSImgDirection|MakerNote Panasonic/City|MakerNote/Location
    text: IFD0/ImageDescription|Exif/UserComment|IFD0/XPComment|IFD0/XPTitle|IFD0/XPKeywords|\
    IFD0/DocumentName
    account: IFD0/PageName|MakerNote/OriginalFileName|IFD0/OriginalRawFileName
    contact: MakerNote/OwnerContact|Exif/OwnerEmail
    """)

  private static let xmp = format(
    "XMP",
    """
    structure: XMP/tiff:Orientation|APP1 XMP/tiff:XResolution|XMP/exif:FNumber|\
    XMP/exif:ColorSpace|XMP/dc:format|XMP/photoshop:ColorMode|XMP/xmp:Rating|XMP/crs:ToneCurve|\
    XMP/crs:Saturation|XMP/xmpMM:History/stEvt:action|XMP/exif:Flash/exif:Fired|\
    XMP/xmpTPg:NPages|XMP/tiff:NativeDigest|XMP/dc:language
    software: XMP/xmp:CreatorTool|XMP/x:xmptk|APP1 XMP/xmpMM:History/stEvt:softwareAgent|\
    XMP/pdf:Producer|XMP/tiff:Software|XMP/aux:Firmware
    time: XMP/xmp:CreateDate|XMP/xmp:ModifyDate|XMP/xmp:MetadataDate|XMP/photoshop:DateCreated|\
    XMP/xmpMM:History/stEvt:when|XMP/exif:DateTimeOriginal|XMP/xmpDM:shotDate
    person: XMP/dc:creator|XMP/dc:rights|XMP/photoshop:Credit|XMP/photoshop:CaptionWriter|\
    XMP/xmpRights:Owner|XMP/plus:CopyrightOwner|XMP/Iptc4xmpExt:PersonInImage|\
    XMP/mwg-rs:Regions/mwg-rs:Name|XMP/aux:OwnerName|XMP/dc:publisher|XMP/dc:contributor
    account: XMP/photoshop:ICCProfile|XMP/stRef:filePath|XMP/xmpMM:DerivedFrom/stRef:filePath|\
    XMP/xmpBJ:path|XMP/crs:RawFileName|XMP/xmp:Nickname
    contact: XMP/Iptc4xmpCore:CreatorContactInfo/CiEmailWork|XMP/Iptc4xmpCore:CiTelWork|\
    XMP/Iptc4xmpCore:CiAdrExtadr|XMP/xmpRights:WebStatement|XMP/CiUrlWork|XMP/CiAdrPcode
    model: XMP/tiff:Make|XMP/tiff:Model|XMP/aux:Lens|XMP/exifEX:LensModel|XMP/xmpDM:cameraModel
    serial: XMP/aux:SerialNumber|XMP/exifEX:BodySerialNumber|XMP/aux:LensSerialNumber|\
    XMP/aux:LensID
    identifier: APP1 XMP/xmpMM:DocumentID|XMP/xmpMM:InstanceID|XMP/xmpMM:OriginalDocumentID|\
    XMP/photoshop:DocumentAncestors|XMP/xmpMM:History/stEvt:instanceID|XMP/rdf:about|\
    XMP/dc:identifier|XMP/xmpMM:DerivedFrom/stRef:documentID|XMP/photoshop:TransmissionReference
    place: XMP/exif:GPSLatitude|XMP/photoshop:City|XMP/photoshop:Country|\
    XMP/Iptc4xmpCore:Location|XMP/photoshop:State|XMP/exif:GPSLongitude|\
    XMP/Iptc4xmpExt:LocationCreated/Sublocation|XMP/dc:coverage
    text: XMP/dc:description|XMP/dc:title|XMP/dc:subject|XMP/photoshop:Headline|\
    XMP/photoshop:Instructions|XMP/exif:UserComment|XMP/xmp:Label|XMP/lr:hierarchicalSubject
    """)

  private static let iptc = format(
    "IPTC",
    """
    structure: APP13 Photoshop/IPTC/2:0 RecordVersion|Photoshop/IPTC/1:90 CodedCharacterSet|\
    IPTC/2:10 Urgency|APP13 Photoshop/GlobalAngle|Photoshop/PrintFlags|IPTC/2:135 Language
    software: IPTC/2:65 OriginatingProgram|IPTC/2:70 ProgramVersion
    time: IPTC/2:55 DateCreated|IPTC/2:60 TimeCreated|IPTC/2:62 DigitalCreationDate|IPTC/1:70 \
    DateSent
    person: IPTC/2:80 By-line|IPTC/2:85 By-lineTitle|IPTC/2:110 Credit|IPTC/2:116 \
    CopyrightNotice|IPTC/2:122 Writer-Editor|IPTC/2:115 Source
    contact: IPTC/2:118 Contact|APP13 Photoshop/URL
    identifier: IPTC/2:103 OriginalTransmissionReference|IPTC/2:22 FixtureIdentifier|\
    Photoshop/IPTCDigest|IPTC/1:100 UNO
    place: IPTC/2:90 City|IPTC/2:92 Sub-location|IPTC/2:95 Province-State|IPTC/2:101 \
    Country-PrimaryLocationName|IPTC/2:26 ContentLocationCode
    text: IPTC/2:120 Caption-Abstract|IPTC/2:105 Headline|IPTC/2:25 Keywords|IPTC/2:5 ObjectName|\
    IPTC/2:40 SpecialInstructions|IPTC/2:20 SupplementalCategories
    """)

  private static let office = format(
    "Office",
    """
    structure: docProps/app.xml Pages|docProps/app.xml Words|docProps/app.xml DocSecurity|\
    docProps/app.xml ScaleCrop|word/settings.xml/zoom|xl/workbook.xml/calcId|docProps/core.xml \
    revision|docProps/app.xml TotalTime|ppt/presProps.xml/showPr|[Content_Types].xml/Override
    software: docProps/app.xml Application|docProps/app.xml AppVersion|xl/workbook.xml/appName|\
    word/settings.xml/compatSetting
    time: docProps/core.xml created|docProps/core.xml modified|docProps/core.xml lastPrinted|\
    word/document.xml/@date|word/comments.xml/date
    person: docProps/core.xml creator|docProps/core.xml lastModifiedBy|docProps/app.xml Company|\
    docProps/app.xml Manager|word/document.xml/author|word/comments.xml/author|\
    ppt/commentAuthors.xml/name|xl/pivotCache/refreshedBy|word/people.xml/author
    account: docProps/app.xml Template|xl/workbook.xml/absPath|\
    word/_rels/settings.xml.rels/attachedTemplate|xl/externalLinks/externalLink1.xml/Target|\
    word/document.xml/userId|docProps/app.xml HyperlinkBase|xl/connections.xml/sourceFile
    contact: word/people.xml/presenceInfo|docProps/custom.xml Email|word/mailMerge/address
    model: xl/printerSettings/printerSettings1.bin|word/settings.xml/printer|ppt/printerSettings
    identifier: word/document.xml/@rsidR|word/settings.xml/rsid|xl/workbook.xml/documentId|\
    docProps/custom.xml ContentTypeId|word/document.xml/@paraId|ppt/creationId|\
    docProps/custom.xml MSIP_Label|word/settings.xml/docId
    text: docProps/core.xml title|docProps/core.xml subject|docProps/core.xml description|\
    docProps/core.xml keywords|word/comments.xml/text|word/document.xml/vanish|\
    xl/sharedStrings.xml|ppt/notesSlides/notesSlide1.xml
    place: docProps/custom.xml Location|docProps/custom.xml Office
    """)

  private static let pdf = format(
    "PDF",
    """
    structure: Info/Trapped|Page/MediaBox|Catalog/PageMode|Info/PTEX.Fullbanner|\
    Catalog/ViewerPreferences
    software: Info/Producer|Info/Creator|PieceInfo/Application
    time: Info/CreationDate|Info/ModDate|Page/LastModified|Annot/M|Signature/M
    person: Info/Author|Annot/T|Info/Company|Signature/Name
    account: EmbeddedFile/F|Annot/A/F|Filespec/UF|Info/SourceFile
    contact: Signature/ContactInfo|Annot/A/URI
    identifier: Trailer/ID|Info/DocID|Annot/NM|Catalog/Perms/Reference
    place: Signature/Location|Page/VP/Measure
    text: Info/Title|Info/Subject|Info/Keywords|Annot/Contents|Form/TU|Form/V|StructTree/Alt|\
    Outline/Title
    """)

  private static let id3 = format(
    "ID3",
    """
    structure: ID3v2.3/TCON|ID3v2.3/TRCK|ID3v2.4/TLEN|ID3v2.3/TBPM|ID3v2.3/TFLT|ID3v2.3/TLAN|\
    ID3v2.3/TCMP
    software: ID3v2.3/TSSE|ID3v2.3/TENC tool|Xing frame/encoder|ID3v2/TXXX encoder settings
    time: ID3v2.4/TDRC|ID3v2.3/TYER|ID3v2.4/TDEN|ID3v2.4/TDTG|ID3v1/year
    person: ID3v2.3/TPE1|ID3v2.3/TPE2|ID3v2.3/TCOM|ID3v2.3/TENC|ID3v2.3/TOWN|ID3v2.3/TEXT|\
    ID3v1/artist|ID3v2.3/TCOP|ID3v2.3/TPUB
    account: ID3v2.3/TOFN|ID3v2.3/GEOB filename|ID3v2.3/POPM
    contact: ID3v2.3/WOAR|ID3v2.3/WXXX|ID3v2.3/OWNE
    identifier: ID3v2.3/UFID|ID3v2.3/TXXX MusicBrainz Album Id|ID3v2.3/PRIV|ID3v2.3/TSRC|\
    ID3v2.3/MCDI
    text: ID3v2.3/TIT2|ID3v2.3/TALB|ID3v2.3/COMM|ID3v2.3/USLT|ID3v1/title|ID3v1/comment|\
    ID3v2.3/TIT3
    """)

  private static let vorbis = format(
    "Vorbis",
    """
    structure: VORBIS_COMMENT/TRACKNUMBER|VORBIS_COMMENT/REPLAYGAIN_TRACK_GAIN|stream \
    1/Vorbis/GENRE|VORBIS_COMMENT/DISCTOTAL|stream 1/Vorbis/CHANNELS
    software: VORBIS_COMMENT/vendor|stream 1/Vorbis/vendor|stream 1/Vorbis/ENCODER|\
    VORBIS_COMMENT/ENCODED_USING
    time: VORBIS_COMMENT/DATE|stream 1/Vorbis/ORIGINALDATE|VORBIS_COMMENT/RIPDATE
    person: VORBIS_COMMENT/ARTIST|stream 1/Vorbis/COMPOSER|VORBIS_COMMENT/PERFORMER|\
    VORBIS_COMMENT/ORGANIZATION|stream 1/Vorbis/COPYRIGHT|VORBIS_COMMENT/LYRICIST
    contact: VORBIS_COMMENT/CONTACT|stream 1/Vorbis/LICENSE URL
    identifier: VORBIS_COMMENT/MUSICBRAINZ_TRACKID|VORBIS_COMMENT/ISRC|stream 1/Vorbis/serial \
    number|VORBIS_COMMENT/CDDB|VORBIS_COMMENT/ACOUSTID_FINGERPRINT
    place: VORBIS_COMMENT/LOCATION|stream 1/Vorbis/GEO_LOCATION
    text: VORBIS_COMMENT/TITLE|VORBIS_COMMENT/ALBUM|stream 1/Vorbis/DESCRIPTION|\
    VORBIS_COMMENT/COMMENT|VORBIS_COMMENT/LYRICS
    """)

  private static let quickTime = format(
    "QuickTime",
    """
    structure: moov/trak 1/mdia/hdlr/manufacturer|moov/udta/meta/trkn|moov/udta/meta/cpil|\
    moov/udta/SDLN|moov/udta/meta/gnre|moov/udta/meta/stik
    software: moov/udta/meta/©too|moov/meta/com.apple.quicktime.software|moov/udta/©swr|\
    moov/trak 1/mdia/hdlr/name|moov/trak 1/mdia/minf/stbl/stsd/avc1/compressor name
    time: moov/udta/meta/©day|moov/meta/com.apple.quicktime.creationdate|moov/mvhd/creation time|\
    moov/udta/date|moov/udta/meta/purd
    person: moov/udta/meta/©ART|moov/udta/meta/aART|moov/udta/meta/©wrt|moov/udta/auth|\
    moov/meta/com.apple.quicktime.author|moov/udta/cprt|moov/udta/perf
    account: moov/udta/meta/apID|moov/udta/meta/ownr|moov/udta/©src
    model: moov/udta/©mod|moov/udta/©mak|moov/meta/com.apple.quicktime.make|\
    moov/meta/com.apple.quicktime.model|moov/udta/manu|moov/udta/LENS
    serial: moov/udta/CAME|moov/udta/GPMF/CASN|moov/udta/©SNo|moov/udta/GPMF/serial|\
    moov/meta/com.android.serial
    identifier: moov/meta/com.apple.quicktime.content.identifier|moov/udta/MUID|\
    moov/udta/meta/cnID|moov/udta/GUID|moov/udta/meta/xid
    place: moov/udta/©xyz|moov/meta/com.apple.quicktime.location.ISO6709|moov/udta/loci|\
    moov/udta/GPMF/GPS5|moov/meta/location.name
    text: moov/udta/meta/©nam|moov/udta/meta/©cmt|moov/udta/meta/desc|moov/udta/meta/©alb|\
    moov/udta/meta/©lyr|moov/trak 2/udta/name
    """)

  private static let png = format(
    "PNG",
    """
    structure: pHYs|sPLT/name|iCCP/name|tEXt Gamma|tEXt Aspect|ICC/tech|APP2 ICC/header/class
    software: tEXt Software|zTXt Software|iTXt Creator Tool|APP2 ICC/header/CMM
    time: tIME|tEXt Creation Time|tEXt date:create|tEXt Thumb::MTime|ICC/header/date
    person: tEXt Author|iTXt Author|tEXt Copyright|ICC/cprt
    account: tEXt Thumb::URI|tEXt Source file
    model: tEXt Source|ICC/dmdd|ICC/dmnd|APP2 ICC/desc
    identifier: tEXt Signature|iTXt UUID|ICC/header/id
    text: tEXt Title|zTXt Comment|iTXt Description|tEXt Disclaimer|tEXt Warning|COM|comment \
    extension
    """)

  /// Plain words in several languages and ways of writing, with abbreviations.
  private static let words = format(
    "words",
    """
    structure: width|height|bit_depth|sampleRate|Breite|Höhe|auflösung|version|quality|Qualität|\
    color_space|frameRate|num_pages|largeur|hauteur|anchura|count|format|compression|flags|\
    status|mode|language|x|y|scale
    software: software|app|application|programm|logiciel|programa|encoder|tool|generator|\
    generatedBy|creatorTool|sw_version|firmware|fw|driver|user_agent|erstellt_mit|producer
    time: date|datum|fecha|zeit|heure|created_at|modifiedOn|timestamp|capture_time|erstellt am|\
    geändert|date de création|lastAccess|mtime|dt|recorded|expires|data|дата|日付|birthDate|\
    geburtsdatum
    person: author|autor|auteur|autore|verfasser|photographer|fotograf|owner|besitzer|\
    propriétaire|full_name|nachname|vorname|nom|apellido|firstName|last_name|creatorName|editor|\
    signedBy|operator|patient_name|contact_person|artist|company|firma|автор|作者|имя|\
    rights_holder|Bearbeiter|reviewer|employee|customer|usr_fullname|given_name|surname
    account: user|username|user_name|login|uid_name|benutzer|utilisateur|usuario|account|konto|\
    homeDir|path|pfad|chemin|ruta|file_path|sourcePath|savedFrom|screen_name|nick|handle|\
    workingDirectory|origFile|profile_dir|lastSavedLocation
    contact: email|e-mail|mail|phone|tel|telefon|teléfono|mobile|handy|fax|address|adresse|\
    dirección|street|straße|postcode|plz|zip_code|website|homepage|anschrift|correo|contactInfo|\
    indirizzo
    model: model|modell|camera|kamera|cameraModel|device|deviceName|gerät|appareil|dispositivo|\
    printer|drucker|lens|objektiv|make|manufacturer|hersteller|marque|scanner|hw_model
    serial: serial|serial_number|serialNo|sn|s/n|seriennummer|numéro de série|número de serie|\
    bodySN|cameraSerial|device_serial|imei|mac|macAddress|hwid|deviceId|ser_nr|lensSN|unit_no|\
    chassis|wifi_mac|bluetoothAddress|asset_tag|imsi
    identifier: id|uuid|guid|documentId|doc_id|hash|sha1|md5|checksum|digest|sessionId|token|\
    trackingId|image_id|unique_id|fingerprint|batch_id|job_no|counter|shutterCount|\
    installation_id|licenseKey|advertisingId|kennung|identifiant|revisionId|content_id|etag|\
    requestId|customer_no
    place: location|ort|lieu|lugar|city|stadt|ville|ciudad|country|land|gps|gpsPosition|lat|\
    latitude|lon|lng|longitude|coords|koordinaten|position|place_name|region|venue|geo|geotag|\
    standort|breitengrad|länge|место|場所|geoPoint|captureLocation|home_town
    text: title|titel|titre|título|comment|kommentar|commentaire|comentario|description|\
    beschreibung|notes|notiz|caption|subject|betreff|summary|keywords|message|nachricht|remark|\
    bemerkung|lyrics|body|abstract|заметка|説明|feedback
    """)
}
