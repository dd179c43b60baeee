extension JPEGApplicationKind {
  /// The application segments that are known by name.
  ///
  /// JFIF 1.02; Exif 2.32, 4.7; XMP part 3, 1.1.3; ICC.1:2022, B.4; CIPA DC-007 (MPF);
  /// ISO/IEC 19566-5 (JUMBF); Adobe TN 5116; the rest after ExifTool's list of JPEG tags.
  static let table: [JPEGApplicationKind] = [
    JPEGApplicationKind(0, "JFIF\0", "JFIF", .density),
    JPEGApplicationKind(
      0, "JFXX\0", "JFXX", .thumbnail, .content, .high,
      "a thumbnail, which may show the uncropped picture"),
    JPEGApplicationKind(0, "AVI1", "AVI1"),
    JPEGApplicationKind(0, "Ocad", "Ocad"),
    JPEGApplicationKind(1, "Exif\0", "Exif", .exif),
    JPEGApplicationKind(1, "http://ns.adobe.com/xap/1.0/\0", "XMP", .xmp),
    JPEGApplicationKind(
      1, "http://ns.adobe.com/xmp/extension/\0", "extended XMP", .xmpExtension),
    JPEGApplicationKind(
      1, "FLIR\0", "FLIR", .other, .device, .high,
      "thermal pictures, with the camera and its serial number"),
    JPEGApplicationKind(
      1, "QVCI\0", "QVCI", .other, .time, .medium, "a Casio camera's record of a panorama"),
    JPEGApplicationKind(1, "PARROT\0", "Parrot", .other, .device, .high, "a drone's record"),
    JPEGApplicationKind(2, "ICC_PROFILE\0", "ICC", .colourProfile),
    JPEGApplicationKind(
      2, "MPF\0", "MPF", .other, .content, .high,
      "an index of further pictures behind this one, with their ids"),
    JPEGApplicationKind(
      2, "FPXR\0", "FlashPix", .other, .content, .high,
      "FlashPix objects: further pictures, sound or properties"),
    JPEGApplicationKind(
      2, "urn:iso:std:iso:ts:21496:-1\0", "gain map", .other, .content, .low,
      "the version of a gain map behind the picture"),
    JPEGApplicationKind(3, "Meta\0\0", "Meta", .other, .device, .high, "a Kodak camera's record"),
    JPEGApplicationKind(3, "META\0\0", "Meta", .other, .device, .high, "a Kodak camera's record"),
    JPEGApplicationKind(
      3, "_JPSJPS_", "JPS", .other, .content, .medium,
      "how two pictures make a stereo view, with a comment"),
    JPEGApplicationKind(4, "SCALADO\0", "Scalado", .other, .software, .medium, "a program's index"),
    JPEGApplicationKind(
      5, "RMETA\0", "RMETA", .other, .content, .high,
      "fields that the photographer filled in with a Ricoh camera"),
    JPEGApplicationKind(
      5, "ssuniqueid\0", "Samsung id", .other, .identifier, .high,
      "an id that a Samsung phone gave to this picture"),
    JPEGApplicationKind(6, "EPPIM\0", "EPPIM", .other, .software, .medium, "a printer's settings"),
    JPEGApplicationKind(6, "NITF\0", "NITF", .other, .software, .medium, "a record of NITF"),
    JPEGApplicationKind(6, "HP_TDHD\0", "HP", .other, .device, .high, "an HP camera's record"),
    JPEGApplicationKind(
      6, "GoPro\0", "GoPro", .other, .device, .high,
      "a GoPro camera's record, with its serial number"),
    JPEGApplicationKind(
      7, "PENTAX \0", "Pentax", .other, .device, .high, "a Pentax camera's record"),
    JPEGApplicationKind(7, "RICOH\0", "Ricoh", .other, .device, .high, "a Ricoh camera's record"),
    JPEGApplicationKind(7, "HUAWEI", "Huawei", .other, .device, .high, "a Huawei phone's record"),
    JPEGApplicationKind(
      7, "\u{1a}Qualcomm Camera Attributes", "Qualcomm", .other, .device, .medium,
      "the camera chip's settings"),
    JPEGApplicationKind(7, "DJI-DBG\0", "DJI", .other, .device, .high, "a drone's record"),
    JPEGApplicationKind(8, "SPIFF\0", "SPIFF", .other, .content, .medium, "a SPIFF directory"),
    JPEGApplicationKind(
      9, "Media Jukebox\0", "Media Jukebox", .other, .content, .high, "a media library's record"),
    JPEGApplicationKind(
      10, "UNICODE\0", "comment", .other, .content, .high, "a comment that someone wrote"),
    JPEGApplicationKind(11, "JP", "JUMBF", .provenance),
    JPEGApplicationKind(
      11, "HDR_RI", "JPEG-HDR", .other, .content, .medium, "a picture of wider brightness"),
    JPEGApplicationKind(
      12, "Ducky", "Ducky", .other, .content, .high,
      "a comment and the quality that Photoshop saved with"),
    JPEGApplicationKind(
      12, "PictureInfo", "PictureInfo", .other, .device, .high, "a camera's record in text"),
    JPEGApplicationKind(
      12, "[picture info]", "PictureInfo", .other, .device, .high, "a camera's record in text"),
    JPEGApplicationKind(13, "Photoshop 3.0\0", "Photoshop", .photoshop),
    JPEGApplicationKind(13, "Adobe_Photoshop2.5:", "Photoshop", .photoshop),
    JPEGApplicationKind(13, "Adobe_CM", "Adobe_CM", .other, .software, .low, "Adobe's colour data"),
    JPEGApplicationKind(14, "Adobe", "Adobe", .colourTransform),
    JPEGApplicationKind(
      15, "GraphicConverter", "GraphicConverter", .other, .software, .low,
      "the quality that GraphicConverter saved with"),
  ]
}
