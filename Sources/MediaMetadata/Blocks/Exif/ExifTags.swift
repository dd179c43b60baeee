/// The tags of IFD0, Exif and their kin (TIFF 6.0; Exif 3.0, 4.6.5 and 4.6.6).
enum ExifTags {
  /// Tags by number.
  static let table = ExifTagGroup.table(who + what + how + structure + ExifRawTags.groups)

  private static let who = [
    ExifTagGroup(
      .person, .high, "who made it",
      [0x013b: "Artist", 0xa437: "Photographer", 0xa438: "ImageEditor"]),
    ExifTagGroup(.person, .high, "who made it", .wide, [0x9c9d: "XPAuthor"]),
    ExifTagGroup(.person, .high, "who owns its rights", [0x8298: "Copyright"]),
    ExifTagGroup(
      .person, .high, "who owns the camera", [0xa430: "CameraOwnerName", 0xfde8: "OwnerName"]),
    ExifTagGroup(
      .identifier, .high, "the camera's serial number",
      [0xa431: "BodySerialNumber", 0xc62f: "CameraSerialNumber", 0xfde9: "SerialNumber"]),
    ExifTagGroup(
      .identifier, .high, "the lens's serial number", [0xa435: "LensSerialNumber"]),
    ExifTagGroup(
      .identifier, .high, "a number that only this picture has", [0xa420: "ImageUniqueID"]),
    ExifTagGroup(
      .identifier, .high, "a number that only this picture has", .hexadecimal,
      [0xc65d: "RawDataUniqueID"]),
    ExifTagGroup(.identifier, .medium, "the picture's running number", [0x9211: "ImageNumber"]),
    ExifTagGroup(
      .identifier, .high, "an id that ties it to an upload, a sheet or an archive",
      [
        0x9009: "GooglePlusUploadCode", 0xc429: "OceIDNumber", 0x923a: "CIP3DataFile",
        0x923b: "CIP3Sheet", 0x923c: "CIP3Side",
      ]),
    ExifTagGroup(
      .person, .high, "the computer it was made or edited on", [0x013c: "HostComputer"]),
    ExifTagGroup(
      .person, .high, "who received or sent it",
      [0x885c: "FaxRecvParams", 0x885d: "FaxSubAddress", 0x885e: "FaxRecvTime"]),
  ]

