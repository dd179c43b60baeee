import Foundation

#if canImport(Glibc)
  import Glibc
#endif

/// The few functions of the system's SQLite that reading needs, opened at run time.
///
/// Sendable because it is never written after `init`; SQLite is built thread-safe by Debian, and
/// each handle stays on one thread at a time.
@safe final class SQLiteLibrary: @unchecked Sendable {
  typealias Handle = OpaquePointer
  typealias Open =
    @convention(c) (
      UnsafePointer<CChar>?, UnsafeMutablePointer<Handle?>?, Int32, UnsafePointer<CChar>?
    ) -> Int32
  typealias Prepare =
    @convention(c) (
      Handle?, UnsafePointer<CChar>?, Int32, UnsafeMutablePointer<Handle?>?,
      UnsafeMutablePointer<UnsafePointer<CChar>?>?
    ) -> Int32
  typealias OfHandle = @convention(c) (Handle?) -> Int32
  typealias OfCell = @convention(c) (Handle?, Int32) -> Int32
  typealias BytesOfCell = @convention(c) (Handle?, Int32) -> UnsafeRawPointer?

  let open: Open
  let close: OfHandle
  let prepare: Prepare
  let step: OfHandle
  let finalize: OfHandle
  let columnType: OfCell
  let columnText: BytesOfCell
  let columnBlob: BytesOfCell
  let columnBytes: OfCell

  /// The library of this process, or `nil` where the system has none.
  static let shared = SQLiteLibrary(candidates: ["libsqlite3.so.0", "libsqlite3.so"])

  init?(candidates: [String]) {
    guard let library = unsafe candidates.lazy.compactMap({ unsafe dlopen($0, RTLD_NOW) }).first
    else { return nil }
    func function<Function>(_ name: String, as type: Function.Type) -> Function? {
      guard let symbol = unsafe dlsym(library, "sqlite3_\(name)") else { return nil }
      // The types above are SQLite's published signatures of these functions.
      return unsafe unsafeBitCast(symbol, to: Function.self)
    }
    guard let open = unsafe function("open_v2", as: Open.self),
      let close = unsafe function("close_v2", as: OfHandle.self),
      let prepare = unsafe function("prepare_v2", as: Prepare.self),
      let step = unsafe function("step", as: OfHandle.self),
      let finalize = unsafe function("finalize", as: OfHandle.self),
      let columnType = unsafe function("column_type", as: OfCell.self),
      let columnText = unsafe function("column_text", as: BytesOfCell.self),
      let columnBlob = unsafe function("column_blob", as: BytesOfCell.self),
      let columnBytes = unsafe function("column_bytes", as: OfCell.self)
    else { return nil }
    unsafe self.open = unsafe open
    unsafe self.close = unsafe close
    unsafe self.prepare = unsafe prepare
    unsafe self.step = unsafe step
    unsafe self.finalize = unsafe finalize
    unsafe self.columnType = unsafe columnType
    unsafe self.columnText = unsafe columnText
    unsafe self.columnBlob = unsafe columnBlob
    unsafe self.columnBytes = unsafe columnBytes
  }
}

/// SQLite's codes that we look at.
enum SQLiteCode {
  static let ok: Int32 = 0
  static let busy: Int32 = 5
  static let noMemory: Int32 = 7
  static let notFound: Int32 = 14
  static let row: Int32 = 100
  static let done: Int32 = 101
  static let blob: Int32 = 4
  static let null: Int32 = 5
  static let openReadOnly: Int32 = 1
}

/// A failure of SQLite on its way through the engine, which only carries texts.
enum SQLiteFailure {
  private static let marker = "palimpsest-sqlite:"

  /// The code that stands for a text which isn't UTF-8; none of SQLite's.
  private static let notUTF8: Int32 = 250

  /// The text that stands for `error` while it passes through the engine.
  static func message(_ error: EngineError) -> String {
    let code: Int32 =
      switch error {
      case .wrongEncoding: notUTF8
      case .notPermitted: SQLiteCode.notFound
      case .engineFailure: SQLiteCode.busy
      default: 0
      }
    return "\(marker)\(code);"
  }

  /// The error in an engine's message, if it is one of ours.
  static func error(in message: String, file: String?) -> EngineError? {
    guard let range = message.range(of: marker) else { return nil }
    let code = Int32(message[range.upperBound...].prefix { $0.isNumber }) ?? 0
    return error(code, file: file ?? "")
  }

  /// The error that a code of SQLite means for a file that is there and may be read.
  static func error(_ code: Int32, file: String) -> EngineError {
    switch code & 0xFF {
    case notUTF8: .wrongEncoding(SourcePlace(file: file), expected: "utf-8")
    case SQLiteCode.busy: .engineFailure(kind: "SQLite: the database is locked", file: file)
    case SQLiteCode.noMemory: .engineFailure(kind: "SQLite: out of memory", file: file)
    case SQLiteCode.notFound: .notPermitted(file: file)
    default: .malformed(.sqlite, SourcePlace(file: file))
    }
  }
}
