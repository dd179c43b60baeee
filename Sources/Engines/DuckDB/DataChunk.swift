import CDuckDB

/// Some rows of a result as columns; owned by whoever holds it, freed with it.
@safe final class DataChunk {
  private var chunk: cduckdb_chunk?
  private let library: Library
  /// The number of rows, at most the engine's vector size.
  let rowCount: Int
  /// The columns; valid as long as the chunk lives.
  let vectors: [ColumnVector]

  init(_ chunk: cduckdb_chunk, columnCount: Int, library: Library) {
    unsafe self.chunk = unsafe chunk
    self.library = library
    let api = library.functions
    let rowCount = Int(unsafe api.data_chunk_get_size(chunk))
    self.rowCount = rowCount
    vectors = (0..<columnCount).map { index in
      let vector = unsafe api.data_chunk_get_vector(chunk, UInt64(index))
      return unsafe ColumnVector(
        data: UnsafeRawPointer(api.vector_get_data(vector)),
        validity: UnsafePointer(api.vector_get_validity(vector)), rowCount: rowCount)
    }
  }

  deinit { unsafe library.functions.destroy_data_chunk(&chunk) }
}

/// One column of a chunk: a dense array of values, and a bit for each row that is not missing.
///
/// Safe to hold as long as its chunk lives; each read is in `0..<rowCount`.
@safe struct ColumnVector {
  let data: UnsafeRawPointer?
  /// `nil` where no row is missing.
  let validity: UnsafePointer<UInt64>?
  let rowCount: Int

  /// Whether the row holds a value.
  @inline(__always)
  func isValid(_ row: Int) -> Bool {
    guard let validity = unsafe validity else { return true }
    return unsafe validity[row >> 6] & (1 << UInt64(row & 63)) != 0
  }

  /// The values, read as `Value`; the caller knows the column's type.
  @inline(__always)
  func values<Value>(as type: Value.Type) -> UnsafePointer<Value>? {
    unsafe data?.assumingMemoryBound(to: Value.self)
  }
}

extension cduckdb_string {
  /// The text, copied; damaged UTF-8 is repaired (the engine has checked it before).
  var text: String {
    let count = Int(unsafe byte_count)
    if count <= 12 {
      return unsafe withUnsafeBytes(of: self) { bytes in
        unsafe String(decoding: bytes[4..<(4 + count)], as: UTF8.self)
      }
    }
    guard let bytes = unsafe bytes else { return "" }
    return unsafe String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
  }
}