  private static let what = [
    ExifTagGroup(
      .time, .medium, "when it was taken, scanned or changed",
      [0x0132: "DateTime", 0x9003: "DateTimeOriginal", 0x9004: "DateTimeDigitized"]),
    ExifTagGroup(
      .time, .medium, "when it was taken, to a fraction of a second",
      [0x9290: "SubSecTime", 0x9291: "SubSecTimeOriginal", 0x9292: "SubSecTimeDigitized"]),
    ExifTagGroup(
      .place, .medium, "the time zone of where it was taken",
      [
        0x882a: "TimeZoneOffset", 0x9010: "OffsetTime", 0x9011: "OffsetTimeOriginal",
        0x9012: "OffsetTimeDigitized",
      ]),
    ExifTagGroup(
      .content, .high, "what someone wrote about it",
      [
        0x010e: "ImageDescription", 0x010d: "DocumentName", 0x011d: "PageName",
        0xa436: "ImageTitle", 0x9213: "ImageHistory", 0x9212: "SecurityClassification",
        0x80a4: "WangAnnotation", 0xc44f: "Annotations", 0x932f: "MSDocumentText",
        0x9330: "MSPropertySetStorage", 0x9331: "MSDocumentTextPosition",
      ]),
    ExifTagGroup(.content, .high, "what someone wrote about it", .coded, [0x9286: "UserComment"]),
    ExifTagGroup(
      .content, .high, "what someone wrote about it", .wide,
      [0x9c9b: "XPTitle", 0x9c9c: "XPComment", 0x9c9e: "XPKeywords", 0x9c9f: "XPSubject"]),
    ExifTagGroup(
      .content, .medium, "how someone rated it", [0x4746: "Rating", 0x4749: "RatingPercent"]),
    ExifTagGroup(
      .content, .high, "the name of a file that belongs to it",
      [0xa004: "RelatedSoundFile", 0x800d: "ImageID", 0xc573: "OriginalFileName"]),
    ExifTagGroup(
      .device, .medium, "which camera or scanner made it",
      [0x010f: "Make", 0x0110: "Model", 0x827d: "Model2", 0x0151: "TargetPrinter"]),
    ExifTagGroup(
      .device, .medium, "which lens took it",
      [
        0xa432: "LensSpecification", 0xa433: "LensMake", 0xa434: "LensModel", 0xfdea: "Lens",
      ]),
    ExifTagGroup(
      .software, .medium, "which program wrote it",
      [
        0x0131: "Software", 0x000b: "ProcessingSoftware", 0xa439: "CameraFirmware",
        0xa43a: "RAWDevelopingSoftware", 0xa43b: "ImageEditingSoftware",
        0xa43c: "MetadataEditingSoftware", 0x4747: "XP_DIP_XML",
      ]),
    ExifTagGroup(
      .place, .medium, "the surroundings in which it was taken",
      [
        0x9400: "AmbientTemperature", 0x9401: "Humidity", 0x9402: "Pressure",
        0x9403: "WaterDepth", 0x9404: "Acceleration", 0x9405: "CameraElevationAngle",
      ]),
    ExifTagGroup(
      .content, .medium, "where in the picture the subject is",
      [0x9214: "SubjectArea", 0xa214: "SubjectLocation"]),
    ExifTagGroup(.content, .high, "a description in XMP", .xmp, [0x02bc: "XMP"]),
    ExifTagGroup(.content, .high, "a description in IPTC", .iptc, [0x83bb: "IPTC"]),
    ExifTagGroup(
      .content, .high, "what Photoshop noted", .resources, [0x8649: "PhotoshopSettings"]),
    ExifTagGroup(.device, .medium, "a colour profile", .profile, [0x8773: "ICCProfile"]),
  ]

  private static let how = [
    ExifTagGroup(
      .device, .low, "how the camera was set",
      [
        0x829a: "ExposureTime", 0x829d: "FNumber", 0x8822: "ExposureProgram",
        0x8824: "SpectralSensitivity", 0x8827: "PhotographicSensitivity", 0x8828: "OECF",
        0x882b: "SelfTimerMode", 0x8830: "SensitivityType",
        0x8831: "StandardOutputSensitivity", 0x8832: "RecommendedExposureIndex",
        0x8833: "ISOSpeed", 0x8834: "ISOSpeedLatitudeyyy", 0x8835: "ISOSpeedLatitudezzz",
        0x9201: "ShutterSpeedValue", 0x9202: "ApertureValue", 0x9203: "BrightnessValue",
        0x9204: "ExposureBiasValue", 0x9205: "MaxApertureValue", 0x9206: "SubjectDistance",
        0x9207: "MeteringMode", 0x9208: "LightSource", 0x9209: "Flash", 0x920a: "FocalLength",
        0x920b: "FlashEnergy", 0x920c: "SpatialFrequencyResponse", 0x920d: "Noise",
        0x9215: "ExposureIndex", 0x9217: "SensingMethod", 0xa20b: "FlashEnergy",
        0xa20c: "SpatialFrequencyResponse", 0xa20d: "Noise", 0xa215: "ExposureIndex",
        0xa217: "SensingMethod", 0xa300: "FileSource", 0xa301: "SceneType", 0xa302: "CFAPattern",
        0xa401: "CustomRendered", 0xa402: "ExposureMode", 0xa403: "WhiteBalance",
        0xa404: "DigitalZoomRatio", 0xa405: "FocalLengthIn35mmFilm",
        0xa406: "SceneCaptureType", 0xa407: "GainControl", 0xa408: "Contrast",
        0xa409: "Saturation", 0xa40a: "Sharpness", 0xa40b: "DeviceSettingDescription",
        0xa40c: "SubjectDistanceRange", 0xa460: "CompositeImage",
        0xa461: "SourceImageNumberOfCompositeImage",
        0xa462: "SourceExposureTimesOfCompositeImage", 0x828d: "CFARepeatPatternDim",
        0x828e: "CFAPattern2", 0x828f: "BatteryLevel", 0x8829: "Interlace",
      ]),
    ExifTagGroup(
      .device, .low, "the sensor's resolution",
      [
        0x920e: "FocalPlaneXResolution", 0x920f: "FocalPlaneYResolution",
        0x9210: "FocalPlaneResolutionUnit", 0xa20e: "FocalPlaneXResolution",
        0xa20f: "FocalPlaneYResolution", 0xa210: "FocalPlaneResolutionUnit",
      ]),
  ]

