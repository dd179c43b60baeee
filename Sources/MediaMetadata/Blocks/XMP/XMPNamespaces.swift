/// The namespaces of XMP by their URI: the URI decides, not the prefix a file happens to use.
///
/// **Source**: ISO 16684-1, Adobe XMP Specification Parts 1 to 3, Exif 2.32 for XMP (CIPA DC-010),
/// IPTC Photo Metadata Standard, MWG Guidelines 2.0, Google's and makers' documentation.
enum XMPNamespaces {
  /// The prefix we show for a URI; nil where no list knows it.
  static func prefix(of uri: String) -> String? {
    if let known = prefixes[uri] { return known }
    // Some writers leave out or add the closing "/" or "#".
    guard let last = uri.last else { return nil }
    return last == "/" || last == "#" ? prefixes[String(uri.dropLast())] : prefixes[uri + "/"]
  }

  private static let prefixes: [String: String] = {
    var result: [String: String] = [:]
    for line in table.split(separator: "\n") {
      let parts = line.split(separator: " ")
      guard parts.count == 2 else { continue }
      result[String(parts[1])] = String(parts[0])
    }
    return result
  }()

  /// The namespaces of the syntax itself, whose names are no part of a path.
  static let syntax: Set<String> = ["rdf", "x", "xml", "iX", "xmlns"]

