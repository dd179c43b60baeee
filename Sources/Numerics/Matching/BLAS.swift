#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Products of matrices: by OpenBLAS where the system has it, else by a kernel of our own.
///
/// OpenBLAS is opened at run time and told to use one thread: our own chunks own the cores, and
/// results don't depend on how many there are. Both kernels agree within rounding, not bit by bit.
///
/// Safe because its pointer to a function is only ever called with lengths that were checked.
@safe public struct BLAS: Sendable {
  private typealias SingleProduct =
    @convention(c) (
      Int32, Int32, Int32, Int32, Int32, Int32, Float, UnsafePointer<Float>, Int32,
      UnsafePointer<Float>, Int32, Float, UnsafeMutablePointer<Float>, Int32
    ) -> Void
  private typealias SetThreads = @convention(c) (Int32) -> Void

  /// OpenBLAS's `cblas_sgemm`; without it our own kernel works.
  private let product: SingleProduct?

  /// The kernel of this process: the system's OpenBLAS, or ours where there is none.
  public static let automatic = BLAS(library: "libopenblas.so.0")
  /// Our own kernel, whatever the system has.
  public static let portable = BLAS()

  /// Whether OpenBLAS does the work.
  public var isOpenBLAS: Bool { unsafe product != nil }

  private init() { unsafe product = nil }

  /// Opens a library of the system by its name.
  init(library: String) {
    // Unsafe because the symbols are given the types of OpenBLAS's C interface, with 32-bit
    // integers as in every `libopenblas.so.0`. The library is never closed.
    guard let handle = unsafe dlopen(library, RTLD_NOW | RTLD_LOCAL),
      let product = unsafe dlsym(handle, "cblas_sgemm"),
      let setThreads = unsafe dlsym(handle, "openblas_set_num_threads")
    else {
      unsafe self.product = nil
      return
    }
    unsafe unsafeBitCast(setThreads, to: SetThreads.self)(1)
    unsafe self.product = unsafeBitCast(product, to: SingleProduct.self)
  }

  /// Writes the product of `left` with the transpose of `right`: the dot product of each row of the
  /// one with each row of the other.
  ///
  /// - Parameters:
  ///   - left: row-major, rows of `inner` values.
  ///   - right: row-major, rows of `inner` values.
  ///   - inner: the length of a row on both sides.
  ///   - result: row-major, as many rows as `left`, as many columns as `right` has rows; places
  ///     beyond stay as they are, unless `inner` is 0: then all become 0.
  /// - Precondition: the sizes fit, and sides are below 2^31.
  /// - Complexity: 2 x left rows x right rows x inner floating-point operations.
  public func multiplyTransposed(
    left: Span<Float>, right: Span<Float>, inner: Int, into result: inout MutableSpan<Float>
  ) {
    guard inner > 0 else {
      for place in result.indices { result[place] = 0 }
      return
    }
    let (rows, columns) = (left.count / inner, right.count / inner)
    precondition(rows * inner == left.count && columns * inner == right.count, "whole rows")
    precondition(result.count >= rows * columns, "a place for each pair of rows")
    precondition(max(rows, columns, inner) <= Int(Int32.max), "sides fit the library's integers")
    if rows == 0 || columns == 0 { return }
    guard let product = unsafe product else {
      return PortableProduct.multiply(left, right, inner: inner, into: &result)
    }
    let (height, width, depth) = (Int32(rows), Int32(columns), Int32(inner))
    // Unsafe because C takes pointers; all three lengths are checked above.
    unsafe left.withUnsafeBufferPointer { left in
      unsafe right.withUnsafeBufferPointer { right in
        unsafe result.withUnsafeMutableBufferPointer { result in
          guard let left = left.baseAddress, let right = right.baseAddress,
            let result = result.baseAddress
          else { return }
          // 101: row-major; 111: as it is; 112: transposed.
          unsafe product(
            101, 111, 112, height, width, depth, 1, left, depth, right, depth, 0, result, width)
        }
      }
    }
  }
}
