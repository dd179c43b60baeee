/// Makers, models and programs.
enum DeviceWords {
  /// A maker, and its models behind the colon.
  static let devices = """
    Canon:Canon EOS 5D Mark IV|Canon EOS 80D|EOS R6|Canon PowerShot G7 X|Canon DIGITAL IXUS 400|\
    Canon EOS REBEL T3i|EF24-70mm f/2.8L II USM|EF-S18-55mm f/3.5-5.6 IS
    NIKON CORPORATION:NIKON D750|NIKON D3200|NIKON Z 6|COOLPIX P900|E5700|AF-S NIKKOR 50mm f/1.8G|\
    NIKON D70
    SONY:ILCE-7M3|DSC-RX100M5|DSLR-A900|NEX-5N|FE 24-105mm F4 G OSS|HDR-CX405|E 16-50mm F3.5-5.6
    FUJIFILM:X-T30|FinePix S5 Pro|X100F|XF35mmF1.4 R|GFX 50S|FinePix2400Zoom
    OLYMPUS IMAGING CORP.:E-M10MarkII|TG-5|C8080WZ|E-500|OLYMPUS M.12-40mm F2.8|u1000,S1000
    Panasonic:DMC-GH4|DC-G9|DMC-FZ1000|DMC-LX5|LUMIX G VARIO 14-42/F3.5-5.6
    PENTAX:PENTAX K-5 II|PENTAX K10D|smc PENTAX-DA 18-55mm|PENTAX Optio 330
    Apple:iPhone 12 Pro|iPhone 7|iPhone SE (2nd generation)|iPad Pro|iPhone 11 Pro Max back camera
    samsung:SM-G973F|SM-A515F|SM-N960U|Galaxy Note10|GT-I9300|NX300
    HUAWEI:VOG-L29|ANE-LX1|P30 Pro|EML-L29|ELE-L29
    Xiaomi:Redmi Note 8|Mi 9T|M2007J20CG|POCO F3
    Google:Pixel 6|Pixel 3a|Pixel 4 XL
    GoPro:HERO8 Black|HERO7 White|HERO5 Session|Max
    DJI:FC6310|Mavic Air 2|FC330|Hasselblad L1D-20c
    EPSON:Perfection V600|EPSON ET-2720 Series|EPSON Stylus Photo R300|Expression 1680
    HP:HP LaserJet Pro MFP M428|HP OfficeJet 8600|HP pstc4380|HP ScanJet G4050
    Brother:DCP-L2540DW|MFC-J5330DW|HL-L2350DW series
    EASTMAN KODAK COMPANY:KODAK DX4330 DIGITAL CAMERA|DC240 ZOOM DIGITAL CAMERA|KODAK Z712
    LEICA CAMERA AG:LEICA Q (Typ 116)|M Monochrom|LEICA M10
    RICOH IMAGING COMPANY, LTD.:RICOH GR III|RICOH THETA S|Caplio R4
    CASIO COMPUTER CO.,LTD.:EX-Z750|QV-3000EX|EX-FH20
    Minolta Co., Ltd.:DiMAGE 7Hi|DYNAX 7D|DiMAGE A1
    SIGMA:SIGMA DP2|SIGMA 35mm F1.4 DG HSM
    Zoom:H4n|H6|F8n MultiTrack Field Recorder
    Garmin:eTrex 30|VIRB Ultra 30|Edge 530
    Hewlett-Packard:PhotoSmart C945|HP PhotoSmart R707
    Dell:DELL U2718Q|Latitude 7490|XPS 13 9380
    LG Electronics:LG-H870|Nexus 5|LM-G710
    Motorola:moto g(7)|XT1068|Moto X Pure
    """
  /// A program, without its version.
  static let programs = """
    Adobe Photoshop CC 2019 (Windows)|Adobe Photoshop CS6 (Macintosh)|Adobe Photoshop Lightroom \
    6.14|\
    Adobe InDesign CS5|Adobe Illustrator CC|Adobe PDF Library|Adobe XMP Core 5.6-c140|Acrobat \
    Distiller|GIMP|Picasa|Paint.NET|IrfanView|ImageMagick|Capture One|darktable|RawTherapee|\
    Inkscape|\
    digiKam|Affinity Photo|ACDSee|Snapseed|Pixelmator|CorelDRAW|Microsoft Office Word|Microsoft \
    Excel|Microsoft PowerPoint|Microsoft® Word für Office 365|Acrobat PDFMaker 11 für Word|\
    Mac OS X Quartz PDFContext|pdfTeX|LaTeX with hyperref|cairo|GPL Ghostscript|Skia/PDF|iText|\
    wkhtmltopdf|\
    Prince|TCPDF|FPDF|Qt|PScript5.dll|LAME|Lavf|Lavc libx264|x264 - core|HandBrake|QuickTime|\
    iTunes|\
    Audacity|Xiph.Org libVorbis I|reference libFLAC|libopus|FFmpeg|Logic Pro X|Ableton Live|Exact \
    Audio Copy|foobar2000|MusicBrainz Picard|Mp3tag|Final Cut Pro|Adobe Premiere Pro|iMovie|VLC \
    media \
    player|OBS Studio|GoPro Studio|Android|Ver.|Firmware Version|Digital Photo Professional|\
    ViewNX|\
    Windows Photo Editor|macOS|Linux GStreamer|Nero AAC codec|Google|Photos|Instagram|\
    Microsoft Windows Photo Viewer|DVD Studio|PDFsharp|Scanner driver|Exif Viewer|ExifTool
    """
  /// Programs of formats that training does not see.
  static let otherPrograms = """
    LibreOffice|OpenOffice.org|StarOffice|calibre|Sigil|mkvmerge|libmatroska|libebml|mktorrent|\
    uTorrent|\
    qBittorrent|Transmission|Riched20|Msftedit|AbiWord|WordPad|Sound Forge|WaveLab|Pro Tools|Cool \
    Edit Pro|Thunderbird|Apple Mail|Microsoft FrontPage|WordPress|Hugo|Drupal|BitTorrent|Azureus|\
    Monkey's Audio
    """
  /// Words of settings.
  static let settings = """
    Auto|Manual|Normal|Off|On|No flash|Fine|Standard|sRGB|Adobe RGB|Horizontal (normal)|inch|cm|\
    Evaluative|\
    Centre-weighted average|Aperture priority|Daylight|Cloudy|Landscape|Portrait mode|None|Yes|\
    No|True|\
    False|Unknown|image/jpeg|application/pdf|video/mp4|audio/mpeg|text/xml|en-US|de-DE|fr|\
    x-default|\
    ISO-8859-1|UTF-8|RGB|CMYK|Grayscale|stereo|mono|baseline|progressive|Letter|A4|left|right|\
    center|\
    auto|hidden|visible|solid|#ffffff|#000000|bold|italic|Times New Roman|Arial|converted|saved|\
    created|\
    derived|uncalibrated|lossless|high|low|medium|enabled|disabled|default|linear|perceptual
    """
  /// What vocabularies, parts and kinds of data are called: addresses that lead to nobody.
  static let vocabularies = """
    http://ns.adobe.com/xap/1.0/|http://ns.adobe.com/xap/1.0/mm/|http://purl.org/dc/elements/1.1/|\
    http://www.w3.org/1999/02/22-rdf-syntax-ns#|http://www.w3.org/2000/svg|\
    http://ns.example.org/xmp/2/|\
    http://schemas.openxmlformats.org/officeDocument/2006/relationships/theme|\
    http://schemas.microsoft.com/office/word/2010/wordml|http://cipa.jp/exif/1.0/|\
    http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/|http://ns.google.com/photos/1.0/depthmap/|\
    http://www.inkscape.org/namespaces/inkscape|urn:schemas-microsoft-com:office:office|\
    http://ns.microsoft.com/photo/1.2/|http://www.metadataworkinggroup.com/schemas/regions/|\
    /word/theme/theme1.xml|/xl/worksheets/sheet2.xml|/ppt/slides/slide3.xml|word/styles.xml|\
    application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml|image/png|\
    application/octet-stream|text/html; charset=utf-8|video/quicktime|audio/x-wav|\
    META-INF/manifest.xml
    """
}