  private static let table = """
    xml http://www.w3.org/XML/1998/namespace
    rdf http://www.w3.org/1999/02/22-rdf-syntax-ns#
    rdf http://www.w3.org/TR/WD-rdf-syntax#
    rdfs http://www.w3.org/2000/01/rdf-schema#
    x adobe:ns:meta/
    iX http://ns.adobe.com/iX/1.0/
    dc http://purl.org/dc/elements/1.1/
    dc http://purl.org/dc/1.1/
    dcterms http://purl.org/dc/terms/
    xmp http://ns.adobe.com/xap/1.0/
    xmpMM http://ns.adobe.com/xap/1.0/mm/
    xmpRights http://ns.adobe.com/xap/1.0/rights/
    xmpBJ http://ns.adobe.com/xap/1.0/bj/
    xmpTPg http://ns.adobe.com/xap/1.0/t/pg/
    xmpT http://ns.adobe.com/xap/1.0/t/
    xmpG http://ns.adobe.com/xap/1.0/g/
    xmpGImg http://ns.adobe.com/xap/1.0/g/img/
    xmpNote http://ns.adobe.com/xmp/note/
    xmpidq http://ns.adobe.com/xmp/Identifier/qual/1.0/
    xmpPLUS http://ns.adobe.com/xap/1.0/PLUS/
    xmpDM http://ns.adobe.com/xmp/1.0/DynamicMedia/
    xmpDSA http://ns.adobe.com/xmp/1.0/DSA/
    stDim http://ns.adobe.com/xap/1.0/sType/Dimensions#
    stEvt http://ns.adobe.com/xap/1.0/sType/ResourceEvent#
    stFnt http://ns.adobe.com/xap/1.0/sType/Font#
    stJob http://ns.adobe.com/xap/1.0/sType/Job#
    stRef http://ns.adobe.com/xap/1.0/sType/ResourceRef#
    stVer http://ns.adobe.com/xap/1.0/sType/Version#
    stMfs http://ns.adobe.com/xap/1.0/sType/ManifestItem#
    stArea http://ns.adobe.com/xmp/sType/Area#
    stCamera http://ns.adobe.com/photoshop/1.0/camera-profile
    crlcp http://ns.adobe.com/camera-raw-embedded-lens-profile/1.0/
    photoshop http://ns.adobe.com/photoshop/1.0/
    crs http://ns.adobe.com/camera-raw-settings/1.0/
    crss http://ns.adobe.com/camera-raw-saved-settings/1.0/
    crd http://ns.adobe.com/camera-raw-defaults/1.0/
    lr http://ns.adobe.com/lightroom/1.0/
    album http://ns.adobe.com/album/1.0/
    aux http://ns.adobe.com/exif/1.0/aux/
    exif http://ns.adobe.com/exif/1.0/
    exifEX http://cipa.jp/exif/1.0/
    tiff http://ns.adobe.com/tiff/1.0/
    pdf http://ns.adobe.com/pdf/1.3/
    pdfx http://ns.adobe.com/pdfx/1.3/
    pdfaid http://www.aiim.org/pdfa/ns/id/
    illustrator http://ns.adobe.com/illustrator/1.0/
    stock http://ns.adobe.com/StockPhoto/1.0/
    swf http://ns.adobe.com/swf/1.0/
    creatorAtom http://ns.adobe.com/creatorAtom/1.0/
    bext http://ns.adobe.com/bwf/bext/1.0/
    riffinfo http://ns.adobe.com/riff/info
    DICOM http://ns.adobe.com/DICOM/
    hdrgm http://ns.adobe.com/hdr-gain-map/1.0/
    hdr_metadata http://ns.adobe.com/hdr-metadata/1.0/
    Iptc4xmpCore http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/
    Iptc4xmpExt http://iptc.org/std/Iptc4xmpExt/2008-02-29/
    plus http://ns.useplus.org/ldf/xmp/1.0/
    prism http://prismstandard.org/namespaces/basic/2.0/
    prism http://prismstandard.org/namespaces/basic/1.2/
    prl http://prismstandard.org/namespaces/prl/2.1/
    pur http://prismstandard.org/namespaces/prismusagerights/2.1/
    pmi http://prismstandard.org/namespaces/pmi/2.2/
    prm http://prismstandard.org/namespaces/prm/3.0/
    mwg-rs http://www.metadataworkinggroup.com/schemas/regions/
    mwg-kw http://www.metadataworkinggroup.com/schemas/keywords/
    mwg-coll http://www.metadataworkinggroup.com/schemas/collections/
    MicrosoftPhoto http://ns.microsoft.com/photo/1.0
    MP1 http://ns.microsoft.com/photo/1.1
    MP http://ns.microsoft.com/photo/1.2/
    MPRI http://ns.microsoft.com/photo/1.2/t/RegionInfo#
    MPReg http://ns.microsoft.com/photo/1.2/t/Region#
    expressionmedia http://ns.microsoft.com/expressionmedia/1.0/
    mediapro http://ns.iview-multimedia.com/mediapro/1.0/
    digiKam http://www.digikam.org/ns/1.0/
    kipi http://www.digikam.org/ns/kipi/1.0/
    acdsee http://ns.acdsee.com/iptc/1.0/
    acdsee-rs http://ns.acdsee.com/regions/
    apple-fi http://ns.apple.com/faceinfo/1.0/
    aas http://ns.apple.com/adjustment-settings/1.0/
    apple-photos http://ns.apple.com/photos/1.0/
    apple-namespace http://ns.apple.com/namespace/1.0/
    depthData http://ns.apple.com/depthData/1.0/
    depthBlurEffect http://ns.apple.com/depthBlurEffect/1.0/
    portraitEffectsMatte http://ns.apple.com/PortraitEffectsMatte/1.0/
    HDRGainMap http://ns.apple.com/HDRGainMap/1.0/
    apdi http://ns.apple.com/pixeldatainfo/1.0/
    GAudio http://ns.google.com/photos/1.0/audio/
    GImage http://ns.google.com/photos/1.0/image/
    GPano http://ns.google.com/photos/1.0/panorama/
    GSpherical http://ns.google.com/videos/1.0/spherical/
    GDepth http://ns.google.com/photos/1.0/depthmap/
    GFocus http://ns.google.com/photos/1.0/focus/
    GCamera http://ns.google.com/photos/1.0/camera/
    GCreations http://ns.google.com/photos/1.0/creations/
    Container http://ns.google.com/photos/1.0/container/
    Item http://ns.google.com/photos/1.0/container/item/
    DynamicDepth http://ns.google.com/photos/dd/1.0/
    Device http://ns.google.com/photos/dd/1.0/device/
    DCamera http://ns.google.com/photos/dd/1.0/camera/
    DImage http://ns.google.com/photos/dd/1.0/image/
    DDepth http://ns.google.com/photos/dd/1.0/depthmap/
    DContainer http://ns.google.com/photos/dd/1.0/container/
    DItem http://ns.google.com/photos/dd/1.0/item/
    Profile http://ns.google.com/photos/dd/1.0/profile/
    Profiles http://ns.google.com/photos/dd/1.0/profiles/
    AppInfo http://ns.google.com/photos/dd/1.0/appinfo/
    VendorInfo http://ns.google.com/photos/dd/1.0/vendorinfo/
    Pose http://ns.google.com/photos/dd/1.0/pose/
    EarthPos http://ns.google.com/photos/dd/1.0/earthpose/
    ImagingModel http://ns.google.com/photos/dd/1.0/imagingmodel/
    Plane http://ns.google.com/photos/dd/1.0/plane/
    PointCloud http://ns.google.com/photos/dd/1.0/pointcloud/
    MiCamera http://ns.xiaomi.com/photos/1.0/camera/
    OpCamera http://ns.oplus.com/photos/1.0/camera/
    LImage http://ns.leiainc.com/photos/1.0/image/
    drone-dji http://www.dji.com/drone-dji/1.0/
    drone-parrot http://www.parrot.com/drone-parrot/1.0/
    Camera http://pix4d.com/camera/1.0
    Camera http://pix4d.com/camera/1.0/
    FLIR http://ns.flir.com/xmp/1.0/
    cell http://developer.sonyericsson.com/cell/1.0/
    sdc http://ns.nikon.com/sdc/1.0/
    ast http://ns.nikon.com/asteroid/1.0/
    nine http://ns.nikon.com/nine/1.0/
    dex http://ns.optimasc.com/dex/1.0/
    extensis http://ns.extensis.com/extensis/1.0/
    ics http://ns.idimager.com/ics/1.0/
    fpv http://ns.fastpictureviewer.com/fpv/1.0/
    photomechanic http://ns.camerabits.com/photomechanic/1.0/
    captureone http://ns.phaseone.com/captureone/1.0/
    darktable http://darktable.sf.net/
    GIMP http://www.gimp.org/xmp/
    GettyImagesGIFT http://xmp.gettyimages.com/gift/1.0/
    Attrib http://ns.attribution.com/ads/1.0/
    dwc http://rs.tdwg.org/dwc/index.htm
    dwc http://rs.tdwg.org/dwc/terms/
    cc http://creativecommons.org/ns#
    cc http://web.resource.org/cc/
    foaf http://xmlns.com/foaf/0.1/
    svg http://www.w3.org/2000/svg
    xlink http://www.w3.org/1999/xlink
    et http://ns.exiftool.org/1.0/
    et http://ns.exiftool.ca/1.0/
    """
}
