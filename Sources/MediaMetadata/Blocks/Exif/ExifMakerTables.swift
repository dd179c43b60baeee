/// The tags of maker notes that tell of a person, a place, a time or one device.
///
/// Numbers and names as ExifTool documents them (its TagNames, version 12.57). All other tags of
/// a maker note count as unknown.
enum ExifMakerTables {
  /// Tables by maker.
  static let all: [ExifMaker: [UInt16: ExifTag]] = groups.mapValues { ExifTagGroup.table($0) }

  /// Directories inside maker notes.
  static let parts: [ExifMaker: [UInt16: ExifMakerPart]] = [
    .nikon: [
      0x0011: ExifMakerPart(name: "PreviewIFD", tags: preview),
      0x0e10: ExifMakerPart(name: "NikonScanIFD", tags: [:]),
    ],
    .olympus: [
      0x2010: ExifMakerPart(name: "Equipment", tags: ExifTagGroup.table(olympusEquipment)),
      0x2020: ExifMakerPart(name: "CameraSettings", tags: ExifTagGroup.table(olympusSettings)),
      0x2030: ExifMakerPart(name: "RawDevelopment", tags: [:]),
      0x2031: ExifMakerPart(name: "RawDevelopment2", tags: [:]),
      0x2040: ExifMakerPart(name: "ImageProcessing", tags: ExifTagGroup.table(olympusProcessing)),
      0x2050: ExifMakerPart(name: "FocusInfo", tags: [:]),
      0x3000: ExifMakerPart(name: "RawInfo", tags: [:]),
    ],
    .samsung: [0x0035: ExifMakerPart(name: "PreviewIFD", tags: preview)],
    .ricoh: [
      0x2001: ExifMakerPart(
        name: "RicohSubdir",
        tags: ExifTagGroup.table([.made([0x0004: "ManufactureDate1", 0x0005: "ManufactureDate2"])]),
        skip: 20),
      0x4001: ExifMakerPart(
        name: "ThetaSubdir",
        tags: ExifTagGroup.table([
          .motion([0x0003: "Accelerometer", 0x0004: "Compass"]), .zone([0x000a: "TimeZone"]),
        ])),
    ],
    .leica: [
      0x3000: leicaPart("Subdir3000"), 0x3100: leicaPart("Subdir3100"),
      0x3400: leicaPart("Subdir3400"), 0x3900: leicaPart("Subdir3900"),
    ],
    .kodak: [
      0xfc00: kodakPart("SubIFD0"), 0xfcff: kodakPart("SubIFD255"), 0xff00: kodakPart("CameraInfo"),
    ],
  ]

