import CDuckDB
import Glibc
import Synchronization

/// What takes rows as they come out of a scan, on any thread.
///
/// Each row has the key of its data subject (`ContributionColumns.SubjectKeys`), the code of its
/// group (0 is missing), and a number. Rows without a subject are left out. Spans live as long as
/// the call. `worker` is the thread's own number from 0 on, so that each can keep its own part.
package typealias ContributionReader =
  @Sendable (
    _ worker: Int, _ subjects: Span<UInt64>, _ groups: Span<UInt32>, _ values: Span<Int64>
  ) -> Void

/// The SQL function by which a scan hands its rows to a reader on the engine's own threads.
///
/// `palimpsest_contribution(id, subject, group, value)` gives 0; what happens to the rows is up to
/// the reader numbered `id`. Rows are copied only out of chunks in which a subject is missing.
enum ContributionRegistry {
  static let function = "palimpsest_contribution"
  private static let readers = Mutex<(next: Int64, byNumber: [Int64: Reading])>((1, [:]))

  /// A reader, and the numbers of the threads that it has met.
  private final class Reading: Sendable {
    let reader: ContributionReader
    /// Whether a subject of 0 is missing, as coders write it.
    let zeroIsMissing: Bool
    private let workers = Mutex<[UInt: Int]>([:])

    init(_ reader: @escaping ContributionReader, zeroIsMissing: Bool) {
      (self.reader, self.zeroIsMissing) = (reader, zeroIsMissing)
    }

    /// The calling thread's number.
    var worker: Int {
      let thread = UInt(pthread_self())
      return workers.withLock { numbers in
        if let number = numbers[thread] { return number }
        numbers[thread] = numbers.count
        return numbers.count - 1
      }
    }
  }

  /// A reader's number, known to the engine as long as this lives.
  final class Registration {
    let number: Int64

    init(_ reader: @escaping ContributionReader, zeroIsMissing: Bool) {
      number = ContributionRegistry.readers.withLock { state in
        state.next += 1
        state.byNumber[state.next] = Reading(reader, zeroIsMissing: zeroIsMissing)
        return state.next
      }
    }

    deinit { ContributionRegistry.readers.withLock { $0.byNumber[number] = nil } }
  }

  /// Makes the function known to a database.
  static func register(on connections: ConnectionRegistry, library: Library) throws(EngineError) {
    let ticket = try connections.open()
    let api = library.functions
    var function: cduckdb_scalar_function? = unsafe api.create_scalar_function()
    defer { unsafe api.destroy_scalar_function(&function) }
    let codes = [CDUCKDB_BIGINT, CDUCKDB_BIGINT, CDUCKDB_UINTEGER, CDUCKDB_BIGINT]
    var types = unsafe codes.map { unsafe Optional(api.create_logical_type(Int32($0))) }
    defer { for index in unsafe types.indices { unsafe api.destroy_logical_type(&types[index]) } }
    guard let created = unsafe function else { return }
    unsafe api.scalar_function_set_name(created, Self.function)
    for index in unsafe types.indices {
      guard let type = unsafe types[index] else { return }
      unsafe api.scalar_function_add_parameter(created, type)
    }
    guard let result = unsafe types[2] else { return }
    unsafe api.scalar_function_set_return_type(created, result)
    unsafe api.scalar_function_set_special_handling(created)
    unsafe api.scalar_function_set_volatile(created)
    unsafe api.scalar_function_set_function(created) {
      unsafe ContributionRegistry.hand($0, $1, $2)
    }
    guard unsafe api.register_scalar_function(ticket.handle, created) == 0 else {
      throw EngineError.engineFailure(kind: "scalar function", file: nil)
    }
  }

  /// Called by the engine's threads with the columns `id`, `subject`, `group` and `value`.
  private static func hand(
    _ info: cduckdb_function_info, _ input: cduckdb_chunk, _ output: cduckdb_vector
  ) {
    guard case .success(let library) = Library.shared else { return }
    let api = library.functions
    let count = Int(unsafe api.data_chunk_get_size(input))
    let vectors = unsafe (0..<4).map { unsafe api.data_chunk_get_vector(input, UInt64($0)) }
    guard count > 0, let results = unsafe api.vector_get_data(output),
      let numbers = unsafe api.vector_get_data(vectors[0]),
      let subjects = unsafe api.vector_get_data(vectors[1]),
      let groups = unsafe api.vector_get_data(vectors[2]),
      let values = unsafe api.vector_get_data(vectors[3])
    else { return }
    unsafe results.initializeMemory(as: UInt32.self, repeating: 0, count: count)
    let number = unsafe numbers.load(as: Int64.self)
    guard let reading = readers.withLock({ $0.byNumber[number] }) else { return }
    // The engine keeps the vectors of `count` cells until this returns; groups and values are never
    // NULL: coders give 0 for what is missing, and the query leaves missing values out.
    let subjectWords = unsafe Span(
      _unsafeStart: subjects.assumingMemoryBound(to: UInt64.self), count: count)
    let groupCodes = unsafe Span(
      _unsafeStart: groups.assumingMemoryBound(to: UInt32.self), count: count)
    let steps = unsafe Span(
      _unsafeStart: values.assumingMemoryBound(to: Int64.self), count: count)
    let known = unsafe ColumnVector(
      data: nil, validity: UnsafePointer(api.vector_get_validity(vectors[1])), rowCount: count)
    let isWhole = (0..<count).allSatisfy {
      known.isValid($0) && !(reading.zeroIsMissing && subjectWords[$0] == 0)
    }
    if isWhole {
      reading.reader(reading.worker, subjectWords, groupCodes, steps)
    } else {
      handPresent(subjectWords, groupCodes, steps, known, to: reading)
    }
  }

  /// Hands a copy of those rows that have a subject.
  private static func handPresent(
    _ subjects: Span<UInt64>, _ groups: Span<UInt32>, _ values: Span<Int64>, _ known: ColumnVector,
    to reading: Reading
  ) {
    let present = subjects.indices.filter {
      known.isValid($0) && !(reading.zeroIsMissing && subjects[$0] == 0)
    }
    let (keys, codes) = (present.map { subjects[$0] }, present.map { groups[$0] })
    let steps = present.map { values[$0] }
    reading.reader(reading.worker, keys.span, codes.span, steps.span)
  }
}
