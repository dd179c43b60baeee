/// Tags of raw files that programs carry over into Exif (DNG 1.7; GeoTIFF 1.1).
enum ExifRawTags {
  /// The groups, which join `ExifTags.table`.
  static let groups = [
    ExifTagGroup(
      .place, .high, "where on the earth the picture's corners are",
      [
        0x830e: "ModelPixelScale", 0x8482: "ModelTiepoint", 0x85d8: "ModelTransformation",
        0x8480: "IntergraphMatrix", 0x87af: "GeoKeyDirectory", 0x87b0: "GeoDoubleParams",
        0x87b1: "GeoAsciiParams", 0xa480: "GDALMetadata", 0xa481: "GDALNoData",
      ]),
    ExifTagGroup(
      .device, .medium, "which camera made it",
      [
        0xc614: "UniqueCameraModel", 0xc615: "LocalizedCameraModel", 0xc630: "DNGLensInfo",
        0xc7a1: "CameraLabel", 0xc789: "ReelName",
      ]),
    ExifTagGroup(
      .content, .high, "the name of the file it was made from",
      [0xc68b: "OriginalRawFileName", 0xfe4c: "RawFile"]),
    ExifTagGroup(.content, .high, "the file it was made from", [0xc68c: "OriginalRawFileData"]),
    ExifTagGroup(
      .identifier, .high, "a digest by which its origin is found", .hexadecimal,
      [
        0xc71c: "RawImageDigest", 0xc71d: "OriginalRawFileDigest", 0xc7a7: "NewRawImageDigest",
        0xc719: "PreviewSettingsDigest",
      ]),
    ExifTagGroup(
      .time, .medium, "when a preview was made, or by which clock it was filmed",
      [0xc71b: "PreviewDateTime", 0xc763: "TimeCodes"]),
    ExifTagGroup(
      .software, .medium, "which program and which settings developed it",
      [
        0xc716: "PreviewApplicationName", 0xc717: "PreviewApplicationVersion",
        0xc718: "PreviewSettingsName", 0xc6f8: "ProfileName", 0xc6f6: "AsShotProfileName",
        0xc6f3: "CameraCalibrationSignature", 0xc6f4: "ProfileCalibrationSignature",
        0xc6fe: "ProfileCopyright", 0xfe4d: "Converter", 0xfe4e: "WhiteBalance",
        0xfe51: "Exposure", 0xfe52: "Shadows", 0xfe53: "Brightness", 0xfe54: "Contrast",
        0xfe55: "Saturation", 0xfe56: "Sharpness", 0xfe57: "Smoothness", 0xfe58: "MoireFilter",
      ]),
    ExifTagGroup(
      .device, .low, "how the sensor's values become colours",
      [
        0xc612: "DNGVersion", 0xc613: "DNGBackwardVersion", 0xc616: "CFAPlaneColor",
        0xc617: "CFALayout", 0xc619: "BlackLevelRepeatDim", 0xc61a: "BlackLevel",
        0xc61d: "WhiteLevel", 0xc61e: "DefaultScale", 0xc61f: "DefaultCropOrigin",
        0xc620: "DefaultCropSize", 0xc621: "ColorMatrix1", 0xc622: "ColorMatrix2",
        0xc627: "AnalogBalance", 0xc628: "AsShotNeutral", 0xc629: "AsShotWhiteXY",
        0xc62a: "BaselineExposure", 0xc62b: "BaselineNoise", 0xc62c: "BaselineSharpness",
        0xc62d: "BayerGreenSplit", 0xc62e: "LinearResponseLimit", 0xc631: "ChromaBlurRadius",
        0xc632: "AntiAliasStrength", 0xc633: "ShadowScale", 0xc635: "MakerNoteSafety",
        0xc65a: "CalibrationIlluminant1", 0xc65b: "CalibrationIlluminant2",
        0xc65c: "BestQualityScale", 0xc68d: "ActiveArea", 0xc68e: "MaskedAreas",
        0xc6bf: "ColorimetricReference", 0xc6f7: "NoiseReductionApplied",
        0xc6fd: "ProfileEmbedPolicy", 0xc71a: "PreviewColorSpace", 0xc764: "FrameRate",
        0xc772: "TStop", 0xc7a5: "BaselineExposureOffset", 0xc7a6: "DefaultBlackRender",
        0xc7b5: "DefaultUserCrop",
      ]),
  ]
}