  private static let groups: [ExifMaker: [ExifTagGroup]] = [
    .apple: [
      .uniqueID([
        0x000b: "BurstUUID", 0x0011: "ContentIdentifier", 0x0015: "ImageUniqueID",
        0x0020: "ImageCaptureRequestID", 0x002b: "PhotoIdentifier",
      ]),
      .running([0x0003: "RunTime"]), .motion([0x0008: "AccelerationVector"]),
    ],
    .canon: [
      .serial([0x000c: "SerialNumber"], .tenDigits), .serial([0x0096: "InternalSerialNumber"]),
      .lensSerial([0x4019: "LensInfo"], .hexadecimal), .owner([0x0009: "OwnerName"]),
      .uniqueID([0x0028: "ImageUniqueID"], .hexadecimal),
      .counter([0x0008: "FileNumber", 0x0093: "FileInfo"]), .zone([0x0035: "TimeInfo"]),
      .faces([0x0024: "FaceDetect1", 0x0025: "FaceDetect2", 0x002f: "FaceDetect3"]),
      .model([
        0x0006: "CanonImageType", 0x0010: "CanonModelID", 0x0095: "LensModel", 0x000d: "CameraInfo",
      ]),
      .firmware([0x0007: "CanonFirmwareVersion", 0x001e: "FirmwareRevision"]),
    ],
    .casio: [.firmware([0x0015: "FirmwareDate"])],
    .casio2: [
      .pointers([0x0003: "PreviewImageLength", 0x0004: "PreviewImageStart"]),
      .firmware([0x2001: "FirmwareDate"]), .zone([0x3006: "HometownCity"]),
      .faces([0x2089: "FaceInfo", 0x211c: "FacesDetected"]),
    ],
    .dji: [
      .motion([
        0x0003: "SpeedX", 0x0004: "SpeedY", 0x0005: "SpeedZ", 0x0006: "Pitch", 0x0007: "Yaw",
        0x0008: "Roll", 0x0009: "CameraPitch", 0x000a: "CameraYaw", 0x000b: "CameraRoll",
      ]),
      .model([0x0001: "Make"]),
    ],
    .fujifilm: [
      .serial([0x0010: "InternalSerialNumber"]), .counter([0x1438: "ImageCount"]),
      .faces([
        0x4100: "FacesDetected", 0x4103: "FacePositions", 0x4200: "NumFaceElements",
        0x4201: "FaceElementTypes", 0x4203: "FaceElementPositions",
      ]),
      .people([0x4282: "FaceRecInfo"]), .motion([0x144d: "RollAngle"]),
      .model([0x1447: "FujiModel", 0x1448: "FujiModel2"]),
    ],
    .ge: [.model([0x0207: "GEModel"])],
    .leica: [
      .serial([
        0x0303: "SerialNumberOrLens", 0x0305: "SerialNumber", 0x0500: "InternalSerialNumber",
      ]),
      .lensSerial([0x0321: "LensSerialNumber"]), .firmware([0x0320: "FirmwareVersion"]),
      .model([0x0310: "LensType"]),
      ExifTagGroup(.content, .high, "the name of the file", [0x0302: "OriginalFileName"]),
    ],
    .minolta: [
      .time([0x0001: "CameraSettingsOld", 0x0003: "CameraSettings"]),
      .pointers([0x0088: "PreviewImageStart", 0x0089: "PreviewImageLength"]),
      .model([0x010c: "LensType"]),
    ],
    .motorola: [
      .serial([0x5501: "SerialNumber"]), .made([0x6705: "ManufactureDate"]),
      .firmware([0x5500: "BuildNumber"]),
    ],
    .nikon: [
      .serial([0x001d: "SerialNumber", 0x00a0: "SerialNumber"]),
      .counter([
        0x00a7: "ShutterCount", 0x0037: "MechanicalShutterCount", 0x00a5: "ImageCount",
        0x00a6: "DeletedImageCount", 0x0091: "ShotInfo", 0x00b8: "FileInfo",
      ]),
      .running([0x00b6: "PowerUpTime"], .longTime), .zone([0x0024: "WorldTime"]),
      .place([0x0039: "LocationInfo"]), .faces([0x0021: "FaceDetect"]),
      .model([0x0083: "LensType", 0x0084: "Lens", 0x0082: "AuxiliaryLens", 0x0098: "LensData"]),
      .firmware([
        0x0e09: "NikonCaptureVersion", 0x0e01: "NikonCaptureData",
        0x0e13: "NikonCaptureEditVersions",
      ]),
    ],
    .olympus: [
      .serial([0x0404: "SerialNumber", 0x101a: "SerialNumber"]),
      .model([0x0207: "CameraType", 0x0209: "CameraID"]),
      .firmware([0x0104: "BodyFirmwareVersion", 0x0405: "Firmware"]),
      .pointers([
        0x0088: "PreviewImageStart", 0x0089: "PreviewImageLength", 0x1036: "PreviewImageStart",
        0x1037: "PreviewImageLength",
      ]),
    ],
    .panasonic: ExifMakerTables.panasonic,
    .pentax: ExifMakerTables.pentax,
    .ricoh: [
      .serial([0x0005: "SerialNumber"], .hexadecimal), .firmware([0x0002: "FirmwareVersion"]),
      .time([0x1001: "ImageInfo"]), .faces([0x100a: "FaceInfo"]),
    ],
    .samsung: [
      .serial([0xa002: "SerialNumber"]), .lensSerial([0xa005: "InternalLensSerialNumber"]),
      .place([0x0030: "LocalLocationName", 0x0031: "LocationName"]),
      .people([0x0123: "FaceName"]), .faces([0x0100: "FaceDetect", 0x0120: "FaceRecognition"]),
      .model([0x0002: "DeviceType", 0x0003: "SamsungModelID", 0xa003: "LensType"]),
      .firmware([0xa001: "FirmwareName", 0xa004: "LensFirmware"]),
      .uniqueID([0x0040: "RawDataByteOrder"]),
    ],
    .sanyo: [.firmware([0x0207: "SoftwareVersion"]), .model([0x0209: "CameraID"])],
    .sigma: [
      .serial([0x0002: "SerialNumber"]), .model([0x0027: "LensType", 0x0084: "Model"]),
      .firmware([0x0017: "Firmware", 0x008c: "Firmware", 0x0018: "Software"]),
    ],
    .sony: [
      .serial([0x2031: "SerialNumber", 0x9050: "Tag9050"], .enciphered),
      .time([0x3000: "ShotInfo"]), .faces([0x0021: "FaceInfo"]),
      .model([0xb001: "SonyModelID", 0xb027: "LensType", 0xb02a: "LensSpec"]),
      .counter([0x0020: "FocusInfo", 0x9400: "Tag9400"]),
    ],
  ]
}
