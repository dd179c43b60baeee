/// One plane of samples of 8 bits, row by row: luma, or a component at its own resolution.
public struct SamplePlane: Sendable, Equatable {
  /// Samples in a row.
  public let width: Int
  /// Rows.
  public let height: Int
  /// `width * height` samples, 0 to 255.
  public var samples: [UInt8]

  /// A plane.
  ///
  /// - Precondition: there are `width * height` samples.
  public init(width: Int, height: Int, samples: [UInt8]) {
    precondition(width >= 0 && height >= 0 && samples.count == width * height, "a full plane")
    self.width = width
    self.height = height
    self.samples = samples
  }

  /// The plane brought to another size by repeating samples, as decoders do without smoothing.
  func repeated(toWidth newWidth: Int, height newHeight: Int) -> SamplePlane {
    guard width > 0, height > 0, (newWidth, newHeight) != (width, height) else { return self }
    var result = [UInt8](repeating: 0, count: newWidth * newHeight)
    let columns = (0..<newWidth).map { min($0 * width / newWidth, width - 1) }
    for row in 0..<newHeight {
      let source = min(row * height / newHeight, height - 1) * width
      for column in 0..<newWidth {
        result[row * newWidth + column] = samples[source + columns[column]]
      }
    }
    return SamplePlane(width: newWidth, height: newHeight, samples: result)
  }
}

/// A decoded JPEG: its components at their own resolutions, and how it was coded.
public struct JPEGPicture: Sendable, Equatable {
  /// What the components mean.
  public enum Colour: Sendable, Equatable {
    case grey
    case luminanceChrominance
    case redGreenBlue
  }

  /// Columns of the picture.
  public let width: Int
  /// Rows of the picture.
  public let height: Int
  /// What the components mean.
  public let colour: Colour
  /// The components.
  public var components: [Component]

  /// One component.
  public struct Component: Sendable, Equatable {
    /// Its identifier in the frame.
    public let identifier: UInt8
    /// Horizontal sampling factor, 1 to 4.
    public let horizontal: Int
    /// Vertical sampling factor, 1 to 4.
    public let vertical: Int
    /// The 64 steps that its coefficients were divided by, row by row.
    public let steps: [UInt16]
    /// Its samples.
    public var plane: SamplePlane
  }

  init(width: Int, height: Int, colour: Colour, components: [Component]) {
    self.width = width
    self.height = height
    self.colour = colour
    self.components = components
  }

  /// A grey picture, to be coded with these 64 steps.
  ///
  /// - Precondition: there are 64 steps.
  public init(grey plane: SamplePlane, steps: [UInt16]) {
    precondition(steps.count == 64, "a step for each coefficient")
    self.init(
      width: plane.width, height: plane.height, colour: .grey,
      components: [
        Component(identifier: 1, horizontal: 1, vertical: 1, steps: steps, plane: plane)
      ])
  }

  /// The luma of each pixel: the first component, or the weighted sum of red, green and blue
  /// (ITU-R BT.601) where the picture is coded in these.
  public var luma: SamplePlane {
    let planes = components.map { $0.plane.repeated(toWidth: width, height: height) }
    guard colour == .redGreenBlue, planes.count == 3 else { return planes[0] }
    var samples = [UInt8](repeating: 0, count: width * height)
    for index in samples.indices {
      let sum =
        19_595 * Int(planes[0].samples[index]) + 38_470 * Int(planes[1].samples[index])
        + 7_471 * Int(planes[2].samples[index])
      samples[index] = UInt8(clamping: (sum + 32_768) >> 16)
    }
    return SamplePlane(width: width, height: height, samples: samples)
  }
}
