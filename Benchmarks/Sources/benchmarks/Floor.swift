import CFloor
import Numerics

extension CodedCSV {
  /// Calls a C floor with the columns as C expects them.
  func withColumns<Result>(
    _ body: (UnsafePointer<UnsafePointer<UInt32>?>, [UInt32], Int32, UInt32) throws -> Result
  ) throws -> Result {
    let radices = cardinalities.map { UInt32($0) }
    var pointers: [UnsafePointer<UInt32>?] = []
    func bind(_ column: Int) throws -> Result {
      if column == columns.count {
        return try pointers.withUnsafeBufferPointer { buffer in
          guard let base = buffer.baseAddress else { throw BenchmarkError.usage }
          return try body(base, radices, Int32(columns.count), UInt32(rowCount))
        }
      }
      return try columns[column].withUnsafeBufferPointer { codes in
        pointers.append(codes.baseAddress)
        return try bind(column + 1)
      }
    }
    return try bind(0)
  }

  /// The floor of the classes, with keys of 32 or 64 bits.
  func floorClasses(wide: Bool) throws -> cfloor_sizes {
    try withColumns { columns, radices, count, rows in
      var sizes = cfloor_sizes()
      let group = wide ? cfloor_classes64 : cfloor_classes32
      guard group(columns, radices, count, rows, &sizes) == 0 else { throw BenchmarkError.noMemory }
      return sizes
    }
  }

  /// The floor of all subsets, by mask.
  func floorSubsets() throws -> [cfloor_sizes] {
    try withColumns { columns, radices, count, rows in
      var sizes = [cfloor_sizes](repeating: cfloor_sizes(), count: 1 << Int(count))
      guard cfloor_subsets(columns, radices, count, rows, &sizes) == 0 else {
        throw BenchmarkError.noMemory
      }
      return sizes
    }
  }
}
