/// A run of file bytes that a header box points at: a chunk of samples, an item's extent.
struct ISODataRun: Sendable, Equatable {
  /// Where it stands in the file.
  ///
  /// A plan cuts it to the file's end itself. Empty runs are ignored.
  let range: Range<Int>
  /// Who owns it: "video samples", "primary item".
  let owner: String
  /// What stands for it in the output; bytes of another count may only be pointed at from their
  /// start.
  ///
  /// `.nothing` is for data that the plan dropped and has disclosed already: where another run
  /// keeps the same bytes they stay. Data that no run names is dropped as slack, and disclosed by
  /// the driver.
  let output: Piece.Output

  /// How many bytes it puts out.
  var outputCount: Int {
    switch output {
    case .same: range.count
    case .nothing: 0
    case .bytes(let bytes): bytes.count
    }
  }
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
  /// The bytes outside the header boxes that must stay, in any order; equal runs may be named
  /// twice.
  var data: [ISODataRun] { get }
  /// How many bytes the new form takes, whatever the offsets are.
  var outputCount: Int { get }
  /// What stands for the box in the output at `start`.
  ///
  /// `moved` gives the new place of an input offset that lies in kept data, or at its end; nil for
  /// any other, also inside bytes that are replaced by another count. O(log runs). Equal bytes are
  /// kept as they are by the caller.
  func encoded(
    at start: Int, moved: (Int) -> Int?
  ) throws(MediaError) -> [UInt8]
}

/// A box without data elsewhere that is written as these bytes.
struct ISOFixedPlan: ISOHeaderPlan {
  let box: Range<Int>
  let owner: String
  let bytes: [UInt8]
  var data: [ISODataRun] { [] }
  var outputCount: Int { bytes.count }

  func encoded(at start: Int, moved: (Int) -> Int?) -> [UInt8] { bytes }
}