  private static let structure = [
    ExifTagGroup(
      .software, .low, "which version of a standard the file follows",
      [
        0x9000: "ExifVersion", 0xa000: "FlashpixVersion", 0x9216: "TIFFEPStandardID",
        0xa216: "TIFFEPStandardID", 0xea1d: "OffsetSchema", 0xc4a5: "PrintImageMatching",
      ]),
    ExifTagGroup(
      .content, .low, "the picture's size and how it is printed",
      [
        0x0100: "ImageWidth", 0x0101: "ImageLength", 0xa002: "PixelXDimension",
        0xa003: "PixelYDimension", 0x011a: "XResolution", 0x011b: "YResolution",
        0x0128: "ResolutionUnit", 0x0112: "Orientation", 0x011e: "XPosition",
        0x011f: "YPosition", 0x0129: "PageNumber",
      ]),
    ExifTagGroup(
      .content, .low, "how its colours are stored",
      [
        0x0102: "BitsPerSample", 0x0103: "Compression", 0x0106: "PhotometricInterpretation",
        0x0107: "Threshholding", 0x0108: "CellWidth", 0x0109: "CellLength", 0x010a: "FillOrder",
        0x0115: "SamplesPerPixel", 0x0116: "RowsPerStrip", 0x0118: "MinSampleValue",
        0x0119: "MaxSampleValue", 0x011c: "PlanarConfiguration", 0x00fe: "NewSubfileType",
        0x00ff: "SubfileType", 0x0122: "GrayResponseUnit", 0x0123: "GrayResponseCurve",
        0x0124: "T4Options", 0x0125: "T6Options", 0x012c: "ColorResponseUnit",
        0x012d: "TransferFunction", 0x013d: "Predictor", 0x013e: "WhitePoint",
        0x013f: "PrimaryChromaticities", 0x0140: "ColorMap", 0x0141: "HalftoneHints",
        0x0142: "TileWidth", 0x0143: "TileLength", 0x014c: "InkSet", 0x014e: "NumberOfInks",
        0x0150: "DotRange", 0x0152: "ExtraSamples", 0x0153: "SampleFormat",
        0x0154: "SMinSampleValue", 0x0155: "SMaxSampleValue", 0x0156: "TransferRange",
        0x0200: "JPEGProc", 0x0203: "JPEGRestartInterval", 0x0205: "JPEGLosslessPredictors",
        0x0206: "JPEGPointTransforms", 0x0211: "YCbCrCoefficients",
        0x0212: "YCbCrSubSampling", 0x0213: "YCbCrPositioning", 0x0214: "ReferenceBlackWhite",
        0x0146: "BadFaxLines", 0x0147: "CleanFaxData", 0x0148: "ConsecutiveBadFaxLines",
        0x9101: "ComponentsConfiguration", 0x9102: "CompressedBitsPerPixel",
        0xa001: "ColorSpace", 0xa500: "Gamma", 0x015a: "Indexed",
      ]),
    ExifTagGroup(
      .content, .low, "where parts of the file stand", .pointer,
      [
        0x0111: "StripOffsets", 0x0117: "StripByteCounts", 0x0120: "FreeOffsets",
        0x0121: "FreeByteCounts", 0x0144: "TileOffsets", 0x0145: "TileByteCounts",
        0x0201: "JPEGInterchangeFormat", 0x0202: "JPEGInterchangeFormatLength",
        0x0207: "JPEGQTables", 0x0208: "JPEGDCTables", 0x0209: "JPEGACTables",
      ]),
    ExifTagGroup(.content, .low, "room left for later changes", [0xea1c: "Padding"]),
  ]
}
