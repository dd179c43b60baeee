extension XMPRules {
  /// Text and pictures beside what the file shows.
  static let contents: [XMPRuleRow] = [
    XMPRuleRow(
      .content, .high, "what someone wrote about it",
      """
      dc:title dc:description dc:subject dc:source photoshop:Headline photoshop:Instructions
      photoshop:Source photoshop:Category photoshop:SupplementalCategories photoshop:Urgency
      exif:UserComment tiff:ImageDescription pdf:Keywords pdf:Subject pdf:Title xmp:Title
      xmp:Description xmp:Keywords xmp:Label xmp:Advisory photoshop:TextLayers photoshop:LayerName
      photoshop:LayerText photoshop:History xmpDM:comment xmpDM:logComment xmpDM:lyrics
      xmpDM:scene xmpDM:shotName xmpDM:album xmpDM:markers xmpDM:Tracks acdsee:caption
      acdsee:keywords acdsee:notes acdsee:categories acdsee:collections acdsee:*
      lr:hierarchicalSubject lr:privateRTKInfo lr:* digiKam:TagsList digiKam:CaptionsAuthorNames
      digiKam:* mediapro:* expressionmedia:* MicrosoftPhoto:LastKeywordXMP
      MicrosoftPhoto:LastKeywordIPTC MicrosoftPhoto:* mwg-kw:* mwg-coll:* album:Notes album:* fpv:*
      ics:* photomechanic:* prism:* prl:* pmi:* prm:* dcterms:* dc:* Iptc4xmpExt:* Iptc4xmpCore:*
      photoshop:* rdfs:* svg:* xlink:* riffinfo:* bext:* kipi:* exif:ImageDescription dex:*
      xmpRights:* crs:Description crs:Group crs:Cluster crs:SortName crs:Name xmpPLUS:*
      GIMP:Comment
      """),
    XMPRuleRow(
      .content, .high, "a picture or sound inside the description, which may show more",
      """
      xmp:Thumbnails xmpGImg:image GImage:Data GDepth:Data GDepth:Confidence GAudio:Data
      xmp:PageInfo xmp:PageInfoImage LImage:Data LImage:RightAlbedo GCamera:hdrp_makernote
      GCamera:shot_log_data GCamera:* DImage:Data xmpGImg:*
      """),
    XMPRuleRow(
      .content, .medium, "other pictures, depth or film that belong to it",
      """
      Container:* Item:* DContainer:* DItem:* GCamera:MotionPhoto GCamera:MicroVideo
      GCamera:MotionPhotoVersion GCamera:MicroVideoVersion GCamera:MicroVideoOffset
      GCamera:MotionPhotoPresentationTimestampUs GCamera:MicroVideoPresentationTimestampUs
      GDepth:* GImage:* GAudio:* GFocus:* DImage:* DDepth:* Profile:* Profiles:* Plane:*
      PointCloud:* LImage:* depthData:* depthBlurEffect:* portraitEffectsMatte:* HDRGainMap:*
      hdrgm:* apdi:*
      """),
  ]

  /// Programs, their settings, and how the file is built.
  static let software: [XMPRuleRow] = [
    XMPRuleRow(
      .software, .medium, "the program that made or changed it",
      """
      xmp:CreatorTool tiff:Software exif:Software pdf:Producer pdf:Creator stEvt:softwareAgent
      x:xmptk GPano:CaptureSoftware GPano:StitchingSoftware GSpherical:StitchingSoftware
      GDepth:Software aux:EnhanceDetailsVersion crs:Converter AppInfo:* GCreations:* GIMP:*
      acdsee:OriginatingProgram exifEX:ImageEditingSoftware exifEX:MetadataEditingSoftware
      exifEX:RAWDevelopingSoftware xmpMM:ManagerVariant et:* creatorAtom:macAtom
      xmpDM:audioCompressor xmpDM:videoCompressor darktable:*
      """),
    XMPRuleRow(
      .software, .medium, "what was done to it",
      """
      stEvt:* xmpMM:History digiKam:ImageHistory xmpMM:Versions stVer:* crss:* aas:* nine:* ast:*
      """),
    XMPRuleRow(
      .software, .low, "settings of a development program",
      """
      crs:* crd:* captureone:ColorCorrections iX:* x:* xmpG:* stFnt:* xmpTPg:* xmpT:* illustrator:*
      """),
    XMPRuleRow(
      .software, .low, "how the file is built",
      """
      dc:format dc:type dc:language xmp:Format tiff:ImageWidth tiff:ImageLength tiff:Orientation
      tiff:XResolution tiff:YResolution tiff:ResolutionUnit tiff:BitsPerSample tiff:Compression
      tiff:PhotometricInterpretation tiff:SamplesPerPixel tiff:PlanarConfiguration
      tiff:YCbCrPositioning tiff:YCbCrSubSampling tiff:YCbCrCoefficients tiff:NativeDigest
      exif:NativeDigest exif:PixelXDimension exif:PixelYDimension exif:ColorSpace exif:ExifVersion
      exif:FlashpixVersion exif:ComponentsConfiguration exif:CompressedBitsPerPixel
      photoshop:ColorMode photoshop:ICCProfileName stDim:* pdf:* pdfx:* pdfaid:* xmp:* xmpDM:*
      GPano:* GSpherical:* swf:* xmpMM:RenditionClass xmpMM:RenditionParams xmpGImg:width
      xmpGImg:height xmpGImg:format mwg-rs:AppliedToDimensions stDim:unit GImage:Mime GDepth:Mime
      xmp:Rating xmp:RatingPercent Iptc4xmpExt:MaxAvailHeight Iptc4xmpExt:MaxAvailWidth
      Iptc4xmpExt:DigitalSourceType xmpDSA:*
      """),
  ]
}
