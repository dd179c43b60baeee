import Foundation

/// What a query reads, so that the engine's message can be turned into a place.
struct FailureContext: Sendable {
  /// The source's files.
  var files: [String] = []
  /// Their format.
  var format: FileFormat?
  /// How CSV is read.
  var csv = CSVFormat()
}

/// Turns the engine's messages, which quote lines of the data, into errors that don't.
///
/// Nothing of a message is kept but its class, numbers at known places, and which of the source's
/// own files it names.
struct FailureReader {
  let context: FailureContext
  let options: EngineOptions

  /// The error that `message` tells of.
  func error(_ message: String) -> EngineError {
    if message.hasPrefix("INTERRUPT") { return .interrupted }
    if let error = spaceError(message) { return error }
    if let error = SQLiteFailure.error(in: message, file: fileNamed(in: message)) { return error }
    let file = fileNamed(in: message)
    if message.contains("GZIP stream") || message.contains("miniz error") {
      return .malformed(.gzip, SourcePlace(file: file))
    }
    if message.contains("No files found that match") {
      return .fileMissing(file: file ?? context.files.first ?? "")
    }
    if message.contains("Permission denied") { return .notPermitted(file: file ?? "") }
    switch context.format {
    case .csv, .tsv: return csvError(message, file: file)
    case .json, .jsonl: return jsonError(message, file: file)
    case .parquet: return parquetError(message, file: file)
    case .sqlite, nil: return refusal(message, file: file)
    }
  }

  private func spaceError(_ message: String) -> EngineError? {
    let isSpill =
      message.contains("failed to offload") || message.contains("max_temp_directory_size")
    if isSpill || message.contains("No space left on device") {
      return .diskFull(folder: options.temporaryFolder)
    }
    if message.hasPrefix("Out of Memory") { return .outOfMemory(limitBytes: options.memoryBytes) }
    return nil
  }

  private func refusal(_ message: String, file: String?) -> EngineError {
    // "Binder Error: ..." -> "Binder Error": the class of a DuckDB error, never its text.
    let known = [
      "Binder Error", "Catalog Error", "Parser Error", "Conversion Error", "Invalid Input Error",
      "IO Error", "Out of Range Error", "Not implemented Error", "INTERNAL Error", "Syntax Error",
      "Permission Error", "Serialization Error", "Invalid Configuration Error",
    ]
    let kind = known.first { message.hasPrefix($0) } ?? "unknown error"
    return .engineFailure(kind: kind, file: file ?? context.files.first)
  }

  // MARK: Formats

  private func csvError(_ message: String, file: String?) -> EngineError {
    let place = SourcePlace(file: file, line: csvLine(message, file: file))
    if message.contains("Invalid unicode") || message.contains("not utf-8 encoded")
      || message.contains("is not encoded")
    {
      return .wrongEncoding(place, expected: context.csv.encoding)
    }
    if message.contains("does not support the encoding") {
      return .unknownEncoding(name: context.csv.encoding, file: file ?? "")
    }
    if message.contains("aximum line size") {
      return .lineTooLong(place, limitBytes: context.csv.maximumLineBytes)
    }
    // What the engine's threads can't cut into pieces is a line longer than such a piece.
    if message.contains("does not support a full read"), let long = longLine(file) { return long }
    if let expected = number(after: "Expected Number of Columns: ", in: message),
      let found = number(after: " Found: ", in: message)
    {
      return .malformed(.raggedRow(expected: expected, found: found), place)
    }
    if message.contains("unterminated quote") { return .malformed(.unterminatedQuote, place) }
    if message.contains("state machine reached an invalid state") { return stateError(place) }
    return place.line == nil ? refusal(message, file: file) : .malformed(.notCSV, place)
  }

  /// The first line beyond the limit, in `file` or any of the source's.
  private func longLine(_ file: String?) -> EngineError? {
    let limit = context.csv.maximumLineBytes
    for path in file.map({ [$0] }) ?? context.files {
      guard let line = LineScanner(path: path)?.firstLine(longerThan: limit) else { continue }
      return .lineTooLong(SourcePlace(file: path, line: line), limitBytes: limit)
    }
    return nil
  }

  /// The engine counts records; in a plain file the line of the record can be found.
  private func csvLine(_ message: String, file: String?) -> Int? {
    guard let record = number(after: "CSV Error on Line: ", in: message) else { return nil }
    guard let file, context.csv.encoding.lowercased() != "utf-16",
      let scanner = LineScanner(path: file)
    else { return record }
    return scanner.line(ofRecord: record, csv: context.csv) ?? record
  }

  /// The parser gave up without a line: look for the usual reason.
  private func stateError(_ place: SourcePlace) -> EngineError {
    guard let file = place.file, let line = LineScanner(path: file)?.firstOddLineEnding() else {
      return .malformed(.notCSV, place)
    }
    return .malformed(.mixedLineEndings, SourcePlace(file: file, line: line))
  }

  private func jsonError(_ message: String, file: String?) -> EngineError {
    if message.contains("has duplicate key") {
      let line = number(after: "in line ", in: message)
      return .malformed(.duplicateKey, SourcePlace(file: file, line: line))
    }
    if message.contains("Expected OBJECT") {
      let line = number(after: "in line ", in: message)
      return .malformed(.notAnObject, SourcePlace(file: file, line: line))
    }
    if message.contains("Malformed JSON") || message.contains("JSON transform error") {
      // The engine's line is off by one here; count it ourselves where the file can be read.
      let line = file.flatMap { LineScanner(path: $0)?.firstLineThatIsNoJSON() }
      let place = SourcePlace(file: file, line: line)
      if message.contains("invalid UTF-8") { return .wrongEncoding(place, expected: "utf-8") }
      return .malformed(.json, place)
    }
    if message.contains("maximum_object_size") {
      return .lineTooLong(
        SourcePlace(file: file), limitBytes: max(context.csv.maximumLineBytes, 16 << 20))
    }
    return refusal(message, file: file)
  }

  private func parquetError(_ message: String, file: String?) -> EngineError {
    if message.contains("schema mismatch") || message.contains("failed to cast column") {
      return .schemaMismatch(file: lastFileNamed(in: message) ?? file ?? "")
    }
    if message.hasPrefix("Binder Error") || message.hasPrefix("Parser Error") {
      return refusal(message, file: file)
    }
    return .malformed(.parquet, SourcePlace(file: file))
  }

  // MARK: Pieces of a message

  /// The source's file that the message names first; the only file, where there is one.
  private func fileNamed(in message: String) -> String? {
    if context.files.count <= 1 { return context.files.first }
    let named = context.files.compactMap { file in
      message.range(of: file).map { (file, $0.lowerBound) }
    }
    return named.min { ($0.1, $1.0.count) < ($1.1, $0.0.count) }?.0
  }

  private func lastFileNamed(in message: String) -> String? {
    let start = message.range(of: "Failed to read file")?.lowerBound ?? message.startIndex
    let tail = message[start...]
    return context.files.first { tail.hasPrefix("Failed to read file \"\($0)\"") }
      ?? context.files.first { tail.contains("\"\($0)\"") }
  }

  private func number(after marker: String, in message: String) -> Int? {
    guard let range = message.range(of: marker) else { return nil }
    return Int(message[range.upperBound...].prefix { $0.isASCII && $0.isNumber })
  }
}
