public import Tables

/// The traits of devices, one row for each event or person: user agent, screen, language, fonts.
public struct DeviceRecords: Sendable {
  /// The traits, in the order of the manifest.
  public let traits: [CodedColumn]
  /// Whom each row is about.
  public let subjects: SubjectIndex
  /// The time of each row in microseconds since 1970, or none at all.
  public let times: [Int64]
  /// The number of rows.
  public let rowCount: Int

  /// Rows of traits.
  ///
  /// - Throws: `DeviceError` where there is no trait or no row, or columns differ in length.
  public init(
    traits: [CodedColumn], subjects: SubjectIndex, times: [Int64] = []
  ) throws(DeviceError) {
    guard let first = traits.first else { throw .noTraits }
    let rowCount = first.codes.count
    guard rowCount > 0 else { throw .noRows }
    let lengths = traits.map(\.codes.count) + [subjects.subjectOfRow?.count ?? subjects.count]
    guard lengths.allSatisfy({ $0 == rowCount }), times.isEmpty || times.count == rowCount else {
      throw .unequalLengths
    }
    self.traits = traits
    self.subjects = subjects
    self.times = times
    self.rowCount = rowCount
  }

  /// The names of the traits.
  public var names: [String] { traits.map(\.name) }
}

/// Why devices can't be attacked.
public enum DeviceError: Error, Sendable, Equatable {
  /// No column is a trait of a device.
  case noTraits
  /// There is no row.
  case noRows
  /// The traits, subjects and times are not of one length.
  case unequalLengths
  /// The rows have no time, and periods can't be told apart.
  case noTimes
}

extension DeviceError: CustomStringConvertible {
  /// What happened, and the remedy.
  public var description: String {
    switch self {
    case .noTraits: "no column is a trait of a device; give one the role device, or leave it out"
    case .noRows: "there is no row with a device; give the table rows, or leave it out"
    case .unequalLengths: "traits, subjects and times differ in their number of rows"
    case .noTimes: "the rows have no time; declare the time column, or leave this attack out"
    }
  }
}
