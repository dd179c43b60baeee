extension ExifMakerTables {
  static let panasonic: [ExifTagGroup] = [
    .serial([0x0025: "InternalSerialNumber"]),
    .lensSerial([0x0052: "LensSerialNumber", 0x0054: "AccessorySerialNumber"]),
    .people([
      0x0033: "BabyAge", 0x0066: "BabyName", 0x8010: "BabyAge", 0x0061: "FaceRecInfo",
      0x0063: "RecognizedFaceFlags",
    ]),
    .faces([0x003f: "FacesDetected", 0x004e: "FaceDetInfo"]),
    .words([0x0065: "Title"]),
    .place([
      0x0067: "Location", 0x0069: "Country", 0x006b: "State", 0x006d: "City", 0x006f: "Landmark",
      0x0080: "City2",
    ]),
    .zone([0x003a: "WorldTimeLocation"]), .running([0x0029: "TimeSincePowerOn"]),
    .time([0x00af: "TimeStamp", 0x2003: "TimeInfo"]),
    .motion([
      0x008c: "AccelerometerZ", 0x008d: "AccelerometerX", 0x008e: "AccelerometerY",
      0x008f: "CameraOrientation", 0x0090: "RollAngle", 0x0091: "PitchAngle",
    ]),
    .model([0x0051: "LensType", 0x0053: "AccessoryType"]),
    .firmware([0x0002: "FirmwareVersion", 0x0060: "LensFirmwareVersion"]),
  ]

  static let pentax: [ExifTagGroup] = [
    .serial([0x0229: "SerialNumber", 0x0215: "CameraInfo"]),
    .owner([0x022e: "Artist", 0x022f: "Copyright"]),
    .counter([0x005d: "ShutterCount"], .hiddenCount),
    .time([0x0006: "Date"], .shortDate), .time([0x0007: "Time"], .shortTime),
    .zone([
      0x0022: "WorldTimeLocation", 0x0023: "HometownCity", 0x0024: "DestinationCity",
      0x0025: "HometownDST", 0x0026: "DestinationDST", 0x006b: "TimeInfo",
      0x1000: "HometownCityCode", 0x1001: "DestinationCityCode",
    ]),
    .faces([
      0x0060: "FaceInfo", 0x0076: "FaceDetect", 0x0227: "FacePos", 0x0228: "FaceSize",
    ]),
    .model([0x0005: "PentaxModelID", 0x003f: "LensRec", 0x0207: "LensInfo", 0x023f: "Model"]),
    .firmware([
      0x0027: "DSPFirmwareVersion", 0x0028: "CPUFirmwareVersion", 0x0230: "FirmwareVersion",
    ]),
    .pointers([0x0003: "PreviewImageLength", 0x0004: "PreviewImageStart"]),
  ]

  static let olympusEquipment: [ExifTagGroup] = [
    .serial([0x0101: "SerialNumber", 0x0102: "InternalSerialNumber"]),
    .lensSerial([
      0x0202: "LensSerialNumber", 0x0302: "ExtenderSerialNumber", 0x1003: "FlashSerialNumber",
    ]),
    .model([
      0x0100: "CameraType2", 0x0201: "LensType", 0x0203: "LensModel", 0x0301: "Extender",
      0x0303: "ExtenderModel", 0x0403: "ConversionLens", 0x1001: "FlashModel",
    ]),
    .firmware([
      0x0104: "BodyFirmwareVersion", 0x0204: "LensFirmwareVersion",
      0x0304: "ExtenderFirmwareVersion", 0x1002: "FlashFirmwareVersion",
    ]),
  ]

  static let olympusSettings: [ExifTagGroup] = [
    .pointers([0x0101: "PreviewImageStart", 0x0102: "PreviewImageLength"]),
    .motion([0x0903: "RollAngle", 0x0904: "PitchAngle"]), .time([0x0908: "DateTimeUTC"]),
  ]

  static let olympusProcessing: [ExifTagGroup] = [
    .faces([
      0x1200: "FacesDetected", 0x1201: "FaceDetectArea", 0x1203: "FaceDetectFrameSize",
      0x1207: "FaceDetectFrameCrop",
    ])
  ]

  /// A directory around a preview.
  static let preview = ExifTagGroup.table([
    .pointers([0x0201: "PreviewImageStart", 0x0202: "PreviewImageLength"]),
    ExifTagGroup(
      .content, .low, "the preview's size and colours",
      [
        0x00fe: "SubfileType", 0x0103: "Compression", 0x011a: "XResolution",
        0x011b: "YResolution", 0x0128: "ResolutionUnit", 0x0213: "YCbCrPositioning",
      ]),
  ])

  static func leicaPart(_ name: String) -> ExifMakerPart {
    ExifMakerPart(
      name: name,
      tags: ExifTagGroup.table([
        .serial([0x3103: "SerialNumber"]), .firmware([0x3109: "FirmwareVersion"]),
        .model([0x3405: "LensType"]),
      ]))
  }

  static func kodakPart(_ name: String) -> ExifMakerPart {
    ExifMakerPart(
      name: name,
      tags: ExifTagGroup.table([.serial([0xfa04: "SerialNumber", 0xfa19: "SerialNumber"])]))
  }
}
