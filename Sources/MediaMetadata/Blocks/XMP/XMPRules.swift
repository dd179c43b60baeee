/// The table of properties: "prefix:name" for one, "prefix:*" for the rest of a namespace.
///
/// **Source**: the specifications named in `XMPNamespaces`.
enum XMPRules {
  /// All rows, by name.
  static let named: [String: XMPRule] = {
    var result: [String: XMPRule] = [:]
    for row in places + people + devices + times + identifiers + contents + software {
      for name in row.names.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
        result[String(name)] = row.rule
      }
    }
    return result
  }()

  private static let places: [XMPRuleRow] = [
    XMPRuleRow(
      .place, .high, "where it was taken",
      """
      exif:GPSLatitude exif:GPSLongitude exif:GPSAltitude exif:GPSAltitudeRef exif:GPSMapDatum
      exif:GPSLatitudeRef exif:GPSLongitudeRef exif:GPSAreaInformation exif:GPSVersionID
      exif:GPSProcessingMethod exif:GPSSatellites exif:GPSStatus exif:GPSMeasureMode exif:GPSDOP
      exif:GPSDifferential exif:GPSHPositioningError drone-dji:GpsLatitude drone-dji:GpsLongitude
      drone-dji:GpsLongtitude drone-dji:Latitude drone-dji:Longitude drone-dji:AbsoluteAltitude
      drone-dji:RelativeAltitude Camera:GPSXYAccuracy Camera:GPSZAccuracy EarthPos:* dwc:*
      xmpDM:shotLocation dcterms:spatial drone-parrot:* Iptc4xmpExt:GPSLatitude
      Iptc4xmpExt:GPSLongitude Iptc4xmpExt:GPSAltitude exif:GPSAltitudeAccuracy
      """),
    XMPRuleRow(
      .place, .high, "the way it was pointed or moving",
      """
      exif:GPSImgDirection exif:GPSImgDirectionRef exif:GPSTrack exif:GPSTrackRef exif:GPSSpeed
      exif:GPSSpeedRef exif:GPSDestLatitude exif:GPSDestLongitude exif:GPSDestBearing
      exif:GPSDestBearingRef exif:GPSDestDistance exif:GPSDestDistanceRef exif:GPSDestLatitudeRef
      exif:GPSDestLongitudeRef Pose:* drone-dji:*
      """),
    XMPRuleRow(
      .place, .high, "a place that it names",
      """
      photoshop:City photoshop:State photoshop:Country Iptc4xmpCore:Location
      Iptc4xmpCore:CountryCode Iptc4xmpExt:LocationCreated Iptc4xmpExt:LocationShown
      Iptc4xmpExt:City Iptc4xmpExt:Sublocation Iptc4xmpExt:CountryName Iptc4xmpExt:CountryCode
      Iptc4xmpExt:ProvinceState Iptc4xmpExt:WorldRegion Iptc4xmpExt:LocationId
      Iptc4xmpExt:LocationName mediapro:Location expressionmedia:Location dc:coverage
      acdsee:location prism:location GettyImagesGIFT:Location lr:location
      """),
    XMPRuleRow(.place, .high, "the phone mast it was near", "cell:*"),
    XMPRuleRow(.place, .medium, "the direction a panorama faces", "GPano:PoseHeadingDegrees"),
  ]

  private static let people: [XMPRuleRow] = [
    XMPRuleRow(
      .person, .high, "who made it",
      """
      dc:creator dc:contributor tiff:Artist exif:Artist photoshop:AuthorsPosition pdf:Author
      xmp:Author aux:OwnerName exif:OwnerName exifEX:CameraOwnerName photoshop:Credit
      photoshop:CaptionWriter acdsee:author crs:ContactInfo xmpDM:artist xmpDM:composer
      xmpDM:director xmpDM:directorPhotography xmpDM:engineer cc:attributionName
      cc:attributionURL Iptc4xmpExt:Creator Iptc4xmpExt:Contributor plus:ImageCreator
      plus:ImageCreatorName plus:ImageCreatorID plus:ImageCreatorImageID dcterms:creator
      bext:originator riffinfo:artist prism:person prism:corporateEntity dc:publisher
      GettyImagesGIFT:Photographer extensis:ApprovedBy exifEX:Photographer exifEX:ImageEditor
      Iptc4xmpExt:Name Iptc4xmpExt:Role xmp:Nickname
      """),
    XMPRuleRow(
      .person, .high, "how to reach its maker",
      """
      Iptc4xmpCore:CreatorContactInfo Iptc4xmpCore:CiAdrCity Iptc4xmpCore:CiAdrCtry
      Iptc4xmpCore:CiAdrExtadr Iptc4xmpCore:CiAdrPcode Iptc4xmpCore:CiAdrRegion
      Iptc4xmpCore:CiEmailWork Iptc4xmpCore:CiTelWork Iptc4xmpCore:CiUrlWork
      """),
    XMPRuleRow(
      .person, .high, "who is seen in it, and where in the picture",
      """
      Iptc4xmpExt:PersonInImage Iptc4xmpExt:PersonInImageWDetails Iptc4xmpExt:PersonName
      Iptc4xmpExt:PersonId Iptc4xmpExt:PersonDescription Iptc4xmpExt:PersonCharacteristic
      Iptc4xmpExt:PersonHeard Iptc4xmpExt:ModelAge Iptc4xmpExt:AddlModelInfo
      Iptc4xmpExt:OrganisationInImageName Iptc4xmpExt:OrganisationInImageCode mwg-rs:*
      MP:* MPRI:* MPReg:* MP1:* apple-fi:* acdsee-rs:* mediapro:People expressionmedia:People
      MicrosoftPhoto:PersonDisplayName GettyImagesGIFT:Personality foaf:* Iptc4xmpExt:ImageRegion
      plus:ModelReleaseID plus:ModelReleaseStatus plus:MinorModelAgeDisclosure
      """),
    XMPRuleRow(
      .person, .high, "who holds the rights",
      """
      dc:rights xmpRights:Owner xmpRights:UsageTerms xmpRights:WebStatement xmpRights:Certificate
      tiff:Copyright exif:Copyright crs:Copyright pdf:Copyright xmpDM:copyright plus:*
      prism:copyright xmpDM:client extensis:ClientName dcterms:rightsHolder
      Iptc4xmpExt:AOCopyrightNotice Iptc4xmpExt:AOCreator Iptc4xmpExt:AOCurrentCopyrightOwnerName
      Iptc4xmpExt:AOCurrentLicensorName pur:* riffinfo:copyright
      """),
    XMPRuleRow(.person, .high, "a patient, their study and their physician", "DICOM:*"),
    XMPRuleRow(.person, .low, "whether rights are reserved", "xmpRights:Marked cc:*"),
  ]

  private static let devices: [XMPRuleRow] = [
    XMPRuleRow(
      .device, .high, "a serial number of the camera or lens",
      """
      aux:SerialNumber aux:LensSerialNumber exifEX:BodySerialNumber exifEX:LensSerialNumber
      GettyImagesGIFT:CameraSerialNumber drone-dji:CameraSerialNumber
      drone-dji:DroneSerialNumber MicrosoftPhoto:CameraSerialNumber exif:BodySerialNumber
      exif:LensSerialNumber tiff:CameraSerialNumber crs:CameraSerialNumber
      Iptc4xmpExt:SerialNumber FLIR:* exif:SerialNumber drone-parrot:SerialNumber
      """),
    XMPRuleRow(
      .device, .high, "the camera's count of pictures, or its file numbers",
      """
      aux:ImageNumber exif:ImageNumber GettyImagesGIFT:CameraFilename
      GettyImagesGIFT:OriginalFilename
      """),
    XMPRuleRow(
      .device, .medium, "the camera or lens",
      """
      tiff:Make tiff:Model aux:Lens aux:LensID aux:LensInfo aux:Firmware exifEX:LensMake
      exifEX:LensModel exifEX:LensSpecification exifEX:CameraFirmware
      MicrosoftPhoto:CameraManufacturer MicrosoftPhoto:CameraModel MicrosoftPhoto:LensManufacturer
      MicrosoftPhoto:LensModel MicrosoftPhoto:FlashManufacturer MicrosoftPhoto:FlashModel
      xmpDM:cameraModel xmpDM:cameraLabel Iptc4xmpExt:RecDevice GDepth:Manufacturer GDepth:Model
      GettyImagesGIFT:CameraMakeModel exif:MakerNote exif:DeviceSettingDescription stCamera:*
      crlcp:* drone-dji:Make drone-dji:Model drone-dji:ProductName drone-dji:Version
      drone-dji:SensorID crs:CameraModelRestriction crs:LensProfileFilename Device:* DCamera:*
      VendorInfo:* DynamicDepth:* Camera:* sdc:* aux:*
      """),
    XMPRuleRow(
      .device, .low, "the settings of the exposure",
      """
      exif:* exifEX:* tiff:* ImagingModel:* hdr_metadata:* apple-photos:* MiCamera:* OpCamera:*
      """),
  ]

  private static let times: [XMPRuleRow] = [
    XMPRuleRow(
      .time, .medium, "when it was taken, made or changed",
      """
      xmp:CreateDate xmp:ModifyDate xmp:MetadataDate photoshop:DateCreated exif:DateTimeOriginal
      exif:DateTimeDigitized exif:GPSTimeStamp exif:GPSDateStamp exif:SubSecTime tiff:DateTime
      exif:SubSecTimeOriginal exif:SubSecTimeDigitized exif:DateTime pdf:CreationDate pdf:ModDate
      dc:date stEvt:when xmpDM:shotDate xmpDM:shotDay xmpDM:releaseDate xmpDM:audioModDate
      xmpDM:videoModDate xmpDM:metadataModDate xmpDM:altTimecode xmpDM:startTimecode
      xmpDM:timeValue GPano:FirstPhotoDate GPano:LastPhotoDate acdsee:datetime
      MicrosoftPhoto:DateAcquired MicrosoftPhoto:DateTaken digiKam:CaptionsDateTimeStamps
      Iptc4xmpExt:CircaDateCreated Iptc4xmpExt:IptcLastEdited Iptc4xmpExt:AODateCreated
      exif:OffsetTime exif:OffsetTimeOriginal exif:OffsetTimeDigitized ics:TimeStamp
      prism:creationDate prism:modificationDate prism:publicationDate stVer:modifyDate
      GettyImagesGIFT:OriginalCreateDateTime GettyImagesGIFT:TimeShot stRef:lastModifyDate
      dcterms:created dcterms:modified acdsee:ReleaseDate acdsee:ReleaseTime
      bext:originationDate bext:originationTime drone-dji:UTCAtExposure xmp:PromoteDate
      captureone:* exifEX:OffsetTime exifEX:OffsetTimeOriginal
      """)
  ]

  private static let identifiers: [XMPRuleRow] = [
    XMPRuleRow(
      .identifier, .high, "an id that ties it to other files",
      """
      xmpMM:DocumentID xmpMM:InstanceID xmpMM:OriginalDocumentID xmpMM:DerivedFrom
      xmpMM:Ingredients xmpMM:ManagedFrom xmpMM:RenditionOf xmpMM:SaveID xmpMM:LastURL
      xmpMM:ManageTo xmpMM:ManageUI xmpMM:Manager stEvt:instanceID stRef:* stMfs:* xmpMM:*
      exif:ImageUniqueID exifEX:ImageUniqueID digiKam:ImageUniqueID digiKam:picasawebGPhotoId
      photoshop:DocumentAncestors photoshop:LegacyIPTCDigest photoshop:EmbeddedXMPDigest
      Iptc4xmpExt:DigImageGUID Iptc4xmpExt:RegistryId Iptc4xmpExt:RegItemId dc:identifier
      Iptc4xmpExt:RegOrgId xmp:Identifier xmpidq:* GCamera:BurstID plus:ImageSupplierImageID
      plus:LicenseeImageID plus:LicensorImageID plus:ImageSupplierID plus:CopyrightOwnerImageID
      crs:UUID crs:RawFileName aux:UUID GettyImagesGIFT:* Attrib:* prism:doi prism:isbn prism:issn
      photoshop:TransmissionReference xmpMM:VersionID ics:ImageRef lr:weightedFlatSubject
      apple-namespace:* dc:relation dcterms:identifier stock:* photoshop:SidecarForExtension
      """),
    XMPRuleRow(
      .identifier, .high, "a file name or path on its maker's machine",
      """
      xmpMM:PreservedFileName creatorAtom:* stRef:filePath stRef:originalDocumentID
      xmpDM:absPeakAudioFilePath xmpDM:relativePeakAudioFilePath xmpDM:projectRef xmpDM:path
      xmpDM:projectName xmpDM:tapeName xmpDM:altTapeName crs:LensProfileName xmp:BaseURL
      stMfs:linkForm photoshop:ICCProfile stFnt:fontFileName
      """),
    XMPRuleRow(.identifier, .medium, "the digest of another part of the file", "xmpNote:*"),
    XMPRuleRow(
      .identifier, .medium, "the job or event it belongs to",
      """
      xmpBJ:JobRef stJob:* xmpBJ:* Iptc4xmpExt:Event Iptc4xmpExt:EventId mediapro:Event
      expressionmedia:Event extensis:*
      """),
  ]
}
