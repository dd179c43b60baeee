/// A run of file bytes that a header box points at: a chunk of samples, an item's extent.
struct ISODataRun: Sendable, Equatable {
  /// Where it stands in the file.
  let range: Range<Int>
  /// Who owns it: "video samples", "primary item".
  let owner: String
  /// What stands for it in the output; bytes of another count may only be pointed at from their
  /// start.
  let output: Piece.Output
}

/// How one header box (`moov`, `moof`, `meta`) is rebuilt, and which bytes elsewhere it needs.
///
/// A file is rebuilt in two steps: each header says what data it keeps and how long its new form
/// will be; then the layout of the output is known, and each header is encoded with the offsets
/// that its data moved to.
protocol ISOHeaderPlan: Sendable {
  /// The box in the input.
  var box: Range<Int> { get }
  /// Its name, as the owner of its bytes.
  var owner: String { get }
  /// The bytes outside the box that must stay, in any order; equal runs may be named twice.
  var data: [ISODataRun] { get }
  /// How many bytes the new form takes, whatever the offsets are.
  var outputCount: Int { get }
  /// What stands for the box in the output at `start`.
  ///
  /// `moved` gives the new place of an input offset that lies in kept data, nil for any other. Equal
  /// bytes are kept as they are by the caller.
  func encoded(
    at start: Int, moved: (Int) -> Int?
  ) throws(MediaError) -> [UInt8]
}
